"""The indicator rows of one form as printed: their cells, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from data.form.record import IndicatorRecord
from tests.generated.layout import Layout
from tests.generated.phrases import Random, pick
from tests.generated.spelling import Spelling, points_text, spell
from tests.generated.words import SHORT_REMARKS


@dataclass(slots=True)
class PrintedRow:
    """One row per indicator: its truth, the printed texts, and what is irregular about it."""

    record: IndicatorRecord
    name: str
    target: str
    actual: str
    reason: str
    redundant: str | None = None
    merged: bool = False
    actual_lost: bool = False
    actual_empty: bool = False

    @property
    def special(self) -> bool:
        """Whether the row can only be read by the columns of its page."""
        return self.merged or self.actual_lost or self.actual_empty


@dataclass(frozen=True, slots=True)
class Page:
    """Rows start to stop (exclusive) on one page, and the page's columns. `gap` counts texts before an empty column."""

    start: int
    stop: int
    indicator_column: bool
    gap: int | None
    label_left: bool
    trailing: int
    keeps_width: bool


def printed_rows(
    indicators: Sequence[IndicatorRecord], habits: Spelling, random: Random, layout: Layout
) -> list[PrintedRow]:
    """Spell every text of the table; the truth follows the spelling, shared reasons included."""
    rows: list[PrintedRow] = []
    reason: str | None = None
    for record in indicators:
        name, clean_name = spell(record.name or "", habits, random, layout)
        target, clean_target = spell(record.target or "", habits, random, layout, number=True)
        actual, clean_actual = spell(record.actual or "", habits, random, layout, number=True)
        printed, own = "", None
        if record.reason_printed is not None:
            printed, own = spell(record.reason_printed, habits, random, layout)
        reason = reason if record.reason_shared else (own if record.deviation_reason is not None else None)
        truth = replace(
            record,
            name=clean_name,
            target=clean_target,
            actual=clean_actual,
            reason_printed=own,
            deviation_reason=reason,
        )
        rows.append(PrintedRow(truth, name, target, actual, printed))
    return rows


def draw_pages(rows: Sequence[PrintedRow], breaks: list[int], random: Random, layout: Layout) -> list[Page]:
    """The pages of the table and their columns."""
    bounds = [0, *breaks, len(rows)]
    return [
        Page(
            start,
            stop,
            random() < layout.indicator_column,
            int(random() * 2) + 1 if random() < layout.gap_column else None,
            random() < layout.label_left,
            1 + int(random() * 2) if random() < layout.trailing_cells else 0,
            random() < 0.6,
        )
        for start, stop in pairwise(bounds)
    ]


def add_irregular_rows(
    rows: list[PrintedRow], pages: list[Page], labelled: set[int], random: Random, layout: Layout
) -> None:
    """Merge a name, lose actual values, repeat a value: only where the page's other rows show its columns."""
    if random() < layout.name_merged:
        page = pick(random, pages)
        rows_below = [row for row in range(page.start + 1, page.stop) if row not in labelled]
        rows_below = [row for row in rows_below if _same_block(rows[row - 1], rows[row])]
        if rows_below and page.stop - page.start > 2:
            below = pick(random, rows_below)
            rows[below].record = replace(rows[below].record, name=rows[below - 1].record.name)
            rows[below].name, rows[below].merged = "", True
    if random() < layout.actual_missing:
        _lose_actuals(rows, pick(random, pages), random)
    if random() < layout.redundant_cell:
        row = pick(random, rows)
        value, target = row.record.actual or "", row.record.target or ""
        if not row.special and row.actual == value and (value == target or not value.startswith(target)):
            row.redundant = value
            row.actual = f"{value}，{pick(random, SHORT_REMARKS)}"
            row.record = replace(row.record, actual=row.actual)


def _same_block(above: PrintedRow, below: PrintedRow) -> bool:
    return (above.record.level1, above.record.level2) == (below.record.level1, below.record.level2)


def _lose_actuals(rows: list[PrintedRow], page: Page, random: Random) -> None:
    count = 1 + int(random() * 3)
    if page.stop - page.start < 2 * count + 1 or any(row.special for row in rows[page.start : page.stop]):
        return
    first = page.start + int(random() * (page.stop - page.start - count))
    empty = random() < 0.3
    for row in rows[first : first + count]:
        row.record = replace(row.record, actual=None)
        row.actual_empty, row.actual_lost = empty, not empty


def page_lines(
    rows: Sequence[PrintedRow],
    page: Page,
    labels: Sequence[tuple[str, str, str]],
    habits: Spelling,
    random: Random,
    layout: Layout,
) -> list[list[str]]:
    """Cells of the page's rows; `labels` are (绩效指标 cell, level 1, level 2) of each row."""
    columns_matter = any(row.special for row in rows[page.start : page.stop])
    lines = []
    for row, cells in zip(rows[page.start : page.stop], labels, strict=True):
        lead = list(cells) if page.indicator_column else list(cells[1:])
        if page.label_left and cells[2] and not cells[1] and not columns_matter:
            lead[-2:] = [cells[2], ""]
        texts = [row.name, row.target, row.actual]
        if not columns_matter:
            if not cells[2] and random() < layout.name_left:
                lead.pop()
                texts.insert(1, "")
            if page.gap is not None:
                texts.insert(page.gap, "")
        tail = [""] * page.trailing
        if row.redundant is not None:
            texts.insert(len(texts) - 1, row.redundant)
            tail = tail[1:]
        elif row.actual_lost:
            texts.pop()
            tail.append("")
        elif row.actual_empty:
            texts[-1] = ""
        weight = points_text(row.record.weight, habits, random) if row.record.weight is not None else ""
        score = points_text(row.record.score, habits, random) if row.record.score is not None else ""
        numbers = [weight, "", score] if random() < layout.score_gap else [weight, score]
        lines.append([*lead, *texts, *numbers, row.reason, *tail])
    if not columns_matter:
        _drop_leading(rows, page, lines, random, layout)
    return lines


def _drop_leading(
    rows: Sequence[PrintedRow], page: Page, lines: list[list[str]], random: Random, layout: Layout
) -> None:
    """Rows of a block lose leading empty cells together; the width is kept at the end, or not."""
    first = 0
    while first < len(lines):
        last = first + 1
        while last < len(lines) and _same_block(rows[page.start + first], rows[page.start + last]):
            last += 1
        if random() < layout.leading_dropped:
            empties = min(_leading_empties(line) for line in lines[first:last])
            dropped = min(empties, 1 + int(random() * 2))
            for line in lines[first:last]:
                del line[:dropped]
                line.extend([""] * dropped if page.keeps_width else [])
        first = last


def _leading_empties(line: list[str]) -> int:
    return next(place for place, cell in enumerate(line) if cell)
