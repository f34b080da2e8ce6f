"""Whether what an address names is in the data: findings, measures, projects, causes, levels, lines of a form …"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from analytics.scope import Scope
from data.store.snapshot import Snapshot

Filtered = Literal["year", "grade", "department", "unit", "project", "level1", "level2", "cause"]
Kind = Filtered | Literal["finding", "promise", "indicator", "line"]

_OF_FORM = "snap.source_text t JOIN snap.project p USING (document_id) WHERE p.project_id = $project AND "
_NAMED: Mapping[Kind, str] = MappingProxyType(
    {
        "finding": "SELECT finding_id AS name FROM snap.finding_fact WHERE list_contains($names, finding_id)",
        "promise": "SELECT promise_id AS name FROM snap.promise_fact WHERE list_contains($names, promise_id)",
        "project": "SELECT project_id AS name FROM snap.project_fact WHERE list_contains($names, project_id)",
        "cause": "SELECT DISTINCT CAST(cause AS VARCHAR) AS name FROM current_cause "
        "WHERE cause IN (SELECT as_cause(unnest($names)))",
        "year": "SELECT DISTINCT CAST(year AS VARCHAR) AS name FROM snap.stratum "
        "WHERE list_contains($names, CAST(year AS VARCHAR))",
        "grade": "SELECT DISTINCT grade AS name FROM snap.stratum WHERE list_contains($names, grade)",
        "department": "SELECT DISTINCT department AS name FROM snap.project_fact "
        "WHERE list_contains($names, department)",
        "unit": "SELECT DISTINCT implementing_unit AS name FROM snap.project_fact "
        "WHERE list_contains($names, implementing_unit)",
        "level1": "SELECT DISTINCT level1 AS name FROM snap.level WHERE list_contains($names, level1)",
        "level2": "SELECT DISTINCT level2 AS name FROM snap.level WHERE list_contains($names, level2)",
        "indicator": "SELECT indicator_id AS name FROM snap.indicator "
        "WHERE project_id = $project AND list_contains($names, indicator_id)",
        "line": f"SELECT CAST(t.line AS VARCHAR) AS name FROM {_OF_FORM}list_contains($names, CAST(t.line AS VARCHAR))",
    }
)
_OF_PROJECT = ("indicator", "line")


def existing(
    snapshot: Snapshot, _scope: Scope, kind: Kind, names: tuple[str, ...], project: str = ""
) -> frozenset[str]:
    """Those of the names that the data holds, whatever the scope; indicators and lines are those of a project."""
    own: dict[str, object] = {"project": project} if kind in _OF_PROJECT else {}
    return frozenset(str(row[0]) for row in snapshot.rows(_NAMED[kind], own | {"names": list(names)}))
