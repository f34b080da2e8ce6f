"""指标检索 in a real browser: words in the address, marks, drill, the CSV of the hits."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import expect_screen, open_screen, parameters, wait_for
from tests.browser.test_deductions import downloaded

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_words_are_found_marked_and_kept(page: Page, server: Server):
    open_screen(page, f"{server.url}/search?grade=优", "指标检索")
    box = page.get_by_placeholder("例如：满意度 问卷")
    box.fill("疫情")
    box.press("Enter")
    expect(page.locator(".st-key-hits tbody tr")).to_have_count(8)
    assert parameters(page) == {"grade": ["优"], "q": ["疫情"]}
    assert set(page.locator(".st-key-hits mark").all_inner_texts()) == {"疫情"}
    box.fill("疫情 竞赛报名")
    box.press("Enter")
    expect(page.locator(".st-key-hits tbody tr")).to_have_count(1)
    page.go_back()
    expect(page.locator(".st-key-hits tbody tr")).to_have_count(8)
    expect(box).to_have_value("疫情")


def test_a_hit_leads_to_its_row(page: Page, server: Server):
    open_screen(page, f"{server.url}/search?q=竞赛报名", "指标检索")
    page.locator(".st-key-hits tbody tr").first.locator("td").nth(1).click()
    expect_screen(page, "安全应急领域职业技能竞赛")
    chosen = page.locator("tr.d-row-chosen")
    expect(chosen).to_contain_text("竞赛报名")
    expect(chosen).to_be_in_viewport()


@pytest.mark.parametrize("way", ["row", "screen", "language"])
def test_words_typed_and_not_sent_are_kept_where_a_link_is_followed(page: Page, server: Server, way: str):
    open_screen(page, f"{server.url}/search?grade=优", "指标检索")
    box = page.get_by_placeholder("例如：满意度 问卷")
    box.click()
    page.keyboard.type("满意")
    if way == "row":
        page.locator(".st-key-hits tbody tr").first.locator("td").nth(1).click()
    elif way == "screen":
        page.get_by_role("link", name="扣分分析").first.click()
        expect_screen(page, "扣分分析")
    else:
        page.get_by_role("link", name="English").click()
        expect_screen(page, "Search")
        assert parameters(page) == {"grade": ["优"], "lang": ["en"], "q": ["满意"]}
        return
    wait_for(page, lambda: "/search" not in page.url, "another screen")
    assert "q" not in parameters(page)
    page.go_back()
    expect_screen(page, "指标检索")
    expect(box).to_have_value("满意")
    expect(page.locator(".st-key-hits mark").first).to_have_text("满意")
    assert parameters(page) == {"grade": ["优"], "q": ["满意"]}


def test_hits_narrow_the_deductions(page: Page, server: Server):
    open_screen(page, f"{server.url}/search?q=疫情", "指标检索")
    page.get_by_text("看这些指标的扣分分析").click()
    expect_screen(page, "扣分分析")
    expect(page.locator(".d-head p")).to_contain_text("8 处扣分 · 共 10.01 分")
    assert parameters(page) == {"words": ["疫情"]}


def test_a_long_list_is_turned_and_starts_again_with_other_words(page: Page, server: Server):
    open_screen(page, f"{server.url}/search", "指标检索")
    pager = page.locator(".st-key-hits .d-pager")
    expect(pager).to_contain_text("第 1 / 4 页")
    first = page.locator(".st-key-hits tbody tr").first.inner_text()
    pager.locator("button", has_text="下一页").click()
    expect(pager).to_contain_text("第 2 / 4 页")
    assert page.locator(".st-key-hits tbody tr").first.inner_text() != first
    box = page.get_by_placeholder("例如：满意度 问卷")
    box.fill("满意")
    box.press("Enter")
    expect(page.locator(".st-key-hits mark").first).to_be_visible()
    expect(pager).not_to_contain_text("第 2")


def test_the_csv_has_all_hits_in_order(page: Page, server: Server):
    open_screen(page, f"{server.url}/search?q=满意度", "指标检索")
    shown = page.locator(".st-key-hits tbody tr")
    expect(shown.first).to_be_visible()
    head, *rows = downloaded(page, "下载 指标检索 CSV")
    names = [text.strip() for text in page.locator(".st-key-hits tbody tr td:first-child").all_inner_texts()]
    assert [row[head.index("三级指标")] for row in rows] == names


TYPED = "疫情 考试"


@pytest.mark.parametrize("slowly", [False, True])
def test_who_leaves_the_box_for_another_screen_gets_there(page: Page, server: Server, slowly: bool):
    open_screen(page, f"{server.url}/search", "指标检索")
    box = page.get_by_placeholder("例如：满意度 问卷")
    box.press_sequentially(TYPED, delay=30 if slowly else 0)
    page.locator('[data-testid="stSidebarNavLink"]', has_text="扣分分析").click(delay=150 if slowly else 0)
    expect_screen(page, "扣分分析")
    page.wait_for_timeout(600)
    assert "/deductions" in page.url and parameters(page) == {}
    page.go_back()
    expect_screen(page, "指标检索")
    assert parameters(page) == {"q": [TYPED]}


def test_who_leaves_the_box_for_a_hit_gets_there_too(page: Page, server: Server):
    open_screen(page, f"{server.url}/search?q=疫情", "指标检索")
    page.get_by_placeholder("例如：满意度 问卷").press_sequentially(" 考试")
    page.locator(".st-key-hits tbody tr").first.locator("td").first.click()
    wait_for(page, lambda: "/project" in page.url, "the project")
    page.wait_for_timeout(600)
    assert "/project" in page.url and "q" not in parameters(page)


def test_what_was_typed_is_looked_for_where_the_box_is_left_for_nothing_else(page: Page, server: Server):
    open_screen(page, f"{server.url}/search", "指标检索")
    page.get_by_placeholder("例如：满意度 问卷").press_sequentially("疫情")
    page.locator(".d-head h1").click()
    wait_for(page, lambda: parameters(page) == {"q": ["疫情"]}, "the words in the address")
    expect(page.locator(".st-key-hits tbody tr")).to_have_count(8)
    page.go_back()
    expect(page.get_by_placeholder("例如：满意度 问卷")).to_have_value("")


BOXES = [("search", "例如：满意度 问卷"), ("project", "按回车查找"), ("scores", "按回车查找")]


@pytest.mark.parametrize(("screen", "hint"), BOXES)
@pytest.mark.parametrize("held_ms", [0, 120])
def test_a_tick_after_typing_in_a_box_keeps_both(page: Page, server: Server, screen: str, hint: str, held_ms: int):
    page.goto(f"{server.url}/{screen}")
    box = page.get_by_placeholder(hint)
    box.press_sequentially("安全")
    page.locator('[data-at="option grades 优"]').click(delay=held_ms)
    wait_for(page, lambda: parameters(page) == {"grade": ["优"], "q": ["安全"]}, "both in the address")
    expect(page.locator(".d-chip")).to_have_count(1)
    expect(page.locator(".d-scope-title small")).to_have_text("12 个项目")
    expect(box).to_have_value("安全")


@pytest.mark.parametrize(("screen", "hint"), BOXES)
def test_the_cross_of_a_box_undoes_the_search(page: Page, server: Server, screen: str, hint: str):
    page.goto(f"{server.url}/{screen}?q=安全")
    box = page.get_by_placeholder(hint)
    expect(box).to_have_value("安全")
    cross(page, box)
    wait_for(page, lambda: parameters(page) == {}, "no words in the address")
    page.go_back()
    expect(box).to_have_value("安全")


@pytest.mark.parametrize(("screen", "hint"), BOXES)
def test_back_fills_a_box_whose_undoing_was_never_drawn(page: Page, server: Server, screen: str, hint: str):
    page.goto(f"{server.url}/{screen}?q=安全")
    box = page.get_by_placeholder(hint)
    expect(box).to_have_value("安全")
    # what the × leaves where its run is cut short: the box is empty, the address changed, nothing drawn anew
    box.evaluate("box => { box.value = ''; history.pushState({}, '', location.pathname); }")
    page.go_back()
    expect(box).to_have_value("安全", timeout=5000)


def test_the_cross_of_the_filter_bar_undoes_its_words(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?words=满意", "总览")
    cross(page, page.locator(".d-words input"))
    wait_for(page, lambda: parameters(page) == {}, "no words in the address")
    expect(page.locator(".d-chip")).to_have_count(0)


def cross(page: Page, box: Locator) -> None:
    """Press the × that the browser draws in a box of words."""
    box.scroll_into_view_if_needed()
    box.hover()
    place = box.bounding_box()
    assert place is not None
    padding = float(box.evaluate("box => parseFloat(getComputedStyle(box).paddingRight)"))
    page.mouse.click(place["x"] + place["width"] - padding - 6, place["y"] + place["height"] / 2)
    expect(box).to_have_value("")
