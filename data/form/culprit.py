"""Where a form does not balance: which of its figures is likeliest wrong, in words.

Nothing is repaired by this. It names the figure that, read otherwise, would make the sums hold, so that
the reader of the finding knows where to look first in the original.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from data.form.checks import GROUP_SUM, SCORES, WEIGHTS, Form, Mismatch, execution_score
from data.form.record import IndicatorRecord

_FEW = 3


def culprit(form: Form, wrong: Sequence[Mismatch]) -> str:
    """What likeliest went wrong: a figure missing, impossible or off by the difference, a row too many or lost."""
    found = _missing(form) or _impossible(form)
    if found:
        return found
    weights = _difference(wrong, WEIGHTS)
    if not weights and any(item.what == WEIGHTS for item in wrong):
        return f"总分行的分值{form.total_weight}有误"
    scores = _difference(wrong, SCORES)
    if weights and scores:
        return _row_too_many(form, weights, scores) or _row_lost(wrong, weights, scores) or "某项指标的分值和得分有误"
    if weights:
        return _weight(form, wrong, weights)
    groups = [item for item in wrong if item.what.endswith(GROUP_SUM) and item.what != WEIGHTS]
    if groups and not scores:
        return _label(groups)
    return _score(form, scores) if scores else "某项指标的分值或得分有误"


def _missing(form: Form) -> str | None:
    rows = [row for row in form.indicators if row.weight is None or row.score is None]
    if rows:
        names = "、".join(_row(row) for row in rows[:_FEW])
        return names + (f"等{len(rows)}项" if len(rows) > _FEW else "") + "的分值或得分未能读出"
    if form.funding.weight is None or form.funding.score is None:
        return "预算执行的分值或得分未能读出"
    if form.total_weight is None or form.total_score is None:
        return "总分行缺失或未能读出"
    return None


def _impossible(form: Form) -> str | None:
    for row in form.indicators:
        if row.weight is None or row.score is None:
            continue
        if row.score < 0:
            return f"{_row(row)}得分{row.score}是负数"
        if row.score > row.weight:
            return f"{_row(row)}得分{row.score}高于分值{row.weight}"
    return None


def _difference(wrong: Sequence[Mismatch], what: str) -> Decimal:
    """By how much the figures come to more than the form prints (the weights: than 100); zero where they do not."""
    for item in wrong:
        if item.what == what and item.found is not None and item.should_be is not None:
            return item.found - item.should_be
    return Decimal(0)


def _row_too_many(form: Form, weights: Decimal, scores: Decimal) -> str | None:
    for above, row in pairwise(form.indicators):
        same = (above.name, above.target, above.actual) == (row.name, row.target, row.actual)
        if same and (row.weight, row.score) == (weights, scores):
            return f"{_row(row)}与上一项完全相同，重复录入"
    return None


def _row_lost(wrong: Sequence[Mismatch], weights: Decimal, scores: Decimal) -> str | None:
    if not weights < 0 or not weights <= scores <= 0:
        return None
    group = next((item.what.removesuffix(GROUP_SUM) for item in wrong if _short_by(item, -weights)), "")
    return f"{group}漏了一项（分值{-weights}、得分{-scores}）"


def _short_by(item: Mismatch, points: Decimal) -> bool:
    group = item.what.endswith(GROUP_SUM) and item.what != WEIGHTS
    return group and item.found is not None and item.printed is not None and item.printed - item.found == points


def _weight(form: Form, wrong: Sequence[Mismatch], difference: Decimal) -> str:
    """A weight off by the difference; where only the total row is, the groups hold."""
    groups = [item.what.removesuffix(GROUP_SUM) for item in wrong if _short_by(item, -difference)]
    rows = [row for row in form.indicators if not groups or row.level1 in groups]
    likely = list(_one_digit_off(rows, difference, "weight"))
    full = [row for row in likely if row.score is not None and row.weight == row.score + difference]
    if 0 < len(full or likely) <= _FEW:
        return _named(full or likely, "分值", difference, "weight")
    return f"{groups[0]}某项分值或标签上的分数有误" if groups else "某项指标的分值或总分行的分值有误"


def _label(groups: Sequence[Mismatch]) -> str:
    """The weights come to 100, so that a label's points are wrong, or rows stand in the wrong group."""
    names = [item.what.removesuffix(GROUP_SUM) for item in groups]
    if len(groups) == 1:
        return f"标签“{names[0]}”上的分数{groups[0].printed}有误"
    return f"{'、'.join(names)}标签上的分数或各项的归组有误"


def _score(form: Form, difference: Decimal) -> str:
    """A score off by the difference: execution's by its amounts, else one that its row speaks against."""
    printed, expected = form.funding.score, execution_score(form.funding)
    if printed is not None and expected is not None and printed - expected == difference:
        return f"预算执行得分{printed}有误（按金额应为{expected}）"
    rows = [row for row in form.indicators if row.score is not None and row.weight is not None]
    possible = [row for row in rows if 0 <= (row.score or 0) - difference <= (row.weight or 0)]
    unexplained = [
        row for row in possible if row.deviation_reason is None and row.score != row.weight and difference < 0
    ]
    contradicted = [row for row in possible if row.deviation_reason is not None and row.score == row.weight]
    digit = list(_one_digit_off(possible, difference, "score"))
    for likely in (unexplained, contradicted if difference > 0 else [], digit):
        if 0 < len(likely) <= _FEW:
            return _named(likely, "得分", difference, "score") + (
                "" if likely is unexplained else "，或总分行的得分有误"
            )
    return "总分行的得分或某项指标的得分有误"


def _one_digit_off(rows: Sequence[IndicatorRecord], difference: Decimal, field: str) -> Iterator[IndicatorRecord]:
    """Rows whose figure would be right with one digit of it changed."""
    for row in rows:
        printed: Decimal = getattr(row, field)
        other = printed - difference
        if other < 0 or (field == "weight" and (row.score is None or other < row.score or not other)):
            continue
        left, right = f"{printed:07.2f}", f"{other:07.2f}"
        if sum(a != b for a, b in zip(left, right, strict=True)) == 1:
            yield row


def _named(rows: Sequence[IndicatorRecord], word: str, difference: Decimal, field: str) -> str:
    return "、".join(
        f"{_row(row)}{word}{getattr(row, field)}有误（若为{getattr(row, field) - difference}则合计相符）"
        for row in rows
    )


def _row(row: IndicatorRecord) -> str:
    return f"第{row.ordinal}项指标（{row.source_place}）"
