"""项目详情, findings of the audit and of reading: each as one sentence, at its place, with a way to the audit."""

from collections.abc import Sequence

from analytics.findings import FindingRow
from analytics.labels import rule_label, severity_label, state_label
from analytics.messages import finding_message
from pages.common import cards
from pages.common.cards import Piece, Text, Tone, markup
from pages.common.view import View
from pages.common.words import _, translator

SIGNS: dict[str, tuple[str, Tone]] = {"must_fix": ("▲", "bad"), "check": ("●", "warn"), "note": ("○", "muted")}
# Neither good nor bad is what a reviewer refuted: it is settled, but the form was right.
DECIDED_TONES: dict[str, Tone] = {"accepted": "good", "refuted": ""}
# Rules on amounts stand at the funding; all others without an indicator concern the whole form.
_OF_FUNDING = ("audit.01", "audit.13", "audit.14")


def of_funding(row: FindingRow) -> bool:
    """Whether a finding on the whole form belongs to the amounts."""
    return row.indicator_id is None and row.rule in _OF_FUNDING


def finding_text(shown: View, row: FindingRow) -> Text:
    """▲ 必改 · 定量得分重算：… 已认可  去核验"""
    translate = translator()
    sign, tone = SIGNS.get(row.severity, ("○", "muted"))
    pieces: list[str | Piece] = [
        Piece(f"{sign} {severity_label(row.severity, translate)} · {rule_label(row.rule, translate)}", tone),
        _("：") + finding_message(row, translate),
    ]
    if row.state != "open":
        state = state_label(row.state, translate)
        note = state + _("：") + row.state_note if row.state_note else state
        pieces.append(Piece(f" [{note}]", "muted"))
    pieces += [" ", Piece(_("去核验"), "link", shown.link("audit", finding=row.finding_id))]
    return pieces


def findings_list(shown: View, found: Sequence[FindingRow]) -> None:
    """Findings one under the other, their own sign in place of a dot."""
    lines = "".join(f"<li>{markup(finding_text(shown, row))}</li>" for row in found)
    cards.html(f'<ul class="d-strip d-signed">{lines}</ul>')


def at_indicator(found: Sequence[FindingRow]) -> dict[str, list[FindingRow]]:
    """indicator_id → its findings, most severe first."""
    rows: dict[str, list[FindingRow]] = {}
    for row in found:
        if row.indicator_id is not None:
            rows.setdefault(row.indicator_id, []).append(row)
    return rows
