"""Numbers as forms print them: points, amounts in 万元, percentages. Unreadable is None, never zero."""

import re
from decimal import Decimal

from data.form.clean import key

_POINTS = re.compile(r"[-+]?\d{1,4}(?:\.\d{1,4})?")
_AMOUNT = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,12})?)(亿元|万元|元)?")
_RATE = re.compile(r"([-+]?\d{1,6}(?:\.\d{1,6})?)%?")
_MINUS = str.maketrans({"−": "-", "–": "-"})
_NO_VALUE = re.compile(r"[-—–―_/／\\·]*|无|无偏差|不适用|N/?A", re.IGNORECASE)

_UNITS_PER_WAN = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}


def parse_points(text: str) -> Decimal | None:
    """Points as printed, with their sign and scale; None when the cell states none. A zero has no sign.

    >>> parse_points("15.00")
    Decimal('15.00')
    >>> parse_points("——")
    """
    text = key(text).translate(_MINUS).removesuffix("分")
    if not _POINTS.fullmatch(text):
        return None
    points = Decimal(text)
    return points if points else abs(points)  # -0.00 loses no less and gains no more than 0.00


def parse_amount(text: str, unit: str = "万元") -> Decimal | None:
    """An amount in 万元, exact; `unit` is the table's, a unit in the cell itself goes before it.

    >>> parse_amount("1,901.143500")
    Decimal('1901.143500')
    """
    match = _AMOUNT.fullmatch(key(text).translate(_MINUS).replace("，", ","))
    if match is None:
        return None
    sign, digits, own_unit = match.groups()
    return Decimal(sign + digits.replace(",", "")) * _UNITS_PER_WAN[own_unit or unit]


def parse_rate(text: str) -> Decimal | None:
    """A percentage as printed (98.25% is 98.25); None when the cell states none."""
    match = _RATE.fullmatch(key(text).translate(_MINUS))
    return Decimal(match.group(1)) if match else None


def is_no_value(text: str) -> bool:
    """Whether a cell holds a dash, a slash or the word for nothing (无, 无偏差) in place of words."""
    return _NO_VALUE.fullmatch(key(text).rstrip("。.;；,，")) is not None
