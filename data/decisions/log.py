"""What people decide in the dashboard: an append-only log in SQLite, beside the documents and apart from snapshots.

Several processes may read and write at once (WAL, a wait of some seconds for the lock), and threads may share a log.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from data.decisions.entries import (
    Decision,
    DecisionError,
    DecisionKind,
    DecisionOutdated,
    effective,
    refuse_incomplete,
    value_of,
)

_WAIT_SECONDS = 10.0
_PAUSE_SECONDS = 0.01
_SCHEMA = (Path(__file__).parent / "log.sql").read_text(encoding="utf-8")
_COLUMNS = "entry_id, at, kind, subject_id, field, old, new, who, why, undoes"


class DecisionLog:
    """The log at `path`; the file is made at the first entry, reading a log that is not there gives nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._watch: tuple[int, sqlite3.Connection] | None = None

    def append(
        self,
        kind: DecisionKind,
        subject_id: str,
        field: str,
        old: str | None,
        new: str | None,
        who: str,
        why: str = "",
        *,
        seen: int | None = None,
    ) -> Decision:
        """Take down one decision and return it; raises DecisionError when it says too little or cannot be kept.

        seen: number of the last entry of this kind and subject that the person knew of, 0 for none; where there is a
        later one, DecisionOutdated is raised and nothing written, so that nobody overrules what they have not read.
        """
        refuse_incomplete(kind, subject_id, field, new, who)
        with self._writing() as connection:
            if seen is not None:
                known = _read(connection, "WHERE kind = ? AND subject_id = ?", (kind, subject_id))
                if known and known[-1].entry_id > seen:
                    raise DecisionOutdated(known[-1])
            return _insert(connection, kind, subject_id, field, old, new, who.strip(), why.strip(), None)

    def undo(self, entry_id: int, who: str, why: str = "") -> Decision:
        """Take an entry back by a further one; an undo can be undone. Raises DecisionError where there is none."""
        if not who.strip():
            raise DecisionError("undone_by_nobody")
        with self._writing() as connection:
            entries = _read(connection, "", ())
            entry = next((entry for entry in entries if entry.entry_id == entry_id), None)
            if entry is None:
                raise DecisionError("no_entry", entry=entry_id)
            if any(later.undoes == entry_id for later in entries):
                raise DecisionError("undone_before", entry=entry_id)
            same = [
                e for e in entries if (e.kind, e.subject_id, e.field) == (entry.kind, entry.subject_id, entry.field)
            ]
            before, after = value_of(same), value_of(same, undone=entry_id)
            return _insert(
                connection, entry.kind, entry.subject_id, entry.field, before, after, who.strip(), why.strip(), entry_id
            )

    def entries(self, kind: DecisionKind | None = None, subject_id: str | None = None) -> list[Decision]:
        """All entries in the order taken, undone ones and undos included."""
        wanted = {"kind": kind, "subject_id": subject_id}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = " AND ".join(f"{column} = ?" for column in given)
        with self._reading() as connection:
            return _read(connection, f"WHERE {where}" if where else "", tuple(given.values())) if connection else []

    def current(self, kind: DecisionKind) -> list[Decision]:
        """The entry in force for each subject and field of a kind; what is undone, or set back to None, is left out."""
        return [entry for entry in effective(self.entries(kind)) if entry.new is not None]

    def version(self) -> int:
        """Number of the last entry; 0 without any. It grows with every change, so it is a cache key.

        Asked before every query of a page, so its connection is kept open (some µs a call); a log that was replaced
        by another file is noticed.
        """
        try:
            file = self.path.stat().st_ino
        except FileNotFoundError:
            return 0
        with self._lock:
            if self._watch is None or self._watch[0] != file:
                self._unwatch()
                self._watch = file, sqlite3.connect(self.path, timeout=_WAIT_SECONDS, check_same_thread=False)
            try:
                row = self._watch[1].execute("SELECT coalesce(max(entry_id), 0) FROM decision").fetchone()
            except sqlite3.OperationalError as error:
                self._unwatch()
                if "no such table" not in str(error):  # else another process is making the log at this moment
                    raise
                return 0
            return int(row[0])

    def close(self) -> None:
        """Let go of the kept connection; the log can be used on."""
        with self._lock:
            self._unwatch()

    def _unwatch(self) -> None:
        if self._watch is not None:
            self._watch[1].close()
            self._watch = None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise DecisionError("log_unreadable", file=self.path.name, why=error) from error
        try:
            _to_wal(connection)
            connection.execute("PRAGMA synchronous=FULL")
            connection.executescript(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise DecisionError("log_busy", why=error) from error
        finally:
            connection.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to read by, None while the log has no table yet."""
        if not self.path.exists():
            yield None
            return
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'decision'").fetchone()
            yield connection if known else None
        finally:
            connection.close()


def _to_wal(connection: sqlite3.Connection) -> None:
    # SQLite waits for every lock but the one that makes a new file a WAL one: it reads the file's head first, and
    # from reading to writing it does not wait. Two first decisions at the same moment met this.
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE_SECONDS)


def _insert(connection: sqlite3.Connection, *values: str | int | None) -> Decision:
    kind, subject_id, field, old, new, who, why, undoes = values
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    cursor = connection.execute(
        "INSERT INTO decision (at, kind, subject_id, field, old, new, who, why, undoes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (at, kind, subject_id, field, old, new, who, why, undoes),
    )
    return _read(connection, "WHERE entry_id = ?", (cursor.lastrowid,))[0]


def _read(connection: sqlite3.Connection, where: str, parameters: tuple[object, ...]) -> list[Decision]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM decision {where} ORDER BY entry_id", parameters)
    return [Decision(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in rows]
