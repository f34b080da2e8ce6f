"""Cleaning of one cell: an ordered list of small steps, and the key that cells are compared by.

Stored texts are as printed, but for tags, LaTeX and runs of blanks (DOMAIN, conventions). Keys are
NFKC without blanks, so that half-width, full-width and spaced variants of a label are one.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape

_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_SUSPECT = re.compile(rf"[<$&\\]|\s\s|[^\S ]|{_INVISIBLE.pattern}")
_TAG = re.compile(r"</?(?:p|br|b|i|u|span|div|sub|sup|strong|em)\b[^<>]{0,80}/?>", re.IGNORECASE)
_BREAK = re.compile(r"\s*<br\s{0,3}/?>\s*|</p><p>", re.IGNORECASE)
_IDEOGRAM = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef、。，；：？！…—）】》”]")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MATH = re.compile(r"\$([^$\n]{1,200})\$")
_COMMAND = re.compile(
    r"\\(geqslant|leqslant|geqq|leqq|geq|leq|ge|le|gt|lt|pm|times|sim|approx|neq|cdot|div)(?![a-zA-Z]) ?"
)
_LETTER = re.compile(r"[^\W\d_]")
_ESCAPED = re.compile(r"\\([%#&_$])")
_TEXT_COMMAND = re.compile(r"\\(?:text|mathrm|mathbf|rm)\s?\{([^{}]{0,200})\}")
_BLANKS = re.compile(r"\s+")
_KEY_BLANKS = re.compile(r"[\s\u200b\ufeff]+")

_CHARACTER = {
    "geqslant": "≥", "geqq": "≥", "geq": "≥", "ge": "≥", "leqslant": "≤", "leqq": "≤", "leq": "≤", "le": "≤",
    "gt": ">", "lt": "<", "pm": "±", "times": "×", "sim": "~", "approx": "≈", "neq": "≠", "cdot": "·", "div": "÷",
}  # fmt: skip


def drop_tags(text: str) -> str:
    """Paragraph and style tags go, what they enclose stays."""
    return _TAG.sub("", _BREAK.sub(_line_break, text)) if "<" in text else text


def _line_break(match: re.Match[str]) -> str:
    """A line that was broken inside a cell closes up in Chinese; figures and Latin words stay apart."""
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    return "" if _IDEOGRAM.match(text[start - 1]) or _IDEOGRAM.match(text[end]) else " "


def entities_to_characters(text: str) -> str:
    """Character references to the character they stand for: ``&ge;90%`` → ``≥90%``; an unknown one stays."""
    return _ENTITY.sub(lambda match: unescape(match.group()), text) if "&" in text else text


def drop_invisible(text: str) -> str:
    """Characters that nobody sees (zero-width, direction marks, control codes) would only split words."""
    return _INVISIBLE.sub("", text)


def latex_to_characters(text: str) -> str:
    r"""LaTeX to the character it stands for: ``$\geq 90\%$`` → ``≥90%``."""
    if "\\" not in text and "$" not in text:
        return text
    text = _TEXT_COMMAND.sub(r"\1", text)
    text = _COMMAND.sub(lambda match: _CHARACTER[match.group(1)], text)
    return _MATH.sub(_math, _ESCAPED.sub(r"\1", text))


def _math(match: re.Match[str]) -> str:
    """Blanks mean nothing in mathematics, so figures and signs close up; words keep theirs."""
    inner = match.group(1).strip()
    return inner if _LETTER.search(inner) else inner.replace(" ", "")


def single_blanks(text: str) -> str:
    """Runs of blanks become one; none at the ends."""
    return _BLANKS.sub(" ", text).strip()


STEPS: tuple[Callable[[str], str], ...] = (
    drop_tags,
    entities_to_characters,
    drop_invisible,
    latex_to_characters,
    single_blanks,
)


def clean(text: str) -> str:
    r"""One cell's text as stored.

    >>> clean("认可度  $\\geq 90\\%$")
    '认可度 ≥90%'
    """
    text = text.strip()
    if not _SUSPECT.search(text):
        return text
    for step in STEPS:
        text = step(text)
    return text


def key(text: str) -> str:
    """What a cleaned text is compared by: NFKC without blanks.

    >>> key("服务对象 满意度指标（10分）")
    '服务对象满意度指标(10分)'
    """
    return _short_key(text) if len(text) <= 20 else _key(text)


def _key(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _KEY_BLANKS.sub("", text)


_short_key = lru_cache(maxsize=16_384)(_key)
