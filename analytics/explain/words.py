"""Figures in words: what is measured, by which formula, by which rule. Msgids are literal, for the catalogues."""

from collections.abc import Collection

from analytics.labels import Translate


def measure_label(measure: str, _: Translate) -> str:
    """The name of a measure."""
    known = {
        "projects": _("项目数"),
        "mean_score": _("平均总分"),
        "weighted_mean_score": _("按预算加权的平均总分"),
        "highest_score": _("最高总分"),
        "lowest_score": _("最低总分"),
        "low_rate_projects": _("执行率低于 90% 的项目数"),
        "score_spread": _("总分之差"),
        "initial_budget": _("年初预算"),
        "budget": _("全年预算"),
        "executed": _("全年执行"),
        "unspent": _("未执行金额"),
        "adjustment": _("年中调整"),
        "execution_rate": _("预算执行率"),
        "adjustment_share": _("年中调整占年初预算的比重"),
        "unspent_share": _("占全部未执行金额的比重"),
        "source_budget_share": _("占全年预算的比重"),
        "high_rate_projects": _("执行率达到 90% 的项目数"),
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
        "mean_budget": _("平均全年预算"),
        "mean_points_lost": _("平均扣分"),
        "rate_projects": _("有执行率的项目数"),
        "no_rate_projects": _("没有执行率的项目数"),
        "placed_projects": _("有总分、预算和执行数的项目数"),
        "unplaced_projects": _("缺总分、预算或执行数的项目数"),
        "unspent_projects": _("有未执行金额的项目数"),
        "units": _("实施单位数"),
        "departments": _("主管部门数"),
        "scored_projects": _("有总分的项目数"),
        "adjusted_projects": _("年中调整预算的项目数"),
        "losing_projects": _("有扣分的项目数"),
        "losing_levels": _("有扣分的指标类别数"),
        "unbalanced_projects": _("数字合不上的自评表数"),
        "continuing_projects": _("上一年度也有自评表的项目数"),
        "execution_score": _("预算执行率得分"),
        "execution_weight": _("预算执行率分值"),
        "score_left": _("100 分扣去各处后余下的分"),
        "causes": _("扣分原因的种数"),
        "recurring_causes": _("在多个项目出现的原因种数"),
        "single_causes": _("只见于一个项目的原因种数"),
        "recurring_points": _("在多个项目出现的原因扣分"),
        "single_points": _("只见于一个项目的原因扣分"),
        "deducted_indicators": _("扣分指标数"),
        "scored_indicators": _("可计得分率的指标数"),
        "unscored_indicators": _("没有填写得分的指标数"),
        "full_mark_indicators": _("满分指标数"),
        "indicator_scores": _("指标得分合计"),
        "indicator_weights": _("指标分值合计"),
        "indicator_names": _("不同名称的指标数"),
        "full_mark_names": _("人人满分的指标名称数"),
        "repeated_full_mark_names": _("出现不止一次的人人满分名称数"),
        "recomputed_score": _("重算得分"),
        "recomputed_own_score": _("重算得分"),
        "simulated_own_score": _("模拟后总分"),
        "rank_now": _("现在名次"),
        "promises": _("承诺的整改措施数"),
        "registered_promises": _("已登记的措施数"),
        "followed_promises": _("有下一年度自评表的措施数"),
        "returned_promises": _("同一原因下一年度又扣分的措施数"),
        "promising_projects": _("承诺了措施的项目数"),
        "simulated_score": _("模拟后总分"),
        "simulated_weighted_score": _("模拟后按预算加权的平均总分"),
        "simulated_recovered": _("模拟收回的分数"),
        "simulated_gaining": _("模拟后得分提高的项目数"),
        "simulated_projects": _("模拟后的项目数"),
        "simulated_upgraded": _("模拟后升等级的项目数"),
        "simulated_upgrading": _("单独就能让项目升等级的行动数"),
        "simulated_rank": _("模拟后名次"),
        "findings": _("核验发现数"),
        "found_projects": _("有发现的项目数"),
        "recomputed": _("可重算的指标数"),
        "agreeing": _("自评与重算一致的指标数"),
        "under_indicators": _("自评少计的指标数"),
        "over_indicators": _("自评多计的指标数"),
        "differing_indicators": _("自评与重算不同的指标数"),
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
        "highest_score": _("各项目表印总分中最高的一个。"),
        "lowest_score": _("各项目表印总分中最低的一个。"),
        "score_spread": _("各项目表印总分中最高的 − 最低的。"),
        "low_rate_projects": _("全年执行数 ÷ 全年预算数低于 90% 的项目，逐个计 1，相加。"),
        "initial_budget": _("各项目年度资金总额的年初预算数相加。"),
        "budget": _("各项目年度资金总额的全年预算数相加。"),
        "executed": _("各项目年度资金总额的全年执行数相加。"),
        "unspent": _("各项目（全年预算数 − 全年执行数）相加。"),
        "adjustment": _("各项目（全年预算数 − 年初预算数）相加。"),
        "adjustment_share": _("Σ（全年预算数 − 年初预算数）÷ Σ 年初预算数 × 100%。"),
        "unspent_share": _("所选项目的未执行金额 ÷ 范围内全部未执行金额 × 100%。"),
        "source_budget_share": _("该资金来源的全年预算数 ÷ 各资金来源全年预算数之和 × 100%。"),
        "high_rate_projects": _("全年执行数 ÷ 全年预算数不低于 90% 的项目，逐个计 1，相加。"),
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
        "mean_budget": _("Σ 全年预算数 ÷ 项目数；未填写的项目算在项目数内。"),
        "mean_points_lost": _("各项目扣分之和 ÷ 项目数。"),
        "rate_projects": _("全年预算数大于 0 且填写了全年执行数的项目，逐个计 1，相加。"),
        "no_rate_projects": _("没有全年预算数或没有全年执行数的项目，逐个计 1，相加。"),
        "placed_projects": _("填写了总分、全年执行数，且全年预算数大于 0 的项目，逐个计 1，相加。"),
        "unplaced_projects": _("没有总分、没有全年执行数，或全年预算数不大于 0 的项目，逐个计 1，相加。"),
        "unspent_projects": _("全年预算数多于全年执行数的项目，逐个计 1，相加。"),
        "units": _("各项目所填的实施单位，逐个计 1，相加；未填写的合算一个。"),
        "departments": _("各项目所填的主管部门，逐个计 1，相加；未填写的合算一个。"),
        "scored_projects": _("填写了总分的项目，逐个计 1，相加。"),
        "adjusted_projects": _("全年预算数不同于年初预算数的项目，逐个计 1，相加。"),
        "losing_projects": _("有任何一处扣分的项目，逐个计 1，相加。"),
        "losing_levels": _("有扣分的二级指标，逐类计 1，相加。"),
        "unbalanced_projects": _("表上所印的数字合不上的自评表，逐张计 1，相加。"),
        "continuing_projects": _("上一年度也报送了自评表的项目，逐个计 1，相加。"),
        "execution_score": _("表上所印预算执行率一行的得分。"),
        "execution_weight": _("表上所印预算执行率一行的分值。"),
        "score_left": _("100 −（各处扣分相加）。"),
        "causes": _("有扣分的原因，逐种计 1，相加。"),
        "recurring_causes": _("有两个以上项目因它扣分的原因，逐种计 1，相加。"),
        "single_causes": _("只有一个项目因它扣分的原因，逐种计 1，相加。"),
        "recurring_points": _("有两个以上项目因它扣分的原因，扣分相加。"),
        "single_points": _("只有一个项目因它扣分的原因，扣分相加。"),
        "deducted_indicators": _("得分低于分值的指标，逐项计 1，相加。"),
        "scored_indicators": _("分值和得分都填写的指标，逐项计 1，相加。"),
        "unscored_indicators": _("没有填写得分的指标，逐项计 1，相加。"),
        "full_mark_indicators": _("得满分的指标，逐项计 1，相加。"),
        "indicator_scores": _("各指标得分相加，只计分值和得分都填写的指标。"),
        "indicator_weights": _("各指标分值相加，只计分值和得分都填写的指标。"),
        "indicator_names": _("同一级指标、同名的指标算一个名称，逐个计 1，相加；每个名称列出第一处。"),
        "full_mark_names": _("同名指标全部得满分的名称，逐个计 1，相加；每个名称列出第一处。"),
        "repeated_full_mark_names": _("同名指标出现不止一次且全部得满分的名称，逐个计 1，相加；每个名称列出第一处。"),
        "recomputed_score": _("按填报注意事项第 2 条由目标值和实际值重算。"),
        "recomputed_own_score": _("按填报注意事项第 2 条，由下列目标值、实际值和分值重算，四舍五入到两位小数。"),
        "promises": _("偏差原因中承诺的措施，逐项计 1，相加。"),
        "registered_promises": _("有人登记过状态的措施，逐项计 1，相加。"),
        "followed_promises": _("所在项目已报送下一年度自评表的措施，逐项计 1，相加；还没有下一年度的自评表时不适用。"),
        "returned_promises": _("所在项目下一年度因同一原因又扣分的措施，逐项计 1，相加。"),
        "promising_projects": _("偏差原因中承诺了措施的项目，逐个计 1，相加。"),
        "simulated_score": _("Σ（表印总分 + 收回的分数）÷ 有总分的项目数。"),
        "simulated_own_score": _("表印总分 + 收回的各处扣分。"),
        "simulated_weighted_score": _("Σ（（表印总分 + 收回的分数）× 全年预算数）÷ Σ 全年预算数。"),
        "simulated_recovered": _("收回的各处扣分相加。"),
        "simulated_gaining": _("收回分数的项目，逐个计 1，相加。"),
        "simulated_projects": _("模拟后属于所列等级的项目，逐个计 1，相加。"),
        "simulated_upgraded": _("模拟后等级高于现在的项目，逐个计 1，相加。"),
        "simulated_upgrading": _("可推荐、单独解决就能让某个项目升等级的扣分原因，逐种计 1，相加。"),
        "simulated_rank": _("模拟后总分高于本项目的项目数 + 1；并列者名次相同。"),
        "rank_now": _("总分高于本项目的项目数 + 1；并列者名次相同。"),
        "findings": _("逐条核验发现计 1，相加。"),
        "found_projects": _("有核验发现的项目，逐个计 1，相加。"),
        "recomputed": _("能按填报注意事项第 2 条重算得分的指标，逐项计 1，相加。"),
        "agreeing": _("自评得分与重算得分相差不超过 0.01 的指标，逐项计 1，相加。"),
        "under_indicators": _("自评得分低于重算得分 0.01 以上的指标，逐项计 1，相加。"),
        "over_indicators": _("自评得分高于重算得分 0.01 以上的指标，逐项计 1，相加。"),
        "differing_indicators": _("自评得分与重算得分相差 0.01 以上的指标，逐项计 1，相加。"),
        "coverage": _("可重算的指标数 ÷ 指标数 × 100%。"),
        "over_points": _("自评得分高于重算得分的部分相加。"),
        "under_points": _("自评得分低于重算得分的部分相加。"),
        "net_inflation": _("Σ（自评得分 − 重算得分）；正数为多计。"),
    }
    return known.get(measure, "")


