"""Snapshots for the tests of answers: the real filing from its golden records, and a small one made by hand."""

import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from data.causes import EXECUTION, classify, promises
from data.form.record import FormRecord, FundingRecord, IndicatorRecord
from data.store import AssessedDocument, AssessedForm, BuildInfo, FindingRow, Loss, Measured, Promised, SnapshotWriter

GOLDEN = Path(__file__).parent.parent / "golden"
TEXT = Path(__file__).parent.parent.parent / "data/documents/2021/self-evaluation-2021.txt"
INFO = BuildInfo(datetime(2022, 1, 31), "1", "test", "test")


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def golden_form(path: Path) -> FormRecord:
    """One golden record as the reader would return it."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    amounts = ("initial_budget_wan", "full_year_budget_wan", "executed_wan", "weight", "printed_rate_pct", "score")
    funding = tuple(
        FundingRecord(
            row["source"],
            **{name: _decimal(row[name]) for name in amounts},
            source_line=row["source_line"],
            source_place=f"第{row['source_line']}行",
        )
        for row in raw.pop("funding")
    )
    indicators = tuple(
        IndicatorRecord(
            **(row | {"weight": _decimal(row["weight"]), "score": _decimal(row["score"])}),
            source_place=f"第{row['source_line']}行",
        )
        for row in raw.pop("indicators")
    )
    totals = {name: _decimal(raw.pop(name)) for name in ("total_weight", "total_score")}
    return FormRecord(**raw, **totals, funding=funding, indicators=indicators)


def assessed(form: FormRecord, measures: Sequence[Measured] = (), findings: Sequence[FindingRow] = ()) -> AssessedForm:
    """The form with its losses and promises, classified by the table of causes."""
    losses, promised = [], []
    for row in form.indicators:
        if row.deduction:
            found = classify(row.deviation_reason)
            losses.append(Loss(row.ordinal, row.deduction, found.cause, found.secondary, found.evidence))
            promised += [Promised(row.ordinal, text, found.cause) for text in promises(row.deviation_reason)]
    total = form.total_funding
    if total.weight is not None and total.score is not None and total.weight != total.score:
        losses.append(Loss(None, total.weight - total.score, EXECUTION))
    return AssessedForm(form, tuple(losses), tuple(promised), tuple(measures), tuple(findings))


def document(number: int, forms: Sequence[AssessedForm], lines: Sequence[str] = ()) -> AssessedDocument:
    """A text document holding these forms."""
    return AssessedDocument(
        file_name=f"filing-{number:02d}.txt",
        sha256=f"{number:012d}".ljust(64, "0"),
        media_type="text/plain",
        imported_at=INFO.built_at,
        lines=tuple(lines),
        forms=tuple(forms),
    )


def write(path: Path, documents: Sequence[AssessedDocument]) -> Path:
    """A snapshot file of these documents."""
    with SnapshotWriter(path) as writer:
        for each in documents:
            writer.add(each)
        writer.finish(INFO)
    return path


def real_filing(path: Path) -> Path:
    """The 13 forms of 2021 as a snapshot."""
    forms = [assessed(golden_form(each)) for each in sorted(GOLDEN.glob("2021-*.json"))]
    return write(path, [document(1, forms, TEXT.read_text(encoding="utf-8-sig").splitlines())])
