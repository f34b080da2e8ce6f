"""Values of queries: lengths of lists that tell themselves, sums of what is stated."""

from decimal import Decimal

import pytest

from analytics.values import added, total_of


@pytest.mark.parametrize(
    ("listed", "limit", "offset", "counted", "total"),
    [
        (3, 10, 0, None, 3),
        (0, 10, 0, None, 0),
        (3, 10, 20, None, 23),
        (10, 10, 0, 10, 10),
        (10, 10, 0, 99, 99),
        (0, 10, 20, 5, 5),  # a page beyond the end tells nothing
    ],
)
def test_a_list_that_is_not_full_tells_how_long_it_is(
    listed: int, limit: int, offset: int, counted: int | None, total: int
):
    asked = []

    def count() -> int:
        assert counted is not None
        asked.append(counted)
        return counted

    assert total_of([object()] * listed, limit, offset, count) == total
    assert bool(asked) is (counted is not None)


@pytest.mark.parametrize(
    ("values", "total"), [((), None), ((None, None), None), ((None, Decimal(2), Decimal(3)), Decimal(5))]
)
def test_a_sum_of_nothing_stated_is_not_stated(values: tuple[Decimal | None, ...], total: Decimal | None):
    assert added(values) == total
