"""Numbers as the screens write them: 万元 with separators, points with two decimals, a true minus.

Three kinds of nothing stay apart everywhere: None is 未填写 (not stated), zero is 0.00, and what does not
apply is —.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from pages.common.words import _

NOT_APPLICABLE = "—"
_MINUS = "−"
_YI = Decimal(10000)
_YEAR = re.compile(r"（\d{4}）$")  # behind a project's name (dated.py); never cut

Number = Decimal | int | float


def not_stated() -> str:
    """The word for a cell that the form leaves empty."""
    return _("未填写")


def place(words: str) -> str:
    """A place in a document as the reader's language says it: '第58行', '第3页 第12行', 'Sheet1!B12'."""
    for pattern, to in place_rules():
        words = re.sub(pattern, to, words)
    return words


def place_rules() -> tuple[tuple[str, str], ...]:
    """What reads otherwise in a place: patterns, and what stands for each in the reader's language."""
    return (r"第(\d+)页", _("第{n}页").format(n=r"\1")), (r"第(\d+)行", _("第{n}行").format(n=r"\1"))


def fixed(value: Number | None, places: int = 2, *, signed: bool = False) -> str:
    """'1,901.14', rounded half up; signed: '+0.50', '−1.67'; None: 未填写."""
    if value is None:
        return not_stated()
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    sign = _MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    return f"{sign}{abs(rounded):,f}"


def points(value: Number | None, *, signed: bool = False) -> str:
    """Points with two decimals, without a unit: '94.65'. Points lost are no negative ones: '1.67' under 扣分."""
    return fixed(value, 2, signed=signed)


def percent(value: Number | None, places: int = 2) -> str:
    """A share in percent (98.9 → '98.90%')."""
    return not_stated() if value is None else f"{fixed(value, places)}%"


def count(value: int | None) -> str:
    """'1,234'."""
    return not_stated() if value is None else f"{value:,}"


def money(value_wan: Number | None, *, signed: bool = False) -> str:
    """An amount with its unit: '1,901.14 万元', from 10,000 万元 on '1.90 亿元'."""
    number, unit = money_parts(value_wan, signed=signed)
    return f"{number} {unit}" if unit else number


def money_parts(value_wan: Number | None, *, signed: bool = False) -> tuple[str, str]:
    """The number and the unit apart, for a tile that sets them in different sizes; ('未填写', '') for None."""
    if value_wan is None:
        return not_stated(), ""
    if abs(Decimal(str(value_wan))) >= _YI:
        return fixed(Decimal(str(value_wan)) / _YI, 2, signed=signed), _("亿元")
    return fixed(value_wan, 2, signed=signed), _("万元")


def wan(value_wan: Number | None) -> str:
    """An amount in a column whose head says 万元: '1,901.14'."""
    return fixed(value_wan, 2)


def text(value: str | None) -> str:
    """A printed text, 未填写 for None."""
    return not_stated() if value is None else value


def middle_cut(value: str, longest: int = 22) -> str:
    """A long name with its middle left out, since its ends tell names apart."""
    if len(value) <= longest:
        return value
    year = _YEAR.search(value)
    if year:
        return middle_cut(value[: year.start()], longest - len(year[0])) + year[0]
    head = (longest - 1) * 2 // 3
    return value[:head] + "…" + value[-(longest - 1 - head) :]
