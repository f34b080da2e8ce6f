"""Part 4: what the server does for a page, without a browser, and what a visitor's session costs it."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from analytics.scope import Scope
from data.store import open_snapshot
from pages.common.address import write_scope
from tests.bench.memory import cpu_ms, tree_mb
from tests.bench.questions import fresh, scopes
from tests.bench.report import Figure, percentile
from tests.bench.session import PageFailed, Session
from tests.bench.snapshots import Measured, both
from tests.browser.conftest import Server

SMALL_MS, LARGE_MS = 40, 100
SESSION_MB = 5
SESSIONS = 20


def measure(projects: int, rounds: int) -> Iterator[Figure]:
    """For both stores: every page under filters never asked before, the same again, and memory a session."""
    for measured in both(projects):
        with TemporaryDirectory() as folder:
            server = Server(Path(folder), measured.store).ready()
            try:
                yield from _pages(server, measured, rounds)
                yield _memory(server, measured)
            finally:
                server.stop()


def _pages(server: Server, measured: Measured, rounds: int) -> Iterator[Figure]:
    queries = fresh_queries(measured)
    target = LARGE_MS if measured.large else SMALL_MS
    with Session(server.url) as session:
        session.open("overview")
        for page in [page for page in session.pages if page]:
            name = f"{measured.label} {page}"
            try:
                session.open(page)
                asked = [next(queries) for _ in range(rounds)]
                new, new_remark = _timed(server, session, page, asked)
                again, again_remark = _timed(server, session, page, [asked[-1]] * rounds)
            except PageFailed as error:
                yield Figure(name, "not measured", 0, "", remark=str(error))
                continue
            yield Figure(f"{name} 新筛选", "script, a new filter, median", new, "ms", target, remark=new_remark)
            yield Figure(
                f"{name} 同一筛选", "script, the same filter, median", again, "ms", target, remark=again_remark
            )


def _timed(server: Server, session: Session, page: str, queries: list[str]) -> tuple[float, str]:
    """Median time of a page's runs, and what else there is to say of them: also the server's processor time."""
    before = cpu_ms(server.pid)
    runs = [session.open(page, query) for query in queries]
    used = (cpu_ms(server.pid) - before) / len(runs)
    times = [run.milliseconds for run in runs]
    size = max(run.received_bytes for run in runs) / 1024
    remark = f"p95 {percentile(times, 95):.0f}, CPU {used:.0f} ms a run, {size:.0f} KB, n = {len(runs)}"
    return median(times), remark


def fresh_queries(measured: Measured) -> Iterator[str]:
    """Query strings of scopes that no run has seen: the readers' kinds of filters in turn, each a hair apart."""
    snapshot = open_snapshot(measured.path)
    kinds = [scope for scope in scopes(snapshot) if scope != Scope()]
    project = str(
        snapshot.rows("SELECT project_id FROM project_fact ORDER BY points_lost DESC, project_no LIMIT 1")[0][0]
    )
    snapshot.close()
    for scope in fresh(kinds):
        yield urlencode([*write_scope(scope), ("id", project)])


def _memory(server: Server, measured: Measured) -> Figure:
    """Growth of the server over sessions that have each seen every page and stay open."""
    with ExitStack() as stack:
        first = stack.enter_context(Session(server.url))
        first.open("overview")
        pages = [page for page in first.pages if page]
        _see(first, pages)
        before = tree_mb(server.pid)
        for _ in range(SESSIONS):
            session = stack.enter_context(Session(server.url))
            session.open("overview")
            session.pages = first.pages
            _see(session, pages)
        time.sleep(1)
        grown = (tree_mb(server.pid) - before) / SESSIONS
    name, remark = f"{measured.label} 每个会话内存", f"{SESSIONS} sessions, every page seen"
    return Figure(name, "memory a session", max(0.0, grown), "MB", SESSION_MB, remark=remark)


def _see(session: Session, pages: list[str]) -> None:
    for page in pages:
        try:
            session.open(page)
        except PageFailed:
            continue
