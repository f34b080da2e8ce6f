"""Figures that open their explanation: every number that a screen computes is drawn through here.

    why = Why(shown)
    Tile(_("平均总分"), formats.points(x), why.filled(_("按预算加权 {n}"), n=why("98.34", "weighted_mean_score")),
         href=why.address("mean_score"))
    cards.head(_("总览"), why.counted("{n} 个项目", kpis.projects, "projects"))
    cards.card(…, figures=[why.named(_("扣分合计"), formats.points(x), "points_lost")])
    Column(_("总分"), number=True, figure=why.of_row("mean_score", "project"))   # a link in every cell, by the row's id

What is drawn so carries an address with ?explain=KEY; a test opens every one of them and finds the same text again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.explain.key import WHOLE, FigureKey
from pages.common.cards import Named, Piece, Tone
from pages.common.view import ROW, View
from pages.common.words import counted

Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Why:
    """The explanations of one screen. `around` is added to every key: (WHOLE,) for figures of whole forms."""

    shown: View
    around: tuple[Where, ...] = ()

    def address(self, measure: str, *where: Where) -> str:
        """The address of this screen with that figure explained."""
        return self.shown.explained(FigureKey(measure, (*where, *self.around)).encode())

    def __call__(self, text: str, measure: str, *where: Where, tone: Tone = "") -> Piece:
        """A number in a sentence."""
        return Piece(text, tone, self.address(measure, *where), figure=True)

    def named(self, name: str, text: str, measure: str, *where: Where) -> Named:
        """A figure for the list behind a card's ⓘ: what it is, the number as the card shows it."""
        return Named(name, text, self.address(measure, *where))

    def counted(self, template: str, number: int, measure: str, *where: Where) -> list[str | Piece]:
        """'{n} 个项目' in the number's plural, the number a link."""
        return filled(counted(template, number, keep=True), n=self(f"{number:,}", measure, *where))

    def of_row(self, measure: str, field: str, *where: Where) -> str:
        """For Column(figure=…): the address for the row whose id is that field's value, of the whole form."""
        return self.address(measure, (field, ROW), *where, *(() if WHOLE in self.around else (WHOLE,)))


def filled(template: str | Sequence[str | Piece], **pieces: str | Piece | Sequence[str | Piece]) -> list[str | Piece]:
    """A sentence with `{name}` places, filled with pieces where str.format could only fill texts.

    >>> filled("按预算加权 {n} 分", n=Piece("98.34"))
    ['按预算加权 ', Piece(text='98.34', tone='', href=None, figure=False), ' 分']
    """
    made: list[str | Piece] = [template] if isinstance(template, str) else list(template)
    for name, given in pieces.items():
        whole = [given] if isinstance(given, str | Piece) else list(given)
        made = [part for one in made for part in (_put(one, f"{{{name}}}", whole) if isinstance(one, str) else [one])]
    return [part for part in made if part != ""]


def _put(text: str, place: str, pieces: Sequence[str | Piece]) -> list[str | Piece]:
    before, found, after = text.partition(place)
    return [before, *pieces, *_put(after, place, pieces)] if found else [text]
