"""Where a reader stands in long lists, as values of ?rows= and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.common.places import Place, is_place, moved, place_of
from tests.pages.components import component, rows
from tests.pages.conftest import Opener, shown

KEYS = st.sampled_from(["list", "hits", "losses-2"])
PLACES = st.builds(Place, st.integers(0, 9_999), st.sampled_from(["budget", "score"]), st.booleans())
UNSORTED = st.builds(Place, st.integers(0, 9_999))


@given(st.lists(st.tuples(KEYS, PLACES | UNSORTED), max_size=6))
def test_every_list_is_where_it_was_last_left(steps: list[tuple[str, Place]]):
    values: list[str] = []
    for key, place in steps:
        values = moved(values, key, place)
    assert all(is_place(value) for value in values)
    assert {key: place_of(values, key) for key, _ in steps} == dict(steps)


@pytest.mark.parametrize(
    "value", ["", "list", "list.0", "list.-1", "list.1.budget", "list.1.budget.up", "list.99999999", "列表.1"]
)
def test_what_is_no_place_is_told_and_the_list_starts_at_its_beginning(opened: Opener, value: str):
    assert not is_place(value) and place_of([value], "list") == Place()
    if value:
        assert "不存在，已忽略" in shown(opened(f"/overview?rows={value}"))


def test_the_address_sorts_and_turns_a_list(opened: Opener):
    key = "projects"
    by_budget = component(opened(f"/overview?rows={key}.1.budget.desc"), key)
    assert (by_budget["sort"], by_budget["descending"], by_budget["page"]) == ("budget", True, 0)
    assert rows(opened(f"/overview?rows={key}.1.budget.desc"), key)[0][0] == "特种作业人员安全技术考核考务费"
    assert component(opened(f"/overview?rows={key}.1.nothing.asc"), key)["sort"] == ""
    assert len(rows(opened(f"/overview?rows={key}.7"), key)) == 13  # there is no seventh page
