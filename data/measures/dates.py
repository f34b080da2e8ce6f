"""Dates, months, quarters and deadlines of a cell, in the context of the form's fiscal year."""

import calendar
import re
from datetime import date

from data.measures.values import Period, RelativeDay

_YEAR = (
    r"(?:(?P<{0}y>(?:19|20)\d\d)\s?年度?\s?|"
    r"(?P<{0}w>次年|下一年|下年|明年|第二年|翌年|当年|本年|今年|上年|去年))?"
)
_MONTH = r"(?:(?<![\d.])\d{1,2}|(?<![一二三四五六七八九十百每第])(?:十[一二]?|[一二三四五六七八九]))"
_DAY = r"(?:\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"底|末|上旬|中旬|下旬|初"
_ISO = re.compile(
    r"(?<!\d)(?P<y>20\d\d)\s?([-/.])\s?(?P<m>0?[1-9]|1[0-2])\s?\2\s?(?P<d>[12]\d|3[01]|0?[1-9])(?!\d)日?|"
    r"(?<!\d)(?P<Y>20\d\d)(?P<M>0[1-9]|1[0-2])(?P<D>0[1-9]|[12]\d|3[01])(?!\d)"
)
_RANGE = re.compile(
    _YEAR.format("a")
    + rf"(?P<am>{_MONTH})\s?(?:月份?\s?)?(?:(?<=月)(?P<ad>{_DAY})\s?[日号]?)?(?:底|初)?\s*(?:-+|~|至|到)\s*"
    + _YEAR.format("b")
    + r"(?P<bm>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?"
    + rf"(?:月份?\s?(?:(?P<bd>{_DAY})\s?[日号]|(?P<bp>{_PART}))?|(?P<day>[日号]))"
)
_SINGLE = re.compile(_YEAR.format("a") + rf"(?P<am>{_MONTH})\s?月份?\s?(?:(?P<ad>{_DAY})\s?[日号]|(?P<ap>{_PART}))?")
_QUARTER = re.compile(
    _YEAR.format("a")
    + r"(?:第?(?P<q>[一二三四1-4])季度[末底]?|(?P<h>上半年|下半年|全年|年底|年末|年内|年终|底(?=前)|末(?=前)|内))"
)
_YEAR_ONLY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d年?\s*(?:-+|~|至|到)\s*)?(?P<y>(?:19|20)\d\d)年度?(?P<done>\s*(?:完成|前))?"
)
_RELATIVE = re.compile(
    r"(?P<anchor>[\u4e00-\u9fff]{2,10}?)之?(?P<side>前|后)(?P<n>\d{1,3}|[一二两三四五六七八九十])个?(?P<unit>工作日|天|日|周|星期|月)"
)
_NUMERAL = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_HALF = {"上半年": (1, 6), "下半年": (7, 12)}
_TENTHS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (1, 31), "末": (1, 31)}
_NEXT = ("次年", "下一年", "下年", "明年", "第二年", "翌年")
_LAST_DAY = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNKNOWN_YEAR = 2001  # any common year: two dates without a year are still compared within one


