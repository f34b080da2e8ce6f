"""The one filter bar: every field of Scope, the same on every screen, kept in the address.

It is one component of our own rather than a dozen of Streamlit's widgets: choices carry counts, long lists
are searched on the server, no English is left over, and a run redraws one element.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import streamlit as st

from analytics.choices import Choice, Listed, facet
from analytics.explain.asked import BESIDES
from analytics.explain.key import FigureKey
from analytics.kpis import kpis
from analytics.scope import NOT_STATED, Scope
from analytics.stretch import LIST_LIMIT
from data.store import Snapshot
from pages.common import address, formats
from pages.common.assets import component_script
from pages.common.cached import answer
from pages.common.summary import FACETS, RANGES, chips, facet_titles, number, value_word
from pages.common.view import ROW, go, reading
from pages.common.words import _, counted, language

_KEY = "scope_bar"
_mount = st.components.v2.component(_KEY, js=component_script("scope_bar.js"), isolate_styles=False)
_OPEN = "scope_bar.open"
_SEARCH = "scope_bar.search"
_ANSWERED = "scope_bar.answered"
_OPEN_AT_FIRST: Final = ("years", "grades")


def scope_bar(snapshot: Snapshot, scope: Scope, stamp: Sequence[str], screen: str) -> None:
    """Draw the bar in the side bar; stamp: lines that say which data is shown; screen: of which address this run is.

    Only lists that stand open are counted: with many projects each costs a query.
    """
    opened = st.session_state.setdefault(_OPEN, list(_OPEN_AT_FIRST))
    searched = st.session_state.setdefault(_SEARCH, {})
    data = {
        "facets": [_facet(snapshot, scope, name, title, opened, searched) for name, title in facet_titles().items()],
        "ranges": [_range(name, title, scope) for name, title in (("rate", _("执行率 %")), ("score", _("总分")))],
        "words": scope.words,
        "chips": [list(chip) for chip in chips(snapshot, scope)],
        "language": _other_language(),
        "stamp": list(stamp),
        "drawn": [screen, sorted([name, value] for name in st.query_params for value in st.query_params.get_all(name))],
        "answered": st.session_state.get(_ANSWERED, 0),
        "text": _texts(answer(kpis, snapshot, scope).projects),
    }
    with st.sidebar:
        _mount(key=_KEY, data=data, on_change_change=_changed, on_search_change=_searched, on_open_change=_opened)


def _facet(
    snapshot: Snapshot, scope: Scope, name: str, title: str, opened: Sequence[str], searched: Mapping[str, str]
) -> dict[str, object]:
    search = searched.get(name, "")
    listed = answer(facet, snapshot, scope, name, search) if name in opened else Listed((), 0)
    if name in opened and not search and name != "projects":
        listed = with_chosen(listed, getattr(scope, name))
    return {
        "name": name,
        "title": title,
        "open": name in opened,
        "options": [[str(one.value), _label(name, one), one.count] for one in _ordered(name, listed)],
        "total": listed.total,
        "chosen": [str(value) for value in getattr(scope, name)],
        "searched": search,
        "unit": _unit(name),
        "figure": _figure(name),
    }


def _figure(name: str) -> str:
    """The key of the count beside a choice; ROW stands for its value. A project is one: its count is not shown."""
    if name == "projects":
        return ""
    measure = {"causes": "deductions", "level1": "indicators", "level2": "indicators"}.get(name, "projects")
    return FigureKey(
        measure, ((name if name.startswith("level") else name.removesuffix("s"), ROW), (BESIDES, name))
    ).encode()


def _unit(name: str) -> str:
    """What the numbers beside the choices count; a project is one, so it has none."""
    if name == "projects":
        return ""
    return {"causes": _("扣分处数"), "level1": _("指标数"), "level2": _("指标数")}.get(name, _("项目数"))


def with_chosen(listed: Listed, chosen: Sequence[str | int]) -> Listed:
    """A chosen value that no project in scope has is listed with 0, so that it can be unticked where it was ticked."""
    there = {one.value for one in listed.choices}
    missing = tuple(Choice(value, None, 0, True) for value in chosen if value not in there)
    return Listed((*listed.choices, *missing), listed.total + len(missing))


def _ordered(name: str, listed: Listed) -> Sequence[Choice]:
    """A whole list keeps its order when something is chosen; of a cut one the chosen values come first."""
    if listed.total > LIST_LIMIT or name in ("projects", "level1", "level2"):
        return listed.choices
    if name == "years":
        return sorted(listed.choices, key=lambda one: -int(one.value))
    if name == "grades":
        order = (*address.GRADES, NOT_STATED)
        return sorted(listed.choices, key=lambda one: order.index(str(one.value)))
    return sorted(listed.choices, key=lambda one: (-one.count, str(one.value)))


def _texts(projects: int) -> dict[str, str]:
    return {
        "filter": _("筛选"),
        "reset": _("全部清除"),
        "search": _("输入文字查找"),
        "more": _("另有 {n} 项，请输入文字查找"),
        "nothing": _("没有符合的选项"),
        "from": _("从"),
        "to": _("到"),
        "words": _("关键词"),
        "words_hint": _("在指标与原因中找词"),
        "remove": _("去掉"),
        "all": _("全部"),
        "chosen": _("已选 {n}"),
        "count": counted("{n} 个项目", projects),
        "why": _("这个数怎么来的"),
    }


def _label(name: str, choice: Choice) -> str:
    if name == "projects":
        return choice.label or formats.not_stated()
    return value_word(name, choice.value)


def _range(name: str, title: str, scope: Scope) -> dict[str, object]:
    low, high = (getattr(scope, field) for field in RANGES[name])
    return {"name": name, "title": title, "low": number(low), "high": number(high)}


def _other_language() -> dict[str, str]:
    """The other language's code, and its name in itself."""
    other, name = ("zh", "中文") if language() == "en" else ("en", "English")
    return {"code": other, "name": name}


