"""What a plan does to all projects: held against the same figures made one by one."""

from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analytics.outcome import Outcome
from analytics.plan import grade_of

# Few scores, so that many tie; gains as a form can have them; budgets up to what no sum of 64 bits holds.
PROJECT = st.tuples(
    st.sampled_from((5999, 6000, 7999, 8000, 8999, 9000, 9641, 10000)) | st.integers(-500, 12_000),
    st.sampled_from((0, 0, 0, 1, 50, 1000, 3000)),
    st.sampled_from((0, 1, 5_000_000, 10**18 - 1)),
)
PROJECTS = st.lists(PROJECT, max_size=30)


def outcome(projects: list[tuple[int, int, int]]) -> Outcome:
    """The projects numbered from the last to the first: rows come in no order."""
    columns = np.array(projects, np.int64).reshape(-1, 3).T
    before, recovered, budget = columns
    return Outcome(np.arange(len(projects), dtype=np.int64)[::-1], before, recovered, budget)


def rank(score: int, scores: list[int]) -> int:
    return 1 + sum(other > score for other in scores)


@given(PROJECTS)
def test_sums_are_exact(projects: list[tuple[int, int, int]]):
    found = outcome(projects)
    assert found.gaining == sum(gain > 0 for _, gain, _ in projects)
    assert found.recovered_points == sum(Decimal(gain) / 100 for _, gain, _ in projects)
    assert found.weighted_points == Decimal(sum(gain * budget for _, gain, budget in projects)).scaleb(-8)


@given(PROJECTS, st.integers(1, 8))
def test_those_that_gain_most_come_first_and_each_once(projects: list[tuple[int, int, int]], limit: int):
    found = outcome(projects)
    gaining = [at for at, (_, gain, _) in enumerate(projects) if gain]
    ordered = sorted(gaining, key=lambda at: (-projects[at][1], found.project_no[at]))
    assert found.most(limit).tolist() == ordered[:limit]


@given(PROJECTS)
def test_ranks_are_those_of_all_projects_before_and_after(projects: list[tuple[int, int, int]]):
    found = outcome(projects)
    before = [score for score, _, _ in projects]
    after = [score + gain for score, gain, _ in projects]
    ranks = [rank(score, before) for score in before], [rank(score, after) for score in after]
    assert found.ranks(np.arange(len(projects))) == ranks
    assert found.overtaken == sum(
        not gain and later > earlier for (_, gain, _), earlier, later in zip(projects, *ranks, strict=True)
    )


@given(PROJECTS)
def test_grades_move_as_each_projects_grade_does(projects: list[tuple[int, int, int]]):
    moved = dict.fromkeys("优良中差", 0)
    for score, gain, _ in projects:
        moved[grade_of(Decimal(score + gain) / 100)] += 1
        moved[grade_of(Decimal(score) / 100)] -= 1
    assert list(outcome(projects).graded().items()) == list(moved.items())
