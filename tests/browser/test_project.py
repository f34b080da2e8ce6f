"""项目详情 in a real browser: deep links as first requests, lines of the source, neighbours, choice, downloads."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, wait_for
from tests.browser.test_deductions import downloaded, sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EXAM = "安全生产考试培训相关工作"


def exam(page: Page, server: Server) -> str:
    """The id of one project, as the list of projects gives it."""
    open_screen(page, f"{server.url}/project", "项目详情")
    page.locator(".st-key-choice tbody tr", has_text=EXAM).click()
    expect_screen(page, EXAM)
    return parameters(page)["id"][0]


def test_a_project_is_chosen_from_the_list_and_by_its_name(page: Page, server: Server):
    open_screen(page, f"{server.url}/project?grade=优", "项目详情")
    expect(page.locator(".st-key-choice tbody tr")).to_have_count(12)
    box = page.get_by_placeholder("输入项目名称的一部分，按回车查找")
    box.fill("  考试 ")
    box.press("Enter")
    expect(page.locator(".st-key-choice tbody tr")).to_have_count(2)
    assert parameters(page) == {"grade": ["优"], "q": ["考试"]}
    page.go_back()
    expect(page.locator(".st-key-choice tbody tr")).to_have_count(12)
    expect(box).to_have_value("")


def test_a_deep_link_shows_the_line(page: Page, server: Server):
    project = exam(page, server)
    page.goto("about:blank")
    open_screen(page, f"{server.url}/project?id={project}&line=360", EXAM)
    marked = page.locator(".d-line-marked")
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text("试卷和答题卡印刷数量")
    expect(page.locator("tr.d-row-chosen")).to_contain_text("试卷和答题卡印刷数量")


def test_a_line_number_scrolls_to_the_source_without_a_reload(page: Page, server: Server):
    exam(page, server)
    page.evaluate("window.notReloaded = true")
    page.locator(".d-indicators a", has_text="第355行").click()
    wait_for(page, lambda: parameters(page).get("line") == ["355"], "the line in the address")
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("355")
    expect(page.locator(".d-line-marked")).to_be_in_viewport()
    assert page.evaluate("window.notReloaded")


@pytest.mark.parametrize(
    ("size", "more"),
    [((1440, 900), ""), ((390, 844), "&cause=疫情影响&line=360")],
    ids=["desk", "phone, from another line"],
)
def test_back_from_a_line_returns_to_where_it_was_read(page: Page, server: Server, size: tuple[int, int], more: str):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    project = exam(page, server)
    if more:
        page.goto("about:blank")
        open_screen(page, f"{server.url}/project?id={project}{more}", EXAM)
    page.locator(".d-indicators a", has_text="第355行").scroll_into_view_if_needed()
    page.mouse.move(size[0] - 20, size[1] // 2)
    page.mouse.wheel(0, -150)
    page.wait_for_timeout(300)
    main = page.locator('[data-testid="stMain"]')
    before = main.evaluate("box => box.scrollTop")
    page.locator(".d-indicators a", has_text="第355行").evaluate("link => link.click()")
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("355")
    expect(page.locator(".d-line-marked")).to_be_in_viewport()
    source = page.locator(".d-source")
    read = source.evaluate("box => { box.scrollTop -= 90; return box.scrollTop; }")
    page.wait_for_timeout(300)
    page.go_back()
    wait_for(page, lambda: parameters(page).get("line") != ["355"], "the address before")
    wait_for(page, lambda: abs(main.evaluate("box => box.scrollTop") - before) < 3, "the height where it was read")
    page.wait_for_timeout(800)
    assert abs(main.evaluate("box => box.scrollTop") - before) < 3
    page.go_forward()
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("355")
    wait_for(page, lambda: abs(source.evaluate("box => box.scrollTop") - read) < 3, "the lines that were read")


def test_a_step_of_the_waterfall_marks_its_row(page: Page, server: Server):
    exam(page, server)
    page.locator(".st-key-waterfall .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, lambda: "indicator" in parameters(page), "the indicator in the address")
    chosen = page.locator("tr.d-row-chosen")
    expect(chosen).to_contain_text("试卷和答题卡印刷数量")
    expect(chosen).to_be_in_viewport()
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("360")


def test_the_matrix_leads_to_a_project_and_back(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions?grade=良", "扣分分析")
    click_mark(page, "matrix", 0)
    wait_for(page, lambda: "project" in parameters(page), "the project in the address")
    page.locator(".st-key-losses tbody tr").first.locator("td").nth(1).click()
    expect_screen(page, "博士后工作站联合培养费")
    page.locator(".d-indicators a.t-link", has_text="跨年度实施").first.click()
    expect_screen(page, "扣分分析")
    assert parameters(page)["cause"] == ["跨年度实施"]
    page.go_back()
    expect_screen(page, "博士后工作站联合培养费")


def test_next_leads_through_the_projects_as_they_are_listed(page: Page, server: Server):
    open_screen(page, f"{server.url}/project", "项目详情")
    rows = page.locator(".st-key-choice tbody tr td:first-child")
    expect(rows).to_have_count(13)
    listed = rows.all_inner_texts()
    rows.first.click()
    expect(page.locator(".d-head h1", has_text=listed[0])).to_have_count(1)
    expect(page.locator(".d-ways span", has_text="上一个")).to_have_count(1)
    for name in listed[1:]:
        page.locator(".d-ways a", has_text="下一个").click()
        expect(page.locator(".d-head h1", has_text=name)).to_have_count(1)
    expect(page.locator(".d-ways span", has_text="下一个")).to_have_count(1)


def test_the_csv_has_the_projects_rows_in_order(page: Page, server: Server):
    exam(page, server)
    head, *rows = downloaded(page, "指标 CSV")
    names = page.locator(".d-indicators tbody tr:not(.d-group,.d-finding) td:first-child").all_inner_texts()
    assert [row[head.index("三级指标")] for row in rows] == [name.strip() for name in names]
    lost = sum(float(row[head.index("扣分")] or 0) for row in rows)
    assert f"{lost:.2f}" == "4.91"  # 5.35 less 0.44 on execution


def test_a_phone_shows_it_without_scrolling_sideways(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    project = exam(page, server)
    open_screen(page, f"{server.url}/project?id={project}&lang=en", EXAM)
    expect(page.locator(".d-indicators tr.d-tint-lost").first).to_be_visible()
    assert sideways(page) <= 0
