"""The name of a figure: what is measured, on which part of the scope. Pages show figures, keys explain them."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

Where = tuple[tuple[str, str], ...]
# In a key: the forms whole, the scope's filters set aside (a rank keeps those that select projects).
WHOLE = ("whole", "yes")
# In a key: among the projects that one is ranked with; filters on single projects and on rows are set aside.
PEERS = ("peers", "yes")


@dataclass(frozen=True, slots=True)
class FigureKey:
    """A measure (analytics/explain/catalogue) within the scope and `where`: (field, value) pairs, all must hold.

    A value of '' means "not stated". Fields are those of the catalogue: project, year, grade, cause, level1, …
    """

    measure: str
    where: Where = ()

    def encode(self) -> str:
        """The key as one text for an address.

        >>> FigureKey("points_lost", (("cause", "疫情影响"),)).encode()
        'points_lost?cause=%E7%96%AB%E6%83%85%E5%BD%B1%E5%93%8D'
        """
        return _encoded(self.measure, self.where)


@lru_cache(maxsize=8192)
def _encoded(measure: str, where: Where) -> str:
    """A screen names some fifty figures, the same at each run but for a few."""
    return f"{measure}?{urlencode(where)}" if where else measure


def decode(text: str) -> FigureKey:
    """The key an address holds; unknown measures and fields are refused by `explain`, with a sentence.

    >>> decode("points_lost?cause=a%26b") == FigureKey("points_lost", (("cause", "a&b"),))
    True
    """
    measure, _, where = text.partition("?")
    return FigureKey(measure, tuple(parse_qsl(where, keep_blank_values=True)))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a result holds it, unrounded, with the key that explains it; None: not stated."""

    key: FigureKey
    value: Decimal | None
