"""Every question of analytics/, found by its signature: a public function of a snapshot and a scope."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from typing import Any

import analytics
from analytics.causes import loss_by_cause
from analytics.explain.key import FigureKey
from analytics.kpis import kpis
from analytics.levels import rates_and_bins
from analytics.plan import Plan
from analytics.scope import Scope
from data.store import Snapshot


@dataclass(frozen=True, slots=True)
class Question:
    """One row per question; `needed` are the arguments that it must be given beside snapshot and scope."""

    name: str
    function: Callable[..., object]
    needed: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Arguments that nothing here can give."""
        return tuple(argument for argument in self.needed if argument not in _ARGUMENTS)

    def arguments(self, snapshot: Snapshot, scope: Scope) -> dict[str, object]:
        """All that it must be given."""
        return {argument: _ARGUMENTS[argument](snapshot, scope) for argument in self.needed}


# Arguments that questions need beside snapshot and scope, by name.
_ARGUMENTS: dict[str, Callable[[Snapshot, Scope], object]] = {
    "project_id": lambda snapshot, scope: _some_projects(snapshot, 1)[0],
    "chosen": lambda snapshot, scope: _some_projects(snapshot, 5),
    "now": kpis,
    "total_score": lambda snapshot, scope: kpis(snapshot, scope).total_score,
    "scored": lambda snapshot, scope: kpis(snapshot, scope).scored_projects,
    "causes": loss_by_cause,
    "bins": lambda snapshot, scope: rates_and_bins(snapshot, scope)[1],
    "plan": lambda snapshot, scope: Plan(causes=tuple(row.cause for row in loss_by_cause(snapshot, scope)[:2])),
    "key": lambda snapshot, scope: FigureKey("points_lost"),
    "kind": lambda snapshot, scope: "project",
    "names": lambda snapshot, scope: _some_projects(snapshot, 2),
    "field": lambda snapshot, scope: "units",
}


def questions() -> Iterator[Question]:
    """All of them, by module and name."""
    for found in sorted(pkgutil.walk_packages(analytics.__path__, "analytics."), key=lambda module: module.name):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_") and _is_question(function):
                yield _question(f"{found.name.removeprefix('analytics.')}.{name}", function)


def _is_question(function: Callable[..., Any]) -> bool:
    if inspect.isgeneratorfunction(function):  # an export: it streams whole tables
        return False
    parameters = list(inspect.signature(function).parameters.values())
    return [parameter.annotation for parameter in parameters[:2]] == [Snapshot, Scope]


def _question(name: str, function: Callable[..., object]) -> Question:
    more = list(inspect.signature(function).parameters.values())[2:]
    needed = tuple(parameter.name for parameter in more if parameter.default is inspect.Parameter.empty)
    return Question(name, function, needed)


def _some_projects(snapshot: Snapshot, count: int) -> tuple[str, ...]:
    step = "SELECT greatest(1, count(*) // $count) FROM project_fact"
    sql = f"SELECT project_id FROM project_fact WHERE project_no % ({step}) = 0 ORDER BY project_no DESC LIMIT $count"
    return tuple(str(row[0]) for row in snapshot.rows(sql, {"count": count}))


def scopes(snapshot: Snapshot) -> list[Scope]:
    """What readers narrow to, without words: everything, one value of each filter, ranges, and several at once."""

    def most(column: str, count: int) -> tuple[str, ...]:
        sql = f"SELECT {column} FROM project_fact GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT $count"
        return tuple(str(row[0]) for row in snapshot.rows(sql, {"count": count}))

    year = int(str(snapshot.rows("SELECT max(fiscal_year) FROM project_fact")[0][0]))
    cause = str(snapshot.rows("SELECT cause FROM project_cause GROUP BY 1 ORDER BY sum(points) DESC, 1 LIMIT 1")[0][0])
    departments, units = most("department", 3), most("implementing_unit", 2)
    return [
        Scope(),
        Scope(departments=departments[:1]),
        Scope(departments=departments),
        Scope(units=units),
        Scope(years=(year,)),
        Scope(grades=("优",)),
        Scope(rate_max_pct=Decimal(90)),
        Scope(score_min=Decimal(80), score_max=Decimal(95)),
        Scope(level1=("产出指标",)),
        Scope(level2=("数量指标", "质量指标")),
        Scope(causes=(cause,)),
        Scope(years=(year,), departments=departments[:2], causes=(cause,)),
    ]


def fresh(kinds: Sequence[Scope]) -> Iterator[Scope]:
    """The kinds in turn, each a hair apart from all before, so that no answer was kept."""
    for turn in count(1):
        scope = kinds[turn % len(kinds)]
        yield replace(scope, score_min=(scope.score_min or Decimal(0)) + Decimal(turn) / 10_000)


def word_scopes() -> list[Scope]:
    """Searches: one word, two words, a word beside a filter, one that nothing has."""
    return [
        Scope(words="疫情"),
        Scope(words="满意度 调查"),
        Scope(words="完成 100%"),
        Scope(words="验收", level2=("质量指标",)),
        Scope(words="没有这样的词"),
    ]
