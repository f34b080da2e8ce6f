"""Part 5: what a reader waits for: a click on a filter until nothing on the screen changes any more; the first load."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.bench.report import Figure, percentile
from tests.bench.screens import fresh_queries
from tests.bench.snapshots import Measured, both
from tests.browser.conftest import Server, launch

SMALL_MS, LARGE_MS, P95_MS = 110, 150, 250
LOAD_MB = 2.5
QUIET_MS = 500  # nothing has changed for so long: it is settled
PATIENCE_MS = 60_000
MAIN = "overview"
OTHERS = ("execution", "scores", "deductions", "project", "search", "audit", "simulation", "ledger")
_SETTLED = Path(__file__).with_name("settled.js")
_IS_QUIET = """quiet => window.__settled && !__settled.waiting && __settled.last > 0
    && performance.now() - __settled.last > quiet
    && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !!document.querySelector('.d-scope')"""


@dataclass(frozen=True, slots=True)
class Load:
    """The first visit of a browser that has nothing cached."""

    milliseconds: float
    received_mb: float
    responses: int


def measure(
    projects: int, clicks: int, others: tuple[str, ...] = OTHERS, loads: int = 3, running: Playwright | None = None
) -> Iterator[Figure]:
    """For both stores: the first load, filter changes on the overview, and a third as many on other pages.

    running: the Playwright of this process, where there is one.
    """
    with nullcontext(running) if running else sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = launch(playwright)
        for measured in both(projects):
            place = Path(folder) / str(measured.projects)
            place.mkdir(exist_ok=True)
            server = Server(place, measured.store).ready()
            try:
                yield from _loads(browser, server, measured, loads)
                for page in (MAIN, *others):
                    yield from _filter_changes(
                        browser, server, measured, page, clicks if page == MAIN else -(-clicks // 3)
                    )
            finally:
                server.stop()
        browser.close()


def _loads(browser: Browser, server: Server, measured: Measured, count: int) -> Iterator[Figure]:
    _first_load(browser, server)  # the server's own first: files compressed, queries planned
    loads = [_first_load(browser, server) for _ in range(count)]
    size = max(load.received_mb for load in loads)
    remark = f"{loads[0].responses} responses"
    yield Figure(f"{measured.label} 首次打开 传输", "first load, over the wire", size, "MB", LOAD_MB, remark=remark)
    times = [load.milliseconds for load in loads]
    yield Figure(
        f"{measured.label} 首次打开 用时", "first load, settled, median", median(times), "ms", remark=f"n = {count}"
    )


def _first_load(browser: Browser, server: Server) -> Load:
    with _context(browser) as context:
        page = context.new_page()
        received = {"bytes": 0, "responses": 0}
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")

        def finished(event: dict[str, float]) -> None:
            received["bytes"] += int(event["encodedDataLength"])
            received["responses"] += 1

        def frame(event: dict[str, dict[str, str]]) -> None:
            received["bytes"] += len(event["response"]["payloadData"]) * 3 // 4  # shown in base64

        wire.on("Network.loadingFinished", finished)
        wire.on("Network.webSocketFrameReceived", frame)
        page.goto(f"{server.url}/{MAIN}")
        took = _settled_at(page)
        return Load(took, received["bytes"] / 2**20, received["responses"])


def _filter_changes(browser: Browser, server: Server, measured: Measured, screen: str, clicks: int) -> Iterator[Figure]:
    with _context(browser) as context:
        page = context.new_page()
        project = next(fresh_queries(measured)).rpartition("id=")[2]
        page.goto(f"{server.url}/{screen}?{urlencode({'id': project})}")
        _settled_at(page)
        field = "units" if measured.large else "projects"
        page.locator(f'details[data-facet="{field}"] summary').click()
        _settled_at(page)
        times = [_click(page, field) for _ in range(clicks)]
    name = f"{measured.label} {screen}"
    target = LARGE_MS if measured.large else SMALL_MS
    p95 = percentile(times, 95)
    yield Figure(f"{name} 中位数", "filter → settled, median", median(times), "ms", target, remark=f"n = {clicks}")
    yield Figure(f"{name} p95", "filter → settled, p95", p95, "ms", P95_MS, remark=f"slowest {max(times):.0f} ms")


def _click(page: Page, field: str) -> float:
    """Tick the first choice that is not ticked, the first that is when none is left: every scope is a new one."""
    options = f'details[data-facet="{field}"] .d-options'
    box = page.locator(f"{options} input:not(:checked)").first
    if not box.count():
        box = page.locator(f"{options} input:checked").first
    box.scroll_into_view_if_needed()
    page.evaluate("__settled.last = 0")
    box.click()
    return _settled_at(page) - float(page.evaluate("__settled.started"))


def _settled_at(page: Page) -> float:
    """Wait until nothing changes any more; when it last did, in the page's own milliseconds."""
    page.wait_for_function(_IS_QUIET, arg=QUIET_MS, timeout=PATIENCE_MS)
    return float(page.evaluate("__settled.last"))


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    context.add_init_script(path=_SETTLED)
    context.set_default_timeout(PATIENCE_MS)
    return context
