"""The shell of all screens: page config, language, snapshot, navigation, scope bar, then the screen."""

from html import escape
from typing import cast

import streamlit as st

from analytics.existing import Filtered, Kind, existing
from analytics.forms import forms
from analytics.scope import Scope
from data.store import Snapshot, SnapshotUnreadable
from pages.common import address, board, cards, connection
from pages.common.cached import answer
from pages.common.explain import explanation
from pages.common.own_parameters import SCOPE_NAMES, own_nonsense, scope_nonsense
from pages.common.scope_bar import scope_bar
from pages.common.summary import facet_titles, scope_words, value_word
from pages.common.view import View, reading, view
from pages.common.words import _, counted, use_language


def _screens() -> dict[str, list[tuple[str, str]]]:
    """Section → (address, title). The order is the reader's: what happened, why, what to do."""
    return {
        _("看结果"): [("overview", _("总览")), ("execution", _("预算执行")), ("scores", _("得分分布"))],
        _("找原因"): [("deductions", _("扣分分析")), ("project", _("项目详情")), ("search", _("指标检索"))],
        _("核与改"): [("audit", _("自评核验")), ("simulation", _("模拟")), ("ledger", _("整改台账"))],
    }


def _navigation() -> st.Page:
    sections = {
        section: [st.Page(f"{name}.py", title=title, url_path=name) for name, title in screens]
        for section, screens in _screens().items()
    }
    # Streamlit gives its default page no address of its own; app.py leads "/" to /overview, so this one is not seen.
    home = st.Page("overview.py", title=_("总览"), url_path="home", default=True, visibility="hidden")
    first = next(iter(sections))
    sections[first] = [home, *sections[first]]
    return st.navigation(sections, expanded=True)


def _snapshot() -> Snapshot:
    """The current snapshot; without one, a page that says what to do."""
    try:
        snapshot = connection.current()
    except SnapshotUnreadable as error:
        cards.head(_("数据打不开"))
        cards.empty(str(error), _("请在服务器上重新构建：make build"))
        st.stop()
    if snapshot is None:
        cards.head(_("还没有数据"))
        cards.empty(
            _("还没有构建数据快照，所以没有可以显示的内容。"),
            _("请把自评表放进 data/documents，在服务器上运行 make build，然后刷新本页。"),
        )
        st.stop()
    return snapshot


def _nonsense_sentence(item: address.Nonsense) -> str:
    sentences = {
        "unknown_key": _("网址中的 {key} 不认识，已忽略。"),
        "not_a_year": _("网址中的年度 {value} 不是年份，已忽略。"),
        "not_a_grade": _("网址中的等级 {value} 不存在，已忽略。"),
        "not_a_number": _("网址中的 {key}={value} 不是数字，已忽略。"),
        "not_a_text": _("网址中的 {key} 无法识别，已忽略。"),
        "empty_range": _("网址中的范围 {value} 下限大于上限，已忽略。"),
        "too_many": _("网址中的 {key} 有 {value} 个值，太多了，已忽略。"),
        "not_here": _("网址中的 {key}={value} 不存在，已忽略。"),
        "nowhere": _("数据里没有{name}“{value}”，这一项对应不到任何内容。"),
        "not_a_screen": _("没有“{value}”这个页面，现在显示的是总览。"),
        "not_a_language": _("没有“{value}”这种界面语言，现在显示的是中文；英文（English）是 lang=en。"),
        "not_a_rate": _("网址中的 {key}={value} 不是 0 到 100 的执行率，已忽略。"),
    }
    if item.reason == "nowhere":
        field = SCOPE_NAMES[cast(Filtered, item.key)]
        name, value = facet_titles()[field], value_word(field, item.value)
        return sentences[item.reason].format(name=name, value=value)
    return sentences[item.reason].format(key=item.key, value=item.value)


def _unknown_names(snapshot: Snapshot, scope: Scope, page: str) -> tuple[address.Nonsense, ...]:
    project = st.query_params.get("id", "")

    def lookup(kind: Kind, names: tuple[str, ...]) -> frozenset[str]:
        return answer(existing, snapshot, Scope(), kind, names, project)

    given = {key: st.query_params.get_all(key) for key in st.query_params if key in address.SCREEN_KEYS}
    return (*scope_nonsense(scope, lookup), *own_nonsense(page, given, lookup))


def _narrowed(shown: View, page: str) -> None:
    """What the screen is narrowed to: seen where the side bar is folded away, and written under pictures of charts."""
    words = scope_words(shown.snapshot, shown.scope)
    if words:
        said = _("筛选：{words}").format(words=_("、").join(words))
        own = {key: shown.parameters(key) for key in address.SCREEN_KEYS}
        clear = cards.Piece(_("全部清除"), "link", shown.link(page, scope=Scope(), **own))
        cards.html(f'<p class="d-narrowed"><span>{escape(said)}</span> {cards.markup(clear)}</p>')


def _stamp(snapshot: Snapshot) -> list[str]:
    """Which data is shown: the snapshot, when it was built, whether every form in it balances, and as what."""
    found = answer(forms, snapshot, Scope())
    state = [counted("{n} 张不平衡", found.unbalanced) if found.unbalanced else _("全部平衡")]
    if found.doubted:
        state.append(counted("{n} 张指标归类存疑", found.doubted))
    return [
        _("数据快照 {name}").format(name=snapshot.path.stem),
        _("构建于 {time}").format(time=f"{snapshot.info.built_at:%Y-%m-%d %H:%M}"),
        _("，").join((counted("{n} 张自评表", found.forms), *state)),
    ]


def main() -> None:
    """One run of the app."""
    use_language(st.query_params.get("lang"))
    st.set_page_config(page_title=_("绩效自评分析"), page_icon="📊", layout="wide")
    page = _navigation()
    snapshot = _snapshot()
    read = reading()
    scope_bar(snapshot, read.scope, _stamp(snapshot), page.url_path)
    explanation(page.url_path)
    if nonsense := (*read.nonsense, *_unknown_names(snapshot, read.scope, page.url_path)):
        cards.notice(" ".join(_nonsense_sentence(item) for item in nonsense[:5]), "warn")
    shown = view()
    with board.gathered(page.url_path, shown.shared):
        _narrowed(shown, page.url_path)
        page.run()


main()
