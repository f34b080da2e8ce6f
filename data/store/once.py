"""Parts that many questions share are asked once, and kept as tables in memory.

A filter by words or levels selects the same rows in each of a dozen questions of a screen; at millions of rows the
selection costs more than the rest of a question. So a question may mark such a part: `once("SELECT …")`. Where nobody
keeps it, the marked text means the same.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256

import duckdb

_BEGIN, _END = "/*once*/", "/*end*/"
# Where the question would keep the part for itself (a MATERIALIZED CTE), that is no longer needed.
_PART = re.compile(rf"(AS MATERIALIZED \()?{re.escape(_BEGIN)}(.*?){re.escape(_END)}", re.DOTALL)
_MOST_PARTS = 24
# A part that was used so lately may stand in a question that is not answered yet.
_IN_USE_S = 10.0


def once(sql: str) -> str:
    """A part of a question, marked to be asked once; it selects few and narrow columns, in no order."""
    return f"{_BEGIN}{sql}{_END}"


class KeptParts:
    """The parts that an opened snapshot keeps, the least used dropped."""

    def __init__(self) -> None:
        self._used: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def filled_in(
        self, connection: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object], version: int
    ) -> tuple[str, dict[str, object]]:
        """The question reading its marked parts from tables, and the parameters that it still needs.

        `version` is that of the decisions that the parts may depend on.
        """
        if _BEGIN not in sql:
            return sql, dict(parameters)

        def read(part: re.Match[str]) -> str:
            try:
                table = self._table(connection, part[2], parameters, version)
            except duckdb.OutOfMemoryException:  # many readers at once: each asks for itself then
                return part[0]
            return f"{'AS NOT MATERIALIZED (' if part[1] else ''}SELECT * FROM {table}"

        asked = _PART.sub(read, sql)
        return asked, _named(asked, parameters)

    def _table(
        self, connection: duckdb.DuckDBPyConnection, part: str, parameters: Mapping[str, object], version: int
    ) -> str:
        bound = _named(part, parameters)
        name = f"part_{sha256(f'{version} {part} {sorted(bound.items())!r}'.encode()).hexdigest()[:24]}"
        with self._lock:  # who asks for the same part meanwhile waits for it rather than asking again
            if name not in self._used:
                connection.execute(f"CREATE TABLE {name} AS {part}", bound or None)
            self._used[name] = time.monotonic()
            self._used.move_to_end(name)
            self._drop_some(connection)
        return name

    def _drop_some(self, connection: duckdb.DuckDBPyConnection) -> None:
        while len(self._used) > _MOST_PARTS:
            name, used = next(iter(self._used.items()))
            if time.monotonic() - used < _IN_USE_S:
                return
            connection.execute(f"DROP TABLE {name}")
            del self._used[name]


def _named(sql: str, parameters: Mapping[str, object]) -> dict[str, object]:
    names = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in parameters.items() if name in names}
