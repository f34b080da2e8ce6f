"""解释这个数 in a real browser: from a number to its rows, to the line of the source, and back."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import expect_screen, open_screen, parameters, wait_for
from tests.browser.test_deductions import sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PANEL = "dialog.d-explain"


def open_tile(page: Page, label: str) -> None:
    page.locator(".d-tile", has=page.locator(".d-label", has_text=label)).locator("a.d-why").first.click()
    expect(page.locator(PANEL)).to_be_visible()


def closed(page: Page) -> None:
    expect(page.locator(f"{PANEL}[open]")).to_have_count(0)
    wait_for(page, lambda: "explain" not in parameters(page), "no figure in the address")


def test_a_tile_leads_to_its_rows_to_the_line_and_back(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    open_tile(page, "执行率")
    panel = page.locator(PANEL)
    expect(panel.locator(".d-value")).to_have_text("98.90%")
    expect(panel).to_contain_text("2,546.937062 ÷ 2,575.247 × 100% = 98.90%")
    expect(panel.locator("tbody tr")).to_have_count(13)
    place = panel.locator("tbody tr").first.locator("a").last
    line = place.inner_text().strip("第行")
    place.click()
    expect_screen(page, "特种作业人员安全技术考核考务费")
    expect(panel).to_have_count(0)
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text(line)
    page.go_back()
    expect_screen(page, "总览")
    expect(page.locator(f"{PANEL} .d-value")).to_have_text("98.90%")
    page.go_back()
    closed(page)
    expect_screen(page, "总览")


def test_a_page_of_rows_is_read_from_its_beginning_and_found_again(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?explain=indicators", "总览")
    panel, body = page.locator(PANEL), page.locator(f"{PANEL} .d-explain-body")

    def top(part: str) -> float:
        return float(panel.locator(part).evaluate("part => part.getBoundingClientRect().top"))

    for number in ("2", "3"):
        body.evaluate("box => { box.scrollTop = box.scrollHeight; }")
        panel.get_by_role("button", name="下一页").click()
        expect(panel.locator(".d-pager span")).to_contain_text(f"{number} / 4")
        expect(panel.locator("tbody tr").first).to_be_in_viewport()
        wait_for(
            page, lambda: abs(top(".d-explain-count") - top(".d-explain-body")) < 20, "the rows from their beginning"
        )
    row = panel.locator("tbody tr").nth(40)
    row.locator("a").last.scroll_into_view_if_needed()
    height = body.evaluate("box => box.scrollTop")
    row.locator("a").last.click()
    expect(page.locator(".d-line-marked")).to_be_in_viewport()
    page.go_back()
    expect(panel.locator(".d-pager span")).to_contain_text("3 / 4")
    wait_for(page, lambda: abs(body.evaluate("box => box.scrollTop") - height) < 3, "the row that was left")
    panel.locator(".d-explain-close").click()
    closed(page)
    open_screen(page, f"{server.url}/overview?explain=indicators", "总览")
    expect(panel.locator(".d-pager span")).to_contain_text("1 / 4")
    assert body.evaluate("box => box.scrollTop") == 0


@pytest.mark.parametrize("address", ["/overview", "/audit", "/overview?explain=mean_score", "/audit?explain=findings"])
def test_closing_leaves_no_bare_question_mark(page: Page, server: Server, address: str):
    path = address.partition("?")[0]
    open_screen(page, f"{server.url}{address}", {"/overview": "总览", "/audit": "自评核验"}[path])
    if path == address:
        open_tile(page, "平均总分" if path == "/overview" else "尚待处理")
    page.locator(f"{PANEL} .d-explain-close").click()
    closed(page)
    assert page.url == f"{server.url}{path}"


@pytest.mark.parametrize("way", ["Escape", "×", "beside"])
def test_the_panel_closes_and_leaves_no_step_behind(page: Page, server: Server, way: str):
    open_screen(page, f"{server.url}/overview?grade=优", "总览")
    depth = page.evaluate("history.length")
    open_tile(page, "扣分合计")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "×":
        page.locator(f"{PANEL} .d-explain-close").click()
    else:
        page.mouse.click(200, 400)
    closed(page)
    assert parameters(page) == {"grade": ["优"]}
    # Closing went back: what is ahead is the panel, nothing else was added.
    assert page.evaluate("history.length") == depth + 1
    page.go_forward()
    expect(page.locator(PANEL)).to_be_visible()


def test_charts_stay_while_the_panel_comes_and_goes(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator(".st-key-quadrant .d-plot .point").first.wait_for()
    page.evaluate("document.querySelectorAll('.d-plot').forEach((plot) => { plot.dataset.stood = 'yes'; })")
    charts = page.locator(".d-plot").count()
    open_tile(page, "平均总分")
    page.keyboard.press("Escape")
    closed(page)
    expect(page.locator('.d-plot[data-stood="yes"]')).to_have_count(charts)


def test_a_deep_link_is_the_first_request_and_its_file_has_its_rows(page: Page, server: Server):
    open_screen(
        page, f"{server.url}/deductions?explain=points_lost%3Fcause%3D%E7%96%AB%E6%83%85%E5%BD%B1%E5%93%8D", "扣分分析"
    )
    panel = page.locator(PANEL)
    rows = panel.locator("tbody tr")
    expect(rows.first).to_be_visible()
    with page.expect_download() as waiting:
        panel.locator(".d-explain-count a").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    head, *lines = list(csv.reader(io.StringIO(text)))
    assert len(lines) == rows.count()
    total = sum(float(line[head.index("分")]) for line in lines)
    assert f"{total:.2f}" == panel.locator(".d-value").inner_text()
    page.locator(f"{PANEL} .d-explain-close").click()
    closed(page)


def test_pages_turn(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?explain=indicators", "总览")
    panel = page.locator(PANEL)
    expect(panel.locator(".d-pager")).to_contain_text("第 1 / 4 页")
    panel.locator(".d-pager button").last.click()
    expect(panel.locator(".d-pager")).to_contain_text("第 2 / 4 页")
    expect(panel.locator("tbody tr.d-group")).to_contain_text("122")


def test_numbers_of_a_table_are_reached_by_arrows(page: Page, server: Server):
    open_screen(page, f"{server.url}/execution", "预算执行")
    first = page.locator(".st-key-money tbody tr").first
    first.locator("a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} h2")).to_contain_text("年初预算")
    expect(page.locator(f"{PANEL} tbody tr")).to_have_count(1)


def test_a_bad_key_is_a_sentence(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?explain=%3Cimg%20src%3Dx%3E", "总览")
    expect(page.locator(PANEL)).to_contain_text("“<img src=x>”不是这里能算的数")
    assert page.locator(f"{PANEL} img").count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_it_fills_the_screen(page: Page, server: Server, language: str):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.url}/overview?lang={language}", "总览" if language == "zh" else "Overview")
    page.locator(".d-tile a.d-why").first.click()
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    assert sideways(page) <= 0
    assert panel.locator(".d-explain-body").evaluate("(body) => body.scrollWidth - body.clientWidth") <= 0
    page.go_back()
    closed(page)


def test_both_numbers_of_a_rank_that_moves_open(page: Page, server: Server):
    open_screen(page, f"{server.url}/simulation?fix=疫情影响", "模拟")
    cell = (
        page.locator(".st-key-simulated tbody tr", has_text="安全生产考试培训相关工作")
        .locator("td", has_text=" → ")
        .last
    )
    before, after = cell.inner_text().split(" → ")
    for at, (title, rank) in enumerate((("现在名次", before), ("模拟后名次", after))):
        cell.locator("a.d-why").nth(at).click()
        expect(page.locator(f"{PANEL}[open] h2")).to_contain_text(title)
        expect(page.locator(f"{PANEL} .d-value")).to_have_text(rank)
        expect(page.locator(f"{PANEL} tbody tr")).to_have_count(int(rank))
        page.keyboard.press("Escape")
        closed(page)
