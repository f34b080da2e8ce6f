"""Rules on money: execution (1, 13), budget swings and caps (14), savings (21)."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from data.audit.context import Context, Row
from data.audit.finding import Finding, on_indicator, on_project, points, shorten
from data.audit.money_words import clauses, credits_saving, explains_rest, leaves_balance, names_money, names_work
from data.form.record import FundingRecord, Severity

_HUNDRED = Decimal(100)
_EXECUTION_WEIGHT = Decimal(10)
_SOURCE_NAMES = {
    "total": "年度资金总额",
    "fiscal_appropriation": "财政拨款",
    "carry_over": "上年结转资金",
    "other": "其他资金",
}


def execution_recomputed(ctx: Context) -> Iterator[Finding]:
    """Rule 1: rates and the execution score recomputed from the amounts, half up."""
    wrong: list[tuple[str, str, str]] = []
    for row in ctx.form.funding:
        rate = _rate(row)
        if rate is not None and row.printed_rate_pct is not None and not _same(row.printed_rate_pct, rate, 2):
            right = f"{_rounded(rate, 2)}%"
            wrong.append((f"{_SOURCE_NAMES[row.source]}执行率", f"{row.printed_rate_pct}%", right))
    if ctx.form.funding:
        total = ctx.form.total_funding
        rate = _rate(total)
        if rate is not None and total.score is not None:
            weight = _EXECUTION_WEIGHT if total.weight is None else total.weight
            score = min(max(rate, Decimal(0)), _HUNDRED) * weight / _HUNDRED
            if not _same(total.score, score, 1):
                wrong.append(("执行率得分", points(total.score), f"{_rounded(score, 2)}"))
    if wrong:
        printed = "；".join(f"{what}{old}" for what, old, _ in wrong)
        expected = "；".join(f"{what}{new}" for what, _, new in wrong)
        total = ctx.form.total_funding
        amounts = {"executed": _amount(total.executed_wan), "budget": _amount(total.full_year_budget_wan)}
        yield on_project(
            "audit.01", "must_fix", ctx.form, "", printed, expected, figures=printed, right=expected,
            how=_rate_in_words(total), **amounts,
        )  # fmt: skip


def _rate(row: FundingRecord) -> Decimal | None:
    if row.executed_wan is None or not row.full_year_budget_wan:
        return None
    return row.executed_wan * 100 / row.full_year_budget_wan


def _rate_in_words(row: FundingRecord) -> str:
    rate = _rate(row)
    amounts = f"{_amount(row.executed_wan)} ÷ {_amount(row.full_year_budget_wan)}"
    return "" if rate is None else f"{amounts} = {_rounded(rate, 2)}%"


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _same(printed: Decimal, exact: Decimal, fewest: int) -> bool:
    """Whether the printed figure is the exact one, rounded half up to as many places as it prints (2 at most)."""
    exponent = printed.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 2
    if fewest == 2 and places < 2:  # a rate may be printed with fewer places
        return printed == _rounded(exact, max(places, 0))
    return printed == _rounded(exact, 1 if places == 1 else 2)


def _amount(value: Decimal | None) -> str:
    return "—" if value is None else f"{value.normalize():f}"


def _clauses(ctx: Context) -> list[str]:
    """What the form says happened: achieved goal, actual values, reasons; targets and names are plans."""
    told = [ctx.form.goal_achieved]
    for row in ctx.rows:
        told += [row.actual, row.reason]
    return clauses(told)


def unexplained_execution(ctx: Context) -> Iterator[Finding]:
    """Rule 13: execution under 90 % and no text says why money was left; the further below, the more severe."""
    rate, limits = ctx.execution_pct, ctx.thresholds
    if rate is None or rate >= limits.explain_below_pct:
        return
    told = _clauses(ctx)
    if any(explains_rest(clause, ctx.form.fiscal_year) for clause in told):
        return
    severity: Severity = "note"
    if rate < limits.must_fix_below_pct:
        severity = "must_fix"
    elif rate < limits.check_below_pct:
        severity = "check"
    money = [clause for clause in told if names_money(clause)]
    work = [clause for clause in told if names_work(clause)]
    total = ctx.form.total_funding
    left = (total.full_year_budget_wan or Decimal(0)) - (total.executed_wan or Decimal(0))
    yield on_project(
        "audit.13",
        severity,
        ctx.form,
        "said" if money else "work" if work else "silent",
        f"{_rounded(rate, 2)}%",
        None,
        rate=f"{_rounded(rate, 2)}",
        limit=_amount(limits.explain_below_pct),
        left=_amount(left),
        said="”、“".join(shorten(clause, 40) for clause in (money or work)[:3]),
        how=_rate_in_words(total),
    )


def budget_swing(ctx: Context) -> Iterator[Finding]:
    """Rule 14: the full-year budget swung by more than the threshold, or a total-cost cap is not that budget."""
    if not ctx.form.funding:
        return
    total = ctx.form.total_funding
    initial, full_year = total.initial_budget_wan, total.full_year_budget_wan
    if initial and full_year is not None:
        change = (full_year - initial) * 100 / initial
        if abs(change) > ctx.thresholds.budget_swing_pct:
            shown, limit = f"{_rounded(change, 2)}%", _amount(ctx.thresholds.budget_swing_pct)
            yield on_project(
                "audit.14", "check", ctx.form, "swing",
                f"年初预算{_amount(initial)}万元，全年预算{_amount(full_year)}万元",
                f"≤ {limit}%",
                initial=_amount(initial), full_year=_amount(full_year), change=shown.rstrip("%"),
                limit=limit,
                how=f"({_amount(full_year)} − {_amount(initial)}) ÷ {_amount(initial)} = {shown}",
            )  # fmt: skip
    row, cap = ctx.total_cap, ctx.total_cap_wan
    if row is None or cap is None or not full_year:
        return
    if not _equal_as_printed(row, cap, full_year):
        variant = "cap_initial" if initial is not None and cap == initial else "cap"
        yield on_indicator(
            "audit.14", "check", row.record, variant, f"{_amount(cap)}万元", f"{_amount(full_year)}万元",
            cap=_amount(cap), full_year=_amount(full_year), initial=_amount(initial),
            how=f"{_amount(cap)} − {_amount(full_year)} = {_amount(cap - full_year)}万元",
        )  # fmt: skip


def _equal_as_printed(row: Row, cap: Decimal, budget: Decimal) -> bool:
    """Whether the cap is the budget, at the precision that the cap is printed with (at least a tenth of 万元)."""
    exponent = cap.normalize().as_tuple().exponent
    places = max(-exponent, 1) if isinstance(exponent, int) else 2
    return cap == budget or cap == _rounded(budget, places)


def unspent_saving(ctx: Context) -> Iterator[Finding]:
    """Rule 21: the total-cost row at full mark where the money was simply not spent."""
    row, rate = ctx.total_cap, ctx.execution_pct
    if row is None or rate is None or rate >= ctx.thresholds.explain_below_pct or not row.full_mark:
        return
    if any(pair.actual.value >= pair.target.value for pair in row.pairs):
        return  # nothing was saved, so nothing is credited
    output = [other for other in ctx.rows if "产出" in (other.record.level1 or "")]
    complete = not any(other.deducted or other.nothing_done for other in output)
    credited = any(credits_saving(clause) or leaves_balance(clause) for clause in _clauses(ctx))
    if credited and complete:
        return
    variant = "incomplete" if not complete else "complete"
    yield on_indicator(
        "audit.21", "check", row.record, variant, points(row.record.score), None,
        score=points(row.record.score), rate=f"{_rounded(rate, 2)}",
        target=shorten(row.record.target), actual=shorten(row.actual),
        limit=_amount(ctx.thresholds.explain_below_pct), how=_rate_in_words(ctx.form.total_funding),
    )  # fmt: skip
