"""How a small snapshot is asked: plans of questions are kept, since to plan costs more than the rest of an answer.

DuckDB plans a question anew for each value of a parameter. So what a filter selects lies in a table of the connection:
whatever the filter is, the question reads that table. All other values become part of the question's text. A plan must
not rely on what the table held when it was made: statistics are not to be propagated (snapshot.py sees to it).
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

import duckdb

from data.store.once import Part, read_from

T = TypeVar("T")

# A plan holds on to the memory that it last worked in, about half a megabyte.
_MOST_CONNECTIONS, _MOST_PLANS = 2, 160
# Rows that were deleted stay in a table of a connection until it is closed.
_MOST_FILLINGS = 2_000


class KeptPlans:
    """Answers questions; a few connections are kept with their plans, each for one question at a time."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._seats = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        self._free: list[_Planned] = []

    def answer(
        self,
        sql: str,
        parameters: Mapping[str, object] | None,
        version: int,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        """As Answering.answer."""
        if self._seats.acquire(blocking=False):
            try:
                planned = self._taken(version)
                found = planned.answer(sql, parameters, fetch)
                if planned.fillings < _MOST_FILLINGS:
                    self._free.append(planned)
                return found
            except duckdb.Error:
                # Plans need too much memory, or a decision changed the types of what they read. What is wrong with the
                # question itself fails again below.
                self._free.clear()
            finally:
                self._seats.release()
        return fetch(self._connection.cursor().execute(sql, dict(parameters or {}) or None))

    def _taken(self, version: int) -> "_Planned":
        while self._free:
            planned = self._free.pop()
            if planned.version == version:
                return planned
        return _Planned(self._connection.cursor(), version)


class _Planned:
    """One connection with its plans, and the parts that its tables hold at the moment."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: int) -> None:
        self.version = version
        self.fillings = 0
        self._connection = connection
        self._plans: OrderedDict[str, str] = OrderedDict()
        self._made = 0
        self._held: dict[str, str] = {}

    def answer(
        self, sql: str, parameters: Mapping[str, object] | None, fetch: Callable[[duckdb.DuckDBPyConnection], T]
    ) -> T:
        read: dict[str, str] = {}

        def table_of(part: Part) -> str | None:
            # a table holds one part at a time: a second one of its name the question has to ask for itself
            return self._table(part) if read.setdefault(part.name, part.key) == part.key else None

        asked = _with_values(*read_from(sql, parameters, table_of))
        return fetch(self._connection.execute(f"EXECUTE {self._plan(asked)}"))

    def _table(self, part: Part) -> str:
        table = f"held_{part.name}"
        if table not in self._held:
            self._connection.execute(f"CREATE TEMP TABLE {table} AS {part.sql}", part.parameters or None)
            self._forget_plans()
        elif self._held[table] != part.key:
            self._connection.execute(f"DELETE FROM {table}")
            self._connection.execute(f"INSERT INTO {table} {part.sql}", part.parameters or None)
        else:
            return table
        self._held[table] = part.key
        self.fillings += 1
        return table

    def _forget_plans(self) -> None:
        """A new table makes all plans stale: DuckDB would plan anew whenever it is asked, and not keep that."""
        for name in self._plans.values():
            self._connection.execute(f"DEALLOCATE {name}")
        self._plans.clear()

    def _plan(self, asked: str) -> str:
        if asked in self._plans:
            self._plans.move_to_end(asked)
            return self._plans[asked]
        self._made += 1
        name = f"plan_{self._made}"
        self._connection.execute(f"PREPARE {name} AS {asked}")
        self._plans[asked] = name
        if len(self._plans) > _MOST_PLANS:
            _, oldest = self._plans.popitem(last=False)
            self._connection.execute(f"DEALLOCATE {oldest}")
        return name


def _with_values(sql: str, parameters: Mapping[str, object]) -> str:
    def value(named: re.Match[str]) -> str:
        return str(duckdb.ConstantExpression(cast(str, parameters[named[1]])))

    return re.sub(r"\$(\w+)", value, sql)
