"""What is written to a snapshot: records as read, with what causes, measures and audit say of them. Plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from data.audit.thresholds import DEFAULT_THRESHOLDS, Thresholds
from data.form.record import FormRecord, Severity


@dataclass(frozen=True, slots=True)
class Loss:
    """One row per loss of points of a form; `ordinal` is the indicator's, None for execution's points.

    Points are weight − score; negative where more was scored than the weight allows, so that they always sum to
    what the form lost.
    """

    ordinal: int | None
    points: Decimal
    cause: str
    secondary: tuple[str, ...] = ()
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Promised:
    """One row per improvement measure promised in a reason, in the reason's own words."""

    ordinal: int
    text: str
    cause: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One row per indicator that could be measured (table `measure`)."""

    ordinal: int
    kind: str | None = None
    target_value: float | None = None
    actual_value: float | None = None
    recomputed_score: Decimal | None = None
    formula: str | None = None
    evidence: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row per finding before it gets its identifiers; `ordinal` is the indicator's, None otherwise."""

    rule: str
    severity: Severity
    message: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    ordinal: int | None = None
    printed: str | None = None
    expected: str | None = None
    basis: str | None = None
    source_line: int | None = None
    source_place: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands in a snapshot."""

    project_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class AssessedForm:
    """One row per form, with its losses, promises, measures and findings."""

    form: FormRecord
    losses: tuple[Loss, ...] = ()
    promises: tuple[Promised, ...] = ()
    measures: tuple[Measured, ...] = ()
    findings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessedDocument:
    """One row per distinct document. `lines` are its text as received; `sha256` None when it could not be opened."""

    file_name: str
    sha256: str | None
    media_type: str
    imported_at: datetime
    encoding: str | None = None
    usage: Mapping[str, int] | None = None
    lines: tuple[str, ...] = ()
    forms: tuple[AssessedForm, ...] = ()
    findings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildInfo:
    """What a snapshot was made from, and the thresholds of its audit.

    `fingerprint` is over documents, code and configuration: equal means not stale.
    """

    built_at: datetime
    reader_version: str
    configuration: str
    fingerprint: str
    thresholds: Thresholds = DEFAULT_THRESHOLDS
