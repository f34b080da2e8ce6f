"""Do a form's amounts agree with each other: sources with their total, the execution rate with the amounts."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from data.form.checks import Mismatch, execution_score
from data.form.record import FundingRecord, Source

SOURCES_SUM, RATE = "各资金来源合计", "按金额计算的执行率"
_INITIAL = "年初预算数"
_COLUMNS = (
    (_INITIAL, "initial_budget_wan"),
    ("全年预算数", "full_year_budget_wan"),
    ("全年执行数", "executed_wan"),
)
_NAMES: Mapping[Source, str] = {"fiscal_appropriation": "财政拨款", "carry_over": "上年结转资金", "other": "其他资金"}
_CENT = Decimal("0.01")
_WAN_PLACES = 2
_HUNDRED = Decimal(100)
_YEAR_FIGURES = "全年预算数、全年执行数或执行率"


def funding_mismatches(funding: Sequence[FundingRecord]) -> list[Mismatch]:
    """Every sum of sources that is not the total's amount, and a printed rate that the amounts contradict.

    A sum is formed only where all sources state the amount. Rounding is no contradiction: half a unit of the coarsest
    last decimal a source, 0.01 万元 where amounts are printed with two, none where the one source is the total printed
    again with more; for a rate one unit of its last decimal and what its own row's amounts' rounding makes of it.
    """
    return [*_sums(funding), *(item for row in funding for item in _rate(row))]


def _sums(funding: Sequence[FundingRecord]) -> Iterator[Mismatch]:
    total, *sources = funding
    for column, field in _COLUMNS:
        printed: Decimal | None = getattr(total, field)
        amounts: list[Decimal | None] = [getattr(source, field) for source in sources]
        stated = [amount for amount in amounts if amount is not None]
        if printed is None or not stated or len(stated) < len(amounts):
            continue
        found = sum(stated, Decimal(0))
        if abs(found - printed) > _rounding(printed, [amount for amount in stated if amount]):
            yield Mismatch(f"{column}{SOURCES_SUM}", _short(found), _short(printed), _short(printed))


def _rounding(total: Decimal, sources: Sequence[Decimal]) -> Decimal:
    """How far a sum may be off by rounding alone; one source is the total, printed twice with the same decimals."""
    places = [_places(amount) for amount in (total, *sources)]
    coarsest, addends = min(places), max(len(sources), 1)
    by_decimals = Decimal(1).scaleb(-coarsest) / 2 * addends
    same_figure = addends == 1 and len(set(places)) == 1
    if coarsest > _WAN_PLACES:
        return Decimal(0) if same_figure else by_decimals
    return _CENT if same_figure else max(_CENT * addends, by_decimals)


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _rate(row: FundingRecord) -> Iterator[Mismatch]:
    printed, budget, executed = row.printed_rate_pct, row.full_year_budget_wan, row.executed_wan
    if printed is None or not budget or executed is None:
        return
    rate = executed * _HUNDRED / budget
    unit = max(Decimal(1).scaleb(-_places(printed)), _CENT)
    unit += (_half(executed) + _half(budget) * rate / _HUNDRED) * _HUNDRED / budget
    as_share = printed <= 1 < rate and abs(printed * _HUNDRED - rate) < unit * _HUNDRED  # 0.9887 for 98.87 %
    if abs(printed - rate) >= unit and not as_share:
        yield Mismatch(_NAMES.get(row.source, "") + RATE, rate.quantize(_CENT, ROUND_HALF_UP), printed, printed)


def _half(amount: Decimal) -> Decimal:
    """How far an amount may be from the one that the rate was made from: half its last decimal, 0.005 at most."""
    return min(Decimal(1).scaleb(-_places(amount)), _CENT) / 2


def funding_culprit(funding: Sequence[FundingRecord], wrong: Sequence[Mismatch]) -> str:
    """Which amount is likeliest wrong, told by the figures that were made from the amounts."""
    rate_wrong = any(item.what == RATE for item in wrong)
    columns = [column for column, _ in _COLUMNS if any(item.what == column + SOURCES_SUM for item in wrong)]
    row = "年度资金总额或资金来源"
    if funding[0].printed_rate_pct is not None:  # it was made from the total's amounts of the year
        row = "年度资金总额" if rate_wrong else "资金来源"
    said = [f"{'年度资金总额或资金来源' if column == _INITIAL else row}的{column}有误" for column in columns]
    if set(columns) - {_INITIAL}:
        return "，".join(said)
    if rate_wrong:
        said.append(_rate_culprit(funding[0]))
    likely = "执行率" if _all_stated(funding) else _YEAR_FIGURES
    names = [name for name in _NAMES.values() if any(item.what == name + RATE for item in wrong)]
    return "，".join([*said, *(f"{name}的{likely}有误" for name in names)])


def _all_stated(funding: Sequence[FundingRecord]) -> bool:
    """Whether every amount of the year is there, so that sums that hold vouch for each."""
    return all(row.full_year_budget_wan is not None and row.executed_wan is not None for row in funding)


def _rate_culprit(total: FundingRecord) -> str:
    score, expected = total.score, execution_score(total)
    if score is not None and score == expected:
        return "年度资金总额的执行率有误"
    return f"年度资金总额的{_YEAR_FIGURES}有误"


def _short(amount: Decimal) -> Decimal:
    return Decimal(f"{amount.normalize():f}")
