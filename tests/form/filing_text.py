"""Pieces of the real filing that tests change: one form's text by its number."""

from pathlib import Path

FILING = Path(__file__).parents[2] / "data/documents/2021/self-evaluation-2021.txt"
TEXT = FILING.read_text(encoding="utf-8")
_TITLE = "项目支出绩效自评表"


def form_text(number: int) -> str:
    """The text of one form, from its title on; numbers count from 1."""
    return _TITLE + TEXT.split(_TITLE)[number]


def form_lines(number: int) -> list[str]:
    """The lines of one form."""
    return form_text(number).split("\n")
