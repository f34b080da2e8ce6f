"""Where a reader stands in the long lists of a screen, in its address: ?rows=projects.2.budget.desc.

A list by its key, its page from 1 on, and by what it is sorted; a list at its first page in its own order is not named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ROWS: Final = "rows"
_PLACE = re.compile(
    r"(?P<key>[\w-]{1,40})\.(?P<page>[1-9]\d{0,6})(\.(?P<sort>\w{1,40})\.(?P<order>asc|desc))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """One row per list: page from 0, sort '' for the list's own order."""

    page: int = 0
    sort: str = ""
    descending: bool = False


def is_place(value: str) -> bool:
    """Whether a value of ?rows= can be read."""
    return _PLACE.fullmatch(value) is not None


def place_of(values: Sequence[str], key: str) -> Place:
    """The place of one list among the values of ?rows=; its beginning where none is given.

    >>> place_of(["list.2.budget.desc"], "list")
    Place(page=1, sort='budget', descending=True)
    """
    for value in values:
        found = _PLACE.fullmatch(value)
        if found and found["key"] == key:
            return Place(int(found["page"]) - 1, found["sort"] or "", found["order"] == "desc")
    return Place()


def moved(values: Sequence[str], key: str, place: Place) -> list[str]:
    """The values of ?rows= with one list at another place.

    >>> moved(["list.3", "hits.2"], "list", Place(0, "budget"))
    ['hits.2', 'list.1.budget.asc']
    """
    others = [value for value in values if (found := _PLACE.fullmatch(value)) and found["key"] != key]
    if place == Place():
        return others
    sorted_by = f".{place.sort}.{'desc' if place.descending else 'asc'}" if place.sort else ""
    return [*others, f"{key}.{place.page + 1}{sorted_by}"]
