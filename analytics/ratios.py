"""Exact quotients: a rate of a group is made from its sums and rounded only where it is shown."""

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """part / whole, unrounded; None when either is not stated or the whole is zero.

    >>> ratio(Decimal("3"), Decimal("4"))
    Decimal('0.75')
    >>> ratio(Decimal("3"), Decimal("0"))
    """
    if part is None or whole is None or not whole:
        return None
    return Decimal(part) / Decimal(whole)


def percent(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """part / whole in per cent, unrounded; None when either is not stated or the whole is zero."""
    quotient = ratio(part, whole)
    return None if quotient is None else quotient * HUNDRED


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """The value as it prints, rounded half up as the forms do.

    >>> half_up(Decimal("9.825"))
    Decimal('9.83')
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
