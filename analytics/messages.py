"""The sentence of a finding in the reader's language: the rule's template translated, filled with the same parameters.

The templates of data/audit, data/form and data/intake are the message ids; Chinese is what the build wrote.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache

from analytics.findings import FindingRow
from analytics.formulas import TEMPLATES as FORMULAS
from analytics.labels import Translate, level_label, source_label
from data.audit.sentences import SENTENCES
from data.decisions.sentences import TEMPLATES as REFUSALS
from data.form.sentences import TEMPLATES as FORM_SENTENCES
from data.intake.sentences import PHRASES
from data.intake.sentences import TEMPLATES as BUILD_SENTENCES

# Parameters that hold words of the program, not of a filing: these are worded, all others stand as they are.
_WORDED = frozenset(
    ("missing", "fields", "columns", "figures", "right", "culprit", "cells", "level", "level1", "level2", "year")
)
_PHRASED = frozenset(("why", "next"))  # a phrase of the program or, where that has none, the system's own words
_PLACED = frozenset(("place", "other_place", "places", "others"))
# Rules whose printed and expected figures come with words of the program.
_WORDED_FIGURES = frozenset(
    (
        *("audit.01", "audit.02", "audit.14", "audit.15", "audit.18", "reading.unbalanced"),
        *("reading.ambiguous", "reading.level_inferred", "reading.group_inferred"),
        *("reading.label_unused", "reading.label_contradicted"),
    )
)
_LINE = re.compile(r"第(\d+)行")
_QUOTED = frozenset(("said",))  # several clauses of a filing, each in quotes of ours


def templates() -> tuple[str, ...]:
    """Every sentence of the layer below that a screen may show, as a message id."""
    of_reading = (*FORM_SENTENCES.values(), *BUILD_SENTENCES.values(), *PHRASES)
    return (*SENTENCES.values(), *of_reading, *FORMULAS, *REFUSALS.values())


def template(rule: str, variant: str = "") -> str | None:
    """The message id of a rule's sentence; None for a rule that this version does not know."""
    return SENTENCES.get((rule, variant)) or FORM_SENTENCES.get(rule) or BUILD_SENTENCES.get(rule)


def finding_message(row: FindingRow, _: Translate) -> str:
    """What was found, in one sentence; as the build wrote it where the language has no words of its own."""
    parameters = _parameters(row.parameters)
    chosen = template(row.rule, parameters.get("variant", ""))
    if chosen is None or _(chosen) == chosen:
        return row.message
    worded = {name: _value(name, value, row.rule, _) for name, value in parameters.items()}
    return _(chosen).format_map(_Known(worded))


def figure_words(row: FindingRow, text: str | None, _: Translate) -> str | None:
    """A finding's printed or expected figure; words of the filing itself are left as they are."""
    return in_words(text, _) if text is not None and row.rule in _WORDED_FIGURES else text


def how_computed(row: FindingRow, _: Translate) -> str | None:
    """'0 ÷ 12 × 5.00 = 0.00', '2021-05-31 → 2021-07-20 = 50天' where the rule computes; None for rules on words."""
    return figure_words(row, _parameters(row.parameters).get("how"), _) or None


def in_words(text: str, _: Translate) -> str:
    """A short text that the program made (分值合计99.00；第3项指标) in the reader's language."""
    if _("分值") == "分值":
        return text
    for pattern, replacement in _replacements(_):
        text = pattern.sub(replacement, text)
    return text.strip()


class _Known(dict[str, str]):
    """Parameters by name; one that is not there shows as a dash."""

    def __missing__(self, name: str) -> str:
        return "—"


