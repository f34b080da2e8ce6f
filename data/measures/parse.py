"""One cell → its comparable values."""

import re
from functools import lru_cache

from data.measures.dates import find_periods, find_relative
from data.measures.quantities import find_quantities, whole_chinese
from data.measures.text import is_blank, plain
from data.measures.values import Measures

_DIGIT = re.compile(r"\d")
_HALF = re.compile(r"半年|全年|季度|年底|年内|年末|次年|明年")


@lru_cache(maxsize=8192)
def parse(text: str | None, fiscal_year: int | None = None) -> Measures:
    """Read a target or actual cell. An empty cell or a dash gives empty measures; the text is always kept."""
    if text is None or is_blank(text):
        return Measures(text or "")
    plain_text = plain(text)
    has_digit = _DIGIT.search(plain_text) is not None
    periods, masked = (
        find_periods(text, plain_text, fiscal_year)
        if has_digit or "月" in text or _HALF.search(plain_text)
        else ((), plain_text)
    )
    relative, masked = find_relative(text, masked)
    quantities = find_quantities(text, masked, bool(periods)) if has_digit else whole_chinese(text, plain_text)
    return Measures(text, quantities, periods, relative)
