"""Figures in words: what is measured, by which formula, by which rule. Msgids are literal, for the catalogues."""

from analytics.explain.key import FigureKey
from analytics.labels import (
    Translate,
    cause_label,
    grade_label,
    rule_label,
    severity_label,
    source_label,
    state_label,
)


def measure_label(measure: str, _: Translate) -> str:
    """The name of a measure."""
    known = {
        "projects": _("项目数"),
        "mean_score": _("平均总分"),
        "weighted_mean_score": _("按预算加权的平均总分"),
        "lowest_score": _("最低总分"),
        "low_rate_projects": _("执行率低于 90% 的项目数"),
        "initial_budget": _("年初预算"),
        "budget": _("全年预算"),
        "executed": _("全年执行"),
        "unspent": _("未执行金额"),
        "adjustment": _("年中调整"),
        "execution_rate": _("预算执行率"),
        "source_initial_budget": _("年初预算"),
        "source_budget": _("全年预算"),
        "source_executed": _("全年执行"),
        "source_execution_rate": _("预算执行率"),
        "points_lost": _("扣分"),
        "indicator_points_lost": _("指标扣分"),
        "execution_points_lost": _("预算执行扣分"),
        "points_lost_share": _("占全部扣分的比重"),
        "deductions": _("扣分处数"),
        "deducted_projects": _("涉及项目数"),
        "indicators": _("指标数"),
        "score_rate": _("得分率"),
        "indicator_loss": _("指标扣分"),
        "full_mark_share": _("满分指标占比"),
        "score_rank": _("总分名次"),
        "rate_rank": _("执行率名次"),
        "budget_rank": _("预算规模名次"),
        "lost_rank": _("扣分名次"),
        "findings": _("核验发现数"),
        "recomputed": _("可重算的指标数"),
        "agreeing": _("自评与重算一致的指标数"),
        "coverage": _("可重算的比重"),
        "over_points": _("自评多计的分"),
        "under_points": _("自评少计的分"),
        "net_inflation": _("净多计的分"),
    }
    return known.get(measure, measure)


def formula(measure: str, _: Translate) -> str:
    """How a figure is made from the rows listed below it."""
    known = {
        "projects": _("逐个项目计 1，相加。"),
        "mean_score": _("各项目表印总分之和 ÷ 有总分的项目数。"),
        "weighted_mean_score": _("Σ（总分 × 全年预算数）÷ Σ 全年预算数。"),
        "lowest_score": _("各项目表印总分中最低的一个。"),
        "low_rate_projects": _("全年执行数 ÷ 全年预算数低于 90% 的项目，逐个计 1，相加。"),
        "initial_budget": _("各项目年度资金总额的年初预算数相加。"),
        "budget": _("各项目年度资金总额的全年预算数相加。"),
        "executed": _("各项目年度资金总额的全年执行数相加。"),
        "unspent": _("各项目（全年预算数 − 全年执行数）相加。"),
        "adjustment": _("各项目（全年预算数 − 年初预算数）相加。"),
        "execution_rate": _("Σ 全年执行数 ÷ Σ 全年预算数 × 100%，由金额合计计算，不取各项目执行率的平均。"),
        "source_initial_budget": _("该资金来源各项目的年初预算数相加。"),
        "source_budget": _("该资金来源各项目的全年预算数相加。"),
        "source_executed": _("该资金来源各项目的全年执行数相加。"),
        "source_execution_rate": _("该资金来源 Σ 全年执行数 ÷ Σ 全年预算数 × 100%。"),
        "points_lost": _("各处扣分（分值 − 得分）相加，含预算执行。"),
        "indicator_points_lost": _("各指标的扣分（分值 − 得分）相加。"),
        "execution_points_lost": _("各项目预算执行的扣分（分值 − 得分）相加。"),
        "points_lost_share": _("所选扣分之和 ÷ 范围内全部扣分之和 × 100%。"),
        "deductions": _("逐处扣分计 1，相加。"),
        "deducted_projects": _("有这类扣分的项目，逐个计 1，相加。"),
        "indicators": _("逐项指标计 1，相加。"),
        "score_rate": _("Σ 得分 ÷ Σ 分值 × 100%，只计分值和得分都填写的指标。"),
        "indicator_loss": _("得分低于分值的指标，（分值 − 得分）相加。"),
        "full_mark_share": _("得满分的指标数 ÷ 分值和得分都填写的指标数 × 100%。"),
        "score_rank": _("总分高于本项目的项目数 + 1；并列者名次相同。"),
        "rate_rank": _("执行率高于本项目的项目数 + 1；并列者名次相同。"),
        "budget_rank": _("全年预算多于本项目的项目数 + 1；并列者名次相同。"),
        "lost_rank": _("扣分多于本项目的项目数 + 1；并列者名次相同。"),
        "findings": _("逐条核验发现计 1，相加。"),
        "recomputed": _("能按填报注意事项第 2 条重算得分的指标，逐项计 1，相加。"),
        "agreeing": _("自评得分与重算得分相差不超过 0.01 的指标，逐项计 1，相加。"),
        "coverage": _("可重算的指标数 ÷ 指标数 × 100%。"),
        "over_points": _("自评得分高于重算得分的部分相加。"),
        "under_points": _("自评得分低于重算得分的部分相加。"),
        "net_inflation": _("Σ（自评得分 − 重算得分）；正数为多计。"),
    }
    return known.get(measure, "")


def rule(measure: str, _: Translate) -> str:
    """The rule that the formula rests on."""
    if measure in ("execution_rate", "source_execution_rate", "low_rate_projects", "rate_rank"):
        return _("预算执行率 = 全年执行数 ÷ 全年预算数，按金额计算，四舍五入显示到两位小数。")
    if measure in ("recomputed", "agreeing", "coverage", "over_points", "under_points", "net_inflation"):
        return _("填报注意事项第 2 条：定量正向指标得分 = B ÷ A × 分值，反向指标得分 = A ÷ B × 分值，不超过分值。")
    if measure in ("points_lost", "deductions", "deducted_projects", "points_lost_share"):
        return _("每处扣分只归入一类原因（按原因表的先后），因此各类之和等于扣分合计。")
    if measure in ("mean_score", "weighted_mean_score", "lowest_score", "score_rank"):
        return _("总分取表印数；等级：优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（填报注意事项第 4 条）。")
    return _("按自评表所印数字计算；未填写的不计入，也不当作 0。")


def title(key: FigureKey, _: Translate) -> str:
    """The figure's name with what restricts it: '扣分 · 疫情影响'."""
    parts = [measure_label(key.measure, _)]
    for field, value in key.where:
        words = _value_label(field, value, _)
        if words:
            parts.append(words)
    return " · ".join(parts)


def _value_label(field: str, value: str, _: Translate) -> str:
    if field in ("whole", "project", "deduction", "indicator"):
        return ""  # identifiers say nothing: the rows below name them
    if value == "":
        return _("未填写")
    labels = {
        "cause": cause_label,
        "grade": grade_label,
        "severity": severity_label,
        "state": state_label,
        "source": source_label,
        "rule": rule_label,
    }
    if field in labels:
        return labels[field](value, _)
    if field in ("year", "scope_year"):
        return _("{year} 年度").format(year=value)
    if field == "execution":
        return _("预算执行") if value == "yes" else _("指标")
    if field == "rate_bin":
        return _("得分率 {n}% 起").format(n=value)
    return value
