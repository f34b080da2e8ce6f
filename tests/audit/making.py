"""Forms for the audit's tests: one right form of a roads bureau, of which a test changes what it is about."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any  # figures and texts of any field

from data.audit import DEFAULT_THRESHOLDS as DEFAULTS
from data.audit import Finding, Thresholds, audit_form
from data.form.record import SOURCES, FormRecord, FundingRecord, IndicatorRecord

GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def decimal(value: str | None) -> Decimal | None:
    """A figure as the golden files keep it."""
    return None if value is None else Decimal(value)


def row(
    level2: str = "数量指标",
    name: str | None = "修补路面面积",
    target: str | None = "≥100平方米",
    actual: str | None = "100平方米",
    weight: str | None = "10.00",
    score: str | None = "10.00",
    reason: str | None = None,
    *,
    printed: str | None = None,
    shared: bool = False,
    level1: str | None = None,
    ordinal: int = 1,
) -> IndicatorRecord:
    """One indicator; level 1 follows from level 2 unless given. A reason is its own cell unless shared."""
    group = level1 or ("满意度指标" if "满意" in level2 else "产出指标" if level2[:2] in OUTPUT else "效益指标")
    own = printed if printed is not None else (None if shared else reason)
    return IndicatorRecord(
        ordinal, group, level2, name, target, actual, decimal(weight), decimal(score),
        reason, own, shared, None, f"第{ordinal}行",
    )  # fmt: skip


OUTPUT = ("数量", "质量", "进度", "时效", "成本")
BASE = (
    row("数量指标", "修补路面面积", "≥5000平方米", "5200平方米", "15.00", "15.00"),
    row("质量指标", "工程验收合格率", "100%", "100%", "15.00", "15.00"),
    row("时效指标", "完工时间", "2022年10月底前", "2022年10月20日", "10.00", "10.00"),
    row("成本指标", "项目总成本", "≤300万元", "294万元", "10.00", "10.00"),
    row("社会效益指标", "道路通行能力", "平均车速≥40公里/小时", "42公里/小时", "15.00", "15.00"),
    row("可持续影响指标", "养护制度", "制度健全", "印发养护办法，明确责任到科室", "15.00", "15.00"),
    row("服务对象满意度指标", "沿线居民满意度", "≥90%", "93%", "10.00", "10.00"),
)


def funding(
    initial: str | None = "300", full_year: str | None = "300", executed: str | None = "294",
    rate: str | None = "98.00", score: str | None = "9.80", weight: str | None = "10.00",
) -> tuple[FundingRecord, ...]:  # fmt: skip
    """The four funding rows, of which the total is given and the others are empty."""
    total = FundingRecord(
        "total", decimal(initial), decimal(full_year), decimal(executed),
        decimal(weight), decimal(rate), decimal(score), 7,
    )  # fmt: skip
    return (total, *(FundingRecord(source) for source in SOURCES[1:]))


def form(*rows: IndicatorRecord, money: tuple[FundingRecord, ...] | None = None, **changes: Any) -> FormRecord:  # noqa: ANN401
    """A form of these rows (the right one's without any); weights, scores and total as they come."""
    numbered = tuple(
        replace(r, ordinal=i, source_place=f"第{i}行", source_line=i) for i, r in enumerate(rows or BASE, 1)
    )
    money = money or funding()
    total = sum((r.score for r in numbered if r.score is not None), Decimal(0)) + (money[0].score or Decimal(0))
    plain: dict[str, Any] = {
        "fiscal_year": 2022, "name": "道路养护维修", "department": "市交通局", "implementing_unit": "市公路中心",
        "project_lead": None, "phone": None, "goal_expected": "完成道路养护", "goal_achieved": "按计划完成道路养护",
        "funding": money, "indicators": numbered, "total_weight": Decimal(100), "total_score": total, "balanced": True,
    }  # fmt: skip
    return FormRecord(**{**plain, **changes})


def with_row(position: int, **changes: Any) -> FormRecord:  # noqa: ANN401
    """The right form with one of its rows changed (position from 0); figures given as texts."""
    rows = list(BASE)
    for key in ("weight", "score"):
        if key in changes:
            changes[key] = decimal(changes[key])
    rows[position] = replace(rows[position], **changes)
    return form(*rows)


def found(record: FormRecord, rule: str, thresholds: Thresholds = DEFAULTS) -> list[Finding]:
    """The form's findings by one rule."""
    return [finding for finding in audit_form(record, thresholds) if finding.rule == rule]


def rules_at(indicator: IndicatorRecord, *others: IndicatorRecord, **changes: Any) -> set[str]:  # noqa: ANN401
    """The rules that speak at one row; the rest of the form is right and not looked at."""
    findings = audit_form(form(indicator, *others, **changes), DEFAULTS)
    return {finding.rule for finding in findings if finding.ordinal == 1}


@cache
def golden_forms() -> tuple[FormRecord, ...]:
    """The 13 forms of the real filing, as read by hand."""
    return tuple(_golden(json.loads(path.read_text("utf-8"))) for path in sorted(GOLDEN.glob("2021-[01][0-9].json")))


def _golden(content: Mapping[str, Any]) -> FormRecord:
    amounts = ("initial_budget_wan", "full_year_budget_wan", "executed_wan", "weight", "printed_rate_pct", "score")
    money = tuple(
        FundingRecord(line["source"], *(decimal(line[key]) for key in amounts), source_line=line["source_line"])
        for line in content["funding"]
    )
    rows = tuple(
        IndicatorRecord(
            **{**line, "weight": decimal(line["weight"]), "score": decimal(line["score"])},
            source_place=f"第{line['source_line']}行",
        )
        for line in content["indicators"]
    )
    same = {key: value for key, value in content.items() if key not in ("funding", "indicators")}
    totals = {key: decimal(same.pop(key)) for key in ("total_weight", "total_score")}
    return FormRecord(funding=money, indicators=rows, **same, **totals)
