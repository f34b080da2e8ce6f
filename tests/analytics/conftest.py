"""Snapshots opened once for all tests of answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Snapshot, open_snapshot
from tests.analytics import filing, portfolio


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """The 13 forms of 2021, from their golden records."""
    snapshot = open_snapshot(filing.real_filing(tmp_path_factory.mktemp("real") / "real.duckdb"))
    yield snapshot
    snapshot.close()


@pytest.fixture(scope="session")
def small_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the small portfolio made by hand (tests/analytics/portfolio.py)."""
    return portfolio.small(tmp_path_factory.mktemp("small") / "small.duckdb")


@pytest.fixture(scope="session")
def small(small_path: Path) -> Iterator[Snapshot]:
    """The small portfolio, opened without decisions."""
    snapshot = open_snapshot(small_path)
    yield snapshot
    snapshot.close()
