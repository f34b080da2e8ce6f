"""What a target or an actual value is read into: frozen values, each with its evidence.

Evidence is always a piece of the cell, letter by letter. Nothing here guesses: what cannot be
read is simply absent, and the cell's own text stays the truth.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Comparator = Literal["=", ">=", ">", "<=", "<"]
StateKind = Literal["done", "not_done"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a cell, in the base unit of its kind (万 resolved; money in 万元; time in seconds or days).

    `unit` is "" when none is printed and "%" for percentages (90 means 90 %). `low` and `high` bound a
    printed tolerance or range, both None without one; `value` is then the nominal value, or the lower
    end of a range. `progress` marks a share of work done by a date, which is no measured quantity.
    """

    value: Decimal
    unit: str
    comparator: Comparator
    evidence: str
    low: Decimal | None = None
    high: Decimal | None = None
    is_range: bool = False
    approximate: bool = False
    progress: bool = False
    before: str = ""
    after: str = ""
    start: int = 0

    @property
    def is_percent(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class Period:
    """One date or stretch of time: `first` to `last`, both included. `has_year` tells if a year is printed."""

    first: date
    last: date
    evidence: str
    has_year: bool
    after: str = ""
    start: int = 0

    @property
    def is_day(self) -> bool:
        """Whether it names one single day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day counted from an event: 考试前2天 is anchor 考试, days −2."""

    anchor: str
    days: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Degree:
    """A word on an ordered scale: 显著 (4) > 较显著 (3) > 有所 (2) > 不显著 (1); comparable within one `scale`."""

    scale: str
    level: int
    evidence: str


@dataclass(frozen=True, slots=True)
class State:
    """A state that can be checked: something is done, or is said not to have been done at all."""

    kind: StateKind
    evidence: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The numbers and dates of one cell. Empty tuples and None mean: nothing of that kind is readable."""

    text: str
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    relative: RelativeDay | None = None
