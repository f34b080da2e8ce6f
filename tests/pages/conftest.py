"""A store with the real filing for tests that run screens without a browser."""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from data.intake.command import main as build
from pages.common import cached, connection
from pages.common.words import use_language
from tests.pages.components import markup

ROOT = Path(__file__).parents[2]
# A busy machine is slow; how long an example takes says nothing here.
settings.register_profile("pages", deadline=None)
settings.load_profile("pages")
Opener = Callable[[str], AppTest]


@pytest.fixture(scope="session")
def filing_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("pages") / "store"
    assert build(["--documents", str(ROOT / "data/documents"), "--store", str(store)]) in (0, 1)
    return store


@pytest.fixture
def opened(filing_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Opens an address ('/overview?grade=优') as the first request of a session and runs its screen."""
    monkeypatch.setenv("PORTFOLIO_STORE", str(filing_store))
    monkeypatch.setenv("PORTFOLIO_DECISIONS", str(tmp_path / "decisions.sqlite"))
    yield open_address
    connection.closed_for_test()
    cached.forgotten_for_test()
    use_language("zh")


def open_address(address: str) -> AppTest:
    parts = urlsplit(address)
    app = AppTest.from_file(str(ROOT / "pages/main.py"), default_timeout=60)
    app.run()
    for key, values in parse_qs(parts.query, keep_blank_values=True).items():
        app.query_params[key] = values
    app.switch_page(f"{parts.path.strip('/')}.py")
    return app.run()


def shown(app: AppTest) -> str:
    """All HTML that the screen drew, one piece a line."""
    return "\n".join(markup(app))


def said(app: AppTest) -> str:
    """The same as a reader sees it: the texts alone, links and all, a blank that does not break as any other."""
    return html.unescape(re.sub(r"<[^>]+>", "", shown(app))).replace("\u00a0", " ")
