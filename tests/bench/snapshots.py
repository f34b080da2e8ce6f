"""The two stores that are measured: the real filing with its 13 forms, and a generated portfolio."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.store import current_snapshot
from tests.generated import portfolio


@dataclass(frozen=True, slots=True)
class Measured:
    """One row per store that is measured; `projects` as it is asked for, `large` is the generated one."""

    store: Path
    projects: int
    large: bool

    @property
    def path(self) -> Path:
        """The snapshot that the store serves."""
        found = current_snapshot(self.store)
        assert found is not None
        return found

    @property
    def label(self) -> str:
        """How many projects, for the tables."""
        return f"[{self.projects:,}]"


def filing_store() -> Path:
    """The store of the real filing, built where it is missing or stale."""
    store = portfolio.CACHE / "filing"
    documents = portfolio.ROOT / "data/documents"
    command = [sys.executable, "-m", "data.build", "--documents", documents, "--store", store, "--if-stale"]
    done = subprocess.run(command, cwd=portfolio.ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    return store


def both(projects: int) -> Iterator[Measured]:
    """The real filing, then a portfolio of that many projects."""
    yield Measured(filing_store(), 13, False)
    yield Measured(portfolio.portfolio_store(projects), projects, True)
