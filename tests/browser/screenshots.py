"""Pictures of every screen, desk and phone, light and dark: python -m tests.browser.screenshots [FOLDER]

They are for eyes, not for comparison: whoever changes a screen looks at them.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from data.store import current_snapshot, open_snapshot
from tests.browser.conftest import ROOT, Server, build_store, launch

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LONGEST = 9000  # of one picture, in pixels


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen to picture: its file name and its address."""

    name: str
    address: str


def shots(project_id: str) -> list[Shot]:
    screens = ("overview", "execution", "scores", "deductions", "audit", "simulation", "ledger")
    return [
        *(Shot(name, f"/{name}") for name in screens),
        Shot("project", f"/project?id={project_id}"),
        Shot("search", "/search?q=满意度"),
        Shot("explain", "/overview?explain=mean_score"),
        Shot("empty", "/overview?words=没有这样的词"),
        Shot("overview-en", "/overview?lang=en"),
        Shot("project-en", f"/project?id={project_id}&lang=en"),
        Shot("audit-en", "/audit?lang=en"),
    ]


def picture(page: Page, url: str, path: Path, size: dict[str, int]) -> None:
    """The whole of a screen as one picture."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(url)
    page.locator(".d-head h1").wait_for()
    page.wait_for_timeout(1500)
    tall = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(int(tall), LONGEST))})
    page.wait_for_timeout(700)
    page.screenshot(path=path)


def look(browser: Browser, server: Server, folder: Path, project_id: str) -> None:
    themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for device, size in SIZES.items():
        for theme in themes:
            context = browser.new_context(color_scheme=theme, locale="zh-CN", device_scale_factor=1)
            page = context.new_page()
            for shot in shots(project_id):
                picture(page, server.url + shot.address, folder / f"{shot.name}-{device}-{theme}.png", size)
            context.close()


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        store = build_store(Path(scratch))
        path = current_snapshot(store)
        assert path is not None
        snapshot = open_snapshot(path)
        # The project with the most deducted rows shows most of what a project's screen can show.
        project_id = str(
            snapshot.rows("SELECT project_id FROM deduction GROUP BY project_id ORDER BY count(*) DESC LIMIT 1")[0][0]
        )
        server = Server(Path(scratch), store)
        try:
            server.ready()
            with sync_playwright() as playwright:
                browser = launch(playwright)
                look(browser, server, folder, project_id)
                browser.close()
        finally:
            server.stop()
    print(f"{len(list(folder.glob('*.png')))} 张图片在 {folder}")


if __name__ == "__main__":
    main()
