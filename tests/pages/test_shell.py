"""Every screen under the shell: with data, with an empty scope, without a snapshot, in both languages."""

import html
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.choices import Choice, Listed
from analytics.scope import Scope
from data.intake.command import main as build
from pages.common.scope_bar import applied, with_chosen
from tests.build.filing import form_text, write
from tests.pages.conftest import Opener, open_address, shown

SCREENS = ("overview", "execution", "scores", "deductions", "project", "search", "audit", "simulation", "ledger")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scope", ["", "grade=优&cause=疫情影响", "year=1999", "lang=en"])
def test_a_screen_draws(opened: Opener, screen: str, scope: str):
    app = opened(f"/{screen}?{scope}")
    assert not app.exception
    assert 'class="d-head"' in shown(app)


@pytest.mark.parametrize("screen", [name for name in SCREENS if name not in ("project", "simulation")])
def test_an_empty_scope_says_what_to_do(opened: Opener, screen: str):
    assert 'class="d-empty"' in shown(opened(f"/{screen}?year=1999"))


def test_nonsense_is_told_once_and_escaped(opened: Opener):
    body = shown(opened("/overview?year=abc&<b>=1"))
    assert "网址中的年度 abc 不是年份，已忽略。" in body
    assert "&lt;b&gt;" in body
    assert "<b>" not in body


def test_an_address_without_a_screen_is_told(opened: Opener):
    app = opened("/overview?screen=nowhere<b>&grade=优")
    assert "没有“nowhere<b>”这个页面，现在显示的是总览。" in html.unescape(shown(app))
    assert "screen=" not in shown(app) and "<b>" not in shown(app)


PROJECT = "p4284261a160e"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/audit?finding=zzz&rule=99&severity=x&state=y", ["finding=zzz", "rule=99", "severity=x", "state=y"]),
        ("/simulation?fix=zzz&lift=nope&rate=abc&include=p", ["fix=zzz", "lift=nope", "rate=abc", "include=p"]),
        ("/simulation?rate=101", ["rate=101"]),
        ("/scores?with=a&with=b", ["with=a", "with=b"]),
        (f"/scores?with={PROJECT},c", ["with=c"]),
        (f"/project?id={PROJECT}&line=99999", ["line=99999"]),
        (f"/project?id={PROJECT}&line=-1&indicator=x", ["line=-1", "indicator=x"]),
        ("/ledger?state=x&promise=y", ["state=x", "promise=y"]),
        ("/audit?finding=%00%27%3B--&rule=" + "9" * 3000, ["rule=" + "9" * 23 + "…"]),
    ],
)
def test_what_names_nothing_in_a_screens_own_parameters_is_told(opened: Opener, address: str, told: list[str]):
    app = opened(address)
    assert not app.exception
    notice = html.unescape(shown(app)).partition('class="d-notice d-warn"')[2].partition("</div>")[0]
    assert all(f"网址中的 {each} " in notice for each in told), notice


@pytest.mark.parametrize(
    "address",
    [
        "/audit?finding=portfolio-audit.18&rule=audit.09&severity=check&state=refuted",
        f"/simulation?fix=疫情影响&lift={PROJECT}&rate=95.5&include={PROJECT}",
        "/simulation?fix=-",
        f"/scores?with={PROJECT}",
        f"/project?id={PROJECT}&line=3",
        "/ledger?state=none",
        "/overview?finding=zzz",  # of another screen
        "/audit?rule=&severity=",
    ],
)
def test_what_a_screen_can_read_is_not_told(opened: Opener, address: str):
    assert "网址中的" not in shown(opened(address))


@pytest.mark.parametrize(
    ("screen", "parameter", "named"),
    [
        ("overview", "cause=<b>x</b>", "扣分原因“<b>x</b>”"),
        ("overview", "year=1999", "年度“1999”"),
        ("overview", "grade=差", "等级“差”"),
        ("deductions", "level1=zzz", "一级指标“zzz”"),
        ("scores", "level2=数量", "二级指标“数量”"),
        ("execution", "department=没有的局", "主管部门“没有的局”"),
        ("search", "unit=没有的单位", "实施单位“没有的单位”"),
        ("project", "project=nobody", "项目“nobody”"),
    ],
)
def test_a_filter_on_what_the_data_has_nowhere_is_told(opened: Opener, screen: str, parameter: str, named: str):
    app = opened(f"/{screen}?{parameter}")
    assert not app.exception
    assert f"数据里没有{named}，这一项对应不到任何内容。" in html.unescape(shown(app))
    assert "<b>" not in shown(app)


