"""Texts made comparable without moving a letter, so that evidence can be cut from the original."""

import re
import unicodedata
from functools import lru_cache

# One character to one character: positions in the plain text are positions in the original.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_PLAIN |= {ord(old): ord(new) for old, new in zip("\u3000\u00a0≧⩾≦⩽—–―−‐‑～〜％﹪", "  ≥≥≤≤------~~%%", strict=True)}

_BLANK = re.compile(r"[\s\-—–―─_/／\\＼|.。·…~～*＊]*")
_NO_REASON = re.compile(
    r"(?:无|暂无|没有|无(?:偏差|偏离)(?:原因|情况)?(?:及改进措施)?|不存在偏差|n/?a|none|nil)", re.IGNORECASE
)


def plain(text: str) -> str:
    """The text with full-width forms made half-width, of the same length."""
    return text.translate(_PLAIN)


def is_blank(text: str | None) -> bool:
    """Whether a cell holds no value: nothing, or only dashes, slashes and dots."""
    if not text:
        return True
    return not text[0].isalnum() and _BLANK.fullmatch(text) is not None


def stated_reason(text: str | None) -> str | None:
    """The reason if one is stated; None for an empty cell, a dash, a slash, 无 or 无偏差 (DOMAIN audit rule 4)."""
    if text is None or is_blank(text):
        return None
    return None if _NO_REASON.fullmatch(bare(text)) else text


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The text without punctuation and blanks, for comparing wordings; the percent sign stays."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isalnum():
        return folded
    return "".join(c for c in folded if c in "%‰" or unicodedata.category(c)[0] not in "PZC")
