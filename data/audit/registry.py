"""The rules by number: title, basis, severities and the function that looks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.audit import rules_contradictions, rules_money, rules_reasons, rules_satisfaction, rules_scores, rules_time
from data.audit.context import Context
from data.audit.finding import Finding
from data.form.record import Severity

Check = Callable[[Context], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One audit rule of DOMAIN. `basis`: S printed on the form, V a provincial system's rule, R a third-party
    checklist, K common sense. `severity` is the usual one. `thresholds` names keys of audit.toml."""

    number: int
    title: str
    basis: str
    severity: Severity
    thresholds: tuple[str, ...] = ()

    @property
    def rule_id(self) -> str:
        """The id that findings carry, `audit.01` …"""
        return f"audit.{self.number:02d}"


_TOLERANCE = ("points_tolerance",)
RULES: tuple[Rule, ...] = (
    Rule(1, "执行率与执行得分重算", "S", "must_fix"),
    Rule(2, "分值与得分合计", "S V", "must_fix"),
    Rule(3, "得分在0与分值之间", "S V", "must_fix"),
    Rule(4, "扣分须有原因", "S V", "must_fix"),
    Rule(5, "定量指标得分重算", "S V", "must_fix", (*_TOLERANCE, "approximate_pct")),
    Rule(6, "未开展不得分", "S V", "must_fix", _TOLERANCE),
    Rule(7, "超额完成扣分", "S", "check", _TOLERANCE),
    Rule(8, "满分与自身表述矛盾", "V", "check"),
    Rule(9, "满意度没有调查数据", "R", "check"),
    Rule(10, "满意度指标未衡量满意度", "R", "check"),
    Rule(11, "效益无法核验", "R", "check"),
    Rule(12, "缺少一级指标", "R", "check"),
    Rule(13, "执行率低且无说明", "K", "check", ("explain_below_pct", "check_below_pct", "must_fix_below_pct")),
    Rule(14, "预算变动或成本目标与预算不符", "K", "check", ("budget_swing_pct",)),
    Rule(15, "晚于时限", "R", "check"),
    Rule(16, "无实际值而得分", "K", "check"),
    Rule(17, "原因雷同", "K", "note", ("reason_min_characters",)),
    Rule(18, "得分集中在高分段", "R", "note", ("min_projects", "excellent_pct", "sigma_points")),
    Rule(19, "满分却有偏差原因，或各行矛盾", "K", "check"),
    Rule(20, "高分值指标无法衡量", "R", "check", ("unmeasurable_points",)),
    Rule(21, "资金未支出却得成本满分", "R", "check", ("explain_below_pct",)),
)
BY_ID = {rule.rule_id: rule for rule in RULES}

# One function a rule; 5, 6 and 7 share one, since at most one of them speaks at a row.
CHECKS: tuple[tuple[tuple[int, ...], Check], ...] = (
    ((1,), rules_money.execution_recomputed),
    ((2,), rules_scores.sums_hold),
    ((3,), rules_scores.score_in_bounds),
    ((4,), rules_scores.deduction_has_reason),
    ((5, 6, 7), rules_scores.score_recomputed),
    ((8,), rules_scores.full_mark_wording),
    ((9,), rules_satisfaction.unmeasured_satisfaction),
    ((10,), rules_satisfaction.satisfaction_not_measured),
    ((11,), rules_satisfaction.uncheckable_benefit),
    ((12,), rules_satisfaction.missing_group),
    ((13,), rules_money.unexplained_execution),
    ((14,), rules_money.budget_swing),
    ((15,), rules_time.later_than_deadline),
    ((16,), rules_scores.points_without_actual),
    ((17,), rules_reasons.copied_reasons),
    ((19,), rules_contradictions.contradictions),
    ((20,), rules_satisfaction.heavy_unmeasurable),
    ((21,), rules_money.unspent_saving),
)


def basis(rule_id: str) -> str | None:
    """The basis letters of an audit rule; None for reading.* and unknown ids."""
    rule = BY_ID.get(rule_id)
    return rule.basis if rule else None
