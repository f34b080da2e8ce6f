"""One audit result: a question to the filer, never an accusation."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.form.record import FormRecord, IndicatorRecord, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One row per rule and indicator (or project, or portfolio).

    `ordinal` is the indicator's (from 1), None for the project's or the portfolio's own row. `parameters`
    fill the rule's sentence (sentences.py); parameters["variant"] chooses it. `printed` and `expected` are
    the form's figure and the computed one as short texts, None where there is none.
    """

    rule: str
    severity: Severity
    ordinal: int | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    printed: str | None = None
    expected: str | None = None
    source_line: int | None = None
    source_place: str | None = None


def on_indicator(
    rule: str,
    severity: Severity,
    record: IndicatorRecord,
    variant: str = "",
    printed: str | None = None,
    expected: str | None = None,
    /,
    **parameters: str,
) -> Finding:
    """A finding at an indicator; its name and weight are parameters of every such sentence."""
    filled = {"variant": variant, "name": shorten(record.name), "weight": points(record.weight), **parameters}
    return Finding(rule, severity, record.ordinal, filled, printed, expected, record.source_line, record.source_place)


def on_project(
    rule: str,
    severity: Severity,
    form: FormRecord,
    variant: str = "",
    printed: str | None = None,
    expected: str | None = None,
    /,
    **parameters: str,
) -> Finding:
    """A finding of the project itself, placed at its 年度资金总额 row or its first line."""
    row = form.total_funding if form.funding else None
    line = row.source_line if row and row.source_line is not None else form.first_line
    place = row.source_place if row and row.source_place else (f"第{line}行" if line is not None else None)
    return Finding(rule, severity, None, {"variant": variant, **parameters}, printed, expected, line, place)


def shorten(text: str | None, length: int = 36) -> str:
    """A text for a sentence: "—" without one, cut with … when long."""
    if not text:
        return "—"
    return text if len(text) <= length else text[: length - 1] + "…"


def points(value: object) -> str:
    """Points as printed on forms, two decimals; "—" when not stated."""
    return "—" if value is None else f"{value:.2f}"
