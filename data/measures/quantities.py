"""Numbers of a cell with unit, comparator, tolerance and range."""

import re
from decimal import Decimal

from data.measures.text import plain
from data.measures.units import MONEY, UNIT_PATTERN, base_unit
from data.measures.values import Comparator, Quantity

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_UNIT = rf"(?:{UNIT_PATTERN})"
# A minus opens the cell or a part of it, or stands behind a word of comparison; elsewhere a stroke joins or lists.
_MINUS = r"(?<![^为是达到:;,、(=≥≤><])-|(?:(?<=增长)|(?<=同比)|(?<=环比))-"
_SIGNS = "-－−–"
_NUMBER = re.compile(
    rf"(?:(?P<minus>{_MINUS})|(?<![A-Za-z\d.*×/〔\[第#_-]))(?P<num>{_NUM})\s*(?P<mult>万|亿|千(?![克米瓦]))?(?P<more>余|多(?!于))?"
    rf"(?:(?P<unit1>{_UNIT})?\s*(?:-|~|至|到)\s*(?P<num2>{_NUM})\s*(?P<mult2>万|亿|千(?![克米瓦]))?)?"
    rf"(?:\s*(?:±|\+/-)\s*(?P<tol>{_NUM})(?P<tolpct>%)?)?"
    rf"\s*(?P<unit>{_UNIT}(?![A-Za-z]))?(?P<den>(?:/[\u4e00-\u9fff]{{1,3}})*)"
    rf"(?:\s*\(?(?:±|\+/-)\s*(?P<tol2>{_NUM})(?P<tolpct2>%)?\)?)?"
    r"(?P<suffix>及以上|以上|及以下|以下|以内|之内|内(?![容部外])|左右|上下)?"
)
_SYMBOL = re.compile(r"(>=|<=|=>|=<|≥|≤|>|<|=)\s*$")
_WORD = re.compile(
    r"(不少于|不低于|不小于|不得少于|不得低于|大于或等于|大于等于|至少|最少|不超过|不高于|不大于|不多于|不得超过|不得高于|"
    r"小于或等于|小于等于|最多|至多|未超过|(?<![不未])超过|大于|多于|高于|小于|低于|少于|控制在)[^,;。、]{0,14}$"
)
_COMPARATORS: dict[str, Comparator] = {
    **dict.fromkeys(
        (
            ">=",
            "=>",
            "≥",
            "不少于",
            "不低于",
            "不小于",
            "不得少于",
            "不得低于",
            "大于或等于",
            "大于等于",
            "至少",
            "最少",
        ),
        ">=",
    ),
    **dict.fromkeys((">", "超过", "大于", "多于", "高于"), ">"),
    **dict.fromkeys(
        ("<=", "=<", "≤", "不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "小于或等于", "小于等于"),
        "<=",
    ),
    **dict.fromkeys(("最多", "至多", "未超过", "控制在"), "<="),
    **dict.fromkeys(("<", "小于", "低于", "少于"), "<"),
    "=": "=",
}
_SUFFIX: dict[str, Comparator] = {
    **dict.fromkeys(("以上", "及以上"), ">="),
    **dict.fromkeys(("以下", "及以下", "以内", "之内", "内"), "<="),
}
_APPROXIMATE = re.compile(r"(?:约|约为|近|大约|接近|将近)\s*$")
_SEPARATOR = re.compile(r"[,;。、:(]")
_ORDINAL_AFTER = re.compile(r"[号届级层楼路°]|[A-Za-z*×]|/\d")
_PROGRESS = re.compile(r"工作量|进度|进展|任务量|计划量")
_FACTOR = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1_000)}
_ONE = Decimal(1)
_CJK = re.compile(r"[\u4e00-\u9fff]")
_WHOLE_CHINESE = re.compile(
    rf"(?P<cmp>不少于|不低于|至少|不超过|不多于|最多)?(?:共|完成|举办|召开|开展)?"
    rf"(?P<n>零|[一二两三四五六七八九十百千]+)(?P<unit>{_UNIT})(?P<suffix>以上|以内)?"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
# 每季度1次, 人均20学时: a count of something else than 4次, 1200学时. 每年 is the form's own year.
_PER = re.compile(
    r"每个?(季度|月|周|天|日|次|期|人|户|班|校|村|镇|乡|县|区|家|场|公里|平方米|项|批|小时|名|处|台|辆)|(人|户|次|校|日|月|周|班|村)均"
)
_PER_ANY = re.compile(r"每(?:个|家|所|名|位|座)?(?!年)([\u4e00-\u9fff]{1,4})$")


def find_quantities(text: str, masked: str, has_period: bool) -> tuple[Quantity, ...]:
    """The numbers of a cell in printed order. `masked` is its plain text with the dates blanked out."""
    found: list[Quantity] = []
    for match in _NUMBER.finditer(masked):
        quantity = _quantity(text, masked, match, has_period)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def whole_chinese(text: str, plain_text: str) -> tuple[Quantity, ...]:
    """A cell that is nothing but a Chinese numeral with its unit (两次, 十二场); elsewhere they count nothing."""
    match = _WHOLE_CHINESE.fullmatch(plain_text.strip())
    if not match:
        return ()
    unit, factor = base_unit(match["unit"])
    comparator = _COMPARATORS.get(match["cmp"] or "") or _SUFFIX.get(match["suffix"] or "") or "="
    return (Quantity(_chinese_number(match["n"]) * factor, unit, comparator, text.strip()),)


def _chinese_number(numeral: str) -> Decimal:
    total, digit = 0, 0
    for character in numeral:
        if character in _POWERS:
            total += (digit or 1) * _POWERS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return Decimal(total + digit)


def _quantity(text: str, masked: str, match: re.Match[str], has_period: bool) -> Quantity | None:
    start, end = match.span()
    before = _SEPARATOR.split(masked[max(0, start - 24) : start])[-1] if start else ""
    rest = masked[end : end + 12]
    written = (match["unit"] or match["unit1"] or "").lower()
    if not _counts(masked, match, before, written, rest):
        return None
    unit, factor = base_unit(written, match["den"] + (_per(before) if before else ""))
    multiplier = match["mult"] or match["mult2"]
    scale = factor * _FACTOR[multiplier] if multiplier else factor
    value = Decimal(match["num"].replace(",", "")) * scale
    if match["minus"]:
        if not _is_negative(text, match, unit):
            return None
        value = -value
    comparator, cut, approximate = _comparator(before, match["suffix"], match["more"])
    low, high = _bounds(match, value, factor) if match["num2"] or match["tol"] or match["tol2"] else (None, None)
    progress = unit == "%" and bool(before) and (_PROGRESS.search(before) or (has_period and "完成" in before))
    return Quantity(
        value=value,
        unit=unit,
        comparator=comparator,
        evidence=text[start - cut : end].strip(),
        low=low,
        high=high,
        is_range=match["num2"] is not None,
        approximate=approximate,
        progress=bool(progress),
        before=before,
        after=_SEPARATOR.split(rest, 1)[0],
        start=start,
    )


def _is_negative(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether a stroke before a number is its sign: shares and money fall below zero, counts are merely listed.

    A long dash (—) stands for an empty cell or an explanation, and is no sign.
    """
    if text[match.start()] not in _SIGNS:
        return False
    return unit in ("%", MONEY) or (not unit and match.group().strip() == plain(text).strip())


def _per(before: str) -> str:
    """What a number is counted per, as a denominator ("/季度"); "" when it is a plain count."""
    found = _PER.search(before)
    if found:
        return f"/{found[1] or found[2]}"
    found = _PER_ANY.search(before)
    return f"/{found[1]}" if found else ""


def _counts(masked: str, match: re.Match[str], before: str, written: str, rest: str) -> bool:
    """Whether the number counts something, rather than numbering a list, naming a law or telling a day."""
    start, end = match.span()
    if not written and _ORDINAL_AFTER.match(rest):
        return False
    if written in ("日", "点") and not match["suffix"] and not _WORD.search(before) and not _SYMBOL.search(before):
        return False
    if not written and masked[end : end + 1] in (".", "、", ")"):
        lead = masked[:start].rstrip(" (")
        if not lead or lead[-1] in ";。,":  # 1. …；2. … numbers a list
            return False
    if not written and _CJK.match(rest) and not (match["mult"] or match["tol"] or match["suffix"] or match["more"]):
        return _SYMBOL.search(before) is not None or _WORD.search(before) is not None  # 12345热线 counts nothing
    return True


def _comparator(before: str, suffix: str | None, more: str | None) -> tuple[Comparator, int, bool]:
    """What governs the number, how many characters before it belong to the evidence, and if it is approximate."""
    approximate = suffix in ("左右", "上下")
    cut = 0
    if before:
        found = _SYMBOL.search(before) or _WORD.search(before)
        nearly = _APPROXIMATE.search(before)
        approximate = approximate or nearly is not None
        if found:
            return _COMPARATORS[found[1]], len(before) - found.start(), approximate
        cut = len(before) - nearly.start() if nearly else 0
    return _SUFFIX.get(suffix or "") or (">=" if more else "="), cut, approximate


def _bounds(match: re.Match[str], value: Decimal, factor: Decimal) -> tuple[Decimal | None, Decimal | None]:
    if match["num2"]:
        scale = factor * _FACTOR.get(match["mult2"] or (match["mult"] or ""), _ONE)
        return value, Decimal(match["num2"].replace(",", "")) * scale
    tolerance = match["tol"] or match["tol2"]
    share = match["tolpct"] or match["tolpct2"]
    amount = Decimal(tolerance.replace(",", ""))
    # ±5 % around a percentage means points, as around any number without a percent sign of its own
    relative = share and match["unit"] != "%"
    width = value * amount / 100 if relative else amount * factor * _FACTOR.get(match["mult"] or "", _ONE)
    return value - width, value + width
