"""解释这个数: one mechanism for every figure. Results list theirs (`figures()`), pages link their keys."""

from analytics.explain.asked import UnknownFigure
from analytics.explain.explanation import ExplainedRow, Explanation, explain, recompute
from analytics.explain.key import PEERS, WHOLE, Figure, FigureKey, decode

__all__ = [
    "PEERS",
    "WHOLE",
    "ExplainedRow",
    "Explanation",
    "Figure",
    "FigureKey",
    "UnknownFigure",
    "decode",
    "explain",
    "recompute",
]
