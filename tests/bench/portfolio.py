"""Part 2: the generated portfolio that the other parts are measured on, built anew where it is not there."""

import time
from collections.abc import Iterator

from data.store import current_snapshot, open_snapshot
from tests.bench.report import Figure
from tests.generated.portfolio import portfolio_store

BUILD_S = 180


def measure(projects: int) -> Iterator[Figure]:
    """How long it took to make (0: it was there), what it holds and how large it is."""
    started = time.perf_counter()
    path = current_snapshot(portfolio_store(projects))
    seconds = time.perf_counter() - started
    assert path is not None
    snapshot = open_snapshot(path)
    counts = snapshot.rows(
        "SELECT (SELECT count(*) FROM project), (SELECT count(*) FROM indicator), (SELECT count(*) FROM deduction), "
        "(SELECT count(*) FROM finding)"
    )[0]
    snapshot.close()
    built = "" if seconds > 1 else "already there"
    yield Figure("生成用时", "time to generate", seconds if seconds > 1 else 0, "s", BUILD_S, remark=built)
    names = (("项目", "projects"), ("指标", "indicators"), ("扣分", "deductions"), ("核验发现", "findings"))
    for (chinese, english), count in zip(names, counts, strict=True):
        yield Figure(chinese, english, int(str(count)), "")
    yield Figure("快照文件", "snapshot file", path.stat().st_size / 2**20, "MB")
