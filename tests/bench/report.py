"""Measured figures and the table that they are printed as, Chinese and English side by side."""

import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


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


def median_and_p95(
    chinese: str, english: str, times_ms: Sequence[float], median_ms: float | None = None, p95_ms: float | None = None
) -> list[Figure]:
    """Two figures of one series of times in milliseconds, with their targets."""
    count = f"n = {len(times_ms)}"
    return [
        Figure(f"{chinese} 中位数", f"{english}, median", statistics.median(times_ms), "ms", median_ms, remark=count),
        Figure(f"{chinese} p95", f"{english}, p95", percentile(times_ms, 95), "ms", p95_ms),
    ]


def table(title: str, figures: Iterable[Figure]) -> str:
    """The figures as aligned lines under a title."""
    rows = [(row.chinese, row.english, _number(row.value), row.unit, _target(row), row.remark) for row in figures]
    widths = [max((_width(row[column]) for row in rows), default=0) for column in range(5)]
    lines = [title, "─" * max(_width(title), sum(widths) + 8)]
    for row in rows:
        cells = [_padded(row[column], widths[column], right=column == 2) for column in range(5)]
        lines.append("  ".join([*cells, row[5]]).rstrip())
    return "\n".join(lines)


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
    blanks = " " * (width - _width(text))
    return blanks + text if right else text + blanks
