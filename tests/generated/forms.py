"""Forms made up at random: the truth. Weights, points and totals of every form balance."""

import random as random_module
from dataclasses import dataclass, replace
from decimal import Decimal

from data.form.record import SOURCES, FormRecord, FundingRecord, IndicatorRecord
from tests.generated import splits
from tests.generated.phrases import WORDINGS, Random, pick
from tests.generated.words import DOMAINS, GIVEN, PLACES, REASONS, SUFFIXES, SURNAMES, Domain


@dataclass(frozen=True, slots=True)
class FormStyle:
    """What a form is likely to hold: probabilities, and `rows` as a factor on the usual number of rows."""

    usual_groups: float = 0.65
    usual_outputs: float = 0.75
    odd_splits: float = 0.05
    rows: float = 1.0
    deducted: float = 0.16
    reason_shared: float = 0.4
    reason_missing: float = 0.08
    reason_dash: float = 0.04
    reason_at_full_mark: float = 0.01
    dash_at_full_mark: float = 0.04
    label_like_name: float = 0.0


USUAL_STYLE = FormStyle()
_DASHES = ("——", "---", "-", "—", "/", "无", "无偏差")
_CENTS = tuple(Decimal(cents).scaleb(-2) for cents in range(10001))
_ZERO_WAN = Decimal("0.000000")
# One row of a form before its reason is known: level 1, level 2, wording, weight and score in cents.
_Row = tuple[str, str, tuple[str, str, str, str], int, int]


def make_form(rng: random_module.Random, *, style: FormStyle | None = None) -> FormRecord:
    """One form that balances; indicators carry no place yet (source_line None, source_place empty)."""
    random, style = rng.random, style or USUAL_STYLE
    domain = pick(random, DOMAINS)
    funding = _funding(random)
    budget = f"{funding[0].full_year_budget_wan.normalize():f}"  # type: ignore[union-attr]
    rows = _rows(random, domain, style, budget)
    indicators = _indicators(random, rows, style)
    year = 2016 + int(random() * 9)
    place = pick(random, PLACES)
    step, other, work = pick(random, domain.steps), pick(random, domain.steps), pick(random, domain.works)
    score = sum((row[4] for row in rows), 0)
    execution = funding[0].score or Decimal(0)
    return FormRecord(
        fiscal_year=year,
        name=f"{place}{pick(random, domain.projects)}{pick(random, SUFFIXES)}",
        department=domain.department,
        implementing_unit=f"{place}{pick(random, domain.units)}",
        project_lead=pick(random, SURNAMES) + pick(random, GIVEN),
        phone=str(50000000 + int(random() * 39999999)),
        goal_expected=f"{step}，{other}，保障{work}，{pick(random, domain.social)}。",
        goal_achieved=f"{year}年已{step}；{work}达到预期，{pick(random, REASONS)}",
        funding=funding,
        indicators=indicators,
        total_weight=_CENTS[10000],
        total_score=_CENTS[score] + execution,
        balanced=True,
    )


def _rows(random: Random, domain: Domain, style: FormStyle, budget: str) -> list[_Row]:
    groups = splits.USUAL_GROUPS if random() < style.usual_groups else pick(random, splits.OTHER_GROUPS)
    blocks = [
        (splits.OUTPUT, block)
        for block in splits.output_blocks(random, groups[0] * 100, style.usual_outputs, style.odd_splits)
    ]
    if groups[1]:
        blocks += [
            (splits.BENEFIT, block) for block in splits.benefit_blocks(random, groups[1] * 100, style.odd_splits)
        ]
    if groups[2]:
        blocks.append((splits.SATISFACTION, ("服务对象满意度指标", groups[2] * 100)))
    rows: list[_Row] = []
    for level1, (level2, cents) in blocks:
        scale = style.rows if level1 == splits.OUTPUT else min(style.rows, 1.0)
        count = splits.row_count(random, cents, scale)
        if level1 != splits.OUTPUT:
            count = min(count, 3)
        wording = WORDINGS[level2]
        for weight in splits.split_points(random, cents, count):
            words = wording(random, domain, budget)
            if level1 == splits.SATISFACTION and style.label_like_name and random() < style.label_like_name:
                words = ("服务对象满意度", *words[1:])
            lost = _lost(random, weight) if random() < style.deducted else 0
            rows.append((level1, level2, words, weight, weight - lost))
    return rows