@pytest.mark.parametrize(
    ("address", "sentence", "not_said"),
    [
        ("/search?q=没有的词", "请减少或更换词。", "清除全部筛选"),
        ("/search?q=没有的词&grade=优", "请减少或更换词，或者", "请减少或更换词。"),
        ("/search?score_min=101", "清除全部筛选再查", "更换词"),
        ("/project?score_min=101", "清除全部筛选", "换一个词"),
    ],
)
def test_an_empty_screen_advises_what_can_be_done(opened: Opener, address: str, sentence: str, not_said: str):
    empty = shown(opened(address)).partition('class="d-empty"')[2].partition("</div>")[0]
    assert sentence in empty and not_said not in empty


@pytest.mark.parametrize("line", ["1600", "99999"])
def test_a_line_that_is_not_there_leaves_the_form_in_sight(opened: Opener, line: str):
    body = shown(opened(f"/project?id={PROJECT}&line={line}"))
    assert "第 191–221 行，按收到的原样" in body


def test_without_a_snapshot_a_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PORTFOLIO_STORE", str(tmp_path / "nothing"))
    app = open_address("/overview")
    assert not app.exception
    assert "make build" in shown(app)


def test_a_damaged_snapshot_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "snapshot-1.duckdb").write_bytes(b"no database")
    monkeypatch.setenv("PORTFOLIO_STORE", str(tmp_path))
    monkeypatch.setenv("PORTFOLIO_DECISIONS", str(tmp_path / "decisions.sqlite"))
    app = open_address("/overview")
    assert not app.exception
    assert "数据打不开" in shown(app)


CHANGES = [
    ({"field": "grades", "values": ["良", "优"]}, Scope(grades=("良", "优"))),
    ({"field": "years", "values": ["2021", "x"]}, Scope(years=(2021,))),
    ({"field": "years", "values": ["0"]}, Scope(years=(0,))),
    ({"field": "words", "values": ["疫情 "]}, Scope(words="疫情 ")),
    ({"field": "unknown", "values": ["1"]}, Scope(units=("a",))),
    ({"field": "rate", "values": ["x", ""]}, Scope(units=("a",))),
    ({"reset": True}, Scope()),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_a_change_in_the_bar_changes_one_field(change: dict[str, object], expected: Scope):
    before = Scope(units=("a",))
    after = applied(before, change)
    if change.get("reset"):
        assert after == Scope()
    else:
        field = str(change["field"])
        assert getattr(after, field, None) == getattr(expected, field, None)
        assert after.units == before.units


@given(
    st.dictionaries(
        st.sampled_from(["field", "values", "reset"]), st.text() | st.lists(st.text()) | st.booleans() | st.none()
    )
)
def test_no_message_from_the_browser_fails(change: dict[str, object]):
    assert isinstance(applied(Scope(), change), Scope)


def test_bounds_of_a_range_in_the_wrong_order_are_turned():
    after = applied(Scope(), {"field": "rate", "values": ["99", "90"]})
    assert (after.rate_min_pct, after.rate_max_pct) == (90, 99)


def test_a_chosen_value_that_nothing_has_stays_listed_to_be_unticked():
    listed = Listed((Choice("优", "优", 12, False),), 1)
    assert [(one.value, one.count, one.chosen) for one in with_chosen(listed, ("差",)).choices] == [
        ("优", 12, False),
        ("差", 0, True),
    ]
    assert with_chosen(listed, ("优",)) == listed


@pytest.mark.parametrize(
    ("printed", "lost", "stamp"),
    [
        ("质量指标", "质量指标", "1 张自评表，全部平衡"),
        ("质量指标", "", "1 张自评表，全部平衡，1 张指标归类存疑"),  # sums hold, and prove nothing of level 2
        ("15.00\t15.00", "15.00\t14.00", "1 张自评表，1 张不平衡"),
    ],
)
def test_the_side_bar_says_how_sure_the_reading_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opener, printed: str, lost: str, stamp: str
):
    write(tmp_path / "in", "a.txt", form_text().replace(printed, lost, 1))
    build(["--documents", str(tmp_path / "in"), "--store", str(tmp_path / "store")])
    monkeypatch.setenv("PORTFOLIO_STORE", str(tmp_path / "store"))
    app = opened("/overview")
    bar = next(element for element in app.sidebar if element.type == "bidi_component")
    assert json.loads(bar.proto.json)["stamp"][-1] == stamp
