"""项目详情, its figures: each of the one form, whatever the scope filters, and what explains it."""

from dataclasses import dataclass

from analytics.explain.key import WHOLE
from analytics.project import ProjectDetail
from pages.common.cards import Named, Piece, Tone
from pages.common.view import View
from pages.common.why import Why


@dataclass(frozen=True, slots=True)
class Own:
    """The figures of one form. A superseded one counts nowhere, so its figures are those printed and open nothing."""

    why: Why
    detail: ProjectDetail

    def __call__(self, text: str, measure: str, *where: tuple[str, str], tone: Tone = "") -> str | Piece:
        """A number of this form."""
        if self.detail.head.superseded:
            return Piece(text, tone)
        return self.why(text, measure, *self.where, *where, tone=tone)

    def address(self, measure: str, *where: tuple[str, str]) -> str | None:
        """The address that explains a figure of this form, None for a superseded one."""
        return None if self.detail.head.superseded else self.why.address(measure, *self.where, *where)

    def named(self, name: str, text: str, measure: str, *where: tuple[str, str]) -> list[Named]:
        """A figure for the list behind a card's ⓘ, none for a superseded form."""
        return [] if self.detail.head.superseded else [self.why.named(name, text, measure, *self.where, *where)]

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The whole form, whatever the scope filters."""
        return (("project", self.detail.head.project_id), WHOLE)


def own_of(shown: View, detail: ProjectDetail) -> Own:
    """The figures of the form shown."""
    return Own(Why(shown), detail)