def _lost(random: Random, weight: int) -> int:
    draw = random()
    if draw < 0.6:
        return min(weight, pick(random, (100, 100, 50, 200, 150)))
    if draw < 0.95:
        return max(1, int(weight * (0.05 + random() * 0.6)))
    return weight


def _indicators(random: Random, rows: list[_Row], style: FormStyle) -> tuple[IndicatorRecord, ...]:
    indicators = []
    running: str | None = None  # the reason of the deducted row directly above, in the same level-1 group
    group = ""
    dash = pick(random, _DASHES) if random() < style.dash_at_full_mark else None
    for ordinal, (level1, level2, words, weight, score) in enumerate(rows, 1):
        if level1 != group:
            group, running = level1, None
        printed: str | None = None
        shared = False
        if score == weight:
            running = None
            printed = dash
            if dash is None and random() < style.reason_at_full_mark:
                printed = pick(random, REASONS)
        elif running is not None and random() < style.reason_shared:
            shared = True
        else:
            printed = _deducted_reason(random, style, running is not None)
            running = None if printed is None or printed in _DASHES else printed
        reason = running if shared or score < weight else (None if printed in _DASHES else printed)
        actual = words[2] if score == weight else words[3]
        weight_points, points = _CENTS[weight], _CENTS[score]
        indicators.append(
            IndicatorRecord(
                *(ordinal, level1, level2, words[0], words[1], actual, weight_points, points, reason, printed),
                *(shared, None, ""),
            )
        )
    return tuple(indicators)


def _deducted_reason(random: Random, style: FormStyle, below_reason: bool) -> str | None:
    """A deducted row's own cell; never empty directly below a reason, which would then cover it."""
    draw = random()
    if draw < style.reason_dash:
        return pick(random, _DASHES)
    if draw < style.reason_dash + style.reason_missing and not below_reason:
        return None
    return pick(random, REASONS)


def _funding(random: Random) -> tuple[FundingRecord, ...]:
    """Four funding rows; amounts in whole millionths of 万元, execution's score half up from the amounts."""
    step = pick(random, (1, 100, 100, 10000, 10000, 1000000))
    full = max(step, int(10 ** (6.3 + random() * 3.2)) // step * step)
    draw = random()
    rate = 1.0 if draw < 0.35 else (0.9 + random() * 0.1 if draw < 0.85 else 0.3 + random() * 0.6)
    executed = int(full * rate) // 100 * 100 if rate < 1.0 else full
    initial = full if random() < 0.75 else (0 if random() < 0.1 else int(full * (0.6 + random() * 0.8)) // step * step)
    carried = full // 4 // step * step if random() < 0.15 else 0
    other = full // 5 // step * step if random() < 0.07 else 0
    carried_out, other_out = executed * carried // full, executed * other // full
    main = max(0, initial - initial * (carried + other) // full), full - carried - other
    amounts = (
        (initial, full, executed),
        (main[0], main[1], executed - carried_out - other_out),
        (initial * carried // full, carried, carried_out),
        (initial - main[0] - initial * carried // full, other, other_out),
    )
    score = _CENTS[(executed * 2000 + full) // (2 * full)]
    first, *others = (
        FundingRecord(source, _wan(row[0]), _wan(row[1]), _wan(row[2]), printed_rate_pct=_rate(row))
        for source, row in zip(SOURCES, amounts, strict=True)
    )
    return (replace(first, weight=_CENTS[1000], score=score), *others)


def _wan(millionths: int) -> Decimal:
    return Decimal(millionths).scaleb(-6) if millionths else _ZERO_WAN


def _rate(row: tuple[int, int, int]) -> Decimal | None:
    """Executed / full-year budget in percent, half up; None without a budget."""
    return _CENTS[(row[2] * 20000 + row[1]) // (2 * row[1])] if row[1] else None
