"""Which cells of a row are weight and score: the likeliest readings of all rows that balance.

A score is never repaired from the total: other readings are other cells, at a price, not other
numbers. Where no reading balances, the first of each row stands and the form is reported.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple

from data.form.numbers import parse_points
from data.form.pairs import SINGLE, Choice
from data.form.table import TableRow

_SUM_FAILS, _SUM_UNTESTED, _ABOVE_WEIGHT = 20.0, 19.0, 3.0
"""An untested sum is hardly better than a failing one, so that no number is given up to escape a sum."""
_MAX_DEVIATIONS, _MAX_TRIALS = 3, 20_000


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a row's numbers, by what it adds to the form: hundredths of points, and its price."""

    choice: Choice
    weight: int
    score: int
    unknown: tuple[bool, bool]
    price: float


@dataclass(frozen=True, slots=True)
class Sums:
    """What the rows' weights and scores must come to; None where the form does not print it."""

    weight: Decimal | None
    score: Decimal | None


def choose(rows: Sequence[TableRow], sums: Sums) -> list[Choice]:
    """For each row the reading of its numbers; other than the first only where sums fail without it."""
    several = [index for index, row in enumerate(rows) if len(row.choices) > 1]
    if not several:
        return [row.choices[0] for row in rows]
    options = _by_column(rows)
    first = [choices[0] for choices in options]
    readings = [[_reading(row, choice) for choice in choices] for row, choices in zip(rows, options, strict=True)]
    totals = _Totals.of([options[0] for options in readings])
    best_cost = totals.cost(sums)
    if best_cost == totals.price:
        return first
    best: tuple[tuple[int, _Reading], ...] = ()
    for trial in _deviations(several, readings):
        moved = totals
        for index, other in trial:
            moved = moved.with_other(readings[index][0], other)
        cost = moved.cost(sums)
        if cost < best_cost:
            best, best_cost = trial, cost
    for index, other in best:
        first[index] = other.choice
    return first


def _by_column(rows: Sequence[TableRow]) -> list[tuple[Choice, ...]]:
    """Each row's readings, a number alone being the score where it stands in the page's column of scores."""
    columns: dict[int, Counter[int]] = {}
    for row in rows:
        choice = row.choices[0]
        if choice.score is not None and choice.price == 0:
            columns.setdefault(row.page, Counter())[row.cells[choice.score].column] += 1
    return [_single_by_column(row, columns.get(row.page)) for row in rows]


def _single_by_column(row: TableRow, columns: Counter[int] | None) -> tuple[Choice, ...]:
    first = row.choices[0]
    if columns is None or first.weight is None or first.score is not None:
        return row.choices
    if first.tail > first.weight + 1:  # its score stands beside it, a dash or misread
        return row.choices
    if row.cells[first.weight].column != columns.most_common(1)[0][0]:
        return row.choices
    score = Choice(None, first.weight, first.texts, first.weight + 1, SINGLE)
    others = (replace(choice, price=choice.price + SINGLE) for choice in row.choices if choice.weight is not None)
    return (score, *others)


def numbers(row: TableRow, choice: Choice) -> tuple[Decimal | None, Decimal | None]:
    """Weight and score of a row under a reading of it."""
    weight = None if choice.weight is None else parse_points(row.cells[choice.weight].text)
    score = None if choice.score is None else parse_points(row.cells[choice.score].text)
    return weight, score


def _reading(row: TableRow, choice: Choice) -> _Reading:
    weight, score = numbers(row, choice)
    above = weight is not None and score is not None and score > weight
    return _Reading(
        choice,
        int((weight or 0) * 100),
        int((score or 0) * 100),
        (weight is None, score is None),
        choice.price + (_ABOVE_WEIGHT if above else 0.0),
    )


class _Totals(NamedTuple):
    """What all rows come to under one reading of each."""

    weight: int
    score: int
    unknown_weights: int
    unknown_scores: int
    price: float

    @classmethod
    def of(cls, readings: Sequence[_Reading]) -> "_Totals":
        return cls(
            sum(reading.weight for reading in readings),
            sum(reading.score for reading in readings),
            sum(reading.unknown[0] for reading in readings),
            sum(reading.unknown[1] for reading in readings),
            sum(reading.price for reading in readings),
        )

    def with_other(self, instead_of: _Reading, other: _Reading) -> "_Totals":
        return _Totals(
            self.weight + other.weight - instead_of.weight,
            self.score + other.score - instead_of.score,
            self.unknown_weights + other.unknown[0] - instead_of.unknown[0],
            self.unknown_scores + other.unknown[1] - instead_of.unknown[1],
            self.price + other.price - instead_of.price,
        )

    def cost(self, sums: Sums) -> float:
        cost = self.price
        for printed, found, unknown in (
            (sums.weight, self.weight, self.unknown_weights),
            (sums.score, self.score, self.unknown_scores),
        ):
            if unknown or printed is None:
                cost += _SUM_UNTESTED * bool(unknown)
            elif int(printed * 100) != found:
                cost += _SUM_FAILS
        return cost


def _deviations(
    several: Sequence[int], readings: Sequence[Sequence[_Reading]]
) -> Iterator[tuple[tuple[int, _Reading], ...]]:
    """Up to three rows read otherwise, within a bounded number of trials."""
    trials = 0
    for count in range(1, _MAX_DEVIATIONS + 1):
        for indexes in combinations(several, count):
            for others in product(*(readings[index][1:] for index in indexes)):
                trials += 1
                if trials > _MAX_TRIALS:
                    return
                yield tuple(zip(indexes, others, strict=True))
