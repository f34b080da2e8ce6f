"""Kept parts and kept plans of questions change no answer: every kind of scope answers the same without them."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import duckdb
import pytest

from analytics.deductions import deductions
from analytics.overview import overview
from analytics.scope import Scope
from analytics.scores import scores
from data.decisions import DecisionLog
from data.store import Snapshot, open_snapshot
from data.store.once import once
from data.store.parts import KeptParts
from data.store.plans import KeptPlans
from tests.generated.portfolio import portfolio_snapshot

T = TypeVar("T")

SCOPES = (
    Scope(words="完成"),
    Scope(words="完成 100%", level1=("产出指标",)),
    Scope(level2=("数量指标",)),
    Scope(level1=("满意度指标",), causes=("疫情影响",)),
    Scope(causes=("疫情影响", "其他"), grades=("优",)),
    Scope(words="没有这样的词"),
    Scope(score_min=Decimal(90)),
    Scope(score_max=Decimal(90), words="完成"),
    Scope(rate_max_pct=Decimal(95), level2=("数量指标",)),
    Scope(),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portfolio_snapshot(200, tmp_path_factory.mktemp("once"))


class Plain:
    """Asks every question as it stands."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def answer(
        self,
        sql: str,
        parameters: Mapping[str, object] | None,
        version: int,
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> T:
        return fetch(self.connection.cursor().execute(sql, dict(parameters or {}) or None))


@pytest.fixture
def keeping(path: Path, tmp_path: Path) -> Iterator[Snapshot]:
    """A snapshot that keeps parts although it is small."""
    snapshot = open_snapshot(path, tmp_path / "decisions.sqlite")
    snapshot._asked = KeptParts(snapshot._connection)
    yield snapshot
    snapshot.close()


@pytest.fixture
def planning(path: Path, tmp_path: Path) -> Iterator[Snapshot]:
    """A small snapshot as it is: it keeps plans."""
    snapshot = open_snapshot(path, tmp_path / "decisions.sqlite")
    assert isinstance(snapshot._asked, KeptPlans)
    yield snapshot
    snapshot.close()


@pytest.fixture
def plain(path: Path, tmp_path: Path) -> Iterator[Snapshot]:
    snapshot = open_snapshot(path, tmp_path / "decisions.sqlite")
    snapshot._asked = Plain(snapshot._connection)
    yield snapshot
    snapshot.close()


def parts(snapshot: Snapshot) -> int:
    named = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'part_%' AND $now > 0"
    return int(str(snapshot.rows(named, {"now": time.perf_counter_ns()})[0][0]))  # never asked before, so not kept


@pytest.mark.parametrize("scope", SCOPES, ids=repr)
def test_answers_are_the_same(scope: Scope, keeping: Snapshot, plain: Snapshot):
    for question in (overview, scores, deductions):
        assert question(keeping, scope) == question(plain, scope)
    assert (scope != Scope()) <= parts(keeping) <= 3
    assert parts(plain) == 0


def test_plans_answer_the_same_whatever_they_were_made_for(planning: Snapshot, plain: Snapshot):
    for scope in (*SCOPES, *reversed(SCOPES)):
        planning._kept.clear()
        for question in (overview, scores, deductions):
            assert question(planning, scope) == question(plain, scope), scope


def kept_plans(snapshot: Snapshot) -> list[int]:
    assert isinstance(snapshot._asked, KeptPlans)
    return [len(planned._plans) for planned in snapshot._asked._free]


def test_a_plan_is_made_once_for_all_projects_chosen(planning: Snapshot):
    for score in range(80, 90):
        overview(planning, Scope(score_min=Decimal(score)))
    [few] = kept_plans(planning)
    for score in range(90, 99):
        overview(planning, Scope(score_min=Decimal(score)))
    assert kept_plans(planning) == [few]


def test_values_with_quotes_stay_values(planning: Snapshot):
    hostile = "O'Brien'; DROP TABLE cause_correction; -- \\ \n $other"
    assert planning.rows(
        "SELECT $value, $values[1], $other", {"value": hostile, "values": [hostile], "other": None}
    ) == [(hostile, hostile, None)]


def below(number: int) -> str:
    return once("below", f"SELECT project_no FROM snap.project_fact WHERE project_no < {number}")


def test_two_parts_of_one_name_are_told_apart(planning: Snapshot):
    for _ in range(2):
        planning._kept.clear()
        sql = f"SELECT (SELECT count(*) FROM ({below(2)})), (SELECT count(*) FROM ({below(5)}))"
        assert planning.rows(sql) == [(2, 5)]


def test_a_plan_does_not_rely_on_what_its_table_held(planning: Snapshot):
    for first in (0, 150, 40):
        chosen = once(
            "some", f"SELECT project_no FROM snap.project_fact WHERE project_no BETWEEN {first} AND {first + 2}"
        )
        sql = f"SELECT project_no FROM snap.project_fact JOIN ({chosen}) USING (project_no) ORDER BY 1"
        assert planning.rows(sql) == [(first,), (first + 1,), (first + 2,)]
    assert kept_plans(planning) == [1]


def test_plans_are_forgotten_when_they_are_too_many(planning: Snapshot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.store.plans._MOST_PLANS", 3)
    for number in (*range(8), *range(8)):
        planning._kept.clear()
        assert planning.rows("SELECT $number + 1", {"number": number}) == [(number + 1,)]
    assert kept_plans(planning) == [3]


def test_a_connection_filled_often_is_closed(planning: Snapshot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("data.store.plans._MOST_FILLINGS", 2)
    assert planning.rows(f"SELECT count(*) FROM ({below(3)})") == [(3,)]
    assert kept_plans(planning) == [1]
    assert planning.rows(f"SELECT count(*) FROM ({below(7)})") == [(7,)]
    assert kept_plans(planning) == []


def test_a_wrong_question_fails_and_harms_no_other(planning: Snapshot):
    with pytest.raises(duckdb.Error, match="no_such_table"):
        planning.rows("SELECT * FROM no_such_table")
    assert planning.rows("SELECT 1") == [(1,)]


def test_threads_share_plans(planning: Snapshot, plain: Snapshot):
    scopes = [SCOPES[i % len(SCOPES)] for i in range(24)]

    def ask(scope: Scope) -> str:
        planning._kept.clear()
        return repr(overview(planning, scope))

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(ask, scopes))
    assert found == [repr(overview(plain, scope)) for scope in scopes]
    assert len(kept_plans(planning)) <= 2


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="列出打开的文件要 /proc")
def test_a_closed_snapshot_holds_no_file(path: Path):
    def held() -> int:
        return [str(fd.resolve()) for fd in Path("/proc/self/fd").iterdir()].count(str(path))

    before = held()
    snapshot = open_snapshot(path)
    overview(snapshot, Scope(score_min=Decimal(80)))
    assert kept_plans(snapshot)
    assert held() > before
    snapshot.close()
    assert held() == before


@pytest.mark.parametrize("kept", ["keeping", "planning"])
def test_a_decision_asks_anew(kept: str, request: pytest.FixtureRequest, plain: Snapshot, tmp_path: Path):
    keeping = request.getfixturevalue(kept)
    scope = Scope(causes=("疫情影响",), level1=("产出指标",))
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
        part = once("below", "SELECT project_no FROM snap.project_fact WHERE project_no < $below")
        return keeping.rows(f"SELECT count(*) FROM ({part})", {"below": number})[0][0]

    assert [ask(number) for number in range(40)] == list(range(40))
    assert parts(keeping) == 40
    monkeypatch.setattr("data.store.parts._IN_USE_S", 0)
    assert ask(41) == 41
    assert parts(keeping) == 24
