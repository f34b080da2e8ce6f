"""What the browser tests do again and again."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, WebSocketRoute, expect


def open_screen(page: Page, address: str, title: str) -> None:
    """Open an address as a first request and wait until its screen stands."""
    page.goto(address)
    expect_screen(page, title)


def expect_screen(page: Page, title: str) -> None:
    """The screen of that title is shown whole, and no error.

    While its script still runs, parts are drawn anew: what is clicked or focused then can be gone a moment later.
    """
    expect(page.locator(".d-head h1")).to_have_text([title])  # the screen before is gone
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-testid="stException"]')).to_have_count(0)
    expect(page.locator(".d-plot:not([data-drawn])")).to_have_count(0)  # charts are drawn after the texts


def parameters(page: Page) -> dict[str, list[str]]:
    """The query parameters of the address shown."""
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def tile(page: Page, label: str) -> str:
    """The value of a tile."""
    return page.locator(".d-tile", has=page.locator(".d-label", has_text=label)).locator(".d-value").inner_text()


def wait_for(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Until something holds, within 25 seconds."""
    for _attempt in range(500):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never held: {what}")


def click_mark(page: Page, key: str, number: int = 0) -> None:
    """Click the n-th point of a chart, as a hand does: Plotly lays a sheet over its points that takes the events."""
    point = page.locator(f".st-key-{key} .d-plot .point").nth(number)
    point.scroll_into_view_if_needed()
    box = point.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 1, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)


class Answers:
    """What the server sends to a page, from now on kept back while `late`."""

    def __init__(self, page: Page) -> None:
        self.late = False
        self.held: list[str | bytes] = []
        self._to_page: WebSocketRoute | None = None
        page.route_web_socket(re.compile("/_stcore/stream"), self._relay)

    def _relay(self, to_page: WebSocketRoute) -> None:
        self._to_page = to_page
        to_page.connect_to_server().on_message(lambda each: self.held.append(each) if self.late else to_page.send(each))

    def come(self) -> None:
        self.late = False
        assert self._to_page is not None
        for message in self.held:
            self._to_page.send(message)
