"""The shell in a real browser: addresses, filters, navigation, history, language, downloads."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, tile, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f'[data-at="option {field} {value}"]').click()


def test_the_bare_address_leads_to_the_overview(page: Page, server: Server):
    open_screen(page, server.url, "总览")
    assert page.url == f"{server.url}/overview"
    assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_a_filter_narrows_goes_into_the_address_and_back_undoes_it(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    before = tile(page, "扣分合计")
    choose(page, "grades", "优")
    expect(page.locator(".d-head p")).to_contain_text("12 个项目")
    assert parameters(page) == {"grade": ["优"]}
    wait_for(page, lambda: tile(page, "扣分合计") != before, "the points lost follow the filter")
    expect(page.locator(".d-chip")).to_have_count(1)
    page.go_back()
    expect(page.locator(".d-head p")).to_contain_text("13 个项目")
    assert parameters(page) == {}
    expect(page.locator('[data-at="option grades 优"]')).not_to_be_checked()
    wait_for(page, lambda: tile(page, "扣分合计") == before, "back brings the points lost back")
    page.go_forward()
    expect(page.locator(".d-head p")).to_contain_text("12 个项目")


def test_chips_and_reset_widen_again(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?grade=优&cause=疫情影响", "总览")
    expect(page.locator(".d-chip")).to_have_count(2)
    page.locator(".d-chip", has_text="疫情影响").click()
    expect(page.locator(".d-chip")).to_have_count(1)
    assert parameters(page) == {"grade": ["优"]}
    page.locator(".d-reset").click()
    expect(page.locator(".d-chip")).to_have_count(0)
    assert parameters(page) == {}


def test_a_range_is_typed_from_box_to_box_and_the_other_way_round(page: Page, server: Server):
    """The box typed in keeps the focus while the bar is drawn anew, and the bar stays."""
    open_screen(page, f"{server.url}/scores", "得分分布")
    low, high = (page.locator(f'[data-at="range rate {end}"]') for end in ("low", "high"))
    low.fill("90")
    low.press("Enter")
    expect(page.locator(".d-head p")).to_contain_text("10 个项目")
    expect(low).to_be_focused()
    low.press("Tab")
    high.fill("99")
    high.press("Enter")
    expect(page.locator(".d-head p")).to_contain_text("5 个项目")
    high.fill("50")  # from 90 to 50 is meant as from 50 to 90
    high.press("Tab")
    expect(page.locator(".d-head p")).to_contain_text("3 个项目")
    assert parameters(page) == {"rate_min": ["50"], "rate_max": ["90"]}
    expect(low).to_have_value("50")
    page.locator(".d-chip").click()
    expect(page.locator(".d-head p")).to_contain_text("13 个项目")


def test_navigation_keeps_scope_and_language(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?grade=优", "总览")
    page.evaluate("window.notReloaded = true")
    page.locator('[data-testid="stSidebarNavLink"]', has_text="扣分分析").click()
    wait_for(page, lambda: "/deductions" in page.url, "the address of the screen")
    assert parameters(page) == {"grade": ["优"]}
    expect(page.locator(".d-chip")).to_have_count(1)
    page.locator(".d-stamp a", has_text="English").click()
    wait_for(page, lambda: parameters(page) == {"lang": ["en"], "grade": ["优"]}, "the language in the address")
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator('[data-testid="stSidebarNavLink"]').first.click()
    wait_for(page, lambda: "/overview" in page.url, "the address of the overview")
    assert parameters(page) == {"lang": ["en"], "grade": ["优"]}
    page.go_back()
    wait_for(page, lambda: "/deductions" in page.url, "the screen before")
    assert page.evaluate("window.notReloaded")


def test_a_mark_of_a_chart_leads_to_its_project_by_mouse_and_by_keys(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?grade=良", "总览")
    click_mark(page, "quadrant")
    wait_for(page, lambda: "/project" in page.url, "the project's address")
    assert parameters(page)["id"][0].startswith("p")
    assert parameters(page)["grade"] == ["良"]
    page.go_back()
    expect_screen(page, "总览")
    page.locator(".st-key-causes .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, lambda: "/deductions" in page.url, "the cause's address")
    assert parameters(page)["cause"] == ["跨年度实施"]


def test_a_row_is_a_link(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    row = page.locator(".d-table tbody tr").first
    name = row.locator("td").first.inner_text()
    row.locator("td").nth(2).click()
    wait_for(page, lambda: "/project" in page.url, "the project's address")
    page.go_back()
    expect_screen(page, "总览")
    page.locator(".d-table tbody").get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Enter")
    wait_for(page, lambda: "/project" in page.url, "the project's address")


def test_nonsense_in_the_address_is_told_and_nothing_fails(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?year=abc&grade=甲&score_min=x&foo=<b>1</b>", "总览")
    expect(page.locator(".d-notice")).to_contain_text("abc")
    expect(page.locator(".d-notice b")).to_have_count(0)
    expect(page.locator(".d-head p")).to_contain_text("13 个项目")


def test_the_csv_of_a_filter_is_what_the_screen_shows(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview?grade=优", "总览")
    lost = tile(page, "扣分合计")
    with page.expect_download() as started:
        page.get_by_role("link", name="扣分明细 CSV").click()
    file = started.value
    assert re.fullmatch(r"扣分明细_优_\d{4}-\d\d-\d\d\.csv", file.suggested_filename)
    content = file.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert f"{sum(float(row['扣分']) for row in rows):.2f}" == lost
    assert not {"项目负责人", "联系电话"} & set(rows[0])


def test_personal_columns_come_only_when_ticked(page: Page, server: Server):
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator(".d-export input").check()
    with page.expect_download() as started:
        page.get_by_role("link", name="项目 CSV").click()
    header = started.value.path().read_text(encoding="utf-8-sig").splitlines()[0]
    assert "项目负责人,联系电话" in header


def test_the_first_load_is_small(page: Page, server: Server):
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    open_screen(page, f"{server.url}/overview", "总览")
    page.locator(".st-key-quadrant .d-plot .point").first.wait_for()
    assert sum(sizes) <= 2_500_000


def test_a_chart_is_downloaded_as_a_picture(page: Page, server: Server):
    """By a click that reaches the button: it stands outside of its chart, where it may be covered or cut off."""
    open_screen(page, f"{server.url}/overview", "总览")
    expect(page.locator(".st-key-causes .d-plot .point").first).to_be_visible()
    with page.expect_download() as download:
        page.locator(".st-key-causes .d-png").click(timeout=5000)
    assert download.value.suggested_filename == "扣分原因_总览.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(("language", "said"), [("zh", "跳到正文"), ("en", "Skip to main content")])
def test_the_first_stop_of_the_tab_key_speaks_the_readers_language(
    page: Page, server: Server, language: str, said: str
):
    page.goto(f"{server.url}/overview?lang={language}")
    expect(page.locator(".d-scope-title")).to_be_visible()
    skip = page.locator('[data-testid="stSkipToContent"]')
    skip.focus()
    expect(skip).to_have_text(said)
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stMain")).to_be_focused()


def test_a_phone_says_what_the_screen_is_narrowed_to(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.url}/overview?grade=良&cause=跨年度实施", "总览")
    said = page.locator(".d-narrowed")
    expect(said.locator("span")).to_have_text("筛选：良、跨年度实施")
    said.get_by_text("全部清除").click()
    expect(said).to_have_count(0)
    assert parameters(page) == {}
    page.set_viewport_size({"width": 1440, "height": 900})
    page.go_back()
    expect(page.locator(".d-chip")).to_have_count(2)
    expect(said).to_be_hidden()
