"""What the formula of a figure rests on: the filing rules, the form as printed, what people decided."""

from collections.abc import Collection

from analytics.labels import Translate

_RATES = (
    "execution_rate",
    "own_execution_rate",
    "source_execution_rate",
    "low_rate_projects",
    "rate_rank",
    "rate_projects",
)
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
    if measure in ("mean_score", "own_score", "weighted_mean_score", "lowest_score", "score_rank", "rank_now"):
        return _("总分取表印数；等级：优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（填报注意事项第 4 条）。")
    return _("按自评表所印数字计算；未填写的不计入，也不当作 0。")
