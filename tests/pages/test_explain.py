"""解释这个数: every figure that any screen shows is opened, computed again from its rows, and reads the same."""

import html
import re
from collections.abc import Iterator

import pytest

from analytics.explain import Explanation, decode, explain, recompute
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import connection, formats
from pages.common.address import read_address
from tests.pages.conftest import Opener, shown
from tests.pages.shown_figures import drawn, figures, key_of, tiles, unexplained

SCREENS = (
    *("overview", "execution", "scores", "deductions", "search", "search?q=满意度", "project", "audit", "simulation"),
    *("simulation?fix=疫情影响&fix=计划或流程调整", "ledger"),
)
SCOPES = ("", "grade=优", "cause=疫情影响", "level1=产出指标&words=考核")
# Words of the screens that hold a number but no figure, and what the forms print, which is no figure of ours.
LABELS = ("低于 90%", "达到 90%", "100%", "有底色", "执行率 %")
PRINTED = ("目标 A", "实际 B", "三级指标", "指标", "项目 · 指标", "偏差原因及改进措施", "发现")


def snapshot() -> Snapshot:
    opened = connection.current()
    assert opened is not None
    return opened


def scope_of(address: str) -> Scope:
    pairs = [pair.partition("=") for pair in address.partition("?")[2].split("&") if pair]
    return read_address({key: [value] for key, _equals, value in pairs}).scope


def written(opened: Explanation) -> set[str]:
    """The ways in which a screen may write the value: fixed by its unit, so a wrong digit fits none."""
    value = opened.value
    if value is None:
        return {formats.NOT_APPLICABLE, formats.not_stated()}
    if opened.unit in ("count", "rank"):
        return {f"{value:,.0f}"}
    if opened.unit == "percent":
        signed = f"{formats.fixed(value, signed=True)}%"
        return {formats.percent(value), formats.percent(value, 0), formats.percent(abs(value), 0), signed}
    if opened.unit == "percent_points":
        return {formats.points(value)}
    if opened.unit == "points":
        return {formats.points(value), formats.points(value, signed=True)}
    whole = {formats.wan(value), formats.fixed(value, signed=True)}
    for amount in (value, abs(value)):
        whole |= {formats.money(amount), formats.money_parts(amount)[0], formats.money(amount, signed=True)}
    return whole


def text_of(text: str) -> str:
    """The figure of a text: a cell may hold two ('3 / 20', '12 → 3'), or the printed rate behind the computed one."""
    text = text.removeprefix("又出现，扣 ").removesuffix(" 分")
    return text.partition(" / ")[0].partition("（")[0].rpartition(" → ")[2].strip()


def opened_figures(address: str, opener: Opener) -> Iterator[tuple[str, Explanation]]:
    app = opener(f"/{address}")
    assert not app.exception
    for figure in figures(app):
        yield f"{figure.place} {figure.text}", explain(snapshot(), scope_of(address), decode(figure.key))
        found = written(explain(snapshot(), scope_of(address), decode(figure.key)))
        assert text_of(figure.text) in found, (figure, found)


def holds(address: str, opener: Opener) -> int:
    """Opens every figure of a screen; how many there were."""
    number = 0
    for place, opened in opened_figures(address, opener):
        number += 1
        assert sum(row.rows for row in opened.rows) == opened.total_rows, place
        if opened.value is not None and opened.total_rows:
            assert recompute(opened.form, opened.rows) == opened.value, place
        for row in opened.rows:
            assert row.project_id is None or row.source_place, (place, row)
    return number


@pytest.fixture
def projects(opened: Opener) -> list[str]:
    opened("/overview")
    return [str(row[0]) for row in snapshot().rows("SELECT project_id FROM project ORDER BY project_id")]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_figure_of_a_screen_is_its_explanation(opened: Opener, screen: str):
    assert holds(screen, opened) >= 4


@pytest.mark.parametrize("screen", ["overview", "execution", "scores", "deductions"])
@pytest.mark.parametrize("scope", SCOPES[1:])
def test_every_figure_is_its_explanation_in_a_narrower_scope(opened: Opener, screen: str, scope: str):
    assert holds(f"{screen}?{scope}", opened) >= 3


def test_every_figure_of_every_project_is_its_explanation(opened: Opener, projects: list[str]):
    assert len(projects) == 13
    for project in projects:
        assert holds(f"project?id={project}", opened) >= 30


def test_chosen_projects_side_by_side_are_explained(opened: Opener, projects: list[str]):
    assert holds(f"scores?with={','.join(projects[:3])}", opened) > 100


@pytest.mark.parametrize("screen", [*SCREENS, "project"])
def test_no_figure_stands_unexplained(opened: Opener, projects: list[str], screen: str):
    app = opened(f"/{screen}" if screen != "project" else f"/project?id={projects[0]}")
    assert [value for value, linked in tiles(app) if not linked] == []
    alone = [text for text in unexplained(app) if not any(label in text for label in LABELS)]
    printed = [text for text in alone if text.partition(": ")[0].rpartition(" · ")[2] in PRINTED]
    filed = "\n".join(str(row[0]) for row in snapshot().rows("SELECT text FROM source_text"))
    rest = [text for text in alone if text not in printed and text.strip() not in filed]
    messages = {str(row[0]) for row in snapshot().rows("SELECT message FROM finding")}
    assert [text for text in rest if text.strip().removeprefix("：") not in messages] == []


@pytest.mark.parametrize(
    "screen", ["overview", "execution", "scores", "deductions", "audit", "simulation?fix=疫情影响"]
)
def test_what_charts_write_stands_in_the_list_of_their_card(opened: Opener, screen: str):
    app = opened(f"/{screen}")
    shown = {figure.text.replace(" ", "") for figure in figures(app)}
    for chart, numbers in drawn(app).items():
        left = {number for number in numbers if not any(number in text for text in shown)}
        assert left <= {"100%", "90%"}, chart


@pytest.mark.parametrize(
    ("address", "measures"),
    [
        ("scores", {"losing_levels"}),
        ("audit", {"agreeing", "over_indicators", "under_indicators", "found_projects", "findings"}),
        ("audit?severity=check&severity=note&rule=audit.09", {"findings"}),
        ("ledger?state=none", {"promises"}),
        ("deductions", {"deducted_projects"}),
    ],
)
def test_counts_in_the_answers_of_cards_are_explained(opened: Opener, address: str, measures: set[str]):
    app = opened(f"/{address}")
    answers = re.findall(r'<p class="d-answer">(.*?)</p>', shown(app))
    keys = [decode(key_of(html.unescape(href))) for text in answers for href in re.findall(r'href="([^"]*)"', text)]
    assert measures <= {key.measure for key in keys}
    unlinked = [re.sub(r"<a .*?</a>", "", text) for text in answers]
    counts = [text for text in unlinked if re.search(r"\d+ (?:项|条|个|类|种)", text)]
    assert [text for text in counts if not text.startswith("选 2 至 5 个项目")] == []  # an invitation, no count
