"""Lines that tell where in a document one is: 项目名称, 总分, headings with their year, filing notes."""

import re

from data.form.cells import Cell, Line
from data.form.clean import key
from data.form.numbers import parse_points

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
_TOTAL = re.compile(r"(?:总分|总得分|合计得分)(?:\(.{0,10}\))?:?")
_TOTAL_BEGINS = ("总", "合")
_SUM = re.compile(r"(?:合计|总计)(?:\(.{0,10}\))?:?")


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


def printed_name(line: Line, label: Cell) -> str:
    """The project's name as printed: behind the label's colon, or in the next cell."""
    match = _AFTER_COLON.search(label.text)
    if match:
        return match[1]
    return next((cell.text for cell in line.cells if cell.column > label.column), "")


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
