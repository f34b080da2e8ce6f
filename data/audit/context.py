"""One form with everything the rules ask of it, worked out once."""

import re
from dataclasses import dataclass
from decimal import Decimal

from data.audit.recompute import Recomputed, lacks_survey, recompute_pairs
from data.audit.thresholds import Thresholds
from data.audit.wording import is_cost, wants_less
from data.form.record import FormRecord, IndicatorRecord
from data.measures import Quantity, QuantityPair, is_blank, pair_quantities, parse, stated_reason
from data.measures.units import MONEY
from data.measures.words import says_nothing_done


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator under audit.

    `reason` is None for a dash, 无 and the like; `actual` None for a dash. `full_mark`: all points of a
    stated weight; `deducted`: points were lost; both False where weight or score is not stated.
    """

    record: IndicatorRecord
    actual: str | None
    reason: str | None
    pairs: tuple[QuantityPair, ...]
    recomputed: Recomputed | None
    nothing_done: bool
    full_mark: bool
    deducted: bool


@dataclass(frozen=True, slots=True)
class Context:
    """One form, its rows and the thresholds; `total_cap` is the row of the project's total cost (or None)."""

    form: FormRecord
    rows: tuple[Row, ...]
    thresholds: Thresholds
    execution_pct: Decimal | None
    total_cap: Row | None
    total_cap_wan: Decimal | None


def context(form: FormRecord, thresholds: Thresholds) -> Context:
    """Work out what the rules share."""
    rows = tuple(_row(record, form.fiscal_year, thresholds) for record in form.indicators)
    cap, amount = _total_cap(rows, form)
    return Context(form, rows, thresholds, execution_pct(form), cap, amount)


def execution_pct(form: FormRecord) -> Decimal | None:
    """Executed / full-year budget in per cent, exact; None when either is not stated or the budget is 0."""
    if not form.funding:
        return None
    total = form.total_funding
    if total.executed_wan is None or not total.full_year_budget_wan:
        return None
    return total.executed_wan * 100 / total.full_year_budget_wan


def _row(record: IndicatorRecord, year: int | None, thresholds: Thresholds) -> Row:
    actual = None if is_blank(record.actual) else record.actual
    pairs = pair_quantities(record.target, actual, record.name, year)
    weight, score = record.weight, record.score
    known = weight is not None and score is not None
    return Row(
        record,
        actual,
        stated_reason(record.deviation_reason),
        pairs,
        recompute_pairs(record, pairs, year, thresholds.approximate_pct),
        _nothing_done(record, actual, pairs, year),
        known and score == weight and weight > 0,  # type: ignore[operator]
        known and score < weight,  # type: ignore[operator]
    )


def _nothing_done(
    record: IndicatorRecord, actual: str | None, pairs: tuple[QuantityPair, ...], year: int | None
) -> bool:
    """Whether nothing was done: zero where something was wanted, or words that say so (DOMAIN audit rule 6)."""
    if actual is None or is_cost(record):
        return False
    if says_nothing_done(actual):
        if lacks_survey(record, year):
            return False
        wanted = parse(record.target, year).quantities
        return not (len(wanted) == 1 and wants_less(record, wanted[0]))
    if len(pairs) != 1 or pairs[0].actual.value:
        return False
    target = pairs[0].target
    return target.value > 0 and not wants_less(record, target)


_TOTAL_NAME = re.compile(
    r"(?:本|该)?(?:项目|年度|全年|财政|部门)*(?:(?:总|预算|费用|经费|资金|支出|投资|整体|全部)*(?:成本|控制数|总额|总投入|总预算|总费用|总支出|总经费|总投资|预算数|预算额)"
    r"|(?:预算|经费|资金|支出)总?(?:额度?|量)|总(?:预算|费用|支出|经费|投资|资金)|预算)(?:控制)?(?:数|额|总额|情况|金额|指标|在预算内)?"
)


_UNIT_PRICE = re.compile(r"人均|户均|单价|单位成本|每|均价|次均|单方|标准")


def _money(record: IndicatorRecord, year: int | None) -> tuple[Quantity, ...]:
    wanted = parse(record.target, year).quantities
    return tuple(q for q in wanted if q.unit == MONEY and q.comparator not in (">=", ">"))


def _total_cap(rows: tuple[Row, ...], form: FormRecord) -> tuple[Row | None, Decimal | None]:
    """The row that caps the project's total cost: named so, or the only money cap; part budgets are none."""
    caps = [(row, _money(row.record, form.fiscal_year)) for row in rows if is_cost(row.record)]
    caps = [(row, money) for row, money in caps if money and not _UNIT_PRICE.search(row.record.name or "")]
    named = [(row, money) for row, money in caps if _names_total(row.record.name, form.name)]
    chosen = named if len(named) == 1 else (caps if len(caps) == 1 else [])
    if not chosen:
        return None, None
    row, money = chosen[0]
    cap = max(q.high if q.high is not None else q.value for q in money)
    budget = form.total_funding.full_year_budget_wan if form.funding else None
    if not named and budget and cap * 2 < budget:
        return None, None  # the only cap, but clearly a part of the project
    return row, cap


def _names_total(name: str | None, project: str | None) -> bool:
    bare_name = re.sub(r"[\s（(）)“”\"≤≥]", "", name or "")
    if project:
        bare_name = bare_name.replace(re.sub(r"\s", "", project), "")
    return _TOTAL_NAME.fullmatch(bare_name) is not None
