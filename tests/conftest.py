"""What every test may rely on: that no other test has changed the process it runs in."""

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Streamlit makes the script that it runs the process's `__main__` and leaves it so.

    A process that a later test spawns would run that script before its own work: the dashboard, in a build.
    """
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one of this process: there can be no second."""
    with sync_playwright() as started:
        yield started
