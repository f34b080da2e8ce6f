"""Parts that many questions share are asked once, and kept as tables.

A filter selects the same projects and rows in each of a dozen questions of a screen. So a question may mark such a
part: `once("chosen", "SELECT …")`. As SQL the marked text means the same.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

import duckdb

T = TypeVar("T")
Parameters = dict[str, object]

_BEGIN, _OF, _END = "/*once ", "/*of ", "/*end*/"
_READ_WHOLE = "SELECT * FROM {table}"
# Where the question would keep the part for itself (a MATERIALIZED CTE), that is no longer needed.
_PART = re.compile(
    rf"(AS MATERIALIZED \()?{re.escape(_BEGIN)}(?P<name>\w+) (?P<read>.*?)\*/"
    rf"(?:{re.escape(_OF)}(?P<part>.*?)\*/)?(?P<otherwise>.*?){re.escape(_END)}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a question: what it is called, what it selects, and the parameters that it needs.

    Parts of one name have the same columns, whatever they select.
    """

    name: str
    sql: str
    parameters: Parameters

    @property
    def key(self) -> str:
        """Parts of one key select the same rows, as long as nobody decides anything."""
        return f"{self.sql} {sorted(self.parameters.items())!r}"


class Answering(Protocol):
    """How an opened snapshot is asked."""

    def answer(
        self,
        sql: str,
        parameters: Mapping[str, object] | None,
        version: int,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        """What `fetch` makes of the answer; `version` is that of the decisions that it may depend on."""


def once(name: str, part: str, read: str = _READ_WHOLE, otherwise: str | None = None) -> str:
    """A part of a question, marked to be asked once; it selects few and narrow columns, in no order.

    read: how the question reads the part where it is kept as `{table}`; otherwise: what stands there where it is not,
    the part itself when nothing is given. The part names no CTE of the question.
    """
    return f"{_BEGIN}{name} {read}*/" + (part if otherwise is None else f"{_OF}{part}*/{otherwise}") + _END


def read_from(
    sql: str, parameters: Mapping[str, object] | None, table_of: Callable[[Part], str | None]
) -> tuple[str, Parameters]:
    """The question reading its parts from tables, and the parameters that it still needs.

    `table_of` names the table that holds a part, None where the question has to ask for itself.
    """
    bound = dict(parameters or {})
    if _BEGIN not in sql:
        return sql, bound

    def read(found: re.Match[str]) -> str:
        part_sql = found["part"] or found["otherwise"]
        table = table_of(Part(found["name"], part_sql, _named(part_sql, bound)))
        if table is None:
            return found[0]
        return ("AS NOT MATERIALIZED (" if found[1] else "") + found["read"].format(table=table)

    asked = _PART.sub(read, sql)
    return asked, _named(asked, bound)


def _named(sql: str, parameters: Mapping[str, object]) -> Parameters:
    names = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in parameters.items() if name in names}
