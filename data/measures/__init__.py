"""Targets and actual values as comparable values with their evidence."""

from data.measures.compare import Lateness, QuantityPair, compare_dates, pair_quantities
from data.measures.parse import parse
from data.measures.text import bare, is_blank, plain, stated_reason
from data.measures.values import Degree, Measures, Period, Quantity, RelativeDay, State
from data.measures.wordings import pair_degrees, pair_states
from data.measures.words import degrees, says_absent, says_nothing_done, state

__all__ = [
    "Degree",
    "Lateness",
    "Measures",
    "Period",
    "Quantity",
    "QuantityPair",
    "RelativeDay",
    "State",
    "bare",
    "compare_dates",
    "degrees",
    "is_blank",
    "pair_degrees",
    "pair_quantities",
    "pair_states",
    "parse",
    "plain",
    "says_absent",
    "says_nothing_done",
    "state",
    "stated_reason",
]
