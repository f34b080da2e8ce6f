"""Every screen over filings of three years, with the forms that go wrong: nothing falls over, nothing misleads."""

import html
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from analytics.explain import decode, explain
from analytics.overview import overview
from analytics.projects import project_list
from analytics.scope import Scope
from data.intake.command import main as build
from data.store import Snapshot
from pages.common import connection
from pages.common.words import use_language
from pages.parts.overview_list import list_rows
from tests.pages.components import component, rows
from tests.pages.conftest import Opener, open_address, shown
from tests.pages.shown_figures import figures, tiles
from tests.pages.test_counts import unexplained_counts
from tests.pages.test_explain import holds, scope_of, text_of, written
from tests.pages.years import LONG, write_filings

SCREENS = ("overview", "execution", "scores", "deductions", "search", "audit", "simulation", "ledger", "project")
SCOPES = ("", "year=2022", "grade=", "score_min=100", "project=nobody")


@pytest.fixture(scope="module")
def years_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    store = folder / "store"
    assert build(["--documents", str(write_filings(folder / "documents")), "--store", str(store)]) == 1
    return store


@pytest.fixture
def years(years_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    monkeypatch.setenv("PORTFOLIO_STORE", str(years_store))
    monkeypatch.setenv("PORTFOLIO_DECISIONS", str(tmp_path / "decisions.sqlite"))
    yield open_address
    connection.closed_for_test()
    use_language("zh")


def snapshot() -> Snapshot:
    opened = connection.current()
    assert opened is not None
    return opened


def said(opened: Opener, address: str) -> str:
    """What a screen says, without its links; it must not fail."""
    app = opened(address)
    assert not app.exception, [error.message for error in app.exception]
    return html.unescape(shown(app))


def words(body: str) -> str:
    """The words alone, a blank that does not break as any other."""
    kept, inside = [], False
    for letter in body:
        inside = letter == "<" or (inside and letter != ">")
        if not inside and letter != ">":
            kept.append(letter)
    return "".join(kept).replace("\u00a0", " ")


def ids(name: str) -> list[str]:
    """The forms of a project, earliest first."""
    return [row.project_id for row in project_list(snapshot(), Scope(), "document").rows if row.name == name]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scope", SCOPES)
def test_no_screen_fails_in_any_language(years: Opener, screen: str, scope: str):
    said(years, f"/{screen}?{scope}&lang=en")
    assert "None" not in words(said(years, f"/{screen}?{scope}"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scope", ["", "year=2022"])
def test_every_figure_and_every_count_is_its_explanation(years: Opener, screen: str, scope: str):
    assert holds(f"{screen}?{scope}", years) >= 4
    assert unexplained_counts(years(f"/{screen}?{scope}")) == []


def test_every_project_can_be_opened(years: Opener):
    years("/overview")
    for row in project_list(snapshot(), Scope()).rows:
        assert "None" not in words(said(years, f"/project?id={row.project_id}"))


def test_the_head_says_all_years_and_what_is_left_out(years: Opener):
    body = words(said(years, "/overview"))
    assert "2020–2022 年度" in body
    assert "全年预算 15.37 亿元" in body
    assert "1 个项目未填写总分，不计入平均总分" in body
    assert "2 张自评表的数字合不上" in body
    assert "21 优 · 2 良 · 2 中" in body
    assert "2 个项目缺总分、预算或执行数，不在图上" in body


def test_years_stand_side_by_side_and_sum_to_the_whole(years: Opener):
    app = years("/overview")
    table = rows(app, "years")
    assert [row[0] for row in table] == ["2020", "2021", "2022"]
    assert table[2] == ["2022", "10", "89.41", "97.50%", "138,606.78", "110.28"]
    answer = overview(snapshot(), Scope())
    assert sum(row.points_lost for row in answer.years) == answer.kpis.points_lost
    assert sum(row.projects for row in answer.years) == answer.kpis.projects
    assert "2022 年：平均总分 ↓ 低 7.00（2021 年 96.41），执行率 ↓ 低 1.40 个百分点（2021 年 98.90%）" in words(
        html.unescape(shown(app))
    )


@pytest.mark.parametrize(
    ("address", "key", "said_so", "numbers"),
    [
        ("year=2022", "mean_score?scope_year=2022&against=2021", "7.00", ["96.41", "-89.41"]),
        ("year=2022", "execution_rate?scope_year=2022&against=2021", "1.40", ["98.90", "-97.50"]),
        ("year=2022", "points_lost?scope_year=2022&against=2021", "63.63", ["110.28", "-46.65"]),
        ("", "mean_score?year=2022&against=2021", "7.00", ["96.41", "-89.41"]),
    ],
)
def test_a_difference_opens_the_two_figures_that_it_is_of(
    years: Opener, address: str, key: str, said_so: str, numbers: list[str]
):
    app = years(f"/overview?{address}")
    assert (key, said_so) in [(figure.key, figure.text) for figure in figures(app)]
    opened = explain(snapshot(), scope_of(address), decode(key))
    assert [f"{row.numerator:.2f}" for row in opened.rows] == numbers
    for row in opened.rows:
        assert row.figure is not None
        own = explain(snapshot(), scope_of(address), row.figure)
        assert f"{own.value:.2f}" == f"{abs(row.numerator):.2f}" and own.title == row.detail
    panel = years(f"/overview?{address}&explain={quote(key, safe='')}")
    (data,) = (json.loads(one.proto.json) for one in panel.sidebar if '"columns"' in getattr(one.proto, "json", ""))
    links = [parse_qs(urlsplit(row["href"]).query)["explain"] for row in data["rows"]]
    assert links == [[row.figure.encode()] for row in opened.rows if row.figure]
    assert data["value"] == said_so


def test_one_year_is_compared_with_the_year_before(years: Opener):
    body = words(said(years, "/overview?year=2022"))
    for sentence in (
        "2021 年 13 个项目，其中 3 个今年还在",
        "↓ 低 7.00（2021 年 96.41）",
        "↓ 低 1.40 个百分点（2021 年 98.90%）",
        "↑ 多 63.63（2021 年 46.65）",
        "只有应急管理关键技术研发执行率低于 90%",
        "前三项原因占 97%，首位是疫情影响，共 62.00 分",
        "有：总分 70.00–100.00，6 优、1 良、2 中",
    ):
        assert sentence in body, sentence
    assert "（2019 年" not in words(said(years, "/overview?year=2020"))


def test_chosen_projects_are_not_compared_with_all_of_the_year_before(years: Opener):
    years("/overview")
    later = ids("危险化学品登记")[-1]
    assert "（2021 年" not in words(said(years, f"/overview?year=2022&project={later}"))


def test_what_is_not_stated_is_no_zero(years: Opener):
    app = years("/overview?year=2022")
    listed = {row[0]: row for row in rows(app, "projects")}
    assert listed["没有得分的项目"][1:] == ["未填写", "无总分", "100.00%", "20.00", "未填写"]
    assert listed["没有预算的项目"][3:5] == ["—", "0.00"]
    body = words(said(years, f"/project?id={ids('没有得分的项目')[0]}"))
    assert "表上没有填写得分，算不出扣分" in body
    assert "100 − 0.00" not in body
    assert "0.00 / 50.00" not in body


def test_a_form_that_does_not_add_up_says_so(years: Opener):
    years("/overview")
    body = words(said(years, f"/project?id={ids('合不上的项目')[0]}"))
    assert "100 − 20.00 = 80.00，与表印总分 95.00 不一致" in body


def test_the_newer_of_two_filings_counts(years: Opener):
    years("/overview")
    found = [row for row in project_list(snapshot(), Scope()).rows if row.name == "重复报送的项目"]
    assert [row.total_score for row in found] == [Decimal("80.00")]


def test_the_older_of_two_filings_explains_its_own_figures(years: Opener):
    years("/overview")
    (older,) = (row[0] for row in snapshot().rows("SELECT project_id FROM snap.project WHERE superseded", {}))
    app = years(f"/project?id={older}")
    assert "另有更新的文件报送了同一项目，本表不计入汇总" in said(years, f"/project?id={older}")
    assert [value for value, linked in tiles(app) if not linked] == []
    opened = [explain(snapshot(), Scope(), decode(figure.key)) for figure in figures(app)]
    assert len(opened) >= 15
    for figure, found in zip(figures(app), opened, strict=True):
        assert text_of(figure.text) in written(found), figure


def test_all_full_marks_say_that_nothing_was_lost(years: Opener):
    body = words(said(years, "/overview?year=2022&score_min=100"))
    assert "没有扣分：填写的得分都是满分" in body
    assert "没有：2 个项目都是 100.00 分" in body
    assert "没有项目执行率低于 90%" in body


def test_only_forms_without_scores_claim_nothing(years: Opener):
    body = words(said(years, "/overview?words=检查&grade="))
    assert "没有项目填写得分，看不出扣分" in body
    assert "没有项目填写总分" in body
    assert "没有项目同时填写总分、预算和执行数" in body


def test_names_carry_their_year_where_there_are_several(years: Opener):
    for screen, key in (("execution", "money"), ("deductions", "losses")):
        names = [row[0] for row in rows(years(f"/{screen}"), key)]
        assert "应急管理关键技术研发（2022）" in names
        assert "应急管理关键技术研发" in [row[0] for row in rows(years(f"/{screen}?year=2022"), key)]
    matrix = json.loads(component(years("/deductions"), "matrix")["spec"])
    assert "危险化学品登记（2022）" in json.dumps(matrix, ensure_ascii=False)


def test_the_file_is_the_list(years: Opener):
    app = years("/overview")
    on_screen = [(row[0], row[1], row[2]) for row in rows(app, "projects")]
    in_file = [
        (str(row[1]), str(row[0]), "未填写" if row[3] is None else f"{row[3]:.2f}")
        for row in list_rows(snapshot(), Scope(), "score", False)
    ]
    assert on_screen == in_file
    assert len(in_file) == 26
    falling = [row[6] for row in list_rows(snapshot(), Scope(), "budget", True)]
    assert falling == sorted(falling, reverse=True)


def test_long_and_hostile_names_are_text(years: Opener):
    body = shown(years("/overview?year=2022"))
    assert LONG in body
    assert "<b>培训" not in body


def test_english_has_no_chinese_word_of_the_screen(years: Opener):
    for year in ("", "&year=2022", "&year=2022&score_min=100", "&words=检查&grade="):
        body = words(said(years, f"/overview?lang=en{year}"))
        for word in ("总分", "执行率", "扣分", "项目缺", "年度", "没有：", "原因占", "必改", "预算 "):
            assert word not in body, (year, word)
