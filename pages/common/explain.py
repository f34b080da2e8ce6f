"""解释这个数, the panel: ?explain=KEY on any screen opens the figure over it; one mechanism for all screens.

It is drawn from the side bar, so that no element of the screen moves, and opens as a modal dialog: at the right edge
of a desk, over the whole of a phone. Closing it (×, Esc, a click beside it, 'back') takes the parameter away.
"""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import streamlit as st

from analytics.choices import project_names
from analytics.explain import ROW_LIMIT, Explanation, UnknownFigure, decode, explain
from analytics.explain.opened import ExplainedRow
from analytics.explain.single import only_project
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import formats
from pages.common.address import write_scope
from pages.common.assets import component_script
from pages.common.cached import answer
from pages.common.dated import several_years
from pages.common.explained_rows import (
    cause_of,
    columns_of,
    detail_of,
    rest_text,
    subject_of,
    value_text,
    with_numbers,
    written,
)
from pages.common.summary import scope_sentence
from pages.common.view import View, parameter, view
from pages.common.words import _, counted, translator

_KEY = "explanation"
_PAGE = f"{_KEY}.page"  # the page turned to: its key, its number, and the screen that it was turned on
_LONGEST_KEY = 4000
_mount = st.components.v2.component(_KEY, js=component_script("explain.js"), isolate_styles=False)


def explanation(screen: str) -> None:
    """Draw the panel when the address asks for a figure; nothing is computed otherwise.

    Closing it forgets its page; who follows a row to another screen finds it on coming back to this one.
    """
    asked = parameter("explain")
    if asked is None:
        if (st.session_state.get(_PAGE) or {}).get("screen") == screen:
            del st.session_state[_PAGE]
        return
    shown = view()
    data = {"key": asked, "close": _closed(shown), "words": _words(), **_content(shown, asked)}

    def turned() -> None:
        page = (st.session_state.get(_KEY) or {}).get("page")
        st.session_state[_PAGE] = {**page, "screen": screen} if isinstance(page, Mapping) else None

    with st.sidebar:
        _mount(key=_KEY, data=data, on_page_change=turned)


def _closed(shown: View) -> str:
    """The address without the figure; where nothing else is asked for, the bare path: '?' alone would stay in it."""
    address = shown.explained("")
    return address if address != "?" else urlsplit(st.context.url or "").path or address


def _page_of(key: str) -> int:
    kept = st.session_state.get(_PAGE) or {}
    return max(int(kept.get("page", 0)), 0) if kept.get("key") == key else 0


def _content(shown: View, asked: str) -> dict[str, object]:
    if len(asked) > _LONGEST_KEY:
        return _unknown(asked)
    page = _page_of(asked)
    try:
        opened = _opened(shown, asked, page)
        if page and page * ROW_LIMIT >= opened.total_rows:
            page, opened = 0, _opened(shown, asked, 0)
    except UnknownFigure:
        return _unknown(asked)
    project = only_project(opened.key)
    name = project_names(shown.snapshot, (project,)).get(project) if project else None
    own = name if name and not opened.among and not opened.scope.filters_rows else None
    lines = [
        (_("怎么算"), opened.formula),
        (_("代入数字"), with_numbers(opened)),
        (_("依据"), opened.rule),
        (_("范围"), _("{name}，整张自评表").format(name=own) if own else scope_sentence(shown.snapshot, opened.scope)),
    ]
    return {
        "title": f"{opened.title} · {name}" if name else opened.title,
        "value": value_text(opened),
        "lines": [list(line) for line in lines if line[1]],
        "columns": [
            subject_of(opened),
            *([_("内容")] if _has_detail(opened) else []),
            *columns_of(opened),
            _("出处") if any(row.source_place for row in opened.rows) else "",
        ],
        "numbers": len(columns_of(opened)),
        "rows": [_row(shown, opened, row) for row in opened.rows],
        "total": opened.total_rows,
        "page": page,
        "size": ROW_LIMIT,
        "file": _file(shown, asked) if opened.total_rows else "",
        "counted": counted("由 {n} 行算出", opened.total_rows),
    }


def _opened(shown: View, asked: str, page: int) -> Explanation:
    return answer(_explained, shown.snapshot, shown.scope, asked, shown.language, ROW_LIMIT, page * ROW_LIMIT)


def _explained(snapshot: Snapshot, scope: Scope, asked: str, _language: str, limit: int, offset: int) -> Explanation:
    return explain(snapshot, scope, decode(asked), translator(), limit, offset)


def _unknown(asked: str) -> dict[str, object]:
    sentence = _("网址里的“{key}”不是这里能算的数，所以没有解释。请关闭后点页面上的数字。")
    return {"title": _("这个数没有解释"), "value": "", "lines": [["", sentence.format(key=asked[:60])]], "rows": []}


def _has_detail(opened: Explanation) -> bool:
    return any(row.project_id and detail_of(opened, row) for row in opened.rows)


def _row(shown: View, opened: Explanation, row: ExplainedRow) -> dict[str, object]:
    numbers = written(opened, row)
    if row.rows > 1:
        return {"name": rest_text(row), "numbers": numbers, "rest": True}
    name = formats.text(row.project_name) if row.project_id else detail_of(opened, row)
    found: dict[str, object] = {"name": name, "numbers": numbers, "place": formats.place(row.source_place or "")}
    if row.figure is not None:
        found["href"] = shown.explained(row.figure.encode())
    elif cause := cause_of(opened, row):
        found["href"] = shown.narrowed("deductions", causes=(cause,))
    if row.project_id:
        found["href"] = shown.link("project", id=row.project_id)
        found["detail"] = detail_of(opened, row)
        if row.fiscal_year and several_years(shown):
            found["year"] = str(row.fiscal_year)
        if row.source_line is not None:
            found["placeHref"] = shown.link("project", id=row.project_id, line=str(row.source_line))
    return found


def _file(shown: View, asked: str) -> str:
    pairs = [("lang", shown.language)] if shown.language != "zh" else []
    return "/export/explained.csv?" + urlencode([*pairs, *write_scope(shown.scope), ("explain", asked)])


def _words() -> dict[str, str]:
    return {
        "heading": _("这个数怎么来的"),
        "close": _("关闭"),
        "previous": _("上一页"),
        "next": _("下一页"),
        "page": _("第 {page} / {pages} 页"),
        "file": _("下载这些行 CSV"),
        "nothing": _("没有任何一行计入这个数。"),
    }
