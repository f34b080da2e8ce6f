"""One document's lines → the forms in it, each with its own lines, titles and year.

A form starts at 项目名称, not at its title, and ends at 总分 or 填报注意事项; the same project name
again before that is a repeated head (READING, 'Before the search').
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from data.form.cells import Line
from data.form.clean import key
from data.form.labels import parse_label
from data.form.landmarks import is_notes, is_title, is_total, name_cell, parse_year, printed_name
from data.form.usage import Ledger

_NOTES_ITEM = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十])[.、．:：)）]|^\(\d\)")
_PLANNING = re.compile(r"目标申报表|绩效目标表|申报表")
_LONE_CELL = re.compile(r"^[^\S\n]{0,8}[^\t\n]{2,60}$", re.MULTILINE)
_MAX_LONE_CELLS = 20_000
_MAX_BESIDE_TITLE = 30
MAX_CELLS = 100_000
"""Cells of one form that are read; a form of 50 indicators has some 700."""


@dataclass(slots=True)
class Section:
    """One row per form found: its lines from 项目名称 to 总分, and the title lines above it.

    `cut_by` are line and name of a form that begins before this one's 总分.
    """

    lines: list[Line] = field(default_factory=list)
    titles: list[Line] = field(default_factory=list)
    name_key: str = ""
    cut_by: tuple[int, str] | None = None
    cells: int = 0

    @property
    def full(self) -> bool:
        """Whether the form has more cells than any form can: further lines are not read."""
        return self.cells > MAX_CELLS

    def add(self, line: Line, ledger: Ledger) -> bool:
        """Add a line, unless the form is full; returns whether it was the form's last, 总分."""
        last = is_total(line)
        if self.full and not last:
            ledger.settle([line])
        else:
            self.lines.append(line)
            self.cells += len(line.cells)
        return last

    @property
    def year(self) -> int | None:
        """The fiscal year of the nearest title that states one; None when none does."""
        for line in reversed(self.titles):
            for cell in line.cells:
                year = parse_year(cell.key)
                if year is not None:
                    return year
        return None

    @property
    def planning(self) -> bool:
        """Whether this is a planning form (目标申报表): by its title, else by the columns it lacks."""
        titles = [cell.key for line in self.titles for cell in line.cells]
        if any("自评" in title for title in titles):
            return False
        if any(_PLANNING.search(title) for title in titles):
            return True
        keys = {cell.key for line in self.lines for cell in line.cells if len(cell.key) < 16}
        has_table = any(name.startswith("三级指标") for name in keys)
        filed = any(name.startswith(("实际完成", "得分", "全年执行数", "总分", "执行率")) for name in keys)
        return has_table and not filed


def split(lines: Iterable[Line], ledger: Ledger, running: frozenset[str] = frozenset()) -> Iterator[Section]:
    """The document's forms in order, one at a time; lines outside them are settled in the ledger."""
    current: Section | None = None
    outside = _Outside(ledger, running)
    for line in lines:
        cell = name_cell(line)
        if cell is not None:
            name = printed_name(line, cell)
            value = key(name)
            if current is not None and value in ("", current.name_key):
                current.add(line, ledger)
                continue
            titles = outside.titles() if current is None else _trailing_titles(current, ledger)
            if current is not None:
                current.cut_by = (titles[0] if titles else line).number, name
                yield current
            current, outside = Section([line], titles, value), _Outside(ledger, running)
        elif current is None:
            outside.add(line)
        elif is_notes(line):
            outside.add(line)
            yield current
            current = None
        elif current.add(line, ledger):
            yield current
            current = None
    outside.settle()
    if current is not None:
        yield current


class _Outside:
    """The lines between two forms: titles, filing notes, page furniture, and what is none of them.

    A short line directly above a title (the bureau's name), or below one and above 项目名称 (who filed,
    and when), belongs to the title.
    """

    def __init__(self, ledger: Ledger, running: frozenset[str]) -> None:
        self._ledger, self._running = ledger, running
        self._titles: list[Line] = []
        self._held: list[Line] = []
        self._notes: Literal["none", "going on", "interrupted"] = "none"

    def add(self, line: Line) -> None:
        """Account for one line."""
        single = len(line.cells) == 1
        item = single and self._notes != "none" and _NOTES_ITEM.match(line.cells[0].key) is not None
        goes_on = single and self._notes == "going on" and line.gap == "none" and not is_title(line)
        if is_notes(line) or item or goes_on:
            self.settle()
            self._ledger.mark_line(line, "filing_notes")
            self._notes = "going on"
        elif is_title(line):
            self._hold_as_titles()
            self._ledger.mark_line(line, "title")
            self._titles.append(line)
            self._notes = "interrupted" if self._notes != "none" else "none"
        elif single and line.cells[0].key in self._running:
            self._ledger.mark_line(line, "page_furniture")
        elif len(line.cells) <= 2 and all(len(cell.key) <= _MAX_BESIDE_TITLE for cell in line.cells):
            if len(self._held) == 2:
                self.settle()
            self._held.append(line)
            return
        else:
            self.settle()
        self._ledger.settle([line])

    def titles(self) -> list[Line]:
        """The titles above the form that begins now."""
        if self._titles:
            self._hold_as_titles()
        self.settle()
        return self._titles

    def settle(self) -> None:
        """No title came: what was held is unread."""
        self._ledger.settle(self._held)
        self._held = []

    def _hold_as_titles(self) -> None:
        for line in self._held:
            if self._titles or len(line.cells) == 1:
                self._ledger.mark_line(line, "title")
        self.settle()


def _trailing_titles(section: Section, ledger: Ledger) -> list[Line]:
    """Titles at the end of a form that was cut off: they head the next one."""
    titles: list[Line] = []
    while len(section.lines) > 1 and is_title(section.lines[-1]):
        titles.insert(0, section.lines.pop())
        ledger.mark_line(titles[0], "title")
        ledger.settle(titles[:1])
    return titles


def running_lines(text: str) -> frozenset[str]:
    """Keys of lines of one cell at the left margin that stand more than once: what heads or foots pages."""
    counts: Counter[str] = Counter()
    for match in _LONE_CELL.finditer(text):
        if len(counts) < _MAX_LONE_CELLS:
            counts[match.group().strip()] += 1
    repeated = [key(line) for line, count in counts.items() if count >= 2]
    return frozenset(line for line in repeated if len(line) > 1 and not parse_label(line))
