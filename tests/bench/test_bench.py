"""The benchmark runs and says what it measured. How fast anything is, is asserted nowhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.bench import __main__ as command
from tests.bench import browser, portfolio, queries, reading, screens
from tests.bench.questions import questions
from tests.bench.report import Figure, lines, percentile
from tests.generated import portfolio as generated

PROJECTS = 60


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "CACHE", tmp_path_factory.getbasetemp() / "bench")


def names(figures: list[Figure]) -> list[str]:
    assert all(figure.value >= 0 and figure.chinese and figure.english for figure in figures)
    return [figure.chinese for figure in figures]


def test_reading_says_speed_memory_and_the_audits_share(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reading, "PARTS", (1,))
    figures = list(reading.measure(20))
    assert len(figures) == 8
    assert {figure.unit for figure in figures} == {"forms/s", "×", "MB", "%"}
    assert all(figure.value > 0 for figure in figures)


def test_the_portfolio_says_what_it_holds():
    held = {figure.english: figure.value for figure in portfolio.measure(PROJECTS)}
    assert held["projects"] == PROJECTS
    assert held["indicators"] > 10 * PROJECTS


def test_every_question_is_measured_on_both_stores():
    found = names(list(queries.measure(PROJECTS, 2)))
    for question in questions():
        assert not question.missing, f"tests/bench/questions.py gives no {question.missing} to {question.name}"
        assert {f"[13] {question.name}", f"[{PROJECTS}] {question.name}"} <= set(found)


def test_every_screen_is_measured_without_a_browser(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(screens, "SESSIONS", 2)
    figures = list(screens.measure(PROJECTS, 1))
    assert not [figure.remark for figure in figures if figure.english == "not measured"]
    assert {"[13] overview 新筛选", f"[{PROJECTS}] overview 同一筛选", "[13] 每个会话内存"} <= set(names(figures))


@pytest.mark.browser
def test_a_click_is_measured_until_the_screen_stands_still(playwright: Playwright):
    figures = list(browser.measure(PROJECTS, 2, others=(), loads=1, running=playwright))
    times = [figure.value for figure in figures if figure.english.startswith("filter → settled")]
    assert len(times) == 4
    assert all(5 < time < 60_000 for time in times)


def test_percentiles_are_values_that_occurred():
    assert percentile([4, 1, 3, 2], 50) == 2
    assert percentile(list(range(1, 101)), 95) == 95
    assert percentile([7], 95) == 7


def test_lines_say_targets_and_align_chinese():
    met = Figure("读表", "reading", 412.4, "forms/s", 300, at_least=True)
    missed = Figure("一次查询", "a query", 21.04, "ms", 20, remark="n = 3")
    first, second = lines([met, missed])
    assert "412  forms/s  目标 ≥ 300 达到 met" in first
    assert "21.0  ms       目标 ≤ 20 未达到 MISSED" in second and second.endswith("n = 3")
    assert Figure("", "", 1, "").met is None


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        command.main(["reeding"])
    assert "there are reading" in capsys.readouterr().err


def test_the_command_prints_a_part(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    command.main(["portfolio", "--projects", str(PROJECTS)])
    assert "生成的组合 Generated portfolio" in capsys.readouterr().out
