"""项目详情, its end: the form as received, with the line in question marked."""

from analytics.project import ProjectDetail, source_lines
from analytics.scope import Scope
from data.store import Snapshot
from pages.common import cached, cards
from pages.common.source import source
from pages.common.view import View
from pages.common.words import _, counted
from pages.parts.project_indicators import marked_line, row_id

_MOST_LINES = 1500


def _lines(
    snapshot: Snapshot, _scope: Scope, document: str, first: int | None, last: int | None
) -> tuple[tuple[int, str], ...]:
    return source_lines(snapshot, document, first, last)


def source_panel(shown: View, detail: ProjectDetail) -> None:
    """The lines of this form in its document; the screen scrolls to what the address asks for."""
    form = detail.head
    line = marked_line(shown, detail)
    first, last = form.first_line, form.last_line
    # A line before or after the form (a note, a title) is shown as well when the address asks for it.
    if first is not None and last is not None and line is not None:
        first, last = min(first, line), max(last, line)
        if last - first > _MOST_LINES:
            first, last = max(line - _MOST_LINES // 2, 1), line + _MOST_LINES // 2
    lines = cached.answer(_lines, shown.snapshot, Scope(), form.document_id, first, last)
    if line is not None and all(number != line for number, _text in lines):  # no such line: the form alone is shown
        lines = cached.answer(_lines, shown.snapshot, Scope(), form.document_id, form.first_line, form.last_line)
    question = _("原文是怎样写的？")
    if not lines:
        with cards.card(question, form.file_name):
            cards.note(_("这份文件没有可以按行显示的文字，请按出处查看原件。"))
        return
    answer = _("{file} 第 {first}–{last} 行，按收到的原样").format(
        file=form.file_name, first=lines[0][0], last=lines[-1][0]
    )
    lost = {row.source_line for group in detail.groups for row in group.rows if row.deduction and row.source_line}
    with cards.card(question, answer):
        source(
            lines[:_MOST_LINES],
            "source",
            about=_("文件原文；扣分的行有橙色边"),
            marked=line,
            tinted=lost,
            reveal=_reveal(shown),
        )
        if len(lines) > _MOST_LINES:
            cards.note(counted("只显示前 {n} 行", _MOST_LINES))


def _reveal(shown: View) -> str:
    if shown.parameter("line"):
        return "source"
    indicator = shown.parameter("indicator")
    return row_id(indicator) if indicator else ""
