"""总览: how the projects in scope stand: figures, the sentences that matter, money against score, the list."""

from dataclasses import replace

from analytics.overview import overview
from analytics.scores import strip as project_scores
from pages.common import cached, cards
from pages.common.dated import dated
from pages.common.empty_scope import no_projects
from pages.common.view import view
from pages.common.why import Why
from pages.parts import overview_cards, overview_head
from pages.parts.overview_list import project_table


def main() -> None:
    """Draw the screen."""
    shown = view()
    why = Why(shown)
    answer = cached.answer(overview, shown.snapshot, shown.scope)
    if not answer.kpis.projects:
        overview_head.head(why, answer)
        no_projects(shown, "overview")
    strip = cached.answer(project_scores, shown.snapshot, shown.scope)
    strip = replace(strip, marks=dated(shown, strip.marks))
    answer = replace(answer, quadrant=replace(answer.quadrant, bubbles=dated(shown, answer.quadrant.bubbles)))
    overview_head.head(why, answer)
    overview_head.tiles(shown, why, answer, strip.marks[0] if strip.marks else None)
    overview_head.caveats(shown, why, answer.kpis)
    overview_head.sentences(shown, why, answer)
    left, right = cards.columns(1.32, 1)
    with left:
        overview_cards.quadrant(shown, why, answer)
    with right:
        overview_cards.causes(shown, why, answer)
    overview_cards.years(shown, why, answer)
    overview_cards.scores(shown, why, answer, strip)
    project_table(shown, why, answer.kpis)


main()
