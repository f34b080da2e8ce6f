"""Figures of one project or one indicator: called by their own name (a total is no mean of one), and where the only row
of their sum would be the figure itself, opened into what that row was computed from.
"""

from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.formulas import formula_words
from analytics.labels import Translate
from analytics.values import exact, text
from data.store.snapshot import Snapshot

# Measure → the field that leaves one row, and the measure that is called so or whose rows are what that row came from.
_SINGLE = {
    "mean_score": ("project", "own_score"),
    "execution_rate": ("project", "own_execution_rate"),
    "simulated_score": ("project", "simulated_own_score"),
    "recomputed_score": ("indicator", "recomputed_own_score"),
}
_AGAIN = "SELECT recomputed_score, formula FROM snap.measure WHERE indicator_id = $indicator"


def opened_as(key: FigureKey) -> str:
    """The measure of the catalogue that the figure's rows are of: its own, or for a single row what that came from."""
    field, finer = _SINGLE.get(key.measure, ("", key.measure))
    return finer if field and sum(name == field for name, _value in key.where) == 1 else key.measure


def only_project(key: FigureKey) -> str | None:
    """The one project that a figure is of; None for a figure of several, or of one among others."""
    named = [value for name, value in key.where if name == "project"]
    return named[0] if len(named) == 1 else None


def recomputed_of(snapshot: Snapshot, key: FigureKey, _: Translate) -> tuple[Decimal | None, str]:
    """The score of one indicator by filing rule 2, and in words with its own figures how it came about."""
    indicator = dict(key.where).get("indicator", "")
    for score, formula in snapshot.rows(_AGAIN, {"indicator": indicator}):
        return exact(score), formula_words(text(formula), _) or ""
    return None, ""
