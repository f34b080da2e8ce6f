"""解释这个数: one mechanism for every figure. Results list theirs (`figures()`), pages link their keys."""

from analytics.explain.asked import UnknownFigure
from analytics.explain.explanation import ROW_LIMIT, explain
from analytics.explain.key import PEERS, WHOLE, Figure, FigureKey, decode
from analytics.explain.opened import ExplainedRow, Explanation, recompute

__all__ = [
    "PEERS",
    "ROW_LIMIT",
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
