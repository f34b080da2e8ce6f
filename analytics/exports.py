"""The rows behind the screens, to download: same scope, same rows, same order; in batches, so that none is cut."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from analytics.export_sql import KEYS, QUERIES
from analytics.projects import ORDERS, Order
from analytics.ratios import half_up, percent
from analytics.scope import Scope
from analytics.scoped import scoped
from analytics.values import exact, whole
from data.store.snapshot import Snapshot

Table = Literal["projects", "funding", "indicators", "deductions", "findings", "promises"]
TABLES: tuple[Table, ...] = get_args(Table)
Kind = Literal["text", "whole", "points", "money", "percent"]
Row = tuple[object, ...]
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Column:
    """One row per exported column: its field, what it holds, and whether it is personal (only if asked for)."""

    field: str
    kind: Kind = "text"
    personal: bool = False


def _texts(*fields: str) -> tuple[Column, ...]:
    return tuple(Column(field) for field in fields)


_PROJECT = (Column("fiscal_year", "whole"), *_texts("project_name", "implementing_unit"))
_PLACE = (*_texts("file_name"), Column("source_line", "whole"), *_texts("source_place"))
_MONEY = (
    Column("initial_budget_wan", "money"),
    Column("full_year_budget_wan", "money"),
    Column("executed_wan", "money"),
    Column("rate_pct", "percent"),
)
_POINTS = (Column("weight", "points"), Column("score", "points"))
_INDICATOR = (Column("ordinal", "whole"), *_texts("level1", "level2", "indicator", "target", "actual"))
COLUMNS: dict[Table, tuple[Column, ...]] = {
    "projects": (
        Column("fiscal_year", "whole"),
        *_texts("project_name", "department", "implementing_unit"),
        Column("project_lead", personal=True),
        Column("phone", personal=True),
        Column("total_score", "points"),
        Column("grade"),
        *_MONEY,
        Column("unspent_wan", "money"),
        Column("indicators", "whole"),
        Column("deducted", "whole"),
        Column("indicator_lost", "points"),
        Column("execution_lost", "points"),
        Column("points_lost_whole", "points"),
        Column("points_lost_scoped", "points"),
        *_PLACE,
        Column("project_id"),
    ),
    "funding": (*_PROJECT, Column("source"), *_MONEY, *_POINTS, *_PLACE, Column("project_id")),
    "indicators": (
        *_PROJECT,
        *_INDICATOR,
        *_POINTS,
        Column("points_lost", "points"),
        *_texts("deviation_reason"),
        *_PLACE,
        *_texts("project_id", "indicator_id"),
    ),
    "deductions": (
        *_PROJECT,
        *_INDICATOR,
        *_POINTS,
        Column("points_lost", "points"),
        *_texts("cause", "original_cause", "secondary_causes", "evidence", "deviation_reason"),
        *_PLACE,
        *_texts("project_id", "deduction_id"),
    ),
    "findings": (
        *_PROJECT,
        *_texts("rule", "severity", "basis", "indicator", "message", "printed", "expected"),
        *_texts("state", "state_note", "decided_by", "decided_at"),
        *_PLACE,
        *_texts("project_id", "finding_id"),
    ),
    "promises": (
        *_PROJECT,
        *_texts("indicator", "promise", "cause", "state", "state_note", "decided_by", "decided_at"),
        *_PLACE,
        *_texts("project_id", "promise_id"),
    ),
}


def columns(table: Table, *, personal: bool = False) -> tuple[Column, ...]:
    """The columns of a table in order; personal ones only if asked for."""
    return tuple(column for column in COLUMNS[table] if personal or not column.personal)


def batches(
    snapshot: Snapshot,
    scope: Scope,
    table: Table,
    *,
    personal: bool = False,
    order: Order = "document",
    size: int = BATCH,
) -> Iterator[list[Row]]:
    """All rows of a table in scope, in the screen's order, `size` at a time; each row in the order of `columns`.

    `order` is the order of the list of projects and concerns only that table.
    """
    wanted = columns(table, personal=personal)
    after, offset = -1, 0
    while True:
        sql, parameters = scoped(_batch_sql(table, order), scope)
        place = {"offset": offset} if table == "projects" else {"after": after}
        found = snapshot.rows(sql, parameters | place | {"limit": size})
        if found:
            yield _picked(table, wanted, found)
        if len(found) < size:
            return
        after, offset = whole(found[-1][-1]), offset + len(found)


def _batch_sql(table: Table, order: Order) -> str:
    key = KEYS[table]
    if table == "projects":
        return QUERIES[table].format(limits=f"ORDER BY {ORDERS[order]} LIMIT $limit OFFSET $offset")
    return QUERIES[table].format(limits=f"AND {key} > $after ORDER BY {key} LIMIT $limit")


def _picked(table: Table, wanted: tuple[Column, ...], found: list[Row]) -> list[Row]:
    """The wanted columns of each row. The last column of a query is its key, the rate is computed here, exactly."""
    position = {column.field: at for at, column in enumerate(c for c in COLUMNS[table] if c.field != "rate_pct")}
    picks: list[Callable[[Row], object]] = []
    for column in wanted:
        if column.field == "rate_pct":
            picks.append(_rate(position["executed_wan"], position["full_year_budget_wan"]))
        else:
            picks.append(_at(position[column.field]))
    return [tuple(pick(row) for pick in picks) for row in found]


def _at(index: int) -> Callable[[Row], object]:
    return lambda row: ("、".join(value) or None) if isinstance(value := row[index], list) else value


def _rate(executed: int, budget: int) -> Callable[[Row], object]:
    def rate(row: Row) -> object:
        quotient = percent(exact(row[executed]), exact(row[budget]))
        return None if quotient is None else half_up(quotient)

    return rate
