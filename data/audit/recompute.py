"""The score of an indicator computed again by filing rule 2, wherever its figures allow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from data.audit.finding import points
from data.audit.wording import admits_no_survey, measures_satisfaction, wants_less
from data.form.record import IndicatorRecord
from data.measures import Quantity, QuantityPair, pair_quantities, parse
from data.measures.words import says_nothing_done

CENT = Decimal("0.01")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
# Filing rule 2: over-fulfilment (B − A) / A in % from which a share of the weight is deducted.
BANDS = ((Decimal(500), Decimal("0.3")), (Decimal(300), Decimal("0.2")), (Decimal(200), Decimal("0.1")))

Variant = Literal["met", "more", "less", "penalty", "zero_target", "nothing", "several"]
_PROGRESS_LEVEL = ("进度", "时效")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A score by filing rule 2, half up to the cent, never above the weight.

    `formula` is in signs alone, `formula_words` in Chinese with the figures' names; `evidence` holds the
    pieces of target and actual. `excess_pct` and `band` (share of the weight deducted) are set for
    over-fulfilment from 200 % on, else None. Values are in base units (data/measures/values.py).
    """

    score: Decimal
    kind: Literal["quantity", "percent"]
    variant: Variant
    target_value: Decimal
    actual_value: Decimal
    formula: str
    formula_words: str
    evidence: Mapping[str, str]
    excess_pct: Decimal | None = None
    band: Decimal | None = None


def recompute(
    indicator: IndicatorRecord, fiscal_year: int | None = None, approximate_pct: Decimal = Decimal(5)
) -> Recomputed | None:
    """The indicator's score by filing rule 2; None where its figures, units or wording do not allow it."""
    weight = indicator.weight
    if weight is None or weight <= 0:
        return None
    if indicator.actual and says_nothing_done(indicator.actual):
        return _nothing(indicator, weight, fiscal_year)
    pairs = pair_quantities(indicator.target, indicator.actual, indicator.name, fiscal_year)
    if not pairs or not _is_measured(indicator, pairs):
        return None
    if len(pairs) == 1:
        return _single(indicator, pairs[0], weight, approximate_pct)
    parts = [_single(indicator, pair, weight, approximate_pct) for pair in pairs]
    if any(part is None or part.variant not in ("met", "zero_target") for part in parts):
        return None  # the form prints no rule for sharing a weight among several measures
    words = "各项指标值均达到，得满分"
    evidence = {
        "target": "；".join(pair.target.evidence for pair in pairs),
        "actual": "；".join(pair.actual.evidence for pair in pairs),
    }
    first = pairs[0]
    score = weight.quantize(CENT, ROUND_HALF_UP)
    return Recomputed(
        score, _kind(first), "several", first.target.value, first.actual.value, points(weight), words, evidence
    )


def _is_measured(indicator: IndicatorRecord, pairs: tuple[QuantityPair, ...]) -> bool:
    """Percentages of progress and claims without a measurement are no quantities (DOMAIN audit rule 5)."""
    level2, name = indicator.level2 or "", indicator.name or ""
    percent = any(pair.target.is_percent for pair in pairs)
    if percent and any(word in level2 for word in _PROGRESS_LEVEL) and "率" not in name:
        return False
    satisfaction = "满意" in (indicator.level1 or "") or measures_satisfaction(name, indicator.target)
    return not (satisfaction and (admits_no_survey(indicator.deviation_reason) or admits_no_survey(indicator.actual)))


def _kind(pair: QuantityPair) -> Literal["quantity", "percent"]:
    return "percent" if pair.target.is_percent else "quantity"


def _nothing(indicator: IndicatorRecord, weight: Decimal, year: int | None) -> Recomputed | None:
    wanted = tuple(q for q in parse(indicator.target, year).quantities if not q.progress)
    if len(wanted) != 1 or wanted[0].value <= 0 or wants_less(indicator, wanted[0]):
        return None
    target = wanted[0]
    evidence = {"target": target.evidence, "actual": indicator.actual or ""}
    formula = f"0 ÷ {_show(target)} × {points(weight)}"
    words = f"实际未开展（0）÷ 目标 {target.evidence} × 分值 {points(weight)} = 0.00"
    kind: Literal["quantity", "percent"] = "percent" if target.is_percent else "quantity"
    return Recomputed(Decimal("0.00"), kind, "nothing", target.value, Decimal(0), formula, words, evidence)


