"""核验、更正、模拟、台账 in a real browser: what one decides stays, counts, is in the working paper, and is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS, Server
from tests.browser.steps import click_mark, expect_screen, open_screen, parameters, tile, wait_for
from tests.browser.test_deductions import downloaded, sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = "=1+1<img src=x onerror=alert(1)>[点](javascript:alert(1))"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Iterator[Server]:
    """A dashboard with a decision log of its own, so that other files see the filing undecided."""
    running = Server(tmp_path_factory.mktemp("review"), store)
    try:
        yield running.ready()
    finally:
        running.stop()


def decide(panel: Locator, button: str, who: str, why: str = "") -> None:
    panel.get_by_label("处理人", exact=True).fill(who)
    panel.locator("textarea").fill(why)
    panel.get_by_role("button", name=button, exact=True).click()


def panel(page: Page) -> Locator:
    card = page.locator(".st-key-reveal_finding")
    expect(card).to_have_count(1)  # for a frame the card with the form stands beside the one without
    return card


def begin(page: Page) -> None:
    panel(page).get_by_role("link", name="认可、驳回或备注这一条 ›").click()
    expect(panel(page).locator("textarea")).to_be_visible()


def test_a_reviewer_works_through_to_the_working_paper(page: Page, server: Server):
    open_screen(page, f"{server.url}/audit", "自评核验")
    page.locator(".st-key-findings tbody tr", has_text="邮寄").locator("td").nth(2).click()
    expect(panel(page)).to_contain_text("未开展即不应得分")
    expect(panel(page)).to_contain_text("危险化学品登记")
    decide(panel(page), "认可", "李审核", "核对过原表")
    expect(panel(page)).to_contain_text("已记录。")
    expect(panel(page)).to_contain_text("李审核 · 待处理 → 已认可，理由：核对过原表")
    expect(page.locator(".st-key-progress tbody tr").first.locator("td").nth(2)).to_have_text("1")
    page.reload()
    expect(panel(page)).to_contain_text("李审核 · 待处理 → 已认可")
    head, *rows = downloaded(page, page.locator(".d-export a", has_text="工作底稿 CSV").inner_text())
    decided = [row for row in rows if row[head.index("处理状态")] == "已认可"]
    assert [(row[head.index("三级指标")], row[head.index("处理人")], row[head.index("理由")]) for row in decided] == [
        ("邮寄", "李审核", "核对过原表")
    ]
    panel(page).get_by_role("link", name="第131行，看原文").click()
    expect_screen(page, "危险化学品登记")
    expect(page.locator(".d-line-marked .d-line-no")).to_have_text("131")
    expect(page.locator(".d-finding", has_text="未开展即不应得分")).to_contain_text("已认可")
    page.go_back()
    expect_screen(page, "自评核验")
    decide(panel(page), "撤销上一条", "王复核", "看错了")
    expect(panel(page)).to_contain_text("王复核 · 撤销第")
    expect(page.locator(".st-key-progress tbody tr").first.locator("td").nth(2)).to_have_text("0")


def test_a_finding_of_an_address_is_in_sight_and_back_returns_to_its_row(page: Page, server: Server):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(page, f"{server.url}/audit", "自评核验")
    row = page.locator(".st-key-findings tbody tr").nth(3)
    row.scroll_into_view_if_needed()
    before = page.locator('[data-testid="stMain"]').evaluate("box => box.scrollTop")
    row.locator("td").nth(2).click()
    expect(panel(page)).to_be_in_viewport()
    chosen = page.url
    page.go_back()
    expect(panel(page).locator("textarea")).to_have_count(0)
    wait_for(
        page,
        lambda: abs(page.locator('[data-testid="stMain"]').evaluate("box => box.scrollTop") - before) < 3,
        "the height where the row was pressed",
    )
    page.goto(chosen)
    expect(panel(page)).to_be_in_viewport()


def test_filters_are_links_and_back_undoes_them(page: Page, server: Server):
    open_screen(page, f"{server.url}/audit", "自评核验")
    page.locator(".d-pill", has_text="必改").click()
    expect(page.locator(".st-key-findings tbody tr")).to_have_count(4)
    assert parameters(page) == {"severity": ["must_fix"]}
    page.go_back()
    expect(page.locator(".st-key-findings tbody tr")).to_have_count(50)
    page.locator(".st-key-rules .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, lambda: "rule" in parameters(page), "the rule in the address")
    expect(page.locator(".d-pill[aria-checked=true]")).to_have_count(1)
    page.locator(".d-pill[aria-checked=true]").click()
    expect(page.locator(".st-key-findings tbody tr")).to_have_count(50)


def test_a_score_that_differs_leads_to_its_indicator(page: Page, server: Server):
    open_screen(page, f"{server.url}/audit", "自评核验")
    click_mark(page, "differences", 0)
    expect_screen(page, "危险化学品登记")
    expect(page.locator("tr.d-row-chosen")).to_contain_text("邮寄")


def test_two_reviewers_at_once_lose_nothing(browser: Browser, server: Server):
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}) for _number in range(2)]
    first, second = (context.new_page() for context in contexts)
    for page in (first, second):
        page.set_default_timeout(PATIENCE_MS)
        open_screen(page, f"{server.url}/audit?rule=audit.13", "自评核验")
        begin(page)
    decide(panel(first), "驳回", "甲", "附件中有说明")
    expect(panel(first)).to_contain_text("已记录。")
    decide(panel(second), "认可", "乙", "我的理由")
    expect(panel(second)).to_contain_text("甲 在此期间")
    expect(panel(second).locator("textarea")).to_have_value("我的理由")
    panel(second).get_by_role("button", name="认可", exact=True).click()
    expect(panel(second)).to_contain_text("乙 · 已驳回 → 已认可，理由：我的理由")
    expect(panel(second)).to_contain_text("甲 · 待处理 → 已驳回")
    for context in contexts:
        context.close()


def test_hostile_words_are_texts_everywhere(page: Page, server: Server):
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    open_screen(page, f"{server.url}/audit?rule=audit.10", "自评核验")
    begin(page)
    decide(panel(page), "备注", HOSTILE, HOSTILE)
    expect(panel(page)).to_contain_text(HOSTILE)
    expect(page.locator(".st-key-decisions_finding_state")).to_contain_text(HOSTILE)
    page.goto(f"{server.url}/ledger")
    expect_screen(page, "整改台账")
    page.get_by_role("link", name="登记这一项的进展 ›").click()
    decide(page.locator(".st-key-reveal_promise"), "备注", HOSTILE, HOSTILE)
    expect(page.locator(".st-key-reveal_promise")).to_contain_text(HOSTILE)
    nodes = "[data-testid=stMain] :is(img[src=x], a[href^='javascript'])"
    expect(page.locator(nodes)).to_have_count(0)
    assert said == []


def test_a_corrected_cause_moves_the_sums_and_is_undone(page: Page, server: Server):
    open_screen(page, f"{server.url}/deductions?cause=疫情影响", "扣分分析")
    expect(page.locator(".d-head p")).to_contain_text("共 10.01 分")
    page.locator(".st-key-losses tbody tr").first.locator("td").nth(5).locator("a").click()
    form = page.locator(".st-key-reveal_correction")
    expect(form.get_by_label("处理人", exact=True)).to_be_in_viewport()
    form.locator('[data-testid="stSelectbox"] input').click()
    page.get_by_role("option", name="计划或流程调整").click()
    decide(form, "更正", "李审核", "会议改为线上")
    expect(page.locator(".d-head p")).to_contain_text("共 8.01 分")
    listed = page.locator(".st-key-decisions_cause_correction tbody tr")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("疫情影响 → 计划或流程调整")
    page.goto(f"{server.url}/deductions")
    expect(page.locator(".d-head p")).to_contain_text("共 46.65 分")
    listed.get_by_role("link", name="撤销").click()
    form = page.locator(".st-key-reveal_undo")
    expect(form).to_be_in_viewport()
    form.get_by_label("处理人", exact=True).fill("王复核")
    form.get_by_role("button", name="撤销", exact=True).click()
    expect(listed).to_have_count(2)
    page.goto(f"{server.url}/deductions?cause=疫情影响")
    expect(page.locator(".d-head p")).to_contain_text("共 10.01 分")


def test_a_simulation_is_clicked_together_and_kept_in_the_address(page: Page, server: Server):
    open_screen(page, f"{server.url}/simulation", "模拟")
    page.locator(".d-pill", has_text="未开展满意度调查").click()
    expect(page.locator(".st-key-simulated tbody tr")).to_have_count(8)
    assert tile(page, "收回分数").startswith("11.50")
    page.locator(".st-key-simulated tbody tr").first.get_by_role("link", name="☑").click()
    wait_for(page, lambda: len(parameters(page).get("include", [])) == 7, "seven projects in the address")
    expect(page.locator(".st-key-simulated tbody tr").first.locator("td").last).to_have_text("☐")
    address = page.url
    page.go_back()
    expect(page.locator(".st-key-simulated tbody tr").first.locator("td").last).to_have_text("☑")
    open_screen(page, address, "模拟")
    expect(page.locator(".st-key-simulated tbody tr").first.locator("td").last).to_have_text("☐")
    page.locator(".st-key-actions .d-plot").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".d-pill[aria-checked=true]")).to_have_count(2)


def test_a_promise_gets_a_state(page: Page, server: Server):
    open_screen(page, f"{server.url}/ledger?cause=疫情影响", "整改台账")
    page.locator(".st-key-promises tbody tr").nth(1).locator("td").nth(1).click()
    form = page.locator(".st-key-reveal_promise")
    expect(form.filter(has_text="以后年度将综合考虑疫情因素")).to_have_count(1)
    expect_screen(page, "整改台账")
    expect(form).to_have_count(1)  # for a frame the card with the form stands beside the one without
    form.locator('[data-testid="stSelectbox"] input').click()
    page.get_by_role("option", name="已完成").click()
    decide(form, "登记状态", "李审核", "方案已印发")
    expect(form).to_contain_text("李审核 · 未登记 → 已完成，理由：方案已印发")
    page.reload()
    expect(page.locator(".st-key-promises tbody tr").nth(1)).to_contain_text("已完成")
    head, *rows = downloaded(page, "整改措施 CSV")
    assert [row[head.index("处理状态")] for row in rows] == ["未登记", "已完成", "未登记"]


@pytest.mark.parametrize(("screen", "title"), [("audit", "自评核验"), ("simulation", "模拟"), ("ledger", "整改台账")])
def test_a_phone_shows_the_same_without_scrolling_sideways(page: Page, server: Server, screen: str, title: str):
    page.set_viewport_size({"width": 390, "height": 844})
    open_screen(
        page,
        f"{server.url}/{screen}?fix=未开展满意度调查" if screen == "simulation" else f"{server.url}/{screen}",
        title,
    )
    page.wait_for_timeout(500)
    assert sideways(page) <= 0
