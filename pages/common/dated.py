"""Names of projects with their year, where the scope spans several: the same project is filed every year."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from analytics.kpis import kpis
from pages.common import cached, formats
from pages.common.view import View

Record = TypeVar("Record")


def several_years(shown: View) -> bool:
    """Whether the scope holds forms of more than one year."""
    return cached.answer(kpis, shown.snapshot, shown.scope).years > 1


def with_year(shown: View, name: str | None, year: int | None) -> str:
    """'危险化学品登记（2022）' in a scope of several years, else the name alone."""
    said = formats.text(name)
    return _joined(said, year) if year is not None and several_years(shown) else said


def dated(shown: View, rows: Iterable[Record], field: str = "name") -> tuple[Record, ...]:
    """Records (with a fiscal_year) whose `field` is a project's name, so named."""
    if not several_years(shown):
        return tuple(rows)
    return tuple(_named(row, field) for row in rows)


def _named(row: Any, field: str) -> Any:  # noqa: ANN401 - any frozen record of analytics
    if row.fiscal_year is None:
        return row
    return replace(row, **{field: _joined(formats.text(getattr(row, field)), row.fiscal_year)})


def _joined(name: str, year: int) -> str:
    """As figures know it (analytics/figures/base.DATED): they never cut the year."""
    return f"{name}（{year}）"
