"""Rules on satisfaction and benefits: surveys (9), what is measured (10, 11, 20), missing groups (12)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, on_project, points, shorten
from data.audit.wording import admits_no_survey, measures_satisfaction
from data.measures import bare, parse, state

_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(
    r"(?:[二两三四五六七八九十百千]+(?:个|年|月|天|日|次|场|期|项|人|名|家|套|件|份|处|所|户|座)|一(?:年|次|场))|全部|零"
)
_GROUPS = (("产出", "产出指标"), ("效益", "效益指标"), ("满意度", "满意度指标"))
_SATISFIED = re.compile(r"满意|认可|好评|良好|较好|很好|较高|反映好")


def _under_satisfaction(row: Row) -> bool:
    return "满意" in (row.record.level1 or "")


def unmeasured_satisfaction(ctx: Context) -> Iterator[Finding]:
    """Rule 9: a satisfaction target in % answered in words, or the reason admits that no survey was made."""
    for row in ctx.rows:
        record = row.record
        if row.actual is None or row.nothing_done:
            continue
        about = measures_satisfaction(record.name, record.target)
        if not (about or _under_satisfaction(row)):
            continue
        if record.score is not None and record.score <= 0:
            continue
        admitted = admits_no_survey(record.deviation_reason) or admits_no_survey(row.actual)
        target = parse(record.target, ctx.form.fiscal_year)
        in_percent = any(quantity.is_percent for quantity in target.quantities)
        figures = parse(row.actual, ctx.form.fiscal_year).quantities
        words = in_percent and not figures and (about or _SATISFIED.search(row.actual) is not None)
        if not (admitted or words):
            continue
        variant = "words_admitted" if admitted and words else ("admitted" if admitted else "words")
        if admits_no_survey(row.actual) and not figures:
            variant = "unmade"  # the actual value itself says that there is nothing
        yield on_indicator(
            "audit.09", "check", record, variant, f"{record.target or '—'} → {row.actual}", None,
            target=shorten(record.target), actual=shorten(row.actual), score=points(record.score),
        )  # fmt: skip


def satisfaction_not_measured(ctx: Context) -> Iterator[Finding]:
    """Rule 10: an indicator under 满意度 whose name and target are not about 满意, 认可 or 好评."""
    for row in ctx.rows:
        record = row.record
        if not _under_satisfaction(row) or not (record.name or record.target):
            continue
        if not measures_satisfaction(record.name, record.target):
            yield on_indicator("audit.10", "check", record, "", record.name, None, target=shorten(record.target))


def uncheckable_benefit(ctx: Context) -> Iterator[Finding]:
    """Rule 11: a qualitative benefit whose actual value repeats the target, at full mark."""
    for row in ctx.rows:
        record = row.record
        if not row.full_mark or "效益" not in (record.level1 or "") or row.actual is None or not record.target:
            continue
        if bare(record.target) == bare(row.actual) and not _has_figure(row.actual, ctx.form.fiscal_year):
            yield on_indicator("audit.11", "check", record, "", row.actual, None, actual=shorten(row.actual))


def _has_figure(text: str, year: int | None) -> bool:
    measures = parse(text, year)
    return _DIGIT.search(text) is not None or bool(measures.quantities or measures.periods)


def missing_group(ctx: Context) -> Iterator[Finding]:
    """Rule 12: one of 产出, 效益, 满意度 has no indicator. Silent where a row's group could not be read."""
    labels = [row.record.level1 for row in ctx.rows]
    if not labels or any(label is None for label in labels):
        return
    present = " ".join(label for label in labels if label).replace("效果", "效益")
    missing = [label for word, label in _GROUPS if word not in present]
    if missing:
        words = "、".join(missing)
        found = on_project("audit.12", "check", ctx.form, "", None, None, missing=words)
        # no row carries what is missing: the form's first line stands for the whole
        line = ctx.form.first_line
        yield found if line is None else replace(found, source_line=line, source_place=f"第{line}行")


def heavy_unmeasurable(ctx: Context) -> Iterator[Finding]:
    """Rule 20: one indicator of 30 points or more whose target has no number, date or state to be checked."""
    for row in ctx.rows:
        record = row.record
        if record.weight is None or record.weight < ctx.thresholds.unmeasurable_points or not record.target:
            continue
        target = parse(record.target, ctx.form.fiscal_year)
        if target.periods or target.relative or state(record.target) or _COUNTED.search(record.target):
            continue
        if target.quantities:
            continue
        yield on_indicator("audit.20", "check", record, "", record.target, None, target=shorten(record.target))
