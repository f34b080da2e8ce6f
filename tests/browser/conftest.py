"""A dashboard of its own for the browser tests: a server on a free port over a temporary store, and a Chromium."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

ROOT = Path(__file__).parents[2]
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_MS = 25_000  # a busy machine is slow; nothing here waits without a reason


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def build_store(folder: Path, documents: Path = ROOT / "data" / "documents") -> Path:
    """A store with a snapshot of the documents; exit code 1 (something is marked) is a snapshot all the same."""
    store = folder / "store"
    command = [sys.executable, "-m", "data.build", "--documents", str(documents), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return store


class Server:
    """A running dashboard: `url` is where; `log` is what it wrote so far."""

    def __init__(self, folder: Path, store: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._written = self._log.open("w")
        environment = {
            **os.environ,
            "PORTFOLIO_STORE": str(store),
            "PORTFOLIO_DECISIONS": str(folder / "decisions.sqlite"),
        }
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=self._written, stderr=subprocess.STDOUT
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def ready(self) -> "Server":
        for _attempt in range(200):
            assert self._process.poll() is None, self.log
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return self
        raise AssertionError(f"the server did not answer:\n{self.log}")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._written.close()


def chromium(playwright: Playwright) -> Mapping[str, Any]:
    """How to start the Chromium that CHROMIUM names, else Playwright's own where it is installed, else the system's."""
    named = os.environ.get("CHROMIUM")
    if not named and Path(playwright.chromium.executable_path).exists():
        return {}
    if not named and not SYSTEM_CHROMIUM.exists():
        pytest.fail("没有可用的浏览器:先运行 make browser,或用环境变量 CHROMIUM 指定")
    return {"executable_path": named or SYSTEM_CHROMIUM, "args": ["--no-sandbox"]}


def launch(playwright: Playwright) -> Browser:
    """A Chromium whose every context is somebody who was never here."""
    return playwright.chromium.launch(**chromium(playwright))


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, store: Path) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), store)
    try:
        yield running.ready()
    finally:
        running.stop()


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = launch(playwright)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def profile(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One reader's Chromium for all tests: it keeps the scripts compiled, which are more than half of a first load."""
    opened = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        **chromium(playwright),
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
        accept_downloads=True,
    )
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


@pytest.fixture
def context(profile: BrowserContext) -> Iterator[BrowserContext]:
    """The reader's Chromium, with nothing left of what the test did."""
    yield profile
    any_page = profile.pages[0] if profile.pages else profile.new_page()
    everywhere = {"origin": "*", "storageTypes": "local_storage"}
    profile.new_cdp_session(any_page).send("Storage.clearDataForOrigin", everywhere)
    for opened in profile.pages:
        opened.close()
    profile.clear_cookies()
    profile.unroute_all()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A page that fails the test on any error of a script and on any request that leaves the machine."""
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
    opened.on(
        "request",
        lambda request: (
            wrong.append(f"left the machine: {request.url}")
            if not request.url.startswith((server.url, f"ws{server.url[4:]}", "data:", "blob:"))
            else None
        ),
    )
    yield opened
    assert not wrong, wrong
