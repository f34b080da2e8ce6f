"""Tables as HTML made of text nodes: Chinese throughout, links in rows, sorting, paging, blocks on a phone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import streamlit as st

from pages.common import board
from pages.common.cards import Tone
from pages.common.formats import NOT_APPLICABLE
from pages.common.places import ROWS, Place, moved, place_of
from pages.common.view import go, reading
from pages.common.words import _, counted


@dataclass(frozen=True, slots=True)
class Column:
    """One column. number: right-aligned and sorted by value; width: CSS width ('15rem'), '' leaves it to the browser.

    name: what on_sort gets; without server sorting any text. phone: shown in the block that a row becomes on a phone.
    figure: why.of_row(…), the address that explains the column's number of a row by the row's id.
    """

    title: str
    number: bool = False
    width: str = ""
    name: str = ""
    help: str = ""
    sortable: bool = True
    phone: bool = True
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, or pieces of which some are marked ((text, marked) …, for search hits).

    sort: what the column sorts by when it is not the text. href: a link. bar: 0–1 draws a bar behind the text.
    lines: clamps a long text to so many lines, opened by a click.
    figure: an address that explains the number (why.address); '' leaves it to the column.
    first: of a text of two numbers ('10 → 1') the first one and the address that explains it; figure is the last one's.
    """

    text: str
    sort: Decimal | float | int | str | None = None
    tone: Tone = ""
    href: str | None = None
    pieces: Sequence[tuple[str, bool]] = ()
    bar: float | None = None
    title: str = ""
    lines: int = 0
    figure: str = ""
    first: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. id: what on_click gets. href: where a click goes (kept as a true link on the first cell).

    tint: 'lost' (deducted) or 'chosen'. group: a heading row over those that follow; it does not sort, and
    a table with group rows is not sorted by clicks.
    """

    cells: Sequence[Cell | str]
    id: str = ""
    href: str | None = None
    tint: Literal["", "lost", "chosen"] = ""
    group: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The rows of a long list that are shown, for SQL: ORDER BY sort LIMIT size OFFSET offset; sort '': the default."""

    offset: int
    size: int
    sort: str
    descending: bool
    key: str = field(repr=False)


def window(key: str, *, size: int = 50, sorts: Sequence[str] = ()) -> Window:
    """The window of a table that is paged and sorted in SQL, as the address says; sorts: the column names allowed."""
    place = place_of(st.query_params.get_all(ROWS), key)
    return Window(
        offset=place.page * size,
        size=size,
        sort=place.sort if place.sort in sorts else "",
        descending=place.descending,
        key=key,
    )


def table(
    rows: Sequence[Row],
    columns: Sequence[Column],
    key: str,
    *,
    about: str,
    on_click: Callable[[str], None] | None = None,
    page_size: int = 50,
    shown: Window | None = None,
    total: int | None = None,
    height: int | None = None,
) -> None:
    """Draw a table.

    about: one sentence for those who do not see it (the table's caption).
    Rows given whole are sorted and paged in the browser. Of long lists give one window of rows with
    shown=window(key, …) and total=…: then sorting and paging run in SQL.
    height: scroll within so many pixels.
    """
    page = (shown.offset // shown.size) if shown else 0
    data = {
        "columns": [_column(column) for column in columns],
        "rows": [_row(row) for row in rows],
        "about": about,
        "clicks": on_click is not None,
        "size": shown.size if shown else page_size,
        "total": total if shown else None,
        "page": page,
        "sort": shown.sort if shown else "",
        "descending": shown.descending if shown else False,
        "height": height or 0,
        "words": {
            "previous": _("上一页"),
            "next": _("下一页"),
            "rows": counted("共 {n} 行", total if shown and total is not None else sum(not row.group for row in rows)),
            "page": _("第 {page} / {pages} 页"),
            "sort": _("点击排序"),
            "more": _("展开全文"),
            "why": _("这个数怎么来的"),
        },
    }

    def turned(asked: object) -> None:
        if isinstance(asked, Mapping):
            sort = str(asked.get("sort") or "")
            place = Place(max(int(asked.get("page") or 0), 0), sort, bool(sort and asked.get("descending")))
            go(reading().scope, rows=moved(st.query_params.get_all(ROWS), key, place))

    board.part("table", key, data, window=turned, **({"row": on_click} if on_click else {}))


def _column(column: Column) -> dict[str, object]:
    return {
        "title": column.title,
        "number": column.number,
        "width": column.width,
        "name": column.name or column.title,
        "help": column.help,
        "sortable": column.sortable,
        "phone": column.phone,
        "figure": column.figure,
    }


def _row(row: Row) -> dict[str, object]:
    whole: dict[str, object] = {"cells": [_cell(cell) for cell in row.cells]}
    named = (("id", row.id), ("href", row.href), ("tint", row.tint), ("group", row.group))
    return whole | {name: value for name, value in named if value}


def _cell(cell: Cell | str) -> object:
    if isinstance(cell, str):
        return cell
    whole: dict[str, object] = {"text": cell.text}
    if cell.sort is not None:
        whole["sort"] = float(cell.sort) if isinstance(cell.sort, Decimal) else cell.sort
    if cell.pieces:
        whole["pieces"] = [list(piece) for piece in cell.pieces]
    for name in ("tone", "href", "title", "lines", "figure"):
        if value := getattr(cell, name):
            whole[name] = value
    if cell.first[0]:
        whole["first"] = list(cell.first)
    if cell.bar is not None:
        whole["bar"] = min(max(float(cell.bar), 0.0), 1.0)
    return whole


def number_cell(
    value: Decimal | float | int | None,
    text: str,
    *,
    tone: Tone = "",
    href: str | None = None,
    bar: float | None = None,
    figure: str = "",
) -> Cell:
    """A number with its text; None sorts last and reads 未填写 in grey."""
    if value is None:
        return Cell(text, tone="muted", sort=None)
    return Cell(text, sort=value, tone=tone, href=href, bar=bar, figure=figure)


def blank() -> Cell:
    """A cell that does not apply: —."""
    return Cell(NOT_APPLICABLE, tone="muted")
