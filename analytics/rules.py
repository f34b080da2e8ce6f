"""What each rule of the audit asks, in the reader's words, with the thresholds it is configured with."""

from analytics.labels import Translate
from data.audit import Thresholds


def rule_text(rule: str, thresholds: Thresholds, _: Translate) -> str:
    """The rule in one or two sentences: what is checked, and what is no finding.

    thresholds: those that the snapshot was audited with, whatever is configured by now.
    """
    known = {
        "audit.01": _("按全年执行数 ÷ 全年预算数重算执行率和执行得分，四舍五入；表上所填应与之相同。"),
        "audit.02": _("全部分值合计 100；各组分值合计等于一级指标所印分数；得分合计等于总分。"),
        "audit.03": _("得分不低于 0、不高于分值，分值大于 0。"),
        "audit.04": _("扣分须有偏差原因；与上行共用的单元格算作原因，横线、斜线、“无”“无偏差”不算。"),
        "audit.05": _(
            "定量指标按填报注意事项第 2 条重算：正向 B ÷ A × 分值，反向 A ÷ B × 分值，不超过分值；"
            "与自评相差超过 {points_tolerance} 分即列出。日期、进度百分比和没有计量的说法不算定量。"
        ),
        "audit.06": _("没有开展（实际为 0、未开展、已取消）不应得分；以 0 为最好的指标除外。"),
        "audit.07": _(
            "超额完成 200%～300% 扣分值的 10%，300%～500% 扣 20%，500% 以上扣 30%"
            "（填报注意事项第 2 条，年初目标偏低时）；已按档扣分的只作提示。"
        ),
        "audit.08": _("目标用词高于实际用词（如“显著”对“较显著”），却得满分。"),
        "audit.09": _("满意度目标是百分比，实际只写“满意”等词，或者说明里承认没有开展调查。"),
        "audit.10": _("列在满意度指标下，名称和目标却不衡量满意、认可或好评。"),
        "audit.11": _("效益的实际完成值只是重复目标值，没有增加任何数字，却得满分。"),
        "audit.12": _("产出、效益、满意度三类一级指标应当齐全。"),
        "audit.13": _(
            "执行率低于 {explain_below_pct}%，全表没有说明资金为何未用；"
            "低于 {check_below_pct}% 需核实，低于 {must_fix_below_pct}% 必改。"
        ),
        "audit.14": _("全年预算较年初变动超过 {budget_swing_pct}%；或者项目总成本的控制目标不等于全年预算数。"),
        "audit.15": _("实际完成晚于目标期限；期限按所写期间的最后一天计。已扣分的只作提示。"),
        "audit.16": _("没有实际完成值（空白、横线、斜线）却得了分；也可能是收到的文本丢了单元格。"),
        "audit.17": _("不同的行或项目各自填写了相同的原因（去掉标点和空白后相同）；共用的单元格不算。"),
        "audit.18": _("总分集中在高分段：优占 {excellent_pct}% 以上，且标准差不超过 {sigma_points} 分。"),
        "audit.19": _("满分却填写了偏差原因，或者同一张表内两行互相矛盾。"),
        "audit.20": _("分值 {unmeasurable_points} 分及以上的指标，目标没有数量、日期或可以核对的状态。"),
        "audit.21": _(
            "执行率低于 {explain_below_pct}%，总成本指标却因“未超支”得满分；表中说明了节约且工作完成的除外。"
        ),
    }
    read = _("读取文件时发现：收到的文本与原表可能有出入，请对照原表。")
    return known.get(rule, read).format(**_figures(thresholds))


def _figures(thresholds: Thresholds) -> dict[str, str]:
    names = (
        *("points_tolerance", "explain_below_pct", "check_below_pct", "must_fix_below_pct", "budget_swing_pct"),
        *("excellent_pct", "sigma_points", "unmeasurable_points"),
    )
    return {name: f"{getattr(thresholds, name).normalize():f}" for name in names}