def _single(
    indicator: IndicatorRecord, pair: QuantityPair, weight: Decimal, approximate_pct: Decimal
) -> Recomputed | None:
    target, actual = pair.target, pair.actual
    less = wants_less(indicator, target)
    if less:
        return _less(pair, weight, target.high if target.high is not None else target.value)
    if target.value <= 0:
        return None
    floor = target.low if target.low is not None else target.value
    if target.approximate:
        floor = min(floor, target.value * (1 - approximate_pct / _HUNDRED))
    if actual.value < floor:
        if actual.comparator != "=" or actual.approximate:
            return None  # “80%以上” may well be 95 %
        return _ratio(pair, weight, "more", actual.value / target.value)
    if actual.comparator in ("<=", "<") and actual.value != floor:
        return None
    ceiling = target.high if target.is_range and target.high is not None else target.value
    excess = (actual.value - ceiling) / ceiling * _HUNDRED
    band = next((share for limit, share in BANDS if excess >= limit), None)
    return _met(pair, weight) if band is None else _penalty(pair, weight, excess, band, ceiling)


def _less(pair: QuantityPair, weight: Decimal, cap: Decimal) -> Recomputed | None:
    actual = pair.actual
    if actual.comparator in (">=", ">"):
        return None
    if actual.value <= cap:
        return _met(pair, weight)
    if actual.comparator != "=" or actual.approximate:
        return None
    nominal = pair.target.value if not pair.target.is_range else cap
    return _ratio(pair, weight, "less", nominal / actual.value)


def _show(quantity: Quantity) -> str:
    """The number without trailing zeros and its unit, for formulas."""
    text = f"{quantity.value.normalize():f}"
    return f"{text}{quantity.unit}"


def _evidence(pair: QuantityPair) -> dict[str, str]:
    return {"target": pair.target.evidence, "actual": pair.actual.evidence}


def _met(pair: QuantityPair, weight: Decimal) -> Recomputed:
    score = weight.quantize(CENT, ROUND_HALF_UP)
    words = f"实际 {pair.actual.evidence} 达到目标 {pair.target.evidence}，得满分 {score}"
    formula = points(weight)
    variant: Variant = "zero_target" if pair.target.value == 0 else "met"
    return Recomputed(
        score, _kind(pair), variant, pair.target.value, pair.actual.value, formula, words, _evidence(pair)
    )


def _ratio(pair: QuantityPair, weight: Decimal, variant: Literal["more", "less"], ratio: Decimal) -> Recomputed:
    score = (weight * max(Decimal(0), min(ratio, _ONE))).quantize(CENT, ROUND_HALF_UP)
    a, b = pair.target, pair.actual
    if variant == "more":
        formula = f"{_show(b)} ÷ {_show(a)} × {points(weight)}"
        words = f"正向指标：实际 {b.evidence} ÷ 目标 {a.evidence} × 分值 {points(weight)} = {score}"
    else:
        formula = f"{_show(a)} ÷ {_show(b)} × {points(weight)}"
        words = f"反向指标：目标 {a.evidence} ÷ 实际 {b.evidence} × 分值 {points(weight)} = {score}"
    return Recomputed(score, _kind(pair), variant, a.value, b.value, formula, words, _evidence(pair))


def _penalty(pair: QuantityPair, weight: Decimal, excess: Decimal, band: Decimal, base: Decimal) -> Recomputed:
    score = (weight * (1 - band)).quantize(CENT, ROUND_HALF_UP)
    a, b = pair.target, pair.actual
    shown = f"{excess.quantize(_ONE if excess == int(excess) else CENT, ROUND_HALF_UP)}"
    formula = f"{points(weight)} × (1 − {band * 100:.0f}%)"
    words = (
        f"超额（{b.evidence} − {a.evidence}）÷ {a.evidence} = {shown}%，扣分值的{band * 100:.0f}%：{formula} = {score}"
    )
    return Recomputed(
        score, _kind(pair), "penalty", a.value, b.value, formula, words, _evidence(pair), Decimal(shown), band
    )
