"""What comes over the web socket: a run in one frame where the browser can take it, in many where it cannot."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from pages.common.pacing import MARK
from tests.browser.conftest import Server
from tests.browser.steps import expect_screen, open_screen, tile, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def frames(page: Page) -> list[bytes]:
    """What is received from now on, by any web socket of the page that is opened from now on."""
    received: list[bytes] = []

    def opened(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: received.append(frame if isinstance(frame, bytes) else frame.encode()))

    page.on("websocket", opened)
    return received


def narrowed(page: Page, server: Server, received: list[bytes]) -> list[bytes]:
    """Open a screen, tick a grade, and give back the frames of that run."""
    open_screen(page, f"{server.url}/scores", "得分分布")
    return ticked(page, received, "12 个项目", "94.65")


def ticked(page: Page, received: list[bytes], projects: str, lowest: str) -> list[bytes]:
    """Tick the grade or take the tick away, and give back the frames of that run."""
    received.clear()
    page.locator('[data-at="option grades 优"]').click()
    expect(page.locator(".d-head p")).to_contain_text(projects)
    expect_screen(page, "得分分布")
    assert tile(page, "最低总分") == lowest
    return list(received)


def test_a_run_comes_in_one_frame(page: Page, server: Server):
    received = frames(page)
    run = narrowed(page, server, received)
    for _again in range(10):  # what takes a busy machine longer than a reader would notice is shown as it comes
        if len(run) == 1:
            break
        ticked(page, received, "13 个项目", "89.51")
        run = ticked(page, received, "12 个项目", "94.65")
    assert len(run) == 1
    assert run[0].startswith(MARK)


def test_without_the_script_that_takes_frames_apart_a_run_comes_in_many(page: Page, server: Server):
    page.route("**/together.js", lambda route: route.abort())
    run = narrowed(page, server, frames(page))
    assert len(run) > 5
    assert not any(frame.startswith(MARK) for frame in run)


def test_a_hover_label_follows_a_change_of_the_theme(page: Page, server: Server):
    """Charts stand in the theme that was found last, and are drawn anew once another is seen."""
    open_screen(page, f"{server.url}/deductions", "扣分分析")

    def ground() -> str:
        return page.locator(".st-key-causes .d-plot").evaluate("plot => plot._fullLayout.hoverlabel.bgcolor")

    light = ground()
    page.emulate_media(color_scheme="dark")
    wait_for(page, lambda: ground() != light, "the dark ground of the hover label")
    page.emulate_media(color_scheme="light")
    wait_for(page, lambda: ground() == light, "the light ground of the hover label")


@pytest.mark.parametrize(("lang", "said"), [("zh", "正在重连"), ("en", "reconnecting")])
def test_a_lost_connection_is_told_and_the_first_click_after_it_counts(
    context: BrowserContext, store: Path, tmp_path: Path, lang: str, said: str
):
    first = Server(tmp_path, store).ready()
    page = context.new_page()
    try:
        open_screen(page, f"{first.url}/overview?lang={lang}", "总览" if lang == "zh" else "Overview")
        expect(page.locator(".d-offline")).to_be_hidden()
        first.stop()
        expect(page.locator(".d-offline")).to_be_visible()
        expect(page.locator(".d-offline")).to_contain_text(said)
        expect(page.get_by_text("Connection error")).to_be_hidden()
        first = Server(tmp_path, store, first.port).ready()
        expect(page.locator(".d-offline")).to_be_hidden()
        if lang == "zh":
            page.locator('details[data-facet="causes"] summary').click()
            expect(page.locator('details[data-facet="causes"] .d-options label')).to_have_count(7)
        else:
            page.locator('[data-at="option grades 优"]').click()
            expect(page.locator(".d-head p")).to_contain_text("12 projects")
    finally:
        first.stop()
