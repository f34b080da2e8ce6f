"""The records a form is read into: plain frozen values, no I/O and no database.

Money is 万元 and points are points, both exact decimals. None always means "not stated or not
readable" and never zero. Texts are as printed, cleaned only of tags, LaTeX and runs of blanks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Severity = Literal["must_fix", "check", "note"]
Source = Literal["total", "fiscal_appropriation", "carry_over", "other"]
SOURCES: tuple[Source, ...] = ("total", "fiscal_appropriation", "carry_over", "other")


@dataclass(frozen=True, slots=True)
class Problem:
    """One row per thing that reading found wrong or doubtful; it becomes a finding `reading.<what>`.

    `ordinal` is the indicator's (from 1), None when the problem is the form's or the document's.
    `parameters` fill the rule's sentence; `printed` and `expected` are short texts or None.
    """

    rule: str
    severity: Severity
    parameters: Mapping[str, str] = field(default_factory=dict)
    ordinal: int | None = None
    source_line: int | None = None
    source_place: str | None = None
    printed: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class FundingRecord:
    """One row per funding source of a form (DOMAIN 'Anatomy'): amounts in 万元, only the total is scored."""

    source: Source
    initial_budget_wan: Decimal | None = None
    full_year_budget_wan: Decimal | None = None
    executed_wan: Decimal | None = None
    weight: Decimal | None = None
    printed_rate_pct: Decimal | None = None
    score: Decimal | None = None
    source_line: int | None = None
    source_place: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One row per level-3 indicator of a form, in printed order (`ordinal` from 1)."""

    ordinal: int
    level1: str | None
    level2: str | None
    name: str | None
    target: str | None
    actual: str | None
    weight: Decimal | None
    score: Decimal | None
    deviation_reason: str | None
    reason_printed: str | None
    reason_shared: bool
    source_line: int | None
    source_place: str

    @property
    def deduction(self) -> Decimal | None:
        """Points lost, weight − score; None when either is not stated."""
        if self.weight is None or self.score is None:
            return None
        return self.weight - self.score


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One row per 项目支出绩效自评表 as filed.

    `level1_points` are the points printed in the level-1 labels (产出指标 (50分)), by label; a label without
    points is absent. `margin` is the distance of the chosen assignment to the second best, in the reader's unit.
    `first_line` and `last_line` bound the form in its document (from 1, inclusive); the 总分 row is in `total_line`.
    """

    fiscal_year: int | None
    name: str | None
    department: str | None
    implementing_unit: str | None
    project_lead: str | None
    phone: str | None
    goal_expected: str | None
    goal_achieved: str | None
    funding: tuple[FundingRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    total_weight: Decimal | None
    total_score: Decimal | None
    balanced: bool
    problems: tuple[Problem, ...] = ()
    margin: float | None = None
    first_line: int | None = None
    last_line: int | None = None
    total_line: int | None = None
    level1_points: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def total_funding(self) -> FundingRecord:
        """The 年度资金总额 row, the only one that is scored."""
        return self.funding[0]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What one document was read into. `usage` counts its non-empty cells by kind (data/form/usage)."""

    forms: tuple[FormRecord, ...]
    usage: Mapping[str, int]
    problems: tuple[Problem, ...] = ()
