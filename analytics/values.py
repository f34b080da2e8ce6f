"""Values as a query returns them, narrowed to the types that results hold."""

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


def text(value: object) -> str | None:
    """A text; NULL is None."""
    return None if value is None else str(value)
