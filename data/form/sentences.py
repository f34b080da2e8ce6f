"""The Chinese sentence of every reading problem: a template per rule, filled by the problem's parameters.

A sentence names the form, the place and the figures, and says what to do next. It is made from rule
and parameters alone, so that another language needs no second truth. Parameters are texts of the
document and stand in the sentence as they are; nothing in them is interpreted.
"""

from collections.abc import Mapping

from data.form.record import Problem

TEMPLATES: Mapping[str, str] = {
    "reading.empty_document": "文件是空的，没有任何文字；请核对是否传错文件后重新提交。",
    "reading.binary_document": "文件不是文本，无法读取；请先转换为以制表符分隔单元格的文本（UTF-8）后提交。",
    "reading.unknown_encoding": "文件的文字编码无法识别；请另存为 UTF-8 文本后重新提交。",
    "reading.no_form": "文件中没有找到项目支出绩效自评表（没有“项目名称”一行）；请核对是否传错文件。",
    "reading.planning_form": "{places}是绩效目标申报表，不是自评表，未计入；请提交这些项目的项目支出绩效自评表。",
    "reading.truncated": "表“{form}”没有总分行，文件到{place}可能不完整；请核对原表后重新提交完整的文件。",
    "reading.broken_off": (
        "表“{form}”没有总分行，到{place}就断了：{other_place}起是另一张表“{other}”。"
        "请对照原表补全“{form}”余下的各行，直到总分，再重新提交；另一张表不受影响。"
    ),
    "reading.no_indicators": "表“{form}”（{place}）没有读到任何绩效指标；请核对原表的指标部分是否缺失。",
    "reading.unbalanced": "表“{form}”的数字不平：{figures}。最可能的原因：{culprit}。请对照原表核对（{place}）。",
    "reading.ambiguous": ("表“{form}”第{ordinal}项指标（{place}）读作“{level}”，但也可能是“{other}”；请对照原表确认。"),
    "reading.level_missing": (
        "表“{form}”第{ordinal}项指标（{place}）属于{level1}，其二级指标在文本中没有印出，留空；请对照原表补充。"
    ),
    "reading.level_inferred": (
        "表“{form}”第{ordinal}项指标（{place}）的二级指标“{level2}”在文本中没有印出，是按内容推断的；请对照原表确认。"
    ),
    "reading.group_inferred": (
        "表“{form}”的一级指标“{level1}”在文本中没有印出，{rows}项指标按内容归入该组（{place}起）；请对照原表确认。"
    ),
    "reading.label_unused": (
        "表“{form}”单独印有标签“{level}”（{place}），没有指标归入其下；请对照原表确认它是否确实没有指标。"
    ),
    "reading.name_is_label": (
        "表“{form}”第{ordinal}项指标（{place}）的名称“{name}”也是指标类别的名称，可能是标签，而该行少了一个单元格；请对照原表确认。"
    ),
    "reading.label_contradicted": (
        "表“{form}”印有标签“{level}”（{place}），但它所在的行没有归入其下；请对照原表确认各项指标的归类，并核对标签上的分数。"
    ),
    "reading.number_missing": (
        "表“{form}”第{ordinal}项指标（{place}）的{columns}未能读出，留空，未按总分推算；请对照原表补充。"
    ),
    "reading.scores_missing": (
        "表“{form}”（{place}）的{rows}项指标都没有得分，留空；请确认自评是否已完成，补填后重新提交。"
    ),
    "reading.numbers_shifted": (
        "表“{form}”第{ordinal}项指标（{place}）的分值和得分不在常见位置，读作分值{weight}、得分{score}；请对照原表确认。"
    ),
    "reading.cell_missing": (
        "表“{form}”第{ordinal}项指标（{place}）的{columns}在文本中缺失，留空；请对照原表，确是空白的请补填。"
    ),
    "reading.merged_name": (
        "表“{form}”第{ordinal}项指标（{place}）的名称单元格为空，按与上一行合并读作“{name}”；如非合并请对照原表更正。"
    ),
    "reading.redundant_cell": (
        "表“{form}”第{ordinal}项指标（{place}）多出一个单元格“{text}”，与相邻单元格重复，已略去；一般无需处理。"
    ),
    "reading.joined_cells": (
        "表“{form}”第{ordinal}项指标（{place}）多出单元格，实际完成值由几个单元格连成“{text}”；请对照原表确认。"
    ),
    "reading.continued_cell": (
        "表“{form}”第{ordinal}项指标的一个单元格被分页切开，{place}的文字“{text}”接在其后；请对照原表确认。"
    ),
    "reading.torn_cell": "{place}有一个单元格在数字或字母之间换行，已接成“{text}”；请对照原表确认。",
    "reading.head_missing": "表“{form}”（{place}）的{fields}未能读出，留空；请对照原表补充。",
    "reading.year_missing": "表“{form}”（{place}）没有印明年度，留空；请核对原表标题下的年度。",
    "reading.funding_missing": "表“{form}”（{place}）没有读到年度资金总额行；请核对原表的项目资金部分。",
    "reading.funding_unreadable": "表“{form}”项目资金（{place}起）中，{cells}未能读出，留空；请对照原表补充。",
    "reading.too_many_rows": (
        "表“{form}”（{place}）有{rows}行指标、{labels}个标签，多于一张表所能有的，只按标签所在行归类；"
        "请检查是否有多张表连成一张。"
    ),
    "reading.unread_cells": "文件中有{count}个单元格不属于任何表，未读取，首个在{place}；请核对是否有遗漏的内容。",
}


_LONGEST, _LONGEST_NAME = 200, 80


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text of a document as a sentence can hold it: a cell may be of any length."""
    return text if len(text) <= most else text[: most - 1] + "…"


class _Known(dict[str, str]):
    """Parameters by name; one that is not stated shows as a dash."""

    def __missing__(self, name: str) -> str:
        return "—"


def named(form: str | None) -> str:
    """A project's name for a sentence."""
    return shortened(form, _LONGEST_NAME) if form else "（未读出项目名称）"


def sentence(problem: Problem, form: str | None = None) -> str:
    """What the problem is, where, and what to do next, in one Chinese sentence.

    `form` is the project's name where the caller knows it; the problem's own parameter goes before it.
    An unknown rule is named as it is.
    """
    template = TEMPLATES.get(problem.rule)
    if template is None:
        return f"{problem.rule}：{problem.source_place or '—'}"
    parameters = _Known({name: shortened(value) for name, value in problem.parameters.items()})
    parameters.setdefault("form", named(form))
    parameters.setdefault("place", problem.source_place or "—")
    if problem.ordinal is not None:
        parameters.setdefault("ordinal", str(problem.ordinal))
    return template.format_map(parameters)
