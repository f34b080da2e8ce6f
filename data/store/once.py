"""Parts that many questions share are asked once, and kept as tables in memory.

A filter selects the same projects and rows in each of a dozen questions of a screen; at millions of rows the selection
costs more than the rest of a question. So a question may mark such a part: `once("SELECT …")`. Where nobody keeps it
(a small snapshot, where to ask again costs less), the marked text means the same.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256

import duckdb

_BEGIN, _OF, _END = "/*once ", "/*of ", "/*end*/"
_READ_WHOLE = "SELECT * FROM {table}"
# Where the question would keep the part for itself (a MATERIALIZED CTE), that is no longer needed.
_PART = re.compile(
    rf"(AS MATERIALIZED \()?{re.escape(_BEGIN)}(?P<read>.*?)\*/"
    rf"(?:{re.escape(_OF)}(?P<part>.*?)\*/)?(?P<otherwise>.*?){re.escape(_END)}",
    re.DOTALL,
)
_MOST_PARTS = 24
# A part that was used so lately may stand in a question that is not answered yet.
_IN_USE_S = 10.0


def once(part: str, read: str = _READ_WHOLE, otherwise: str | None = None) -> str:
    """A part of a question, marked to be asked once; it selects few and narrow columns, in no order.

    read: how the question reads the part where it is kept as `{table}`; otherwise: what stands there where it is not,
    the part itself when nothing is given. The part names no CTE of the question.
    """
    return f"{_BEGIN}{read}*/" + (part if otherwise is None else f"{_OF}{part}*/{otherwise}") + _END


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
                table = self._table(connection, part["part"] or part["otherwise"], parameters, version)
            except duckdb.OutOfMemoryException:  # many readers at once: each asks for itself then
                return part[0]
            return ("AS NOT MATERIALIZED (" if part[1] else "") + part["read"].format(table=table)

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