def _changed() -> None:
    """A choice was made in the bar: the address takes it up, and the run that follows shows it.

    The message has the changes that the bar has not seen answered, the latest last, and that one's number.
    """
    message = (st.session_state.get(_KEY) or {}).get("change")
    if isinstance(message, Mapping) and isinstance(message.get("changes"), list):
        scope = reading().scope
        for change in message["changes"]:
            scope = applied(scope, change) if isinstance(change, Mapping) else scope
        st.session_state[_ANSWERED] = message.get("number")
        go(scope)


def applied(scope: Scope, change: Mapping[str, object]) -> Scope:
    """A scope after one change in the bar; what cannot be read leaves the scope as it is."""
    if change.get("reset"):
        return Scope()
    field = str(change.get("field"))
    values = change.get("values")
    values = [str(value) for value in values] if isinstance(values, list) else []
    if field == "years":
        return replace(scope, years=tuple(int(value) for value in values if value.isdigit()))
    if field in FACETS:
        return replace(scope, **{field: tuple(values)})
    if field == "words":
        return replace(scope, words=" ".join(values))
    if field in RANGES and len(values) == 2:
        low, high = (f"{field}_min", f"{field}_max")
        read = address.read_address({low: [values[0]], high: [values[1]]})
        if any(item.reason == "empty_range" for item in read.nonsense):  # from 99 to 90: the bounds in the other order
            read = address.read_address({low: [values[1]], high: [values[0]]})
        if read.nonsense:
            return scope
        return replace(scope, **{name: getattr(read.scope, name) for name in RANGES[field]})
    return scope


def _searched() -> None:
    search = (st.session_state.get(_KEY) or {}).get("search")
    if isinstance(search, Mapping):
        kept = st.session_state.get(_SEARCH, {})
        st.session_state[_SEARCH] = {**kept, str(search.get("field")): str(search.get("text", ""))[:100]}


def _opened() -> None:
    opened = (st.session_state.get(_KEY) or {}).get("open")
    if isinstance(opened, list):
        st.session_state[_OPEN] = [name for name in FACETS if name in opened]
