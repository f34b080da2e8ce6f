"""自评核验, the reviewer's desk: the list of findings, and beside it the chosen one with the buttons that decide."""

from analytics.audit import SEVERITIES, STATES, Audit
from analytics.findings import FindingPage, FindingRow, Found, finding_rows
from analytics.labels import rule_label, severity_label, state_label
from analytics.messages import finding_message
from analytics.stretch import LIST_LIMIT
from pages.common import cached, cards, formats
from pages.common.cards import Piece, Text
from pages.common.dated import with_year
from pages.common.lists import shown_window
from pages.common.table import Cell, Column, Row, blank, table
from pages.common.view import View
from pages.common.why import Why
from pages.common.words import _, translator
from pages.parts import audit_finding
from pages.parts.audit_paper import paper_links
from pages.parts.project_findings import DECIDED_TONES, SIGNS

_KEY = "findings"


def work(shown: View, why: Why, answer: Audit) -> None:
    """List and chosen finding side by side; without a choice the first of the list is shown."""
    found = Found(
        rules=tuple(rule for rule in shown.parameters("rule") if any(row.rule == rule for row in answer.counts)),
        severities=tuple(each for each in shown.parameters("severity") if each in SEVERITIES),
        states=tuple(each for each in shown.parameters("state") if each in STATES),
    )
    total = answer.listed(found)
    place = shown_window(_KEY, total, LIST_LIMIT)
    rows = cached.answer(finding_rows, shown.snapshot, shown.scope, found, place.size, place.offset)
    page = FindingPage(tuple(rows), total)
    chosen = audit_finding.chosen(shown, page)
    left, right = cards.columns(2.2, 1.3)
    counted = [
        why.named(label, f"{count:,}", "findings", (name, value)) for label, count, name, value in _switches(answer)
    ]
    counted.append(why.named(_("全部发现"), f"{answer.count():,}", "findings"))
    with left, cards.card(_("逐条核验"), _listed(why, found, page), figures=counted):
        _without_findings(shown, found)
        _filters(shown, answer, found)
        if page.rows:
            rows = [_row(shown, found, row, chosen) for row in page.rows]
            about = _("核验发现，最严重的在前；点一行在旁边处理")
            table(rows, _columns(), _KEY, about=about, shown=place, total=page.total, height=720)
        else:
            cards.empty(_("没有符合条件的发现。"), [Piece(_("看全部发现"), "link", shown.link("audit"))])
        paper_links(shown, answer.count(), found, page.total)
    with right:
        audit_finding.panel(shown, page, chosen, _kept(found))


def _kept(found: Found) -> dict[str, tuple[str, ...]]:
    return {"rule": found.rules, "severity": found.severities, "state": found.states}


def _listed(why: Why, found: Found, page: FindingPage) -> Text:
    chosen = (("rule", found.rules), ("severity", found.severities), ("state", found.states))
    where = [(field, value) for field, values in chosen for value in values]
    rules = "".join(f" · {rule_label(rule, translator())}" for rule in found.rules)
    return [*why.counted("{n} 条发现", page.total, "findings", *where), rules]


def _without_findings(shown: View, found: Found) -> None:
    """Says which rules of the address find nothing in scope; what is no rule at all the shell tells."""
    names = {rule: rule_label(rule, translator()) for rule in shown.parameters("rule") if rule not in found.rules}
    if empty := [name for rule, name in names.items() if name != rule]:
        words = _("规则「{rules}」在筛选范围内没有发现，下面没有按它筛选。")
        cards.note(words.format(rules=_("」「").join(empty)))


def _filters(shown: View, answer: Audit, found: Found) -> None:
    """Severity and state as links that switch on and off; a rule chosen in the chart can be taken away."""
    kept = _kept(found)

    def link(name: str, value: str) -> str:
        now = kept[name]
        chosen = tuple(each for each in now if each != value) if value in now else (*now, value)
        return shown.link("audit", **kept | {name: chosen})

    pills = [
        cards.Pill(f"{label} {count:,}", link(name, value), value in kept[name])
        for label, count, name, value in _switches(answer)
    ]
    pills += [cards.Pill(f"{rule_label(rule, translator())} ×", link("rule", rule), True) for rule in found.rules]
    cards.pills(pills, about=_("筛选发现"))


def _switches(answer: Audit) -> list[tuple[str, int, str, str]]:
    """(what it says, findings, parameter, value) of every switch; the card's ⓘ explains the numbers."""
    graded = [
        (f"{SIGNS[each][0]} {severity_label(each, translator())}", answer.count(severity=each), "severity", each)
        for each in SEVERITIES
    ]
    return graded + [(state_label(each, translator()), answer.count(state=each), "state", each) for each in STATES]


def _columns() -> list[Column]:
    titles = (
        (_("规则"), "8.6rem"),
        (_("项目 · 指标"), "10rem"),
        (_("发现"), ""),
        (_("状态"), "5.4rem"),
        (_("出处"), "4.8rem"),
    )
    return [Column(title, width=width, sortable=False) for title, width in titles]


def _row(shown: View, found: Found, row: FindingRow, chosen: FindingRow | None) -> Row:
    translate = translator()
    sign, tone = SIGNS.get(row.severity, SIGNS["note"])
    number = row.rule.removeprefix("audit.") if row.rule.startswith("audit.") else ""
    project = with_year(shown, row.project_name, row.fiscal_year) if row.project_id else _("全部项目")
    names = " · ".join(part for part in (project, row.name) if part)
    return Row(
        [
            Cell(f"{sign} {number} {rule_label(row.rule, translate)}".replace("  ", " "), tone=tone),
            Cell(names, lines=3),
            Cell(finding_message(row, translate), lines=4),
            Cell(state_label(row.state, translate), tone=DECIDED_TONES.get(row.state, "muted")),
            place_cell(shown, row),
        ],
        id=row.finding_id,
        href=shown.link("audit", finding=row.finding_id, **_kept(found)),
        tint="chosen" if chosen is not None and chosen.finding_id == row.finding_id else "",
    )


def place_cell(shown: View, row: FindingRow) -> Cell:
    """Where the finding stands in its document, leading to that line."""
    if row.source_place is None:
        return blank()
    if row.source_line is None or row.project_id is None:
        return Cell(formats.place(row.source_place))
    href = shown.link("project", id=row.project_id, line=str(row.source_line))
    return Cell(formats.place(row.source_place), tone="link", href=href)
