"""The log of decisions that people take in the dashboard: append-only, surviving every rebuild."""

from data.decisions.entries import (
    FIELDS,
    FINDING_STATES,
    KINDS,
    Decision,
    DecisionError,
    DecisionKind,
    DecisionOutdated,
    effective,
)
from data.decisions.log import DecisionLog

__all__ = [
    "FIELDS",
    "FINDING_STATES",
    "KINDS",
    "Decision",
    "DecisionError",
    "DecisionKind",
    "DecisionLog",
    "DecisionOutdated",
    "effective",
]
