"""Pairing: which number or date of the actual value answers which of the target."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from data.measures.parse import parse
from data.measures.units import units_agree
from data.measures.values import Measures, Period, Quantity
from data.measures.words import says_absent

_TOTAL = re.compile(r"共|累计|总|合计|全年|平均")
_LEAD = re.compile(r"(?:已|共|总共|累计|实际|全年|合计|完成|达到|达|为|约|近|了|[\s:])*$")
_SHARES = ("率", "比例", "占比", "比重")
_THIS_YEAR = re.compile(r"本年|当年|今年|年内|本期")
_PARTS = re.compile(r"[、;和及]")


@dataclass(frozen=True, slots=True)
class QuantityPair:
    """One number of the target and the number of the actual value that answers it; the units agree."""

    target: Quantity
    actual: Quantity

    @property
    def meets(self) -> bool | None:
        """Whether the actual value keeps the target as worded; None where the wording cannot tell."""
        target, value = self.target, self.actual.value
        if target.low is not None and target.high is not None:
            return target.low <= value <= target.high
        if target.comparator in ("<=", "<"):
            return value <= target.value if self.actual.comparator in ("=", "<=", "<") else None
        if self.actual.comparator in ("<=", "<"):
            return None if value >= target.value else False
        return value >= target.value if value >= target.value or self.actual.comparator == "=" else None


@dataclass(frozen=True, slots=True)
class Lateness:
    """A deadline and the day it was met. `days` late (0 = in time); `at_least` when only a month is known.

    `dated` is False where the days are counted from an event or no year is known: then the dates are
    good for comparing only and the evidence is what to show.
    """

    deadline: date
    done: date
    days: int
    at_least: bool
    target_evidence: str
    actual_evidence: str
    dated: bool = True


def pair_quantities(
    target: str | None, actual: str | None, name: str | None, year: int | None
) -> tuple[QuantityPair, ...]:
    """Every number of the target with its answer, in printed order; empty unless all of them are answered."""
    wanted = _without_progress(parse(target, year).quantities)
    if not wanted or actual is None:
        return ()
    given = _without_progress(parse(actual, year).quantities)
    if name and name.endswith(_SHARES):
        wanted, given = _as_percent(wanted, given), _as_percent(given, wanted)
    if not given:
        return _absence(wanted, actual)
    if len(wanted) == 1:
        answer = _answer(wanted[0], given, f"{name or ''} {target}")
        return (QuantityPair(wanted[0], answer),) if answer else ()
    return _several(wanted, given, name or "")


def _without_progress(quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    for quantity in quantities:
        if quantity.progress:
            return tuple(q for q in quantities if not q.progress)
    return quantities


def _as_percent(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A share printed as 0.9 in percent, where the other side prints percent."""
    if not any(q.is_percent for q in theirs):
        return ours
    return tuple(replace(q, value=q.value * 100, unit="%") if not q.unit and 0 <= q.value <= 1 else q for q in ours)


def _absence(wanted: tuple[Quantity, ...], actual: str) -> tuple[QuantityPair, ...]:
    """无印刷错误 answers ≤0.0001: what was to stay low did not occur."""
    only = wanted[0]
    if len(wanted) != 1 or not (only.comparator in ("<=", "<") or only.value == 0) or not says_absent(actual):
        return ()
    return (QuantityPair(only, Quantity(Decimal(0), only.unit, "=", actual)),)


def _answer(target: Quantity, given: tuple[Quantity, ...], words: str) -> Quantity | None:
    fitting = [q for q in given if units_agree(target.unit, q.unit)]
    if len(fitting) <= 1 or len({q.value for q in fitting}) == 1:
        return fitting[0] if fitting else None
    this_year = [q for q in fitting if _THIS_YEAR.search(q.before)]
    if len(this_year) == 1:
        return this_year[0]
    first, rest = fitting[0], fitting[1:]
    if all("其中" in q.before for q in rest) or (_LEAD.fullmatch(first.before) and _leads(first, rest)):
        return first
    totals = [q for q in fitting if _TOTAL.search(q.before)]
    if len(totals) == 1:
        return totals[0]
    named = _best_named(fitting, words)
    if named:
        return named
    kept = [QuantityPair(target, q).meets for q in fitting]
    if all(kept):  # whichever is meant, the target is kept; take the weakest
        less = target.comparator in ("<=", "<")
        return max(fitting, key=lambda q: q.value) if less else min(fitting, key=lambda q: q.value)
    return None