def _parameters(text: str) -> Mapping[str, str]:
    found = json.loads(text) if text else {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _value(name: str, value: str, rule: str, _: Translate) -> str:
    if name in _WORDED or (name == "other" and rule == "reading.ambiguous"):
        return in_words(value, _)
    if name in _PHRASED and value in PHRASES:
        return _(value)
    if name in _PLACED:
        return _listed(_LINE.sub(lambda found: _("第 {n} 行").format(n=found[1]), value), _)
    if name in _QUOTED:
        return value.replace("”、“", _("”、“"))
    return _("（未读出项目名称）") if name == "form" and value == "（未读出项目名称）" else value


def _listed(text: str, _: Translate) -> str:
    """A list that a rule made, '「甲」(第5行)、「乙」(第9行)': its marks in the reader's language."""
    if _("分值") == "分值":
        return text
    for pattern, to in _LIST_MARKS:
        text = re.sub(pattern, to, text)
    more = re.search(r"等(\d+)张表", text)
    return text.replace(more[0], _("，共 {n} 张表").format(n=more[1])) if more else text


# In this order; commas only where a name ends, since names have commas of their own.
_LIST_MARKS = (
    ("「", "“"),
    ("」", "”"),
    (r"（([^（）]*)）(?=、|等|$)", r" (\1)"),
    (r"”\(", "” ("),
    (r"(?<=[)”])、(?=“)", ", "),
)
Replacement = Callable[[re.Match[str]], str]


@cache
def _replacements(_: Translate) -> tuple[tuple[re.Pattern[str], Replacement], ...]:
    """Numbered places first, then names, the longest first, then punctuation."""

    def filled(text: str) -> Replacement:
        return lambda found: text.format(n=found[1])

    numbered = [
        (_LINE, filled(_("第 {n} 行"))),
        (re.compile(r"第(\d+)项指标"), filled(_("第 {n} 项指标"))),
        (re.compile(r"(\d+)个项目"), filled(" " + _("涉及 {n} 个项目") + " ")),
        (re.compile(r"([优良中差])(\d+)个"), lambda found: f"{_grades(_)[found[1]]} {found[2]}"),
        (re.compile(r"(\d+)天"), filled(_("{n} 天"))),
        (re.compile(r"等(\d+)项"), filled(_("等 {n} 项") + " ")),
        (re.compile(r"(\d{4})年度"), filled(_("{n} 年度"))),
    ]
    plain: list[tuple[re.Pattern[str], Replacement]] = [
        (re.compile(re.escape(name)), _fixed(f" {words} ")) for name, words in _names(_)
    ]
    marks = [
        (re.compile(f" *{mark} *"), _fixed(to))
        for mark, to in (
            ("、", ", "),
            ("；", "; "),
            ("，", ", "),
            ("：", ": "),
            ("（", " ("),
            ("）", ") "),
            ("的(?=[ ,;:]|$)", " "),
        )
    ]
    tidy = [(re.compile(r" {2,}"), _fixed(" ")), (re.compile(r" +(?=[,;:）)/])"), _fixed(""))]
    return (*numbered, *plain, *marks, *tidy)


def _fixed(text: str) -> Replacement:
    return lambda _found: text


def _grades(_: Translate) -> Mapping[str, str]:
    return {"优": _("优"), "良": _("良"), "中": _("中"), "差": _("差")}


def _names(_: Translate) -> list[tuple[str, str]]:
    levels = ("产出指标", "效益指标", "满意度指标", "数量指标", "质量指标", "进度指标", "时效指标", "成本指标")
    benefits = ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标")
    sources = ("total", "fiscal_appropriation", "carry_over", "other")
    chinese = ("年度资金总额", "财政拨款", "上年结转资金", "其他资金")
    known = {
        **{level: level_label(level, _) for level in (*levels, *benefits)},
        **{name: source_label(source, _) for name, source in zip(chinese, sources, strict=True)},
        "总分行分值": _("总分行分值"),
        "分值合计": _("分值合计"),
        "得分合计": _("得分合计"),
        "各资金来源合计": _("各资金来源合计"),
        "按金额计算的": _("按金额计算的"),
        "资金来源的": _("资金来源的"),
        "年初预算数": _("年初预算数"),
        "全年预算数": _("全年预算数"),
        "全年执行数": _("全年执行数"),
        "执行率得分": _("执行率得分"),
        "执行率": _("执行率"),
        "无法合计": _("无法合计"),
        "未能读出": _("未能读出"),
        "表上为": _("表上为"),
        "表上": _("表上"),
        "高于": _("高于"),
        "年初预算": _("年初预算"),
        "全年预算": _("全年预算"),
        "满分指标占": _("满分指标占"),
        "标准差": _("标准差"),
        "均值": _("均值"),
        "万元": _("万元"),
        "总分": _("总分"),
        "分值": _("分值"),
        "得分": _("得分"),
        "实际完成值": _("实际完成值"),
        "年度指标值": _("年度指标值"),
        "项目名称": _("项目名称"),
        "主管部门": _("主管部门"),
        "实施单位": _("实施单位"),
        "未定": _("未定"),
        "未印出的二级指标": _("未印出的二级指标"),
        "有误": _("有误"),
        "是负数": _("是负数"),
        "漏了一项": _("漏了一项"),
        "与上一项完全相同": _("与上一项完全相同"),
        "重复录入": _("重复录入"),
        "预算执行": _("预算执行"),
        "按金额应为": _("按金额应为"),
        "若为": _("若为"),
        "则合计相符": _("则合计相符"),
        "或": _("或"),
        "某项指标的": _("某项指标的"),
        "总分行的": _("总分行的"),
        "总分行": _("总分行"),
        "缺失或": _("缺失或"),
        "应为": _("应为"),
        "标签": _("标签"),
        "上的分数": _("上的分数"),
        "或各项的归组": _("或各项的归组"),
    }
    return sorted(known.items(), key=lambda item: -len(item[0]))
