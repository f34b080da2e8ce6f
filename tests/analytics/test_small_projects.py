"""Single projects of the small portfolio: reconciled, ranked, compared, searched, chosen (see portfolio.py)."""

from decimal import Decimal

import pytest

from analytics.choices import facet, scope_choices
from analytics.comparison import compare
from analytics.project import project, source_lines
from analytics.scope import Scope
from analytics.search import search
from data.store import Snapshot
from tests.analytics.portfolio import id_of

D = Decimal
NOW = Scope(years=(2021,))


def test_project_reconciles_and_has_ranks(small: Snapshot) -> None:
    found = project(small, Scope(), id_of(small, "档案整理"))
    assert found is not None
    assert (found.waterfall.lost, found.waterfall.computed, found.waterfall.reconciles) == (D(35), D(65), True)
    standing = found.standing
    assert (standing.projects, standing.score_rank, standing.rate_rank, standing.budget_rank, standing.lost_rank) == (
        4,
        3,
        3,
        3,
        1,
    )
    assert found.groups[0].rows[0].findings != []
    assert found.groups[0].rows[0].recomputed_score == D(45)


def test_project_without_figures_has_no_rank_and_does_not_reconcile(small: Snapshot) -> None:
    found = project(small, Scope(), id_of(small, "空白表"))
    assert found is not None
    assert (found.standing.score_rank, found.standing.rate_rank) == (None, None)
    assert not found.waterfall.reconciles
    assert project(small, Scope(), "none") is None


def test_project_knows_its_other_years_and_neighbours(small: Snapshot) -> None:
    found = project(small, NOW, id_of(small, "路灯维护"))
    assert found is not None
    assert found.other_years == ((2020, id_of(small, "路灯维护", 2020)),)
    assert (found.standing.previous_id, found.standing.next_id) == (id_of(small, "档案整理"), id_of(small, "空白表"))


def test_comparison_keeps_the_order_chosen_and_skips_unknown(small: Snapshot) -> None:
    chosen = (id_of(small, "档案整理"), "none", id_of(small, "路灯维护"))
    found = compare(small, NOW, chosen)
    assert [row.name for row in found.projects] == ["档案整理", "路灯维护"]
    assert [row.rate_pct for row in found.levels if row.level2 == "数量指标"] == [D(90), D(40)]


def test_search_needs_every_word_and_tells_where(small: Snapshot) -> None:
    found = search(small, Scope(), "疫情 路段")
    assert (found.total, found.projects, found.points_lost) == (2, 2, D(8))
    assert found.hits[0].spans("deviation_reason", found.words) == ((1, 3), (8, 10))
    assert search(small, Scope(), "疫情 没有").total == 0
    assert search(small, Scope(words="疫情"), "路段").total == 2
    assert search(small, Scope(), "１００").total == 4  # full-width digits are the same digits


@pytest.mark.parametrize("words", ["%", "_", "'", "\\", "$word_0", "<b>", "\x1f"])
def test_search_takes_words_literally(small: Snapshot, words: str) -> None:
    assert search(small, Scope(), words).total == (12 if words == "\x1f" else 0)


def test_choices_are_counted_under_the_other_filters(small: Snapshot) -> None:
    found = scope_choices(small, Scope(years=(2020,), grades=("中",)))
    assert [(c.value, c.count, c.chosen) for c in found.years.choices] == [(2021, 1, False)]
    assert [(c.value, c.count, c.chosen) for c in found.grades.choices] == [("优", 1, False)]
    assert found.total_projects == 4
    assert [c.value for c in facet(small, Scope(), "projects", "路灯").choices] == [
        id_of(small, "路灯维护", 2020),
        id_of(small, "路灯维护"),
    ]
    assert [(c.value, c.label, c.count) for c in facet(small, NOW, "grades").choices][-1] == ("", None, 1)


def test_source_lines_of_a_document_without_text_are_none(small: Snapshot) -> None:
    assert source_lines(small, "none", 1, 3) == ()
