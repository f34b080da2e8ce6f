"""The score of an indicator computed again by filing rule 2, wherever its figures allow it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from data.audit.finding import points
from data.audit.wording import about_satisfaction, admits_no_survey, is_cost, wants_less
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

    `pairs` are the figures it came from (values in base units, data/measures/values.py); empty where words
    say that nothing was done: then `wanted` is the target's figure and the actual value counts as 0.
    `excess_pct` and `band` (share of the weight deducted) are set for over-fulfilment from 200 % on, else None.
    """

    score: Decimal
    variant: Variant
    weight: Decimal
    wanted: Quantity
    pairs: tuple[QuantityPair, ...]
    excess_pct: Decimal | None = None
    band: Decimal | None = None

    @property
    def kind(self) -> Literal["quantity", "percent"]:
        """What was compared."""
        return "percent" if self.wanted.is_percent else "quantity"

    @property
    def target_value(self) -> Decimal:
        """The (first) target's value in its base unit."""
        return self.wanted.value

    @property
    def actual_value(self) -> Decimal:
        """The (first) actual value in its base unit; 0 where nothing was done."""
        return self.pairs[0].actual.value if self.pairs else Decimal(0)

    @property
    def evidence(self) -> dict[str, str]:
        """The pieces of the cells it came from, letter by letter: keys target and, where a figure, actual."""
        if not self.pairs:
            return {"target": self.wanted.evidence}
        return {
            "target": "；".join(pair.target.evidence for pair in self.pairs),
            "actual": "；".join(pair.actual.evidence for pair in self.pairs),
        }

    @property
    def formula(self) -> str:
        """How the score came about in figures and signs alone, the same in every language."""
        weight, wanted = points(self.weight), _show(self.wanted)
        if self.variant == "nothing":
            return f"0 ÷ {wanted} × {weight}"
        if self.variant == "more":
            ratio = f"{_show(self.pairs[0].actual)} ÷ {wanted}"
            return f"{ratio} × {weight}" if self.actual_value >= 0 else f"max(0, {ratio}) × {weight}"
        if self.variant == "less":
            return f"{wanted} ÷ {_show(self.pairs[0].actual)} × {weight}"
        if self.band is not None:
            return f"{weight} × (1 − {self.band * 100:.0f}%)"
        return weight

    @property
    def how(self) -> str:
        """The formula with what came of it; where a target is met, the figures that say so."""
        if self.variant in ("met", "zero_target", "several"):
            held = "；".join(f"{_show(pair.actual)} {_relation(pair)} {_show(pair.target)}" for pair in self.pairs)
            return f"{held} → {self.score}"
        return f"{self.formula} = {self.score}"

    @property
    def formula_words(self) -> str:
        """How the score came about, in a Chinese sentence with the cells' own figures."""
        weight = points(self.weight)
        if self.variant == "nothing":
            return f"实际未开展（0）÷ 目标 {self.wanted.evidence} × 分值 {weight} = {self.score}"
        if self.variant == "several":
            return f"各项指标值均达到目标，得满分 {self.score}"
        target, actual = self.wanted.evidence, self.pairs[0].actual.evidence
        if self.variant == "more":
            floor = "" if self.actual_value >= 0 else "，低于0按0计"
            return f"正向指标：实际 {actual} ÷ 目标 {target} × 分值 {weight}{floor} = {self.score}"
        if self.variant == "less":
            return f"反向指标：目标 {target} ÷ 实际 {actual} × 分值 {weight} = {self.score}"
        if self.band is not None:
            share = f"{self.band * 100:.0f}%"
            wanted = target.lstrip("≥≤>＞=＝ ")  # a number to reckon with, without its sign
            excess = f"超额（{actual} − {wanted}）÷ {wanted} = {self.excess_pct}%"
            return f"{excess}，扣分值的{share}：{self.formula} = {self.score}"
        return f"实际 {actual} 达到目标 {target}，得满分 {self.score}"


def recompute(
    indicator: IndicatorRecord, fiscal_year: int | None = None, approximate_pct: Decimal = Decimal(5)
) -> Recomputed | None:
    """The indicator's score by filing rule 2; None where its figures, units or wording do not allow it."""
    pairs = pair_quantities(indicator.target, indicator.actual, indicator.name, fiscal_year)
    return recompute_pairs(indicator, pairs, fiscal_year, approximate_pct)


