"""Write forms down as an OCR would leave them, and say where every row ended up."""

import random as random_module
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from data.form.record import FormRecord, FundingRecord, Problem
from tests.generated import furniture
from tests.generated.labels import LabelPlan, draw_breaks, plan_labels
from tests.generated.layout import Layout
from tests.generated.phrases import Random, pick
from tests.generated.rows import Page, PrintedRow, add_irregular_rows, draw_pages, page_lines, printed_rows
from tests.generated.spelling import Spelling, draw_spelling, label_text, spell, spell_paragraphs


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document: its text, and its forms with cleaned texts, levels and lines as a right reader gives them."""

    text: str
    forms: tuple[FormRecord, ...]


def render(forms: Sequence[FormRecord], rng: random_module.Random, layout: Layout) -> Rendered:
    """One document with all forms; all of them take the first one's year, as a filing's do."""
    lines = [""] * int(rng.random() * 3)
    year = forms[0].fiscal_year if forms else None
    written = [_Writer(replace(form, fiscal_year=year), lines, rng.random, layout).write() for form in forms]
    return Rendered("\n".join(lines) + "\n", tuple(written))


def place_text(line: int) -> str:
    """The place of a line in words."""
    return f"第{line}行"


class _Writer:
    """Writes one form to the end of the lines of its document."""

    def __init__(self, form: FormRecord, lines: list[str], random: Random, layout: Layout) -> None:
        self.form, self.lines, self.random, self.layout = form, lines, random, layout
        self.habits: Spelling = draw_spelling(random, layout)
        self.blank_between = random() < layout.blank_lines_between
        self.prefix = ""  # a form feed that stands before the next line's first cell
        self.clean: dict[str, str | None] = {}
        self.page_number = 1 + int(random() * 30)
        self.header_row: list[str] = []

    def write(self) -> FormRecord:
        """The form as written; the lines are appended."""
        first = self._head()
        funding = self._funding()
        self._goals()
        rows = self._table()
        width = 9
        last = self._emit(furniture.total_row(self.form, self.habits, self.random, width))
        notes = furniture.filing_notes(self.random, self.layout, self.habits)
        self.lines.extend(notes)
        return replace(
            self.form,
            **self.clean,  # type: ignore[arg-type]
            funding=funding,
            indicators=tuple(row.record for row in rows),
            first_line=first,
            last_line=last,
            total_line=last,
            problems=tuple(Problem("reading.ambiguous", "check", ordinal=row + 1) for row in self.untold),
        )

    def _emit(self, cells: Sequence[str]) -> int:
        """Append one line of cells; its number, from 1."""
        self.lines.append(self.prefix + "\t".join(cells))
        self.prefix = ""
        number = len(self.lines)
        if self.blank_between:
            self.lines.append("")
        return number

    def _spelled(self, field: str) -> str:
        printed, self.clean[field] = spell(getattr(self.form, field), self.habits, self.random, self.layout)
        return printed

    def _head(self) -> int:
        self.lines.extend(furniture.title(self.form.fiscal_year, self.random, self.layout))
        texts = [self._spelled(field) for field in ("name", "department", "implementing_unit", "project_lead")]
        self.head_rows = furniture.head_rows(texts, self.form.phone or "", self.random, self.layout)
        first, *_ = [self._emit(row) for row in self.head_rows]
        return first

    def _funding(self) -> tuple[FundingRecord, ...]:
        header, *rows = furniture.funding_rows(self.form, self.habits, self.random, self.layout)
        self.head_rows = [*self.head_rows, header, *rows]
        self._emit(header)
        placed = []
        for record, row in zip(self.form.funding, rows, strict=True):
            line = self._emit(row)
            placed.append(replace(record, source_line=line, source_place=place_text(line)))
        return tuple(placed)

    def _goals(self) -> None:
        texts = []
        for field in ("goal_expected", "goal_achieved"):
            goal = getattr(self.form, field)
            printed, self.clean[field] = spell_paragraphs(goal, self.habits, self.random, self.layout)
            texts.append(printed)
        for row in furniture.goal_rows(texts, self.random, self.layout):
            self._emit(row)

    def _table(self) -> list[PrintedRow]:
        random, layout = self.random, self.layout
        breaks = draw_breaks(self.form.indicators, random, layout)
        plan = plan_labels(self.form.indicators, breaks, random, layout, points=self.habits.points_printed)
        rows = printed_rows(self.form.indicators, self.habits, random, layout)
        for row, level2 in zip(rows, plan.truth, strict=True):
            row.record = replace(row.record, level2=level2)
        self.untold = plan.untold
        pages = draw_pages(rows, breaks, random, layout)
        add_irregular_rows(rows, pages, set(plan.level1) | set(plan.level2), random, layout)
        place = (
            random()
        )  # of the words 绩效指标: at the header, after the first break, there on a row of its own, or nowhere
        self.header_row = furniture.header_row(random, layout, self.habits)
        self._emit([*self._header_lead(plan, pages[0], place < 0.35), *self.header_row])
        for number, page in enumerate(pages):
            words_here = number == 1 and 0.35 <= place < 0.8
            if number:
                self._break()
                if number == 1 and place >= 0.94:
                    self._emit(["绩效指标"])
                    self.lines.append("")
            self._page(rows, page, plan, words_here)
        return rows

    def _header_lead(self, plan: LabelPlan, page: Page, with_words: bool) -> list[str]:
        """The cells before 一级指标 on the header row; a label may stand there."""
        moved = plan.header1 or plan.header2
        if moved:
            return [self._label(moved, 1 if plan.header1 else 2)]
        if not page.indicator_column:
            return []
        return ["绩效指标" if with_words else ""]

    def _page(self, rows: list[PrintedRow], page: Page, plan: LabelPlan, with_words: bool) -> None:
        labels = [
            (
                "绩效指标" if with_words and row == page.start else "",
                self._label(plan.level1.get(row), 1),
                self._label(plan.level2.get(row), 2),
            )
            for row in range(page.start, page.stop)
        ]
        lines = page_lines(rows, page, labels, self.habits, self.random, self.layout)
        for row, cells in enumerate(lines, page.start):
            if row in plan.above:
                self._orphan(plan.above[row], page)
            line = self._row(cells, row == page.start and row > 0 and not any(labels[0]))
            rows[row].record = replace(rows[row].record, source_line=line, source_place=place_text(line))
            if row in plan.below:
                self._orphan(plan.below[row], page)

    def _row(self, cells: list[str], may_be_cut: bool) -> int:
        """One row; where it is cut in two by the break before it, its first part goes above the break."""
        if not (may_be_cut and self.layout.row_cut and self.random() < self.layout.row_cut):
            return self._emit(cells)
        texts = [place for place, cell in enumerate(cells) if cell][:2]
        if len(texts) < 2 or self.lines[-1].strip("\f"):
            return self._emit(cells)
        at = texts[1] + 1
        self.lines.insert(len(self.lines) - 1, "\t".join([*cells[:at], *[""] * (len(cells) - at)]))
        line = len(self.lines) - 1
        self._emit([*[""] * at, *cells[at:]])
        return line

    def _orphan(self, label: str, page: Page) -> None:
        lead = [""] * (2 if page.indicator_column else 1)
        lead = lead[: int(self.random() * (len(lead) + 1))]
        self._emit([*lead, self._label(label, 2), *[""] * 6])

    def _label(self, label: str | None, level: int) -> str:
        if label is None:
            return ""
        points: Decimal | None = None
        if (level == 1 and self.habits.points_printed) or (level == 2 and self.habits.level2_points):
            points = sum(
                (
                    row.weight or Decimal(0)
                    for row in self.form.indicators
                    if label == (row.level1, row.level2)[level - 1]
                ),
                Decimal(0),
            )
        return label_text(label, points, self.habits, self.random, self.layout)

    def _break(self) -> None:
        """The marks of a page break."""
        self.page_number += 1
        marks, head, prefix = furniture.page_break(self.page_number, self.blank_between, self.random, self.layout)
        self.lines.extend(marks)
        if head == "head":
            self.lines.extend(furniture.title(self.form.fiscal_year, self.random, self.layout))
            for row in self.head_rows if self.random() < 0.6 else self.head_rows[:3]:
                self._emit(row)
        if head:
            lead = pick(self.random, ([], [""], ["绩效指标"]))
            self._emit([*lead, *self.header_row])
        self.prefix = prefix
