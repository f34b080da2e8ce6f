"""What is reported of a form and of a document: one Problem per thing that a filer should look at."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from data.form.cells import place
from data.form.checks import WEIGHTS, Form, Mismatch, mismatches
from data.form.clean import clean, key
from data.form.columns import Texts
from data.form.culprit import culprit
from data.form.funding_checks import funding_culprit, funding_mismatches
from data.form.head import Head
from data.form.labels import GROUPS, group_of, parse_label
from data.form.pairs import Choice
from data.form.record import FormRecord, IndicatorRecord, Problem, Severity
from data.form.sentences import named
from data.form.split import Section
from data.form.table import Table
from data.form.usage import Ledger
from data.reading.grid import GridRow

MANY_UNREAD = 16
"""A stray line or two has fewer cells; so many, or one row with its points, are a table that nobody read."""


def planning_problem(sections: Sequence[Section]) -> Problem:
    """One problem for all planning forms of a document."""
    line = sections[0].lines[0].number
    places = "、".join(f"“{section.name_key}”（{place(section.lines[0].number)}）" for section in sections[:5])
    places += f"等{len(sections)}张表" if len(sections) > 5 else ""
    return Problem("reading.planning_form", "must_fix", {"places": places}, None, line, place(line))


def head_problems(record: FormRecord, head: Head) -> list[Problem]:
    line = record.first_line
    where = place(line) if line else None
    found = list(head.problems)
    missing = [
        word
        for word, value in (
            ("项目名称", record.name),
            ("主管部门", record.department),
            ("实施单位", record.implementing_unit),
        )
        if value is None
    ]
    if missing:
        found.append(Problem("reading.head_missing", "check", {"fields": "、".join(missing)}, None, line, where))
    if record.fiscal_year is None:
        found.append(Problem("reading.year_missing", "check", {}, None, line, where))
    if record.total_funding.source_line is None:
        found.append(Problem("reading.funding_missing", "must_fix", {}, None, line, where))
    return found


def at_row(
    row: IndicatorRecord, rule: str, parameters: dict[str, str], printed: str | None = None, expected: str | None = None
) -> Problem:
    return Problem(rule, "check", parameters, row.ordinal, row.source_line, row.source_place, printed, expected)


def row_problems(table: Table, chosen: Sequence[Choice], parts: Sequence[Texts], record: FormRecord) -> list[Problem]:
    found: list[Problem] = []
    no_scores = len(record.indicators) > 1 and all(row.score is None for row in record.indicators)
    if no_scores:
        where = place(record.first_line) if record.first_line else None
        parameters = {"rows": str(len(record.indicators))}
        found.append(Problem("reading.scores_missing", "must_fix", parameters, None, record.first_line, where))
    for row, choice, part, indicator in zip(table.rows, chosen, parts, record.indicators, strict=True):
        found += [replace(problem, ordinal=indicator.ordinal) for problem in part.problems]
        unreadable = [word for word, value in (("分值", indicator.weight), ("得分", indicator.score)) if value is None]
        if unreadable == ["得分"] and no_scores:
            continue
        if unreadable:
            text = " ".join(cell.text for cell in row.cells[choice.texts : choice.tail])
            parameters = {"columns": "、".join(unreadable)}
            found.append(at_row(indicator, "reading.number_missing", parameters, printed=text or None))
        elif choice.price > 0:
            parameters = {"weight": str(indicator.weight), "score": str(indicator.score)}
            found.append(at_row(indicator, "reading.numbers_shifted", parameters))
        if not row.label_columns and part.actual is not None and _short_label(part.name or ""):
            found.append(at_row(indicator, "reading.name_is_label", {"name": part.name or ""}, printed=part.name))
        if row.more:
            line, text = row.more[0][0], "".join(cell.text for _, cell in row.more)
            parameters = {"place": place(line), "text": text}
            found.append(at_row(indicator, "reading.continued_cell", parameters, printed=text))
    return found


def _short_label(name: str) -> bool:
    """Whether a name is a label of outputs without 指标 (成本); 服务对象满意度 is a name as good as any."""
    labels = parse_label(key(name))
    return bool(labels) and all(not label.sure and group_of(label.name) == GROUPS[0] for label in labels)


def _cut_off(record: FormRecord, where: str | None, cut_by: tuple[int, str] | None) -> Problem:
    """A form without 总分: the text ends before it, or another form begins."""
    if cut_by is None:
        return Problem("reading.truncated", "must_fix", {}, None, record.last_line, where)
    line, name = cut_by
    parameters = {"other": named(name), "other_place": place(line)}
    return Problem("reading.broken_off", "must_fix", parameters, None, record.last_line, where)


def balance_problems(record: FormRecord, form: Form, table: Table, cut_by: tuple[int, str] | None) -> list[Problem]:
    found: list[Problem] = []
    line = table.total_line or record.last_line
    where = place(line) if line else None
    if not table.has_total:
        found.append(_cut_off(record, where, cut_by))
    points, money = mismatches(form), funding_mismatches(record.funding)
    wrong = [*points, *money]
    if not record.indicators:
        found.append(Problem("reading.no_indicators", "must_fix", {}, None, record.first_line, where))
    elif wrong:
        figures = "；".join(_disagreement(item) for item in wrong)
        likely = [culprit(form, points)] if points else []
        likely += [funding_culprit(record.funding, money)] if money else []
        parameters = {"figures": figures, "culprit": "；".join(likely)}
        printed = "；".join(f"{item.what}{_number(item.printed)}" for item in wrong)
        expected = "；".join(f"{item.what}{_number(item.found)}" for item in wrong)
        if not points:
            line = record.total_funding.source_line
            where = record.total_funding.source_place
        found.append(Problem("reading.unbalanced", "must_fix", parameters, None, line, where, printed, expected))
    return found


def torn_cells(row: GridRow) -> list[Problem]:
    """Cells in which a line broke between figures or letters: whether a blank or a point stood there is not known."""
    where = place(row.number)
    return [
        Problem("reading.torn_cell", "check", {"text": text}, None, row.number, where, text)
        for text in (clean(row.cells[column]) for column in row.torn)
    ]


def unread_problem(ledger: Ledger) -> Problem:
    """Cells of the document that belong to no form and to nothing known around forms."""
    line = ledger.first_unread
    where = place(line) if line is not None else None
    parameters = {"count": str(ledger.unread), "place": where or "—"}
    whole_table = ledger.unread_row or ledger.unread >= MANY_UNREAD
    severity: Severity = "must_fix" if whole_table else "check"
    return Problem("reading.unread_cells", severity, parameters, None, line, where)


def _disagreement(item: Mismatch) -> str:
    found = f"{item.what.removesuffix('合计')}无法合计" if item.found is None else f"{item.what}{item.found}"
    if item.printed is None:
        return f"{found}，表上未能读出"
    if item.what == WEIGHTS and item.printed != item.should_be:
        return f"{found}，表上为{item.printed}，应为{item.should_be}"
    return f"{found}，表上为{item.printed}"


def _number(value: Decimal | None) -> str:
    return "未能读出" if value is None else str(value)
