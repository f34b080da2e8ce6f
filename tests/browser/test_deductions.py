"""扣分分析 in a real browser: a click narrows or drills, back undoes it, the CSV is what the list shows."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def downloaded(page: Page, label: str) -> list[list[str]]:
    """The rows of a CSV behind a link or a button, which starts with the mark that Excel needs."""
    with page.expect_download() as waiting:
        page.get_by_text(label, exact=True).locator("visible=true").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sideways(page: Page) -> int:
    """By how many pixels the screen is wider than it shows."""
    return page.locator('[data-testid="stMain"]').evaluate("main => main.scrollWidth - main.clientWidth")


def listed(page: Page, column: int) -> list[str]:
    cells = page.locator(f".st-key-losses tbody tr td:nth-child({column})")
    return [text.strip() for text in cells.all_inner_texts()]


def test_a_cause_narrows_and_back_undoes_it(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions", "扣分分析")
    expect(page.locator(".d-head p")).to_have_text("41 处扣分 · 共 46.65 分 · 13 个项目有扣分")
    page.locator(".st-key-causes .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".d-head p")).to_contain_text("共 11.50 分")
    assert parameters(page) == {"cause": ["未开展满意度调查"]}
    expect(page.locator(".d-chip")).to_have_text("未开展满意度调查×")
    page.go_back()
    expect(page.locator(".d-head p")).to_contain_text("共 46.65 分")


def test_a_cell_of_the_matrix_leaves_one_project_and_one_cause(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions", "扣分分析")
    click_mark(page, "matrix", 0)
    wait_for(page, lambda: len(parameters(page)) == 2, "both filters in the address")
    assert set(parameters(page)) == {"project", "cause"}
    expect(page.locator(".d-chip")).to_have_count(2)
    expect(page.locator(".d-head p")).to_contain_text("共 2.00 分")
    expect(page.locator(".st-key-losses tbody tr")).to_have_count(2)
    assert set(listed(page, 1)) == {"博士后工作站联合培养费"}


def test_a_level_leaves_its_indicators(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions?grade=优", "扣分分析")
    click_mark(page, "levels", 0)
    wait_for(page, lambda: "level2" in parameters(page), "the level in the address")
    assert parameters(page) == {"grade": ["优"], "level1": ["产出指标"], "level2": ["数量指标"]}


def test_a_loss_leads_to_its_row_and_its_line(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions?cause=疫情影响", "扣分分析")
    first = page.locator(".st-key-losses tbody tr").first
    first.locator("td").nth(1).click()
    expect_screen(page, "退休人员专项经费")
    chosen = page.locator("tr.d-row-chosen")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_in_viewport()
    expect(chosen.locator("mark")).to_have_text("受疫情影响")
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("448")
    page.go_back()
    expect_screen(page, "扣分分析")
    page.locator(".st-key-losses a", has_text="第448行").first.click()
    expect_screen(page, "退休人员专项经费")
    expect(page.locator(".d-line-marked")).to_be_in_viewport()


@pytest.mark.parametrize("scope", ["", "?cause=疫情影响", "?grade=优&level1=产出指标"])
def test_the_csv_is_what_the_list_shows(page: Page, server: Server, scope: str):
    open_screen(page, f"{server.url}/deductions{scope}", "扣分分析")
    expect(page.locator(".st-key-losses tbody tr").first).to_be_visible()
    head, *rows = downloaded(page, "扣分明细 CSV")
    shown = page.locator(".st-key-losses tbody tr")
    assert len(rows) == shown.count()
    assert [row[head.index("项目名称")] for row in rows] == listed(page, 1)
    assert [row[head.index("扣分")] for row in rows] == listed(page, 5)
    assert [row[head.index("来源位置")] for row in rows] == listed(page, 8)
    total = sum(float(row[head.index("扣分")]) for row in rows)
    expect(page.locator(".d-head p")).to_contain_text(f"共 {total:.2f} 分")


def test_a_phone_shows_the_same_without_scrolling_sideways(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.url}/deductions", "扣分分析")
    expect(page.locator(".st-key-losses tbody tr")).to_have_count(41)
    assert sideways(page) <= 0


def test_on_a_phone_a_row_leads_to_its_project_and_the_cause_only_where_it_stands(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.url}/deductions?grade=良", "扣分分析")
    row = page.locator(".st-key-losses tbody tr").first
    expect(row).to_be_visible()
    row.scroll_into_view_if_needed()
    whole, project = row.bounding_box(), row.locator("td").first.locator("a").bounding_box()
    cause, place = (row.locator("a.t-link").nth(at).bounding_box() for at in (0, 1))
    assert whole and project and cause and place
    assert project["width"] > 0.9 * whole["width"]
    # the two links that lead elsewhere stand together in the last line of the row, apart from what is read
    last = max(box["y"] + box["height"] for box in (cell.bounding_box() for cell in row.locator("td").all()) if box)
    assert abs(cause["y"] - place["y"]) < 4 and last - (cause["y"] + cause["height"]) < 8
    assert cause["width"] < 0.5 * whole["width"]
    page.mouse.click(whole["x"] + whole["width"] / 2, whole["y"] + whole["height"] / 2)
    expect_screen(page, "博士后工作站联合培养费")
