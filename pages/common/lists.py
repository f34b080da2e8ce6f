"""What lists of texts share: their window when the scope grows narrower, and the words that decided, marked."""

from pages.common.table import Window, window


def shown_window(key: str, total: int, size: int) -> Window:
    """The window of a list; one that a narrower scope has left behind starts again at the top."""
    place = window(key, size=size)
    return Window(0, place.size, "", False, key) if place.offset >= total else place


def marked(text: str, evidence: str | None) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, the words that decided the cause marked (at their first place); () without any.

    >>> marked("受疫情影响,未开展", "疫情")
    (('受', False), ('疫情', True), ('影响,未开展', False))
    """
    at = text.find(evidence) if evidence else -1
    if at < 0 or not evidence:
        return ()
    pieces = ((text[:at], False), (evidence, True), (text[at + len(evidence) :], False))
    return tuple(piece for piece in pieces if piece[0])
