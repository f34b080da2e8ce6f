"""Kept parts of questions change no answer: every kind of scope answers the same with and without them."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analytics.deductions import deductions
from analytics.overview import overview
from analytics.scope import Scope
from analytics.scores import scores
from data.decisions import DecisionLog
from data.store import Snapshot, open_snapshot
from data.store.once import KeptParts, once
from tests.generated.portfolio import portfolio_snapshot

SCOPES = (
    Scope(words="完成"),
    Scope(words="完成 100%", level1=("产出指标",)),
    Scope(level2=("数量指标",)),
    Scope(level1=("满意度指标",), causes=("疫情影响",)),
    Scope(causes=("疫情影响", "其他"), grades=("优",)),
    Scope(words="没有这样的词"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portfolio_snapshot(200, tmp_path_factory.mktemp("once"))


@pytest.fixture
def keeping(path: Path, tmp_path: Path) -> Iterator[Snapshot]:
    """A snapshot that keeps parts although it is small."""
    snapshot = open_snapshot(path, tmp_path / "decisions.sqlite")
    snapshot._parts = KeptParts()
    yield snapshot
    snapshot.close()


@pytest.fixture
def plain(path: Path, tmp_path: Path) -> Iterator[Snapshot]:
    snapshot = open_snapshot(path, tmp_path / "decisions.sqlite")
    yield snapshot
    snapshot.close()


def parts(snapshot: Snapshot) -> int:
    named = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'part_%' AND $now > 0"
    return int(str(snapshot.rows(named, {"now": time.perf_counter_ns()})[0][0]))  # never asked before, so not kept


@pytest.mark.parametrize("scope", SCOPES, ids=repr)
def test_answers_are_the_same(scope: Scope, keeping: Snapshot, plain: Snapshot):
    for question in (overview, scores, deductions):
        assert question(keeping, scope) == question(plain, scope)
    assert 1 <= parts(keeping) <= 3
    assert parts(plain) == 0


def test_a_decision_asks_the_parts_anew(keeping: Snapshot, plain: Snapshot, tmp_path: Path):
    scope = Scope(causes=("疫情影响",))
    before = overview(keeping, scope)
    deduction = keeping.rows("SELECT deduction_id, cause FROM deduction WHERE cause = '疫情影响' ORDER BY 1 LIMIT 1")[0]
    log = DecisionLog(tmp_path / "decisions.sqlite")
    log.append("cause_correction", str(deduction[0]), "cause", "疫情影响", "其他", "张三", "看错了")
    after = overview(keeping, scope)
    assert after != before
    assert after == overview(plain, scope)


def test_threads_wait_for_one_part(keeping: Snapshot, plain: Snapshot):
    scope = Scope(words="完成")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: overview(keeping, scope), range(16)))
    assert set(map(repr, found)) == {repr(overview(plain, scope))}


def test_the_least_used_are_dropped_but_none_in_use(keeping: Snapshot, monkeypatch: pytest.MonkeyPatch):
    def ask(number: int) -> object:
        part = once("SELECT project_no FROM snap.project_fact WHERE project_no < $below")
        return keeping.rows(f"SELECT count(*) FROM ({part})", {"below": number})[0][0]

    assert [ask(number) for number in range(40)] == list(range(40))
    assert parts(keeping) == 40
    monkeypatch.setattr("data.store.once._IN_USE_S", 0)
    assert ask(41) == 41
    assert parts(keeping) == 24
