"""The log of decisions that people take in the dashboard: append-only, surviving every rebuild."""

from data.decisions.log import (
    FIELDS,
    FINDING_STATES,
    KINDS,
    Decision,
    DecisionError,
    DecisionKind,
    DecisionLog,
    DecisionOutdated,
    effective,
)

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
