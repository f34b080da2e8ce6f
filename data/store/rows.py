"""Assessed records → rows of the tables in schema.sql, in the order of their columns. Pure; no database."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from data.form.record import SOURCES, FormRecord, FundingRecord
from data.intake.assessed import AssessedDocument, AssessedForm, FindingRow
from data.intake.fitting import POINTS, fitted
from data.store.identities import finding_id, indicator_ids, project_key, promise_id

Row = tuple[object, ...]


def grade(total_score: Decimal | None) -> str | None:
    """Grade by filing rule 4 from the printed total; None without one.

    >>> grade(Decimal("89.51"))
    '良'
    """
    if total_score is None:
        return None
    return "优" if total_score >= 90 else "良" if total_score >= 80 else "中" if total_score >= 60 else "差"


def document_row(identifier: str, document: AssessedDocument, forms: int) -> Row:
    """The document's row of table `document`; `forms` counts those kept under it."""
    return (
        identifier,
        document.file_name,
        document.sha256,
        document.media_type,
        document.imported_at,
        forms,
        document.encoding,
        None if document.usage is None else _json(document.usage),
    )


def project_row(project: str, document: str, form: FormRecord) -> Row:
    """The form's row of table `project`; whether it is superseded shows only at the end of a build."""
    return (
        project,
        project_key(form.department, form.implementing_unit, form.name),
        document,
        form.fiscal_year,
        _text(form.name),
        _text(form.department),
        _text(form.implementing_unit),
        _text(form.project_lead),
        _text(form.phone),
        _text(form.goal_expected),
        _text(form.goal_achieved),
        form.total_weight,
        form.total_score,
        grade(form.total_score),
        form.balanced,
        False,
        form.margin,
        form.first_line,
        form.last_line,
        form.total_line,
    )


def funding_rows(project: str, form: FormRecord) -> list[Row]:
    """Four rows of table `funding`, one per source; a source that the form lacks is all NULL."""
    given = {row.source: row for row in reversed(form.funding)}
    rows = (given.get(source, FundingRecord(source)) for source in SOURCES)
    return [
        (
            project,
            row.source,
            row.initial_budget_wan,
            row.full_year_budget_wan,
            row.executed_wan,
            row.weight if row.source == "total" else None,  # only the total is scored
            row.printed_rate_pct,
            row.score if row.source == "total" else None,
            row.source_line,
            _text(row.source_place),
        )
        for row in rows
    ]


def indicator_keys(project: str, form: FormRecord) -> dict[int, str]:
    """Indicator identifiers of a form by ordinal."""
    identifiers = indicator_ids(project, [(row.name, row.target) for row in form.indicators])
    return {row.ordinal: identifier for row, identifier in zip(form.indicators, identifiers, strict=True)}


def indicator_rows(project: str, form: FormRecord, keys: Mapping[int, str]) -> list[Row]:
    """The form's rows of table `indicator`."""
    return [
        (
            keys[row.ordinal],
            project,
            row.ordinal,
            _text(row.level1),
            _text(row.level2),
            _text(row.name),
            _text(row.target),
            _text(row.actual),
            row.weight,
            row.score,
            row.deduction,
            _text(row.deviation_reason),
            _text(row.reason_printed),
            row.reason_shared,
            row.source_line,
            row.source_place,
        )
        for row in form.indicators
    ]


def deduction_rows(project: str, assessed: AssessedForm, keys: Mapping[int, str]) -> list[Row]:
    """The form's rows of table `deduction`."""
    return [
        (
            f"{project}-execution" if loss.ordinal is None else keys[loss.ordinal],
            project,
            None if loss.ordinal is None else keys[loss.ordinal],
            loss.points,
            loss.cause,
            list(loss.secondary),
            _text(loss.evidence),
        )
        for loss in assessed.losses
    ]


def measure_rows(assessed: AssessedForm, keys: Mapping[int, str]) -> list[Row]:
    """The form's rows of table `measure`."""
    return [
        (
            keys[row.ordinal],
            row.kind,
            row.target_value,
            row.actual_value,
            fitted(row.recomputed_score, POINTS),
            _text(row.formula),
            None if row.evidence is None else _json(row.evidence),
        )
        for row in assessed.measures
    ]


def promise_rows(project: str, assessed: AssessedForm, keys: Mapping[int, str]) -> list[Row]:
    """The form's rows of table `promise`; the same words twice in one reason are one promise."""
    rows = {
        promise_id(keys[row.ordinal], row.text): (keys[row.ordinal], row.text, row.cause) for row in assessed.promises
    }
    return [(identifier, project, *row) for identifier, row in rows.items()]


def finding_rows(
    findings: Sequence[FindingRow], subject: str, document: str | None, project: str | None, keys: Mapping[int, str]
) -> list[Row]:
    """Rows of table `finding` of one project, document or the portfolio (`subject`); repeats get a number."""
    rows: list[Row] = []
    seen: Counter[str] = Counter()
    for row in findings:
        indicator = keys.get(row.ordinal) if row.ordinal is not None else None
        identifier = finding_id(subject, row.rule, indicator)
        seen[identifier] += 1
        rows.append(
            (
                identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}",
                document,
                project,
                indicator,
                row.rule,
                row.severity,
                row.message,
                _json(row.parameters),
                _text(row.printed),
                _text(row.expected),
                row.basis,
                row.source_line,
                _text(row.source_place),
            )
        )
    return rows


def _text(value: str | None) -> str | None:
    """NULL in place of an empty text."""
    return value or None


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str).encode


def _json(value: Mapping[str, object]) -> str:
    return _encode(dict(value))
