"""The snapshot that the screens show: opened once a process, reopened when the pointer moves on."""

import os
from pathlib import Path

import streamlit as st

from data.store import Snapshot, SnapshotUnreadable, current_snapshot, open_snapshot

_REPOSITORY = Path(__file__).parents[2]


def _path(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or _REPOSITORY / default)


def store_path() -> Path:
    """The folder of snapshots: PORTFOLIO_STORE, else var/store."""
    return _path("PORTFOLIO_STORE", "var/store")


def decisions_path() -> Path:
    """The log of decisions: PORTFOLIO_DECISIONS, else var/decisions.sqlite."""
    return _path("PORTFOLIO_DECISIONS", "var/decisions.sqlite")


def documents_path() -> Path:
    """The filings as received: PORTFOLIO_DOCUMENTS, else data/documents."""
    return _path("PORTFOLIO_DOCUMENTS", "data/documents")


# Two entries: sessions that are in the middle of a run keep the one they have while others move on. An entry
# that is dropped is closed by the garbage collector once no cursor of it is left, never here.
@st.cache_resource(max_entries=2, show_spinner=False)
def _opened(path: str, decisions: str) -> Snapshot:
    return open_snapshot(Path(path), Path(decisions))


def current() -> Snapshot | None:
    """The snapshot that is current now; None when none was built yet. Raises SnapshotUnreadable for a damaged one."""
    path = current_snapshot(store_path())
    if path is None:
        return None
    decisions = decisions_path()
    decisions.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(str(path), str(decisions))
    except SnapshotUnreadable:
        # The builder may have removed the file between the look at the pointer and the opening.
        again = current_snapshot(store_path())
        if again is None or again == path:
            raise
        return _opened(str(again), str(decisions))


def closed_for_test() -> None:
    """Forget opened snapshots, so that the next test opens its own."""
    _opened.clear()
