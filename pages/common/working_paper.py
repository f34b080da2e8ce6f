"""The working paper of a review: every finding with figures, basis, decision and place in the source."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from analytics.audit import SEVERITIES, STATES, Audit, audit, differences
from analytics.decided import subjects
from analytics.findings import FindingRow, Found, finding_rows
from analytics.formulas import formula_words
from analytics.labels import basis_label, rule_label, severity_label, state_label
from analytics.messages import figure_words, finding_message, how_computed
from analytics.rules import rule_text
from analytics.scope import Scope
from data.decisions import Decision
from data.store import Snapshot
from pages.common import formats
from pages.common.decision_list import change_words, subject_words
from pages.common.decisions import decision_log, when
from pages.common.sheets import Fact, Head, Sheet, write_workbook
from pages.common.summary import scope_sentence, workbook_about
from pages.common.words import _, translator

_BATCH = 5_000
_DIFFERENCES = 100_000
Cells = tuple[object, ...]


def found_of(values: Callable[[str], Sequence[str]]) -> Found:
    """What an address narrows the paper to; unknown severities and states are left out."""
    return Found(
        rules=tuple(values("rule")),
        severities=tuple(each for each in values("severity") if each in SEVERITIES),
        states=tuple(each for each in values("state") if each in STATES),
    )


def paper_heads() -> list[Head]:
    """The columns of the paper."""
    return [
        Head(_("序号"), "whole"),
        Head(_("年度"), "whole"),
        *(Head(title) for title in (_("项目名称"), _("三级指标"), _("年度指标值"), _("实际完成值"))),
        *(Head(title, "points") for title in (_("分值"), _("得分"))),
        *(Head(title) for title in (_("偏差原因及改进措施"), _("规则编号"), _("规则"), _("程度"), _("规则来源"))),
        *(Head(title) for title in (_("核验说明"), _("表中所填"), _("应为"), _("怎么算的"), _("处理状态"))),
        *(Head(title) for title in (_("处理人"), _("处理时间"), _("理由"), _("备注"), _("备注人"), _("备注时间"))),
        Head(_("来源文件")),
        Head(_("来源行"), "whole"),
        *(Head(title) for title in (_("来源位置"), _("发现编号"))),
    ]


def paper_batches(snapshot: Snapshot, scope: Scope, found: Found) -> Iterator[list[Cells]]:
    """The rows of the paper in the screen's order, some thousand at a time."""
    decided = {(entry.subject_id, entry.field): entry for entry in decision_log().current("finding_state")}
    files = {str(key): name for key, name in snapshot.rows("SELECT document_id, file_name FROM snap.document")}
    offset = 0
    while True:
        rows = finding_rows(snapshot, scope, found, _BATCH, offset)
        if rows:
            yield [_cells(offset + at, row, decided, files) for at, row in enumerate(rows, 1)]
        if len(rows) < _BATCH:
            return
        offset += len(rows)


def _cells(
    number: int, row: FindingRow, decided: Mapping[tuple[str, str], Decision], files: Mapping[str, object]
) -> Cells:
    translate = translator()
    state, note = decided.get((row.finding_id, "state")), decided.get((row.finding_id, "note"))
    return (
        *(number, row.fiscal_year, row.project_name, row.name, row.target, row.actual, row.weight, row.score),
        *(row.deviation_reason, row.rule, rule_label(row.rule, translate), severity_label(row.severity, translate)),
        basis_label(row.basis, translate) or None,
        finding_message(row, translate),
        figure_words(row, row.printed, translate),
        figure_words(row, row.expected, translate),
        how_computed(row, translate),
        state_label(row.state, translate),
        *((state.who, when(state.at), state.why or None) if state else (None, None, None)),
        *((note.new, note.who, when(note.at)) if note else (None, None, None)),
        *(files.get(row.document_id or ""), row.source_line, _place(row.source_place), row.finding_id),
    )


def _place(words: str | None) -> str | None:
    return None if words is None else formats.place(words)


def write_paper(target: Path, snapshot: Snapshot, scope: Scope, found: Found) -> None:
    """The paper as a workbook: what it holds and its counts, findings, scores that differ, rules, the decisions."""
    sheets = (
        Sheet(_("核验发现"), paper_heads(), paper_batches(snapshot, scope, found)),
        Sheet(_("自评与重算"), _difference_heads(), [_differences(snapshot, scope)]),
        Sheet(_("规则"), [Head(_("规则编号")), Head(_("规则")), Head(_("内容"))], [_rules(snapshot)]),
        Sheet(_("决定记录"), _decision_heads(), [_decisions(snapshot)]),
    )
    write_workbook(target, sheets, _about(snapshot, scope))


def _about(snapshot: Snapshot, scope: Scope) -> list[Fact]:
    answer = audit(snapshot, scope)
    now = answer.recomputed
    return [
        *workbook_about(snapshot, scope),
        Fact(_("筛选"), scope_sentence(snapshot, scope)),
        *_counts(answer),
        Fact(_("可重算得分的指标"), now.recomputed, "count"),
        Fact(_("重算一致的指标"), now.agreeing, "count"),
        Fact(_("自评多计（分）"), now.over_points, "points"),
        Fact(_("自评少计（分）"), now.under_points, "points"),
        Fact(_("自评净多计（分）"), now.net_points, "points"),
    ]


def _counts(answer: Audit) -> Iterator[Fact]:
    """Findings of each severity, and of these those in each state."""
    translate = translator()
    for severity in SEVERITIES:
        label = severity_label(severity, translate)
        yield Fact(label, answer.count(severity=severity), "count")
        for state in STATES:
            count = answer.count(severity=severity, state=state)
            yield Fact(f"{label} · {state_label(state, translate)}", count, "count")


def _difference_heads() -> list[Head]:
    return [
        *(Head(title) for title in (_("项目名称"), _("三级指标"), _("年度指标值"), _("实际完成值"))),
        *(Head(title, "points") for title in (_("分值"), _("自评得分"), _("重算得分"), _("自评减重算"))),
        *(Head(title) for title in (_("怎么算的"), _("来源位置"))),
    ]


def _differences(snapshot: Snapshot, scope: Scope) -> list[Cells]:
    return [
        (
            *(row.project_name, row.name, row.target, row.actual),
            *(row.weight, row.score, row.recomputed_score, row.over_points),
            *(formula_words(row.formula, translator()), _place(row.source_place)),
        )
        for row in differences(snapshot, scope, _DIFFERENCES)
    ]


def _rules(snapshot: Snapshot) -> list[Cells]:
    translate, thresholds = translator(), snapshot.info.thresholds
    names = [f"audit.{number:02d}" for number in range(1, 22)]
    return [(name, rule_label(name, translate), rule_text(name, thresholds, translate)) for name in names]


def _decision_heads() -> list[Head]:
    return [
        Head(_("编号"), "whole"),
        *(Head(title) for title in (_("时间"), _("处理人"), _("对象"), _("决定"), _("理由"), _("发现编号"))),
    ]


def _decisions(snapshot: Snapshot) -> list[Cells]:
    entries = decision_log().entries("finding_state")
    about = subjects(snapshot, "finding_state", [entry.subject_id for entry in entries])
    return [
        (
            *(entry.entry_id, when(entry.at), entry.who),
            *(subject_words(about.get(entry.subject_id), entry.subject_id), change_words(entry)),
            *(entry.why or None, entry.subject_id),
        )
        for entry in entries
    ]