_RATES = ("execution_rate", "source_execution_rate", "low_rate_projects", "rate_rank", "rate_projects")
_RECOMPUTED = (
    *("recomputed", "recomputed_score", "recomputed_own_score", "agreeing", "coverage"),
    *("over_points", "under_points", "over_indicators", "under_indicators", "differing_indicators", "net_inflation"),
)


_FINDINGS = ("findings", "found_projects")
_PROMISES = ("promises", "promising_projects", "followed_promises", "returned_promises", "registered_promises")


def rule(measure: str, _: Translate, fields: Collection[str] = ()) -> str:
    """The rule that the formula rests on. fields: what restricts the figure; a state is what somebody decided."""
    if measure.startswith("simulated_"):
        return _("所选原因扣的分全部收回，不超过满分；执行得分 = 执行率 × 分值；其余不变。这是上限，不是预测。")
    if measure in _FINDINGS:
        found = _("自评核验的规则和读表时的检查，逐条对照自评表；每条发现写明所依规则。")
        return found + _("处理状态取自决定记录：没有人处理过的是待处理。") if "state" in fields else found
    if measure in _PROMISES:
        promised = _("措施取自偏差原因一栏的原文。")
        if measure == "registered_promises" or "state" in fields:
            return promised + _("整改状态取自决定记录：谁在何时登记为什么状态。")
        return promised
    if measure in _RATES:
        return _("预算执行率 = 全年执行数 ÷ 全年预算数，按金额计算，四舍五入显示到两位小数。")
    if measure in _RECOMPUTED:
        return _("填报注意事项第 2 条：定量正向指标得分 = B ÷ A × 分值，反向指标得分 = A ÷ B × 分值，不超过分值。")
    if measure in ("points_lost", "deductions", "deducted_projects", "points_lost_share") or "cause" in measure:
        return _("每处扣分只归入一类原因（按原因表的先后），因此各类之和等于扣分合计。")
    if measure in ("mean_score", "weighted_mean_score", "lowest_score", "score_rank", "rank_now"):
        return _("总分取表印数；等级：优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（填报注意事项第 4 条）。")
    return _("按自评表所印数字计算；未填写的不计入，也不当作 0。")
