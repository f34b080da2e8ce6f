"""整改台账: the measures promised in the reasons, how far each is, and whether the cause came back."""

from analytics.kpis import kpis
from analytics.ledger import ledger
from analytics.scope import Scope
from pages.common import cached, cards
from pages.common.board import plain, stop
from pages.common.cards import Piece
from pages.common.decision_list import decision_list
from pages.common.view import view
from pages.common.why import Why
from pages.common.words import _
from pages.parts import ledger_list, ledger_promise


def main() -> None:
    """Draw the screen."""
    shown = view()
    answer = cached.answer(ledger, shown.snapshot, shown.scope)
    why = Why(shown)
    cards.head(
        _("整改台账"),
        why.counted("{n} 项承诺的措施", ledger_list.promised(answer), "promises"),
        why.counted("{n} 个项目", answer.projects, "promising_projects"),
    )
    if not ledger_list.promised(answer):
        cards.empty(
            _("筛选范围内没有承诺整改措施：偏差原因里没有“以后年度”“下一步”“后续”一类的话。")
            if cached.answer(kpis, shown.snapshot, shown.scope).projects
            else _("当前筛选范围内没有项目。"),
            [Piece(_("清除全部筛选"), "link", shown.link("ledger", scope=Scope()))],
        )
        decision_list(shown, "promise_state", "ledger", _("谁在何时登记了什么？"))
        stop()
    cards.tiles(ledger_list.tiles(why, answer))
    with plain(ledger_promise.registers(shown)):  # a form stands in one of the cards
        ledger_list.work(shown, answer)
    decision_list(shown, "promise_state", "ledger", _("谁在何时登记了什么？"))


main()
