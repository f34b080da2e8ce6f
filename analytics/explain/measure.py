"""What a figure can be: the form of its computation, its unit, and what its rows add."""

from dataclasses import dataclass
from typing import Literal

from analytics.explain.bases import Base

Form = Literal[
    "sum", "less", "ratio", "percent", "lowest", "highest", "rank", "remainder", "spread", "difference", "product"
]
Unit = Literal["count", "points", "wan", "percent", "percent_points", "rank"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One row per measure. numerator, denominator, condition: SQL over the base's rows.

    share: `where` restricts the numerator only, the denominator is everything in scope.
    none_is_zero: a count of no rows is 0; False where screens then say that the figure does not apply.
    """

    base: Base
    form: Form
    unit: Unit
    numerator: str
    denominator: str = "0"
    condition: str = "true"
    place: str | None = None
    share: bool = False
    none_is_zero: bool = True