def _leads(first: Quantity, rest: list[Quantity]) -> bool:
    """Whether the later numbers only explain the first: they sum to it, or count something else."""
    return sum((q.value for q in rest), Decimal(0)) == first.value or all(q.unit != first.unit for q in rest)


def _best_named(fitting: list[Quantity], words: str) -> Quantity | None:
    """The one number whose surrounding words share most with the indicator's; None when two share as much."""
    marks = [(_overlap(q.before + q.after, words), index) for index, q in enumerate(fitting)]
    marks.sort(reverse=True)
    return fitting[marks[0][1]] if marks[0][0] > marks[1][0] and marks[0][0] > 1 else None


def _overlap(left: str, right: str) -> int:
    return sum(left[i : i + 2] in right for i in range(len(left) - 1))


def _several(wanted: tuple[Quantity, ...], given: tuple[Quantity, ...], name: str) -> tuple[QuantityPair, ...]:
    """Targets in one cell, each with an answer of its own, in printed order; empty when one stays without."""
    parts = _PARTS.split(re.split(r"[,，]", name)[-1])
    if len(parts) != len(wanted):
        parts = _PARTS.split(name) if len(_PARTS.split(name)) == len(wanted) else [q.before for q in wanted]
    pairs: list[QuantityPair] = []
    position = 0
    for index, target in enumerate(wanted):
        left = len(wanted) - index - 1
        open_ones = [i for i in range(position, len(given) - left) if units_agree(target.unit, given[i].unit)]
        if not open_ones:
            return ()
        best = max(open_ones, key=lambda i: (_overlap(given[i].before + given[i].after, parts[index]), -i))
        pairs.append(QuantityPair(target, given[best]))
        position = best + 1
    return tuple(pairs)


_BEFORE = ("前", "之前", "以前")
_EVENTS = re.compile(
    r"完成|签订|验收|招标|拨付|支付|印刷|印制|上线|交付|开工|竣工|发布|印发|报送|举办|召开|采购|备案|投产"
)


@lru_cache(maxsize=8192)
def compare_dates(target: str | None, actual: str | None, year: int | None) -> Lateness | None:
    """The deadline against the day of the actual value; None where either is missing or not clear.

    A period ends on its last day and …前 includes the day named (DOMAIN audit rule 15).
    """
    wanted, given = parse(target, year), parse(actual, year)
    if wanted.relative and given.relative:
        return _relative(wanted, given)
    if not wanted.periods or not given.periods:
        return None
    deadline = _deadline(wanted)
    done = _done(given, wanted)
    if deadline is None or done is None or (year is None and deadline.has_year != done.has_year):
        return None
    if done.after.startswith(_BEFORE) and done.last > deadline.last:
        return None  # “11月底前完成” does not tell the day
    late = (done.first if not done.is_day else done.last) > deadline.last
    day = done.first if late and not done.is_day else done.last
    days = (day - deadline.last).days if late else 0
    return Lateness(
        deadline.last,
        day,
        max(days, 0),
        late and not done.is_day,
        deadline.evidence,
        done.evidence,
        year is not None or deadline.has_year,
    )


def _relative(wanted: Measures, given: Measures) -> Lateness | None:
    target, actual = wanted.relative, given.relative
    if target is None or actual is None or target.anchor != actual.anchor:
        return None
    # Days are counted from the event itself, which has no date: only the difference means something.
    event = date(2001, 7, 1).toordinal()
    deadline, done = date.fromordinal(event + target.days), date.fromordinal(event + actual.days)
    return Lateness(deadline, done, max(actual.days - target.days, 0), False, target.evidence, actual.evidence, False)


def _deadline(wanted: Measures) -> Period | None:
    """The last deadline of the target; None for several that are not one sequence of months."""
    return max(wanted.periods, key=lambda period: period.last)


def _done(given: Measures, wanted: Measures) -> Period | None:
    """The period of the actual value that answers: the only one, or the one beside the target's own verb."""
    if len(given.periods) == 1:
        return given.periods[0]
    verbs = set(_EVENTS.findall(wanted.text)) or {"完成"}
    named = [period for period in given.periods if any(verb in period.after for verb in verbs)]
    if named:
        return max(named, key=lambda period: period.last)
    last = max(wanted.periods, key=lambda period: period.last).last
    late = [period.first > last for period in given.periods]
    return max(given.periods, key=lambda period: period.last) if all(late) or not any(late) else None
