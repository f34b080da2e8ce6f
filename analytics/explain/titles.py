"""The title of a figure: what is measured and what restricts it."""

from collections.abc import Sequence
from itertools import pairwise

from analytics.explain.bases import RATE_BIN_BOUNDS, RATE_BOUNDS
from analytics.explain.key import FigureKey
from analytics.explain.single import opened_as
from analytics.explain.words import measure_label
from analytics.labels import FIELD_LABELS, Translate, band_label, cause_label, grade_label, state_label
from analytics.scope import NO_YEAR

# What screens call it where there is none.
_NOT_STATED = {"state": state_label, "grade": grade_label, "grade_after": grade_label}


def title(key: FigureKey, _: Translate) -> str:
    """The figure's name with what restricts it: '扣分 · 疫情影响'."""
    parts = [measure_label(opened_as(key), _)]
    for field, value in key.where:
        words = _value_label(field, value, _)
        if words:
            parts.append(words)
    return " · ".join(parts)


def _value_label(field: str, value: str, _: Translate) -> str:
    if field in ("lift", "include", "whole", "peers", "besides", "project", "deduction", "indicator", "ordinal"):
        return ""  # identifiers say nothing: the rows below name them
    if field == "form":
        return _("已被替代的一份")
    if value == "":
        return _NOT_STATED[field](None, _) if field in _NOT_STATED else _("未填写")
    if label := FIELD_LABELS.get(field.removesuffix("_after")):
        return label(value, _)
    if field in ("year", "scope_year"):
        return _("{year} 年度").format(year=value) if value != str(NO_YEAR) else _("未填写")
    if field == "against":
        return _("与 {year} 年度相比").format(year=value)
    if field == "execution":
        return _("预算执行") if value == "yes" else _("指标")
    if field == "fix":
        return _("解决：{cause}").format(cause=cause_label(value, _))
    if field == "rate":
        return _("一个项目的执行率提到 {n}%").format(n=value)
    if field == "rate_band":
        return _("执行率：{n}").format(n=_band(value, RATE_BOUNDS))
    if field == "rate_bin":
        return _("得分率：{n}").format(n=_band(value, RATE_BIN_BOUNDS))
    return value


def _band(least: str, bounds: Sequence[str]) -> str:
    return band_label(least, dict(pairwise(bounds)).get(least))
