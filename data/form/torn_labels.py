"""A label of the form's own that a line break tore in two (项目 / 名称, 效益指标 / (30分)) is one again.

Its first half stands alone on a line, which the width of the grid cannot tell from a line of its own; that both
halves make a word of the form, and the second alone does not, can.
"""

from collections.abc import Iterable, Iterator

from data.form.cells import Line, read_joined
from data.form.head import is_form_word

_LONGEST = 12


def joined_labels(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in order, a torn label whole at the place of its first half."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            if _one(held, line):
                line, held = read_joined(held, line), None
            else:
                yield held
                held = None
        if len(line.cells) == 1 and line.cells[0].column == 0 and len(line.cells[0].key) <= _LONGEST:
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _one(upper: Line, lower: Line) -> bool:
    if lower.gap != "none" or len(lower.cells) < 2 or lower.cells[0].column or len(lower.cells[0].key) > _LONGEST:
        return False
    second = lower.cells[0].key
    return is_form_word(upper.cells[0].key + second) and not is_form_word(second)
