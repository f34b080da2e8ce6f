"""What most addresses of a screen have in common goes over the wire once, and a sign stands for it.

A screen has hundreds of links, and each holds the whole scope: with twenty units chosen that is 2 KB a link. The
board's script puts the texts back before it draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

# Letters for private use: no font has them, and a document that does hold one is sent as it is.
_SIGNS: Final = ("\ue0f1", "\ue0f2")
_SHORT: Final = 40  # as long as this a text is not worth a sign


@dataclass(frozen=True, slots=True)
class Shared:
    """Signs and the texts that they stand for, longest first: a text may be part of an earlier one."""

    signs: Mapping[str, str]

    def text(self, text: str) -> str:
        """A text with the signs in place of what they stand for."""
        for sign, whole in self.signs.items():
            text = text.replace(whole, sign)
        return text

    def markup(self, markup: str) -> str:
        """The same for HTML, in which the texts are escaped."""
        for sign, whole in self.signs.items():
            markup = markup.replace(escape(whole), sign)
        return markup


def shared_of(texts: Sequence[str], drawn: Sequence[str]) -> Shared:
    """Signs for the texts that are worth one; none where something that is drawn holds a sign itself."""
    if any(sign in each for each in drawn for sign in _SIGNS):
        return Shared({})
    worth = sorted({text for text in texts if len(text) > _SHORT}, key=lambda text: (-len(text), text))
    return Shared(dict(zip(_SIGNS, worth, strict=False)))
