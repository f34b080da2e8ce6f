"""A filing whose texts are attacks: on the screens they are texts, hover included, and nothing leaves the machine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server, build_store
from tests.browser.steps import expect_screen, open_screen
from tests.browser.test_deductions import downloaded

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PROJECT = "=1+1 <img src=x onerror=alert(1)> ![图](https://evil.invalid/x.png) [点](javascript:alert(1))"
INDICATOR = "<svg onload=alert(2)>粗</svg><a href='https://evil.invalid'>链</a>"
REASON = "受疫情影响<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on the real filing with one project of attacks; stands in for the common one in this file."""
    folder = tmp_path_factory.mktemp("hostile")
    text = (ROOT / "data/documents/2021/self-evaluation-2021.txt").read_text(encoding="utf-8")
    for plain, attack in (
        ("安全应急领域职业技能竞赛", PROJECT),
        ("竞赛报名", INDICATOR),
        ("受疫情影响，导致部分人员无法到现场报名", REASON),
    ):
        assert plain in text
        text = text.replace(plain, attack)
    documents = folder / "documents"
    documents.mkdir()
    (documents / "filing.txt").write_text(text, encoding="utf-8")
    running = Server(folder, build_store(folder, documents))
    try:
        yield running.ready()
    finally:
        running.stop()


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    yield page
    assert said == []
    nodes = "[data-testid=stMain] :is(img[src=x], script, svg[onload], a[href*='evil'], a[href^='javascript'])"
    expect(page.locator(nodes)).to_have_count(0)


def test_the_list_and_the_hover_show_texts(watched: Page, server: Server):
    open_screen(watched, f"{server.url}/deductions?cause=疫情影响", "扣分分析")
    table = watched.locator(".st-key-losses tbody")
    expect(table).to_contain_text(PROJECT)
    expect(table).to_contain_text(INDICATOR)
    expect(table).to_contain_text(REASON)
    watched.locator(".st-key-matrix .d-plot").focus()
    seen = []
    for _mark in range(watched.locator(".st-key-matrix .d-plot .point").count()):
        watched.keyboard.press("ArrowDown")
        hover = watched.locator(".st-key-matrix .hovertext")
        expect(hover).to_be_visible()
        watched.wait_for_timeout(250)  # Plotly lets hovers follow each other no faster
        seen.append(hover.text_content())
    assert any("<img src=x onerror=alert(1)>" in (text or "") for text in seen)
    expect(watched.locator(".st-key-matrix a")).to_have_count(0)


def test_the_project_shows_texts(watched: Page, server: Server):
    open_screen(watched, f"{server.url}/deductions?cause=疫情影响", "扣分分析")
    watched.locator(".st-key-losses tbody tr", has_text="evil").first.locator("td").nth(3).click()
    expect_screen(watched, PROJECT)
    expect(watched.locator(".d-indicators")).to_contain_text(INDICATOR)
    expect(watched.locator(".d-indicators")).to_contain_text(REASON)
    expect(watched.locator(".d-source")).to_contain_text(PROJECT)
    expect(watched.locator(".st-key-waterfall a")).to_have_count(0)


def test_the_search_marks_within_texts(watched: Page, server: Server):
    open_screen(watched, f"{server.url}/search?q=<svg", "指标检索")
    expect(watched.locator(".st-key-hits mark").first).to_have_text("<svg")
    expect(watched.locator(".st-key-hits tbody")).to_contain_text(INDICATOR)


def test_the_csv_runs_no_formula(watched: Page, server: Server):
    open_screen(watched, f"{server.url}/deductions?cause=疫情影响", "扣分分析")
    head, *rows = downloaded(watched, "扣分明细 CSV")
    names = {row[head.index("项目名称")] for row in rows}
    assert f"'{PROJECT}" in names


def test_money_and_scores_show_texts(watched: Page, server: Server):
    open_screen(watched, f"{server.url}/execution", "预算执行")
    expect(watched.locator(".st-key-money tbody")).to_contain_text(PROJECT)
    watched.locator(".st-key-bullets .d-plot .point").first.wait_for()
    expect(watched.locator(".st-key-bullets .d-plot a")).to_have_count(0)
    open_screen(watched, f"{server.url}/scores", "得分分布")
    box = watched.get_by_label("加入项目")
    box.fill("<img")
    box.press("Enter")
    expect(watched.locator(".st-key-offered tbody tr")).to_have_count(1)
    watched.locator(".st-key-offered tbody td").first.click()
    expect(watched.locator(".d-ways")).to_contain_text("=1+1 <img")
