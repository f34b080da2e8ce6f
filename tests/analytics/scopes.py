"""Scopes drawn from what the real filing holds, and the same selection made without SQL, to hold answers by."""

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from analytics.scope import Scope
from data.form.record import FormRecord
from tests.analytics.filing import GOLDEN, assessed, golden_form

FORMS = tuple(golden_form(path) for path in sorted(GOLDEN.glob("2021-*.json")))
LOSSES = tuple(assessed(form).losses for form in FORMS)
_CAUSES = sorted({loss.cause for losses in LOSSES for loss in losses})
_LEVEL1 = sorted({row.level1 for form in FORMS for row in form.indicators if row.level1})
_LEVEL2 = sorted({row.level2 for form in FORMS for row in form.indicators if row.level2})
_WORDS = ("疫情", "满意度", "完成", "10", "％", "调查 后续", "安全 生产", "不存在的词")


def _some(values: list[str] | tuple[str, ...], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)
    return st.one_of(st.just(()), chosen)


def _bound(low: int, high: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.decimals(low, high, places=2, allow_nan=False)


SCOPES = st.builds(
    Scope,
    years=st.sampled_from([(), (), (2021,), (2020, 2021), (2020,)]),
    grades=_some(("优", "良", "中")),
    rate_min_pct=st.none() | _bound(50, 100),
    rate_max_pct=st.none() | _bound(60, 101),
    score_min=st.none() | _bound(88, 99),
    score_max=st.none() | _bound(90, 100),
    level1=_some(_LEVEL1),
    level2=_some(_LEVEL2),
    causes=_some(_CAUSES, 3),
    words=st.sampled_from(("", "", "", *_WORDS)),
)


@dataclass(frozen=True, slots=True)
class Selected:
    """What a scope selects: forms, their indicators (form, ordinal) and losses (form, ordinal or None)."""

    forms: frozenset[int]
    rows: frozenset[tuple[int, int]]
    losses: frozenset[tuple[int, int | None]]


def select(scope: Scope) -> Selected:
    """The scope over the golden records in plain Python: DESIGN's semantics written a second time."""
    chosen = {at for at, form in enumerate(FORMS) if _form_matches(form, scope)}
    cause_of = {(at, loss.ordinal): loss.cause for at, losses in enumerate(LOSSES) for loss in losses}
    rows, losses = set(), set()
    for at in chosen:
        for row in FORMS[at].indicators:
            texts = "\x1f".join(part or "" for part in (row.name, row.target, row.actual, row.deviation_reason))
            labels = (not scope.level1 or row.level1 in scope.level1) and (
                not scope.level2 or row.level2 in scope.level2
            )
            words = all(word.replace("％", "%") in texts.lower() for word in scope.words.split())
            cause = cause_of.get((at, row.ordinal))
            if labels and words and (not scope.causes or cause in scope.causes):
                rows.add((at, row.ordinal))
                if cause is not None:
                    losses.add((at, row.ordinal))
        own = cause_of.get((at, None))
        free = not (scope.level1 or scope.level2 or scope.words)
        if own is not None and free and (not scope.causes or own in scope.causes):
            losses.add((at, None))
    if scope.filters_rows:
        chosen = {at for at, _ in rows} | {at for at, _ in losses}
    return Selected(frozenset(chosen), frozenset(rows), frozenset(losses))


def _form_matches(form: FormRecord, scope: Scope) -> bool:
    total, money = form.total_score, form.total_funding
    assert total is not None
    assert money.executed_wan is not None and money.full_year_budget_wan
    rate = money.executed_wan * 100 / money.full_year_budget_wan
    grade = "优" if total >= 90 else "良"
    return (
        (not scope.years or form.fiscal_year in scope.years)
        and (not scope.grades or grade in scope.grades)
        and (scope.rate_min_pct is None or rate >= scope.rate_min_pct)
        and (scope.rate_max_pct is None or rate <= scope.rate_max_pct)
        and (scope.score_min is None or total >= scope.score_min)
        and (scope.score_max is None or total <= scope.score_max)
    )


def points_of(selected: Selected) -> Decimal:
    """Points lost on the selected rows."""
    return sum(
        (loss.points for at, losses in enumerate(LOSSES) for loss in losses if (at, loss.ordinal) in selected.losses),
        Decimal(0),
    )
