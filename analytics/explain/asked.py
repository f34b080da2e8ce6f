"""What a key asks for: the scope or the one form that its figure is of, the plan of a simulation, the rows within."""

import re
from dataclasses import replace
from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.explain.measure import Measure
from analytics.explain.superseded import FORM, NOT_OWN, OWN_BASES
from analytics.plan import Plan
from analytics.scope import Scope

# What in `where` is about the scope and no field of the rows.
_WHOLE, _PEERS, _SCOPE_YEAR, _WORDS = "whole", "peers", "scope_year", "words"
# The scope without one of its fields: a choice in the filter bar is counted so.
BESIDES = "besides"
_SET_ASIDE = ("years", "departments", "units", "projects", "grades", "level1", "level2", "causes")
_OF_PLAN = ("fix", "include", "lift", "rate")
_OF_SCOPE = (_WHOLE, _PEERS, _SCOPE_YEAR, _WORDS, BESIDES, FORM, *_OF_PLAN)
_RATE = re.compile(r"\d{1,3}(\.\d{1,6})?")
_YEAR = re.compile(r"\d{1,4}")


class UnknownFigure(ValueError):
    """The key names no measure or field of the catalogue; the message (Chinese) says which."""


def form_of(key: FigureKey, measure: Measure) -> str | None:
    """The form that counts nowhere, where the figure is of one; None for a figure within a scope."""
    form = next((value for field, value in key.where if field == FORM), None)
    if form is not None and (measure.base not in OWN_BASES or measure.form == "rank" or key.measure in NOT_OWN):
        raise UnknownFigure("已被替代的自评表没有这个数。")
    return form


def scope_of(scope: Scope, key: FigureKey, measure: Measure) -> tuple[Scope, list[tuple[str, str]]]:
    """The scope that the figure is of, and what is left of `where` to restrict rows."""
    where = [pair for pair in key.where if pair[0] not in _OF_SCOPE]
    ranked = measure.form == "rank" and measure.base != "simulated"
    if ranked or any(field == _PEERS for field, _value in key.where):
        scope = scope.peers
    elif any(field in (_WHOLE, FORM) for field, _value in key.where):
        scope = Scope()
    for field, value in key.where:
        if field == _SCOPE_YEAR:
            if not _YEAR.fullmatch(value):
                raise UnknownFigure(f"“{value}”不是年度。")
            scope = replace(scope, years=(int(value),), projects=())
        if field == BESIDES:
            if value not in _SET_ASIDE:
                raise UnknownFigure(f"筛选里没有“{value}”。")
            scope = replace(scope, **dict.fromkeys((value,), ()))  # type: ignore[arg-type]
        if field == _WORDS:
            scope = replace(scope, words=f"{scope.words} {value}".strip())
    return scope, where


def plan_of(key: FigureKey) -> Plan:
    """The plan that a figure of the simulation is of."""
    named = {field: tuple(value for name, value in key.where if name == field) for field in _OF_PLAN}
    rate = named["rate"][0] if named["rate"] else None
    if rate is not None and not _RATE.fullmatch(rate):
        raise UnknownFigure(f"“{rate}”不是执行率。")
    lifted = named["lift"][0] if named["lift"] and rate is not None else None
    return Plan(named["fix"], named["include"], lifted, Decimal(rate) if rate is not None and lifted else None)
