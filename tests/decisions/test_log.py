import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.decisions import DecisionError, DecisionLog, DecisionOutdated


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "deep" / "decisions.sqlite")


def correct(log: DecisionLog, cause: str | None, subject: str = "p1-a") -> int:
    return log.append("cause_correction", subject, "cause", None, cause, "李审核", "复核").entry_id


def causes(log: DecisionLog) -> dict[str, str | None]:
    return {entry.subject_id: entry.new for entry in log.current("cause_correction")}


def test_a_log_that_is_not_there_is_empty_and_is_not_made_by_reading(log: DecisionLog):
    assert (log.entries(), log.current("cause_correction"), log.version()) == ([], [], 0)
    assert not log.path.exists()


def test_an_entry_says_who_when_what_from_to_and_why(log: DecisionLog):
    made = log.append("finding_state", "p1-audit.05", "state", "open", "refuted", " 李审核 ", "原表如此")
    [entry] = log.entries()
    assert entry == made
    assert (entry.kind, entry.subject_id, entry.field) == ("finding_state", "p1-audit.05", "state")
    assert (entry.old, entry.new, entry.who, entry.why) == ("open", "refuted", "李审核", "原表如此")
    assert entry.at.utcoffset() is not None and entry.undoes is None


def test_the_last_entry_counts_and_every_one_is_kept(log: DecisionLog):
    for cause in ("疫情影响", "其他"):
        correct(log, cause)
    correct(log, "跨年度实施", "p2-b")
    assert causes(log) == {"p1-a": "其他", "p2-b": "跨年度实施"}
    assert [entry.new for entry in log.entries(subject_id="p1-a")] == ["疫情影响", "其他"]
    assert log.entries("promise_state") == []
    assert log.version() == 3


def test_an_undo_is_a_further_entry_and_can_be_undone(log: DecisionLog):
    correct(log, "疫情影响")
    second = correct(log, "其他")
    undo = log.undo(second, "王复核", "看错")
    assert (undo.undoes, undo.old, undo.new) == (second, "其他", "疫情影响")
    assert causes(log) == {"p1-a": "疫情影响"}
    redo = log.undo(undo.entry_id, "王复核")
    assert (redo.old, redo.new) == ("疫情影响", "其他")
    assert causes(log) == {"p1-a": "其他"}
    assert len(log.entries()) == 4


def test_an_earlier_entry_can_be_undone_below_a_later_one(log: DecisionLog):
    first, second = correct(log, "疫情影响"), correct(log, "其他")
    log.undo(first, "王复核")
    assert causes(log) == {"p1-a": "其他"}
    log.undo(second, "王复核")
    assert causes(log) == {}


def test_back_to_the_snapshot_is_no_correction(log: DecisionLog):
    correct(log, "疫情影响")
    correct(log, None)
    assert causes(log) == {}


def test_what_cannot_be_undone_says_why(log: DecisionLog):
    entry = correct(log, "其他")
    with pytest.raises(DecisionError, match="没有编号为 9 的记录"):
        log.undo(9, "王复核")
    log.undo(entry, "王复核")
    with pytest.raises(DecisionError, match="已经撤销过"):
        log.undo(entry, "王复核")
    with pytest.raises(DecisionError, match="请填写撤销人"):
        log.undo(entry, " ")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (("other", "a", "cause", None, "x", "李"), "不认识的决定种类"),
        (("cause_correction", "a", "state", None, "x", "李"), "没有“state”这一项"),
        (("cause_correction", " ", "cause", None, "x", "李"), "没有说明是对哪一条"),
        (("cause_correction", "a", "cause", None, "x", ""), "请填写作出决定的人"),
        (("cause_correction", "a", "cause", None, " ", "李"), "请选择更正后的原因"),
        (("finding_state", "a", "state", None, "done", "李"), "状态“done”不在"),
    ],
)
def test_an_incomplete_decision_is_refused(values: tuple[str, ...], message: str, log: DecisionLog):
    with pytest.raises(DecisionError, match=message):
        log.append(*values)  # type: ignore[arg-type]
    assert log.entries() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decision SET who = 'x'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
        "INSERT INTO decision SELECT * FROM decision WHERE true ON CONFLICT (entry_id) DO UPDATE SET new = 'x'",
    ],
)
def test_the_file_itself_refuses_to_change_what_was_written(sql: str, log: DecisionLog):
    correct(log, "其他")
    connection = sqlite3.connect(log.path)
    with pytest.raises(sqlite3.Error, match="append-only"):
        connection.execute(sql)
    connection.close()
    assert [entry.new for entry in log.entries()] == ["其他"]


