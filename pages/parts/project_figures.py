"""项目详情, its figures: each of the one form, whatever the scope filters, and what explains it."""

from dataclasses import dataclass

from analytics.explain.key import WHOLE
from analytics.explain.superseded import FORM
from analytics.project import ProjectDetail
from pages.common.cards import Named, Piece, Tone
from pages.common.view import View
from pages.common.why import Why


@dataclass(frozen=True, slots=True)
class Own:
    """The figures of one form. A superseded one counts nowhere: its figures are of the form alone, never of a scope."""

    why: Why
    detail: ProjectDetail

    def __call__(self, text: str, measure: str, *where: tuple[str, str], tone: Tone = "") -> Piece:
        """A number of this form."""
        return self.why(text, measure, *self.where, *where, tone=tone)

    def address(self, measure: str, *where: tuple[str, str]) -> str:
        """The address that explains a figure of this form."""
        return self.why.address(measure, *self.where, *where)

    def named(self, name: str, text: str, measure: str, *where: tuple[str, str]) -> list[Named]:
        """A figure for the list behind a card's ⓘ."""
        return [self.why.named(name, text, measure, *self.where, *where)]

    @property
    def where(self) -> tuple[tuple[str, str], ...]:
        """The whole form, whatever the scope filters."""
        if self.detail.head.superseded:
            return ((FORM, self.detail.head.project_id),)
        return (("project", self.detail.head.project_id), WHOLE)


def own_of(shown: View, detail: ProjectDetail) -> Own:
    """The figures of the form shown."""
    return Own(Why(shown), detail)
