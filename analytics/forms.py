"""How far the forms of a scope can be trusted: which balance, and in which a row's level is not sure."""

from dataclasses import dataclass

from analytics.scope import Scope
from analytics.scoped import scoped
from data.form.level_problems import LEVEL_DOUBTS
from data.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms that count; those that do not balance; those that do, though the level of some row is in doubt."""

    forms: int
    unbalanced: int
    doubted: int


_FORMS = """
    SELECT count(*) AS forms, count(*) FILTER (NOT balanced) AS unbalanced,
           count(*) FILTER (balanced AND project_no IN (
               SELECT project_no FROM snap.finding_fact WHERE list_contains($doubts, rule))) AS doubted
    FROM scoped_project
"""


def forms(snapshot: Snapshot, scope: Scope) -> Forms:
    """The forms of the scope, counted."""
    sql, parameters = scoped(_FORMS, scope)
    return snapshot.fetch(sql, parameters | {"doubts": list(LEVEL_DOUBTS)}, Forms)[0]