def write_many(path: Path, who: str) -> None:
    log = DecisionLog(path)
    for number in range(25):
        log.append("promise_state", f"{who}-{number}", "state", None, "已完成", who)


def test_several_processes_write_at_once_and_nothing_is_lost(log: DecisionLog):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(log.path, who)) for who in "甲乙丙"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(log.current("promise_state")) == 75 == log.version()


def test_threads_share_a_log(log: DecisionLog):
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: correct(log, "其他", f"p{number}"), range(20)))
        assert list(threads.map(lambda _: log.version(), range(50))) == [20] * 50


def test_a_first_decision_waits_for_whoever_is_making_the_log(log: DecisionLog):
    log.path.parent.mkdir()
    maker = sqlite3.connect(log.path, isolation_level=None)
    maker.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as threads:
        entry = threads.submit(correct, log, "其他")
        with pytest.raises(TimeoutError):
            entry.result(0.3)
        maker.execute("COMMIT")
        assert entry.result() == 1
    maker.close()


def test_a_log_replaced_by_another_file_is_noticed(log: DecisionLog, tmp_path: Path):
    correct(log, "其他")
    assert log.version() == 1
    other = DecisionLog(tmp_path / "other.sqlite")
    for _ in range(3):
        correct(other, "其他")
    other.path.replace(log.path)
    assert log.version() == 3


STEPS = st.lists(st.one_of(st.sampled_from(["疫情影响", "其他", None]), st.integers(1, 8)), max_size=12)


@settings(deadline=None, max_examples=30)
@given(STEPS)
def test_undoing_what_was_done_last_gives_what_was_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | int | None]
):
    log = DecisionLog(tmp_path_factory.mktemp("log") / "decisions.sqlite")
    for step in steps:
        before, version = causes(log), log.version()
        try:
            log.undo(step, "王复核") if isinstance(step, int) else correct(log, step)
        except DecisionError:
            assert (causes(log), log.version()) == (before, version)
            continue
        last = log.entries()[-1]
        assert causes(log).get("p1-a") == last.new or last.new is None
        after = causes(log)
        undo = log.undo(last.entry_id, "王复核")
        assert causes(log) == before
        log.undo(undo.entry_id, "王复核")
        assert causes(log) == after


def test_nobody_overrules_what_they_have_not_read(log: DecisionLog):
    """Two people look at the same finding; the second is told of the first and nothing is written unread."""
    first = log.append("finding_state", "p1-audit.05", "state", "open", "accepted", "李审核", "", seen=0)
    with pytest.raises(DecisionOutdated) as told:
        log.append("finding_state", "p1-audit.05", "state", "open", "refuted", "王复核", "", seen=0)
    assert told.value.last == first
    assert [entry.new for entry in log.entries()] == ["accepted"]
    log.append("finding_state", "p1-audit.05", "state", "accepted", "refuted", "王复核", "", seen=first.entry_id)
    assert [entry.new for entry in log.entries()] == ["accepted", "refuted"]


def test_what_others_decide_elsewhere_is_no_hindrance(log: DecisionLog):
    log.append("finding_state", "p2-audit.05", "state", None, "accepted", "李审核")
    log.append("promise_state", "p1-audit.05", "state", None, "doing", "李审核")
    assert log.append("finding_state", "p1-audit.05", "note", None, "看过", "王复核", seen=0).new == "看过"


def test_of_many_at_once_exactly_one_is_taken_down(log: DecisionLog):
    def decide(number: int) -> bool:
        try:
            log.append("finding_state", "p1-audit.05", "state", None, "accepted", f"核验人{number}", seen=0)
        except DecisionOutdated:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(decide, range(8))) == 1
    assert len(log.entries()) == 1


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    for path in (tmp_path / "file" / "decisions.sqlite", tmp_path / "file"):
        with pytest.raises(DecisionError, match="没有保存"):
            DecisionLog(path).append("finding_state", "p1-audit.05", "state", None, "accepted", "李审核")
