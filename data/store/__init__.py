"""Snapshots: written whole, published by a pointer, opened read-only with people's decisions laid over them."""

from data.intake.assessed import AssessedDocument, AssessedForm, BuildInfo, FindingRow, Loss, Measured, Promised
from data.store.publish import StoreBusy, building, current_snapshot, publish, write_file
from data.store.snapshot import Snapshot, SnapshotUnreadable, open_snapshot
from data.store.writer import SnapshotWriter, Written

__all__ = [
    "AssessedDocument",
    "AssessedForm",
    "BuildInfo",
    "FindingRow",
    "Loss",
    "Measured",
    "Promised",
    "Snapshot",
    "SnapshotUnreadable",
    "SnapshotWriter",
    "StoreBusy",
    "Written",
    "building",
    "current_snapshot",
    "open_snapshot",
    "publish",
    "write_file",
]
