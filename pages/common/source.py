"""The document's own text as received, with the line in question marked and scrolled into sight."""

from collections.abc import Collection, Sequence

from pages.common import board
from pages.common.words import _


def source(
    lines: Sequence[tuple[int, str]],
    key: str,
    *,
    about: str,
    marked: int | None = None,
    tinted: Collection[int] = (),
    reveal: str = "",
    height: int = 420,
) -> None:
    """Draw lines of a document as (number, text), letter by letter.

    marked: the line to mark and to scroll to within the panel. tinted: lines with points lost.
    reveal: the id of the element that the screen itself scrolls to ('' leaves it where it is); 'source' is the panel.
    """
    data = {
        "lines": [list(line) for line in lines],
        "marked": marked,
        "tinted": sorted(tinted),
        "reveal": reveal,
        "height": height,
        "about": about,
        "line": _("第 {n} 行"),
    }
    board.part("source", key, data)
