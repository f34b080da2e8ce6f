"""One document's lines → the forms in it, each with its own lines, titles and year.

A form starts at 项目名称, not at its title, and ends at 总分 or 填报注意事项; the same project name
again before that is a repeated head (READING, 'Before the search').
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from data.form.cells import Cell, Line
from data.form.clean import key
from data.form.labels import parse_label
from data.form.numbers import parse_points
from data.form.usage import Ledger

_NAME_LABELS = ("项目名称", "项目(政策)名称")
_AFTER_COLON = re.compile(r"[:：﹕]\s*(\S.*)", re.DOTALL)
_YEAR_WORD = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年度|年)")
_CHINESE_YEAR = re.compile(r"([二][〇零○OoＯ0一二三四五六七八九]{3})年度?")
_CHINESE_DIGITS = {"〇": "0", "零": "0", "○": "0", "O": "0", "o": "0", "0": "0"} | {
    digit: str(value) for value, digit in enumerate("一二三四五六七八九", 1)
}
_TITLE = re.compile(
    r".{0,30}(?:自评表|申报表|绩效目标表|绩效自评|自评汇总表)(?:\(.{0,20}\))?|\(?[12２]\d{3}年?度?\)?|\(?二.{3}年度?\)?|附[件表]\d{0,3}(?:[-—]\d+)?[:：]?|表\d{0,3}"
    r"|目录|(?:金额)?单位[:：].{0,20}"
)
_NOTES_HEAD = re.compile(r"^(?:填报注意事项|填表说明|填报说明|注意事项|注[:：]|说明[:：]|备注[:：])")
_NOTES_ITEM = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十])[.、．:：)）]|^\(\d\)")
_TOTAL = re.compile(r"(?:总分|总得分|合计得分)(?:\(.{0,10}\))?:?")
_TOTAL_BEGINS = ("总", "合")
_SUM = re.compile(r"(?:合计|总计)(?:\(.{0,10}\))?:?")
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


def parse_year(text: str) -> int | None:
    """The fiscal year a heading states: (2021年度), 2021 年度…自评表, 二〇二一年度; None when none.

    >>> parse_year("(２０２１ 年度)")
    2021
    """
    text = key(text)
    match = _YEAR_WORD.search(text)
    if match:
        return int(match.group(1))
    chinese = _CHINESE_YEAR.search(text)
    if chinese:
        return int("2" + "".join(_CHINESE_DIGITS[digit] for digit in chinese.group(1)[1:]))
    return None


def name_cell(line: Line) -> Cell | None:
    """The cell labelled 项目名称, when the line begins with one."""
    for cell in line.cells[:3]:
        if cell.key.startswith(_NAME_LABELS) and not cell.key.startswith("项目名称及"):
            return cell
    return None


def is_total(line: Line) -> bool:
    """Whether this is the line of 总分; 合计 is it too, where the weights' 100 stands beside it."""
    for cell in line.cells[:3]:
        if not cell.key.startswith(_TOTAL_BEGINS):  # asked of every line, and nearly none is
            continue
        if _TOTAL.fullmatch(cell.key):
            return True
        if _SUM.fullmatch(cell.key) and any(parse_points(other.key) == 100 for other in line.cells):
            return True
    return False


def is_title(line: Line) -> bool:
    """Whether the line is a heading: a form's title, its year, 附件1 and the like."""
    return len(line.cells) <= 2 and all(_TITLE.fullmatch(cell.key) is not None for cell in line.cells)


def is_notes(line: Line) -> bool:
    """Whether the filing notes begin on this line."""
    return any(_NOTES_HEAD.match(cell.key) for cell in line.cells[:2])


def split(lines: Iterable[Line], ledger: Ledger, running: frozenset[str] = frozenset()) -> Iterator[Section]:
    """The document's forms in order, one at a time; lines outside them are settled in the ledger."""
    current: Section | None = None
    outside = _Outside(ledger, running)
    for line in lines:
        cell = name_cell(line)
        if cell is not None:
            name = _name(line, cell)
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


def _name(line: Line, label: Cell) -> str:
    """The project's name as printed: behind the label's colon, or in the next cell."""
    match = _AFTER_COLON.search(label.text)
    if match:
        return match[1]
    return next((cell.text for cell in line.cells if cell.column > label.column), "")


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
