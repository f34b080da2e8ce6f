"""What the two numbers of a row are, of a quotient, a difference or a rank: the heads of an explanation's columns."""

from analytics.labels import Translate


def parts(measure: str, _: Translate) -> tuple[str, str]:
    """The names of what is above and what is below the line, or of what is less what.

    ("", "") for a measure that has one number a row.
    """
    project, indicator = _("计入（项目数）"), _("计入（指标数）")
    executed, budget = _("全年执行数（万元）"), _("全年预算数（万元）")
    initial = _("年初预算数（万元）")
    own, again = _("自评得分"), _("重算得分")
    known = {
        "mean_score": (_("总分"), project),
        "weighted_mean_score": (_("总分 × 全年预算数"), budget),
        "mean_budget": (budget, project),
        "mean_points_lost": (_("扣分"), project),
        "execution_rate": (executed, budget),
        "own_execution_rate": (executed, budget),
        "source_execution_rate": (executed, budget),
        "adjustment_share": (_("年中调整（万元）"), initial),
        "unspent": (budget, executed),
        "adjustment": (budget, initial),
        "indicator_loss": (_("分值"), _("得分")),
        "over_points": (own, again),
        "under_points": (again, own),
        "net_inflation": (own, again),
        "unspent_share": (_("所选项目未执行（万元）"), _("全部未执行（万元）")),
        "source_budget_share": (_("该来源全年预算数（万元）"), _("各来源全年预算数（万元）")),
        "points_lost_share": (_("所选扣分"), _("全部扣分")),
        "score_rate": (_("得分"), _("分值")),
        "full_mark_share": (_("满分指标"), indicator),
        "coverage": (_("可重算的指标"), indicator),
        "simulated_score": (_("模拟后总分"), project),
        "simulated_rank": (project, _("模拟后总分")),
        "rank_now": (project, _("现在总分")),
        "simulated_weighted_score": (_("模拟后总分 × 全年预算数"), budget),
    }
    return known.get(measure, ("", ""))
