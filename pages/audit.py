"""自评核验: which figures hold. Findings by rule, self-scores beside recomputed ones, a reviewer's work."""

from analytics.audit import Audit, audit
from analytics.findings import left_out
from analytics.kpis import kpis
from analytics.scope import Scope
from pages.common import cached, cards
from pages.common.board import plain
from pages.common.cards import Piece
from pages.common.decision_list import decision_list
from pages.common.empty_scope import no_projects
from pages.common.view import view
from pages.common.why import Why
from pages.common.words import _
from pages.parts import audit_cards, audit_finding, audit_list


def main() -> None:
    """Draw the screen."""
    shown = view()
    why = Why(shown)
    answer: Audit = cached.answer(audit, shown.snapshot, shown.scope)
    now = cached.answer(kpis, shown.snapshot, shown.scope)
    found = answer.count()
    heads = (
        why.counted("{n} 个项目", now.projects, "projects"),
        why.counted("{n} 项指标", answer.recomputed.indicators, "indicators"),
        why.counted("{n} 条发现", found, "findings"),
    )
    if not now.projects and not found:
        cards.head(_("自评核验"), *heads)
        no_projects(shown, "audit")
    cards.head(_("自评核验"), *heads)
    cards.tiles(audit_cards.tiles(why, answer))
    if shown.scope.filters_rows:
        cards.note(_("筛选的是指标：指标的发现只算这些指标；整张表的发现（如预算执行、合计）随项目计入。"))
    if cached.answer(left_out, shown.snapshot, shown.scope):
        whole = Piece(_("看全部发现"), "link", shown.link("audit", scope=Scope()))
        cards.note([_("针对整份文件或整个组合的发现不属于任何项目，有筛选时不在其中。"), whole])
    left, right = cards.columns(1, 1)
    with left:
        audit_cards.scores(shown, why, answer)
        audit_cards.progress(shown, why, answer)
        audit_cards.projects(shown, why, answer)
    with right:
        audit_cards.rules(shown, why, answer)
    with plain(audit_finding.decides(shown)):  # a form stands in one of the cards
        audit_list.work(shown, why, answer)
    decision_list(shown, "finding_state", "audit", _("谁在何时作了什么决定？"))


main()