def recompute_pairs(
    indicator: IndicatorRecord, pairs: tuple[QuantityPair, ...], fiscal_year: int | None, approximate_pct: Decimal
) -> Recomputed | None:
    """As `recompute`, with the pairs of target and actual already found."""
    weight = indicator.weight
    if weight is None or weight <= 0:
        return None
    if indicator.actual and says_nothing_done(indicator.actual):
        if lacks_survey(indicator, fiscal_year) or is_cost(indicator):
            return None
        return _nothing(indicator, weight, fiscal_year)
    if not pairs or not is_measured(indicator, pairs):
        return None
    if len(pairs) == 1:
        return recompute_pair(indicator, pairs[0], weight, approximate_pct)
    parts = [recompute_pair(indicator, pair, weight, approximate_pct) for pair in pairs]
    if any(part is None or part.variant not in ("met", "zero_target") for part in parts):
        return None  # the form prints no rule for sharing a weight among several measures
    return Recomputed(_cents(weight), "several", weight, pairs[0].target, pairs)


def lacks_survey(indicator: IndicatorRecord, fiscal_year: int | None) -> bool:
    """Whether the actual value says that satisfaction was not asked: rule 9's, not nothing done (rule 6).

    A number of questionnaires or surveys that was wanted is a quantity of which none was done.
    """
    if not (about_satisfaction(indicator) and admits_no_survey(indicator.actual)):
        return False
    wanted = parse(indicator.target, fiscal_year).quantities
    return not (len(wanted) == 1 and wanted[0].unit not in ("", "%", "分"))


def is_measured(indicator: IndicatorRecord, pairs: tuple[QuantityPair, ...]) -> bool:
    """Whether the numbers are quantities: percentages of progress and claims without a measurement are none."""
    level2, name = indicator.level2 or "", indicator.name or ""
    of_progress = any(word in level2 for word in _PROGRESS_LEVEL)
    if of_progress and "率" not in name and any(pair.target.is_percent for pair in pairs):
        return False
    return not (
        about_satisfaction(indicator)
        and (admits_no_survey(indicator.deviation_reason) or admits_no_survey(indicator.actual))
    )


def _nothing(indicator: IndicatorRecord, weight: Decimal, year: int | None) -> Recomputed | None:
    wanted = tuple(q for q in parse(indicator.target, year).quantities if not q.progress)
    if len(wanted) != 1 or wanted[0].value <= 0 or wants_less(indicator, wanted[0]):
        return None
    return Recomputed(Decimal("0.00"), "nothing", weight, wanted[0], ())


def recompute_pair(
    indicator: IndicatorRecord, pair: QuantityPair, weight: Decimal, approximate_pct: Decimal
) -> Recomputed | None:
    """The score as if this pair were the whole row's; None where its figures or its wording do not allow it."""
    target, actual = pair.target, pair.actual
    if target.value < 0 or (actual.value < 0 and target.before.endswith(("±", "+/-"))):
        return None  # a ratio to a negative number says nothing; ±5% is kept by -2%
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
    if actual.value <= ceiling:
        return _met(pair, weight)
    excess = (actual.value - ceiling) / ceiling * _HUNDRED
    band = next((share for limit, share in BANDS if excess >= limit), None)
    return _met(pair, weight) if band is None else _penalty(pair, weight, excess, band)


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


def _relation(pair: QuantityPair) -> str:
    wanted, given = pair.target.value, pair.actual.value
    return "=" if given == wanted else ("<" if given < wanted else ">")


def _cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def _met(pair: QuantityPair, weight: Decimal) -> Recomputed:
    variant: Variant = "zero_target" if pair.target.value == 0 else "met"
    return Recomputed(_cents(weight), variant, weight, pair.target, (pair,))


def _ratio(pair: QuantityPair, weight: Decimal, variant: Literal["more", "less"], ratio: Decimal) -> Recomputed:
    score = _cents(weight * max(Decimal(0), min(ratio, _ONE)))
    return Recomputed(score, variant, weight, pair.target, (pair,))


def _penalty(pair: QuantityPair, weight: Decimal, excess: Decimal, band: Decimal) -> Recomputed:
    shown = excess.quantize(_ONE if excess == int(excess) else CENT, ROUND_HALF_UP)
    return Recomputed(_cents(weight * (1 - band)), "penalty", weight, pair.target, (pair,), shown, band)
