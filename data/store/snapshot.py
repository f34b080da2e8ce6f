"""An opened snapshot: read-only, locked down, shared by threads, with people's decisions laid over it."""

import os
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

import duckdb
import pandas as pd

from data.audit import Thresholds
from data.decisions import Decision, DecisionLog
from data.intake.assessed import BuildInfo
from data.store.attach import attach
from data.store.kept import Kept
from data.store.once import Answering
from data.store.parts import KeptParts
from data.store.plans import KeptPlans
from data.store.shape import shape

Value = object
T = TypeVar("T")

_FOLDER = Path(__file__).parent
# Tables that overlay.sql shows with decisions; all others are shown as they are.
_OVERLAID = frozenset(("deduction", "finding", "promise"))
_CONFIG = {
    "memory_limit": "2GB",
    "threads": str(min(4, os.cpu_count() or 1)),
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
# One run of a screen asks some questions several times (the sums of a scope stand in many answers), and so do others.
_KEPT_QUESTIONS, _KEPT_ROWS = 256, 128
# A plan of what-if is held against the scores of all projects in scope: of 100,000, a frame of 2 MB.
_KEPT_FRAMES = 4
# Where no table has more rows, most of an answer's time goes into planning it: what these passes find costs more than
# it gains (together they are a third of that time), and so does waking a second thread. Plans that are kept must not
# rely on statistics of their tables (data/store/plans.py).
_FEW_ROWS = 122_880
_PASSES_NOT_WORTH_IT = (
    "join_order,statistics_propagation,common_subexpressions,column_lifetime,compressed_materialization,"
    "duplicate_groups,reorder_filter,sampling_pushdown,join_filter_pushdown,sum_rewriter,late_materialization,"
    "common_subplan,join_elimination,window_self_join,common_aggregate,regex_range,build_side_probe_side,extension,"
    "filter_pullup,cte_filter_pusher,row_group_pruner,unnest_rewriter"
)
_SMALL = ("SET threads = 1", f"SET disabled_optimizers = '{_PASSES_NOT_WORTH_IT}'")
# How many projects rows have. Their numbers are dense: to note them as bits takes half the time of hashing them.
_COUNT_PROJECTS = """
    CREATE MACRO count_projects(project_no) AS coalesce(bit_count(bitstring_agg(project_no, 0, {last})), 0)
"""
_LOCKS = ("SET enable_external_access = false", "SET lock_configuration = true")


class SnapshotUnreadable(RuntimeError):
    """The file is no snapshot that this version can show; the message (Chinese) says what to do."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Names of the columns, and the rows; `records`: the rows as records of the types that were asked for."""

    names: tuple[str, ...]
    rows: list[tuple[object, ...]]
    records: dict[type, list[object]]


@dataclass(slots=True)
class _Decisions:
    log: DecisionLog | None
    version: int = 0


class Snapshot:
    """One opened snapshot. Every call uses a cursor of its own, so threads may share it.

    Before each call the decision log is asked for its version; where it grew, the overlay is filled anew.
    """

    def __init__(self, path: Path, decisions: Path | None = None) -> None:
        self.path = path
        self._decisions = _Decisions(DecisionLog(decisions) if decisions else None)
        self._lock = threading.Lock()
        self._kept: Kept[_Found] = Kept(_KEPT_QUESTIONS)
        self._frames: Kept[pd.DataFrame] = Kept(_KEPT_FRAMES)
        self._connection = duckdb.connect(":memory:", config=dict(_CONFIG))
        try:
            attach(self._connection, path, read_only=True)
            self.info = self._info()
            self._show()
        except (duckdb.Error, OSError) as error:
            self._connection.close()
            raise SnapshotUnreadable(f"快照 {path.name} 打不开，请重新构建（make build）：{error}") from error
        self._refresh()

    @property
    def key(self) -> str:
        """Changes when what this snapshot answers changes: its name, what it was built from, the decisions so far."""
        self._refresh()
        return f"{self.path.stem}-{self.info.fingerprint[:8]}-{self._decisions.version}"

    def rows(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[tuple[object, ...]]:
        """All rows of a query; parameters are named ($name), values bound."""
        return list(self._found(sql, parameters).rows)

    def fetch(self, sql: str, parameters: Mapping[str, Value] | None, row_type: type[T]) -> list[T]:
        """All rows as `row_type`, a dataclass: columns go by name to its fields, so their order does not matter.

        Raises TypeError when the query and the dataclass do not have the same names.
        """
        found = self._found(sql, parameters)
        if row_type not in found.records:
            order = _order(found.names, cast(Hashable, row_type))
            found.records[row_type] = [row_type(*(row[at] for at in order)) for row in found.rows]
        return list(cast(list[T], found.records[row_type]))

    def frame(self, sql: str, parameters: Mapping[str, Value] | None = None) -> pd.DataFrame:
        """All rows as a frame. Decimals become floats there: for figures to show, not to export or add up."""
        key = self._key(sql, parameters)
        kept = self._frames.get(key)
        if kept is None:
            kept = self._frames.keep(key, self._answer(sql, parameters, lambda answer: answer.df()))
        return kept.copy(deep=False)  # pandas copies what is written to

    def close(self) -> None:
        """Give the file back; for tests and short scripts. A shared snapshot is never closed while it is in use."""
        self._connection.close()
        if self._decisions.log:
            self._decisions.log.close()

    def _found(self, sql: str, parameters: Mapping[str, Value] | None) -> _Found:
        """What a query finds; few rows are kept until a decision changes it."""
        key = self._key(sql, parameters)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        found = self._answer(sql, parameters, _all_found)
        return self._kept.keep(key, found) if len(found.rows) <= _KEPT_ROWS else found

    def _key(self, sql: str, parameters: Mapping[str, Value] | None) -> Hashable:
        """What an answer is kept under: decisions change it."""
        self._refresh()
        return self._decisions.version, sql, repr(parameters)

    def _answer(
        self, sql: str, parameters: Mapping[str, Value] | None, fetch: Callable[[duckdb.DuckDBPyConnection], T]
    ) -> T:
        """A query's answer; whoever calls has refreshed what was decided (_key)."""
        return self._asked.answer(sql, parameters, self._decisions.version, fetch)

    def _show(self) -> None:
        tables = self._connection.execute(
            "SELECT table_name, estimated_size FROM duckdb_tables() WHERE database_name = 'snap' ORDER BY table_name"
        ).fetchall()
        small = all(rows <= _FEW_ROWS for _, rows in tables)
        self._asked: Answering = KeptPlans(self._connection) if small else KeptParts(self._connection)
        if small:
            for setting in _SMALL:
                self._connection.execute(setting)
        for table, _ in tables:
            if table not in _OVERLAID:
                self._connection.execute(f'CREATE VIEW "{table}" AS SELECT * FROM snap."{table}"')
        [(last,)] = self._connection.execute("SELECT coalesce(max(project_no), 0) FROM snap.project_fact").fetchall()
        self._connection.execute(_COUNT_PROJECTS.format(last=last))
        for script in ("overlay.sql", "undecided.sql"):
            self._connection.execute((_FOLDER / script).read_text(encoding="utf-8"))
        for lock in _LOCKS:
            self._connection.execute(lock)

    def _info(self) -> BuildInfo:
        row = self._connection.execute(
            "SELECT built_at, reader_version, configuration, fingerprint, shape FROM snap.snapshot_info"
        ).fetchone()
        if row is None:
            raise duckdb.Error("snapshot_info 没有内容")
        built_at, version, configuration, fingerprint, shaped = row
        if shaped != shape():
            raise duckdb.Error("由另一版本的程序构建")
        thresholds = self._connection.execute("SELECT name, value FROM snap.threshold").fetchall()
        return BuildInfo(built_at, version, configuration, fingerprint, Thresholds(**dict(thresholds)))

    def _refresh(self) -> None:
        log = self._decisions.log
        if log is None or log.version() == self._decisions.version:
            return
        with self._lock:
            version = log.version()
            if version == self._decisions.version:
                return
            corrections, states = _overlay(log)
            cursor = self._connection.cursor()
            cursor.execute("BEGIN")
            cursor.execute("DELETE FROM cause_correction")
            cursor.execute("DELETE FROM decided_state")
            if corrections:
                cursor.executemany("INSERT INTO cause_correction VALUES (?, ?, ?, ?, ?, ?)", corrections)
            if states:
                cursor.executemany("INSERT INTO decided_state VALUES (?, ?, ?, ?, ?, ?, ?, ?)", states)
            script = "decided.sql" if corrections or states else "undecided.sql"
            cursor.execute((_FOLDER / script).read_text(encoding="utf-8"))
            cursor.execute("COMMIT")
            self._decisions.version = version


def _all_found(answer: duckdb.DuckDBPyConnection) -> _Found:
    return _Found(tuple(column[0] for column in answer.description or ()), answer.fetchall(), {})


@lru_cache(maxsize=512)
def _order(names: tuple[str, ...], row_type: Hashable) -> tuple[int, ...]:
    """For each field of the dataclass the position of its column."""
    wanted = [field.name for field in fields(cast(type, row_type))]
    if sorted(names) != sorted(wanted):
        missing, surplus = sorted(set(wanted) - set(names)), sorted(set(names) - set(wanted))
        raise TypeError(f"{row_type}: query lacks {missing}, has beside them {surplus}")
    return tuple(names.index(name) for name in wanted)


def _overlay(log: DecisionLog) -> tuple[list[Sequence[object]], list[Sequence[object]]]:
    """Rows of the two tables of overlay.sql from the decisions in force."""
    corrections: list[Sequence[object]] = [
        (entry.subject_id, entry.new, entry.who, entry.at.replace(tzinfo=None), entry.why, entry.entry_id)
        for entry in log.current("cause_correction")
    ]
    states: list[Sequence[object]] = []
    for kind in ("finding_state", "promise_state"):
        by_subject: dict[str, list[Decision]] = {}
        for entry in log.current(kind):
            by_subject.setdefault(entry.subject_id, []).append(entry)
        for subject, entries in by_subject.items():
            last, value = entries[-1], {entry.field: entry.new for entry in entries}
            who, at, why = last.who, last.at.replace(tzinfo=None), last.why
            states.append((kind, subject, value.get("state"), value.get("note"), who, at, why, last.entry_id))
    return corrections, states


def open_snapshot(path: Path, decisions: Path | None = None) -> Snapshot:
    """Open a snapshot to read, with the decisions of the log at `decisions` laid over it.

    Raises SnapshotUnreadable when it is missing, damaged or of an older shape.
    """
    return Snapshot(path, decisions)
