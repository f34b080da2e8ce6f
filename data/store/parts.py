"""How a large snapshot is asked: what a filter selects is kept in tables, since to select costs more than the rest."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TypeVar

import duckdb

from data.store.once import Part, read_from

T = TypeVar("T")

_MOST_PARTS = 24
# A part that was used so lately may stand in a question that is not answered yet.
_IN_USE_S = 10.0


class KeptParts:
    """Answers questions; keeps their parts as tables in memory for all who ask, the least used dropped."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._used: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def answer(
        self,
        sql: str,
        parameters: Mapping[str, object] | None,
        version: int,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        """As Answering.answer."""
        asked, bound = read_from(sql, parameters, lambda part: self._table(part, version))
        return fetch(self._connection.cursor().execute(asked, bound or None))

    def _table(self, part: Part, version: int) -> str | None:
        name = f"part_{sha256(f'{version} {part.key}'.encode()).hexdigest()[:24]}"
        with self._lock:  # who asks for the same part meanwhile waits for it rather than asking again
            cursor = self._connection.cursor()
            if name not in self._used:
                try:
                    cursor.execute(f"CREATE TABLE {name} AS {part.sql}", part.parameters or None)
                except duckdb.OutOfMemoryException:  # many readers at once: each asks for itself then
                    return None
            self._used[name] = time.monotonic()
            self._used.move_to_end(name)
            self._drop_some(cursor)
        return name

    def _drop_some(self, cursor: duckdb.DuckDBPyConnection) -> None:
        while len(self._used) > _MOST_PARTS:
            name, used = next(iter(self._used.items()))
            if time.monotonic() - used < _IN_USE_S:
                return
            cursor.execute(f"DROP TABLE {name}")
            del self._used[name]
