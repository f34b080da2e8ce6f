"""总览 in a real browser: names in the quadrant, the list and its file, at desk and phone width."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Box = dict[str, float]
NAMES = "() => [...document.querySelectorAll('.st-key-quadrant .textpoint text')].map((text) => {"
NAMES += "const box = text.getBoundingClientRect(); return { x: box.x, y: box.y, width: box.width, height: box.height,"
NAMES += "text: text.textContent }; })"


def overlapping(a: Box, b: Box) -> bool:
    """By more than the white around letters."""
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return across > 2 and down > 3


@pytest.mark.parametrize(("width", "fewest"), [(320, 3), (390, 4), (1024, 4), (1440, 5)])
def test_names_in_the_quadrant_lie_clear_of_each_other(page: Page, server: Server, width: int, fewest: int):
    page.set_viewport_size({"width": width, "height": 900})
    open_screen(page, server.url + "/overview", "总览")
    expect(page.locator(".st-key-quadrant .textpoint").first).to_be_attached()
    found = [box for box in page.evaluate(NAMES) if box["width"]]
    assert len(found) > fewest  # the words of the band among them
    for at, box in enumerate(found):
        assert not [other["text"] for other in found[at + 1 :] if overlapping(box, other)], box["text"]
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_nothing_is_wider_than_a_phone(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, server.url + "/overview", "总览")
    expect(page.locator(".st-key-projects .d-table")).to_be_attached()
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 390


def test_a_bubble_leads_to_its_project_and_back(page: Page, server: Server):
    open_screen(page, server.url + "/overview", "总览")
    expect(page.locator(".st-key-quadrant .point").first).to_be_attached()
    click_mark(page, "quadrant", 3)
    wait_for(page, lambda: "id" in parameters(page), "the project's page")
    page.go_back()
    expect_screen(page, "总览")


def test_the_list_is_sorted_by_the_database_and_downloaded_in_its_order(page: Page, server: Server):
    open_screen(page, server.url + "/overview", "总览")
    first = page.locator(".st-key-projects tbody tr").first
    expect(first).to_contain_text("博士后工作站联合培养费")
    page.locator(".st-key-projects thead button", has_text="全年预算").click()
    expect(first).not_to_contain_text("博士后工作站联合培养费")
    names = page.locator(".st-key-projects tbody tr td:first-child").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 项目列表 CSV").click()
    path = download.value.path()
    table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [row[1] for row in table[1:]] == names
    assert len(names) == 13


# How wide the first quotation mark is drawn, in widths of a digit: a Chinese face makes it as wide as two.
QUOTE = """() => {
  const within = document.createTreeWalker(document.querySelector('.d-strip'), NodeFilter.SHOW_TEXT);
  for (let node = within.nextNode(); node; node = within.nextNode()) {
    const at = node.data.indexOf('“');
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at); range.setEnd(node, at + 1);
    return range.getBoundingClientRect().width / parseFloat(getComputedStyle(node.parentElement).fontSize);
  }
  return null;
}"""
BROKEN = """() => [...document.querySelectorAll('.d-note a.d-why, .d-head a.d-why, .d-value small')]
  .filter((each) => each.textContent.includes('CNY')).map((each) => each.getClientRects().length)"""


@pytest.mark.parametrize("width", [360, 390, 1440])
def test_english_has_narrow_quotation_marks_and_unbroken_units(page: Page, server: Server, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    open_screen(page, server.url + "/overview?lang=en", "Overview")
    expect(page.locator(".d-strip").first).to_contain_text("“")
    assert page.evaluate(QUOTE) < 0.7
    lines = page.evaluate(BROKEN)
    assert lines
    assert set(lines) == {1}
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_what_a_filter_does_not_change_stays_as_it_is(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    tick, chart = page.locator(".d-export input"), page.locator(".st-key-causes .d-plot")
    tick.check()
    page.evaluate("document.querySelector('.st-key-causes .d-plot').marked = true")
    page.locator('details[data-facet="grades"] label', has_text="优").click()
    expect(page.locator(".st-key-projects tbody tr")).to_have_count(12)
    expect(tick).to_be_checked()
    assert chart.evaluate("plot => plot.marked")  # the same element, drawn anew within


def test_a_sorted_list_is_in_the_address_and_another_reader_sees_it_so(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    names = page.locator(".st-key-projects tbody tr td:first-child")
    before = names.all_inner_texts()
    page.locator(".st-key-projects thead button", has_text="全年预算").click()
    expect(names.first).to_have_text("特种作业人员安全技术考核考务费")
    wait_for(page, lambda: "rows" in parameters(page), "the order in the address")
    sorted_names = names.all_inner_texts()
    assert sorted_names != before and sorted(sorted_names) == sorted(before)
    other = page.context.browser.new_context()  # type: ignore[union-attr]
    seen = other.new_page()
    open_screen(seen, page.url, "总览")
    assert seen.locator(".st-key-projects tbody tr td:first-child").all_inner_texts() == sorted_names
    other.close()
    page.go_back()
    expect(names).to_have_text(before)
