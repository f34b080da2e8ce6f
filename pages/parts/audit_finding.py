"""自评核验, the chosen finding: its sentence, figures, basis and rule, what was decided, and the form that decides."""

from collections.abc import Mapping, Sequence
from html import escape

from analytics.explain.key import WHOLE
from analytics.findings import FindingPage, FindingRow, finding
from analytics.labels import basis_label, rule_label, severity_label, state_label
from analytics.messages import figure_words, finding_message, how_computed
from analytics.rules import rule_text
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text, markup
from pages.common.dated import with_year
from pages.common.decision_list import history
from pages.common.decisions import Choice, decision_form
from pages.common.view import View
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.project_findings import DECIDED_TONES, SIGNS


def _one(snapshot: Snapshot, _scope: Scope, finding_id: str) -> FindingRow | None:
    return finding(snapshot, finding_id)


def chosen(shown: View, page: FindingPage) -> FindingRow | None:
    """The finding that the address names, else the first of the list."""
    asked = shown.parameter("finding")
    if asked is None:
        return page.rows[0] if page.rows else None
    return cached.answer(_one, shown.snapshot, Scope(), asked)


def decides(shown: View) -> bool:
    """Whether the form stands beside the list: for a finding that somebody chose, not for the first one of a list."""
    return shown.parameter("finding") is not None


def panel(shown: View, page: FindingPage, row: FindingRow | None, kept: Mapping[str, tuple[str, ...]]) -> None:
    """The card beside the list."""
    if row is None:
        with cards.card(_("这一条"), _("没有选中的发现"), key="reveal_finding"):
            cards.note(_("在列表中点一行；如果发现已随重新报送而消失，它不再列出。"))
        return
    translate = translator()
    sign, tone = SIGNS.get(row.severity, SIGNS["note"])
    head = Piece(f"{sign} {severity_label(row.severity, translate)} · {rule_label(row.rule, translate)}", tone)
    with cards.card(head, finding_message(row, translate), key="reveal_finding"):
        cards.html(f'<dl class="d-facts">{"".join(_fact(name, text) for name, text in _facts(shown, row))}</dl>')
        _decided(row)
        if not decides(shown):
            href = shown.link("audit", finding=row.finding_id, **kept)
            cards.note([Piece(_("认可、驳回或备注这一条 ›"), "link", href)])
            return
        _form(row)
        following = next_open(page.rows, row)
        if following is not None:
            href = shown.link("audit", finding=following.finding_id, **kept)
            cards.note([Piece(_("下一条待处理 ›"), "link", href)])


def next_open(rows: Sequence[FindingRow], now: FindingRow) -> FindingRow | None:
    """The next finding of the list that nobody has decided on, after this one and then from the top."""
    at = next((number for number, row in enumerate(rows) if row.finding_id == now.finding_id), -1)
    around = [*rows[at + 1 :], *rows[: max(at, 0)]]
    return next((row for row in around if row.state == "open" and row.finding_id != now.finding_id), None)


def _fact(name: str, text: Text) -> str:
    return f"<dt>{escape(name)}</dt><dd>{markup(text)}</dd>"


def _facts(shown: View, row: FindingRow) -> list[tuple[str, Text]]:
    translate = translator()
    facts: list[tuple[str, Text]] = []
    if row.project_id is not None:
        to_row = shown.link("project", id=row.project_id, indicator=row.indicator_id)
        facts.append((_("项目名称"), Piece(with_year(shown, row.project_name, row.fiscal_year), "link", to_row)))
    if row.indicator_id is not None:
        facts += [(_("三级指标"), formats.text(row.name)), (_("目标 A"), formats.text(row.target))]
        scored = _scored(shown, row)
        facts += [(_("实际 B"), formats.text(row.actual)), (_("得分 / 分值"), scored)]
        if row.deviation_reason is not None:
            facts.append((_("偏差原因"), row.deviation_reason))
    if row.printed is not None:
        facts.append((_("表中所填"), formats.text(figure_words(row, row.printed, translate))))
    if row.expected is not None:
        facts.append((_("应为"), Piece(formats.text(figure_words(row, row.expected, translate)), "strong")))
    if how := how_computed(row, translate):
        facts.append((_("怎么算的"), how))
    if row.basis:
        facts.append((_("依据"), basis_label(row.basis, translate)))
    facts.append((_("规则"), rule_text(row.rule, shown.snapshot.info.thresholds, translate)))
    facts.append((_("出处"), _place(shown, row)))
    return facts


def _scored(shown: View, row: FindingRow) -> Text:
    """Score and weight as printed; they open to their place in the source."""
    why, of_row = Why(shown, (WHOLE,)), ("indicator", row.indicator_id or "")
    score, weight = formats.points(row.score), formats.points(row.weight)
    if row.score is None or not row.weight:
        return _("{score} / {weight} 分").format(score=score, weight=weight)
    return filled(
        _("{score} / {weight} 分"),
        score=why(score, "indicator_scores", of_row),
        weight=why(weight, "indicator_weights", of_row),
    )


def _place(shown: View, row: FindingRow) -> Text:
    if row.source_place is None:
        return formats.NOT_APPLICABLE
    if row.source_line is None or row.project_id is None:
        return formats.place(row.source_place)
    href = shown.link("project", id=row.project_id, line=str(row.source_line))
    return Piece(_("{place}，看原文").format(place=formats.place(row.source_place)), "link", href)


def _decided(row: FindingRow) -> None:
    """What was decided so far."""
    state: list[str | Piece] = [
        Piece(_("状态："), "muted"),
        Piece(state_label(row.state, translator()), DECIDED_TONES.get(row.state, "warn")),
    ]
    if row.state_note:
        state += [Piece(" · " + _("备注："), "muted"), row.state_note]
    lines: list[Text] = [state, *history("finding_state", row.finding_id)]
    cards.html("".join(f'<p class="d-lead">{markup(line)}</p>' for line in lines))


def _form(row: FindingRow) -> None:
    decision_form(
        "finding_state",
        row.finding_id,
        [
            Choice(_("认可"), "state", "accepted", primary=True),
            Choice(_("驳回"), "state", "refuted", needs_why=True),
            Choice(_("备注"), "note", None),
        ],
        now={"state": row.state, "note": row.state_note},
        why_label=_("理由或备注（驳回必填）"),
    )