def _number(numeral: str) -> int:
    """12, 十二 or 二十五 as a number."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_NUMERAL.get(tens, 1) * 10 if ten else 0) + _NUMERAL.get(ones, 0)


def _year(digits: str | None, word: str | None, base: int) -> int:
    if digits:
        return int(digits)
    if word in _NEXT:
        return base + 1
    return base - 1 if word in ("上年", "去年") else base


def _day(year: int, month: int, day: int) -> date:
    last = 29 if month == 2 and calendar.isleap(year) else _LAST_DAY[month]
    return date(year, month, max(1, min(day, last)))


def _span(year: int, month: int, day: str | None, part: str | None) -> tuple[date, date]:
    first, last = (_number(day), _number(day)) if day else _TENTHS.get(part or "", (1, 31))
    if part in ("底", "末"):
        first = 31
    return _day(year, month, first), _day(year, month, last)


def _iso(found: re.Match[str], base: int) -> tuple[date, date] | None:
    year, month, day = (found["y"] or found["Y"], found["m"] or found["M"], found["d"] or found["D"])
    return _span(int(year), int(month), day, None)


def _range(found: re.Match[str], base: int) -> tuple[date, date] | None:
    if "月" not in found[0]:
        return None
    year = _year(found["ay"], found["aw"], base)
    start = _number(found["am"])
    if found["day"]:  # 6月1日-30日: the second number is a day of the same month
        if not found["ad"] or not 1 <= start <= 12:
            return None
        return _day(year, start, _number(found["ad"])), _day(year, start, _number(found["bm"]))
    end = _number(found["bm"])
    if not (1 <= start <= 12 and 1 <= end <= 12):
        return None
    end_year = _year(found["by"], found["bw"], base) if found["by"] or found["bw"] else year + (end < start)
    first = _day(year, start, _number(found["ad"] or "1"))
    return first, _span(end_year, end, found["bd"], found["bp"])[1]


def _single(found: re.Match[str], base: int) -> tuple[date, date] | None:
    month = _number(found["am"])
    if not 1 <= month <= 12:
        return None
    return _span(_year(found["ay"], found["aw"], base), month, found["ad"], found["ap"])


def _quarter(found: re.Match[str], base: int) -> tuple[date, date] | None:
    year = _year(found["ay"], found["aw"], base)
    if found["q"]:
        last = 3 * (_NUMERAL.get(found["q"]) or int(found["q"]))
        return date(year, last - 2, 1), _day(year, last, 31)
    if found["h"] in ("底", "末", "内") and not (found["ay"] or found["aw"]):
        return None
    first, last = _HALF.get(found["h"], (1, 12))
    return date(year, first, 1), _day(year, last, 31)


def _only_year(found: re.Match[str], base: int) -> tuple[date, date] | None:
    year = int(found["y"])
    return (date(year, 1, 1), date(year, 12, 31)) if found["done"] else None


# Each pattern with the characters of which one at least stands in whatever it finds, twice over for a range.
_KINDS = (
    (_ISO, _iso, frozenset("20"), frozenset("20")),
    (_RANGE, _range, frozenset("月"), frozenset("-~至到")),
    (_SINGLE, _single, frozenset("月"), frozenset("月")),
    (_QUARTER, _quarter, frozenset("季年内前"), frozenset("季年内前")),
    (_YEAR_ONLY, _only_year, frozenset("年"), frozenset("年")),
)
_HINT = re.compile(r"[月年季]|20\d\d")
_PRINTED_YEAR = re.compile(r"(?:19|20)\d\d")
_NEXT_PART = re.compile(r"[,;。、(]")


def find_periods(text: str, plain_text: str, fiscal_year: int | None) -> tuple[tuple[Period, ...], str]:
    """The periods of a cell in printed order, and the plain text with every date blanked out (□).

    A month or day without a year is of the fiscal year. A bare year is no date unless something is to
    be done in it, but its digits are blanked too.
    """
    if not _HINT.search(plain_text):
        return (), plain_text
    base = fiscal_year or _UNKNOWN_YEAR
    periods: list[Period] = []
    for pattern, read, needed, needed_too in _KINDS:
        if needed.isdisjoint(plain_text) or needed_too.isdisjoint(plain_text):
            continue
        for found in list(pattern.finditer(plain_text)):
            span = read(found, base)
            weak = pattern is _YEAR_ONLY
            if span is None and not weak:
                continue
            start, end = found.span()
            if span is not None and span[0] <= span[1]:
                has_year = _PRINTED_YEAR.search(found[0]) is not None
                after = _NEXT_PART.split(plain_text[end : end + 16], 1)[0]
                periods.append(Period(*span, text[start:end], has_year, after, start))
            plain_text = plain_text[:start] + "□" * (end - start) + plain_text[end:]
    return tuple(sorted(periods, key=lambda period: period.start)), plain_text


def find_relative(text: str, plain_text: str) -> tuple[RelativeDay | None, str]:
    """A day counted from an event (考试前2天, 签订合同后30日), and the text with it blanked out."""
    if "前" not in plain_text and "后" not in plain_text:
        return None, plain_text
    found = _RELATIVE.search(plain_text)
    if not found:
        return None, plain_text
    number = _NUMERAL.get(found["n"]) or int(found["n"])
    days = number * {"周": 7, "星期": 7, "月": 30}.get(found["unit"], 1)
    start, end = found.span()
    anchor = found["anchor"] + ("工作日" if found["unit"] == "工作日" else "")
    relative = RelativeDay(anchor, -days if found["side"] == "前" else days, text[start:end])
    return relative, plain_text[:start] + "□" * (end - start) + plain_text[end:]
