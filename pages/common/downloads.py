"""The downloads of a screen: links to the streamed exports of its scope, and files of what one list shows."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from analytics.exports import Table
from analytics.kpis import kpis
from pages.common import board, cached, cards
from pages.common.address import write_scope
from pages.common.columns import table_title
from pages.common.sheets import Head, csv_file, file_name
from pages.common.summary import scope_words
from pages.common.view import View
from pages.common.words import _

# A workbook of more rows takes minutes to make and Excel as long to open.
WORKBOOK_ROWS: Final = 100_000


def export_address(view: View, name: str, *, personal: bool = False) -> str:
    """The address of an export of the view's scope: 'projects.csv', 'workbook.xlsx'."""
    pairs = [("lang", view.language)] if view.language != "zh" else []
    pairs += write_scope(view.scope)
    if personal:
        pairs.append(("personal", "1"))
    return f"/export/{name}" + (f"?{urlencode(pairs)}" if pairs else "")


def downloads(view: View, *tables: Table, offered: str = "") -> None:
    """A line of links: each table of the scope as CSV, the whole scope as a workbook. offered: what of, if not that.

    Names of leads and phone numbers are personal: only with the box ticked. It is ticked in the page alone, so
    nobody else's link brings them along unasked.
    """
    links = [_link(view, f"{table}.csv", f"{table_title(table)} CSV") for table in tables]
    if cached.answer(kpis, view.snapshot, view.scope).indicators <= WORKBOOK_ROWS:
        links.append(_link(view, "workbook.xlsx", _("全部数据 XLSX")))
    else:
        too_many = escape(_("超过 10 万行指标，缩小筛选后可下载 XLSX"))
        links.append(f"<span>{too_many}</span>")
    asked, offered = escape(_("含项目负责人和电话")), escape(offered or _("下载当前筛选的全部数据"))
    box = f'<label><input type="checkbox"> {asked}</label>'
    cards.html(f'<div class="d-export"><span>{offered}</span>{"".join(links)}{box}</div>')


def _link(view: View, name: str, label: str) -> str:
    plain, personal = (escape(export_address(view, name, personal=asked)) for asked in (False, True))
    return (
        f'<a class="d-plain" href="{plain}" download>{escape(label)}</a>'
        f'<a class="d-personal" href="{personal}" download>{escape(label)}</a>'
    )


def download_rows(
    view: View,
    key: str,
    what: str,
    heads: Sequence[Head],
    rows: Callable[[], Sequence[Sequence[object]]],
    assumed: Sequence[str] = (),
) -> None:
    """A button for the rows of one list as CSV; `rows` is called at the click, in the list's order.

    what: names the file, '得分率'; assumed: further parts of its name, before those of the scope. For the tables
    of the scope give links with `downloads` instead.
    """
    label = _("下载 {what} CSV").format(what=what)

    def button() -> None:
        st.download_button(
            label,
            data=lambda: csv_file(heads, rows()),
            file_name=file_name(what, [*assumed, *scope_words(view.snapshot, view.scope)], date.today(), "csv"),
            mime="text/csv",
            key=key,
            on_click="ignore",
            type="tertiary",
        )

    board.pressed(key, label, button)
