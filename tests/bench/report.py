"""Measured figures and the table that they are printed as, Chinese and English side by side."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Of the columns: Chinese, English, value, unit, target.
_WIDTHS = (34, 40, 9, 7, 24)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row per measured figure. `target` None: nothing was promised; `at_least`: it is a floor, not a cap."""

    chinese: str
    english: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    remark: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


def percentile(values: Sequence[float], share_pct: float) -> float:
    """The value that share_pct per cent of the values do not exceed (nearest rank).

    >>> percentile([4, 1, 3, 2], 50), percentile([4, 1, 3, 2], 95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share_pct // 100).__trunc__() - 1)]


def lines(figures: Iterable[Figure]) -> Iterator[str]:
    """One aligned line a figure, as soon as it is measured."""
    for row in figures:
        cells = (row.chinese, row.english, _number(row.value), row.unit, _target(row))
        padded = [
            _padded(cell, width, right=at == 2) for at, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
        ]
        yield "  ".join([*padded, row.remark]).rstrip()


def _target(row: Figure) -> str:
    if row.target is None:
        return ""
    verdict = "达到 met" if row.met else "未达到 MISSED"
    return f"目标 {'≥' if row.at_least else '≤'} {_number(row.target)} {verdict}"


def _number(value: float) -> str:
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    blanks = " " * max(0, width - _width(text))
    return blanks + text if right else text + blanks
