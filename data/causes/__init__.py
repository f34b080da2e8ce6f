"""Deduction causes: the editable table, the classification of reasons, the promised measures."""

from data.causes.classify import EXECUTION_LOSS, Classification, Classifier, classify
from data.causes.promises import promises
from data.causes.table import EXECUTION, NO_MATCH, NOT_STATED, CauseTable, CauseTableError, load_causes

__all__ = [
    "EXECUTION",
    "EXECUTION_LOSS",
    "NOT_STATED",
    "NO_MATCH",
    "CauseTable",
    "CauseTableError",
    "Classification",
    "Classifier",
    "classify",
    "load_causes",
    "promises",
]
