"""The command line of the build: what is asked for, what is said, and the exit code."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from data.audit import ThresholdError, load_thresholds
from data.causes import CauseTableError, Classifier, load_causes
from data.intake.assess import Assessor, portfolio_findings
from data.intake.cache import Cache
from data.intake.find import FolderMissing, Found, find_documents
from data.intake.pipeline import assess_all
from data.intake.read import Reader
from data.intake.request import Request, parse
from data.intake.summary import Summary
from data.intake.target import TargetRefused, check_target
from data.intake.versions import configuration_hash, fingerprint, reader_version
from data.store import (
    BuildInfo,
    SnapshotUnreadable,
    SnapshotWriter,
    StoreBusy,
    Written,
    building,
    current_snapshot,
    open_snapshot,
    publish,
    write_file,
)

ALL_WELL, MARKED, NOTHING = 0, 1, 2


class NothingBuilt(ValueError):
    """There is nothing to make a snapshot of; the message (Chinese) says why. What was published stays."""


def main(arguments: Sequence[str]) -> int:
    """Build as asked, say what came of it, and return the exit code."""
    request = parse(arguments)
    try:
        return build(request)
    except (NothingBuilt, FolderMissing, TargetRefused, CauseTableError, ThresholdError, StoreBusy) as error:
        _say(f"没有构建：{error}", sys.stderr)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        _say(f"没有构建：无法写入或读取{where}（{error.strerror or error}）。请检查路径和权限。", sys.stderr)
    return NOTHING


def build(request: Request) -> int:
    """Build a snapshot; returns the exit code.

    Raises NothingBuilt and what the parts raise, before anything is replaced.
    """
    check_target(request)
    documents = find_documents(request.documents)
    if not documents:
        raise NothingBuilt(f"在 {'、'.join(map(str, request.documents))} 里没有找到任何文件。")
    assessor = Assessor(Classifier(load_causes()), load_thresholds())
    configuration = configuration_hash()
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    marks = fingerprint(documents, configuration)
    info = BuildInfo(now, reader_version(), configuration, marks, assessor.thresholds)
    if request.if_stale and (code := _up_to_date(request, info)) is not None:
        return code
    cache = Cache(request.store / "cache" if request.store else None, f"{info.reader_version}-{configuration}")
    reader = Reader(assessor, cache, now)
    job = _Job(documents, reader, info, request.processes)
    if request.output:
        written = write_file(request.output, job.write)
    else:
        assert request.store is not None
        with building(request.store):
            written = publish(request.store, job.write)
            cache.keep_only({found.digest for found in documents if found.digest})
    target = request.output or (current_snapshot(request.store) if request.store else None)
    lines = job.summary.lines(written.severities, written.superseded)
    _say("\n".join([*lines, f"快照：{target}"]))
    return MARKED if job.summary.marked else ALL_WELL


class _Job:
    """One build: reads the documents into the file it is given."""

    def __init__(self, documents: Sequence[Found], reader: Reader, info: BuildInfo, processes: int | None) -> None:
        self.summary = Summary(other_names=sum(len(found.other_names) for found in documents))
        self._documents, self._reader, self._info, self._processes = documents, reader, info, processes

    def write(self, path: Path) -> Written:
        with SnapshotWriter(path) as writer:
            for document in assess_all(self._documents, self._reader, self._processes):
                self.summary.count(document, writer.add(document))
            if not self.summary.forms:
                raise NothingBuilt("\n".join(["没有一份文件里读出自评表。", *self.summary.problems()]))
            for place, finding in portfolio_findings(writer.counted(), self._reader.assessor.thresholds):
                writer.add_findings(place, [finding])
            return writer.finish(self._info)


def _up_to_date(request: Request, info: BuildInfo) -> int | None:
    """The exit code of the snapshot that is there, when it was made from exactly this; None when it must be built."""
    path = request.output if request.output else current_snapshot(request.store) if request.store else None
    if path is None or not path.is_file():
        return None
    try:
        snapshot = open_snapshot(path)
    except SnapshotUnreadable:
        return None
    try:
        if snapshot.info.fingerprint != info.fingerprint:
            return None
        marked = snapshot.rows(
            "SELECT (SELECT count(*) FROM project WHERE NOT balanced) + (SELECT count(*) FROM finding "
            "WHERE project_id IS NULL AND document_id IS NOT NULL AND severity = 'must_fix')"
        )[0][0]
    finally:
        snapshot.close()
    _say(f"快照 {path} 已是最新，没有重新构建。")
    return MARKED if marked else ALL_WELL


def _say(text: str, stream: TextIO | None = None) -> None:
    (stream or sys.stdout).write(text + "\n")
