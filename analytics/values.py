"""Values as a query returns them, narrowed to the types that results hold."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal


def whole(value: object) -> int:
    """A count; NULL is 0."""
    return 0 if value is None else int(str(value))


def exact(value: object) -> Decimal | None:
    """An exact decimal; NULL is None."""
    return None if value is None else Decimal(str(value))


def points(value: object) -> Decimal:
    """A sum of points; NULL (no rows) is 0."""
    return Decimal(0) if value is None else Decimal(str(value))


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is stated, as SQL adds; None where nothing is."""
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None


def text(value: object) -> str | None:
    """A text; NULL is None."""
    return None if value is None else str(value)


def total_of(listed: Sequence[object], limit: int, offset: int, count: Callable[[], int]) -> int:
    """How many rows a list has in all: a stretch from `offset` that is not full tells, else `count` is asked."""
    tells = len(listed) < limit and (bool(listed) or not offset)
    return offset + len(listed) if tells else count()
