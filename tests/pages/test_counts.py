"""Counts: every number of things on a screen opens its explanation, on a switch through the ⓘ of its card."""

import html
import json
import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from analytics.explain import decode, explain
from analytics.recoverable import NOT_RECOVERABLE
from pages.common.summary import FACETS
from tests.pages.components import rows
from tests.pages.conftest import Opener, shown
from tests.pages.shown_figures import ROW, counts_alone, figures, key_of, listed, pills, whole_marks
from tests.pages.test_explain import SCREENS, scope_of, snapshot

# Counts that are no figure of the filings: an invitation, what a file holds (listed behind the ⓘ of the same card),
# how many a list that is cut shows, how many marks of a chart hide each other.
SAID = re.compile(
    "选 2 至 5 个项目.*|对比总分最低的.*|(?:工作底稿|只下载列表) CSV（.*|(?:列出|画出)[^共]*(?:，共)?|.*位置几乎相同"
)
SWITCHED = ("audit", "audit?severity=check&rule=audit.09", "audit?state=accepted", "ledger", "ledger?state=none")


def told(address: str, key: str) -> str:
    """The count that the key explains, as a screen writes it."""
    value = explain(snapshot(), scope_of(address), decode(key)).value
    return f"{value:,.0f}"


def unexplained_counts(app: AppTest) -> list[str]:
    """Texts with a count of ours that opens nothing; what the forms say and what findings quote is not ours."""
    filed = "\n".join(str(row[0]) for row in snapshot().rows("SELECT text FROM source_text"))
    messages = "\n".join(str(row[0]) for row in snapshot().rows("SELECT message FROM finding"))
    alone = [text for text in counts_alone(app) if text not in filed and text.removeprefix("：") not in messages]
    return [text for text in alone if not SAID.fullmatch(text)]


@pytest.mark.parametrize("screen", [*SCREENS, "simulation?grade=良", "execution?score_max=99", "overview?grade=优"])
def test_no_count_stands_unexplained(opened: Opener, screen: str):
    app = opened(f"/{screen}")
    assert unexplained_counts(app) == []


@pytest.mark.parametrize("screen", SWITCHED)
def test_the_number_of_every_switch_is_listed_and_true(opened: Opener, screen: str):
    app = opened(f"/{screen}")
    explained = {(name, number): key for name, number, key in listed(app)}
    assert len(pills(app)) >= 5
    for switch in pills(app):
        assert told(screen, explained[switch]) == switch[1].replace(",", ""), switch


def test_the_size_of_the_working_paper_is_listed(opened: Opener):
    app = opened("/audit")
    sizes = re.findall(r"工作底稿 CSV（([\d,]+) 条）", shown(app))
    assert sizes == [number for name, number, _key in listed(app) if name == "全部发现"]


@pytest.mark.parametrize("screen", ["execution", "scores", "audit"])
def test_counts_on_marks_stand_in_the_list_of_the_card(opened: Opener, screen: str):
    app = opened(f"/{screen}")
    texts = {figure.text for figure in figures(app)}
    assert any(whole_marks(app).values())
    for chart, numbers in whole_marks(app).items():
        assert set(numbers) <= texts, chart


@pytest.mark.parametrize(
    "scope", ["", "grade=优", "cause=疫情影响&grade=优", "level1=产出指标&level2=质量指标", "words=考核"]
)
def test_the_number_of_every_choice_is_its_explanation(opened: Opener, scope: str):
    app = opened(f"/overview?{scope}")
    app.session_state["scope_bar.open"] = list(FACETS)
    app.run()
    (bar,) = (json.loads(element.proto.json) for element in app.sidebar if element.type == "bidi_component")
    seen = 0
    for facet in bar["facets"]:
        assert (facet["options"] or facet["name"] == "causes") and bool(facet["figure"]) is bool(facet["unit"]), facet[
            "name"
        ]
        for value, label, count in facet["options"] if facet["unit"] else []:
            key = facet["figure"].replace(ROW, quote(value, safe=""))
            assert told(f"overview?{scope}", key) == f"{count:,}", (facet["name"], label)
            seen += 1
    assert seen > 5


def test_what_a_raised_rate_gives_at_most_stands_in_the_list_of_its_card(opened: Opener):
    app = opened("/simulation")
    offered = {tuple(re.fullmatch(r"(.+)（至多 ([\d.]+) 分）", option).groups()) for option in app.selectbox[0].options}  # type: ignore[union-attr]
    named = {(name, points): key for name, points, key in listed(app) if key.startswith("simulated_recovered")}
    assert offered == set(named) and len(offered) > 1
    for (_name, points), key in named.items():
        assert f"{explain(snapshot(), scope_of(''), decode(key)).value:.2f}" == points


def key_in(app: AppTest, sentence: str) -> str:
    """The key of the count at the head of a sentence ('<a …>2</a> 项…')."""
    (href,) = re.findall(rf'<a class="d-why[^"]*" href="([^"]*)"[^>]*>[\d,]+</a>{sentence}', shown(app))
    return key_of(html.unescape(href))


def test_actions_that_lift_a_grade_are_named(opened: Opener):
    app = opened("/simulation")
    found = explain(snapshot(), scope_of(""), decode(key_in(app, " 项可推荐的行动能让项目升等级")))
    able = {row[0].removeprefix("解决：") for row in rows(app, "ranked") if row[3] != "0"}
    assert {row.detail for row in found.rows} == able - set(NOT_RECOVERABLE)
    assert found.value == len(found.rows) == 2


def test_projects_left_out_of_a_simulation_are_named(opened: Opener):
    opened("/overview")
    fixed = "simulation?fix=未开展满意度调查"
    everyone = explain(snapshot(), scope_of(""), decode("simulated_gaining?fix=未开展满意度调查")).rows
    kept = [str(row.project_id) for row in everyone[1:]]
    app = opened(f"/{fixed}" + "".join(f"&include={project}" for project in kept))
    found = explain(snapshot(), scope_of(""), decode(key_in(app, " 个没有计入")))
    assert [row.project_id for row in found.rows] == [everyone[0].project_id]


def test_projects_of_a_name_are_counted_one_by_one(opened: Opener):
    app = opened("/project?q=考")
    key = key_in(app, " 个项目，总分从低到高")
    assert key.count("project=") == int(told("project", key)) > 1
