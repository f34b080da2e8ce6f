"""Screen words for values that come from data: grades, causes, levels, severities, sources, states.

`_` is a gettext-like callable; every msgid is written out here so that a catalogue can be extracted. A value that
is not known here (an edited cause, an unusual label) is shown as it is.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Translate = Callable[[str], str]


def band_label(lower_pct: object, upper_pct: object) -> str:
    """A band of rates in signs, by its bounds in per cent: 60–80%, <60%, ≥100% (upper None); as it is, not escaped."""
    if upper_pct is None:
        return f"≥{lower_pct}%"
    return f"<{upper_pct}%" if str(lower_pct) == "0" else f"{lower_pct}–{upper_pct}%"


def cause_label(cause: str, _: Translate) -> str:
    """The name of a cause."""
    known = {
        "未开展满意度调查": _("未开展满意度调查"),
        "疫情影响": _("疫情影响"),
        "指标或预算设定不准": _("指标或预算设定不准"),
        "跨年度实施": _("跨年度实施"),
        "计划或流程调整": _("计划或流程调整"),
        "成效仍有提升空间": _("成效仍有提升空间"),
        "其他": _("其他"),
        "预算执行不足": _("预算执行不足"),
        "未说明原因": _("未说明原因"),
    }
    return known.get(cause, cause)


def cause_short(cause: str, _: Translate) -> str:
    """A cause in two lines of two characters, for the head of a column; '|' parts the lines in the msgid."""
    known = {
        "未开展满意度调查": _("未做|调查"),
        "疫情影响": _("疫情|影响"),
        "指标或预算设定不准": _("设定|不准"),
        "跨年度实施": _("跨年|实施"),
        "计划或流程调整": _("计划|调整"),
        "成效仍有提升空间": _("成效|待升"),
        "其他": _("其他|原因"),
        "预算执行不足": _("执行|不足"),
        "未说明原因": _("未说|原因"),
    }
    return known.get(cause, f"{cause[:4]}|{cause[4:8]}" if len(cause) > 4 else cause)


def level_label(level: str | None, _: Translate) -> str:
    """A level-1 or level-2 label without 指标, as the charts write it."""
    known = {
        "产出指标": _("产出"),
        "效益指标": _("效益"),
        "满意度指标": _("满意度"),
        "数量指标": _("数量"),
        "质量指标": _("质量"),
        "进度指标": _("进度"),
        "时效指标": _("时效"),
        "成本指标": _("成本"),
        "经济效益指标": _("经济效益"),
        "社会效益指标": _("社会效益"),
        "生态效益指标": _("生态效益"),
        "可持续影响指标": _("可持续影响"),
        "服务对象满意度指标": _("服务对象满意度"),
    }
    if level is None:
        return _("未填写")
    return known.get(level, level.removesuffix("指标"))


def both_levels(level1: str | None, level2: str | None, _: Translate) -> str:
    """'产出 · 数量'; once where both are called the same."""
    first, second = level_label(level1, _), level_label(level2, _)
    return first if first == second else f"{first} · {second}"


def grade_label(grade: str | None, _: Translate) -> str:
    """A grade by filing rule 4."""
    known = {"优": _("优"), "良": _("良"), "中": _("中"), "差": _("差")}
    return _("无总分") if grade is None else known.get(grade, grade)


def severity_label(severity: str, _: Translate) -> str:
    """How much a finding asks for."""
    return {"must_fix": _("必改"), "check": _("需核实"), "note": _("提示")}.get(severity, severity)


def basis_label(basis: str | None, _: Translate) -> str:
    """What a rule of the audit rests on; one or several of S, V, R, K, parted by blanks."""
    known = {"S": _("填报注意事项"), "V": _("省级预算一体化系统规则"), "R": _("第三方复核清单"), "K": _("常识")}
    return _("、").join(known.get(each, each) for each in (basis or "").split())


def state_label(state: str | None, _: Translate) -> str:
    """What a reviewer decided on a finding, or how far a promised measure is."""
    known = {
        "open": _("待处理"),
        "accepted": _("已认可"),
        "refuted": _("已驳回"),
        "planned": _("未开始"),
        "doing": _("进行中"),
        "done": _("已完成"),
        "dropped": _("不再进行"),
    }
    return _("未登记") if state is None else known.get(state, state)


def source_label(source: str | None, _: Translate) -> str:
    """A row of 项目资金."""
    known = {
        "total": _("年度资金总额"),
        "fiscal_appropriation": _("财政拨款"),
        "carry_over": _("上年结转资金"),
        "other": _("其他资金"),
    }
    return known.get(source or "", source or "")


def rule_label(rule: str, _: Translate) -> str:
    """What a rule of the audit checks, in a few words; reading.* says what reading found."""
    known = {
        "audit.01": _("执行率与得分"),
        "audit.02": _("分值合计"),
        "audit.03": _("得分越界"),
        "audit.04": _("扣分无原因"),
        "audit.05": _("定量得分重算"),
        "audit.06": _("未做仍得分"),
        "audit.07": _("超额完成的扣分"),
        "audit.08": _("满分与表述矛盾"),
        "audit.09": _("满意度无实测"),
        "audit.10": _("满意度名不副实"),
        "audit.11": _("效益无法核查"),
        "audit.12": _("缺一级指标"),
        "audit.13": _("执行率低未说明"),
        "audit.14": _("预算调整较大"),
        "audit.15": _("晚于期限"),
        "audit.16": _("无实际值仍得分"),
        "audit.17": _("原因雷同"),
        "audit.18": _("得分集中于高位"),
        "audit.19": _("前后矛盾"),
        "audit.20": _("不可衡量而分值高"),
        "audit.21": _("未花钱算节约"),
        "reading.ambiguous": _("读取有歧义"),
        "reading.binary_document": _("文件不是文本"),
        "reading.broken_off": _("表不完整"),
        "reading.cell_missing": _("缺单元格"),
        "reading.conflict": _("重复报送且内容不同"),
        "reading.continued_cell": _("单元格跨行"),
        "reading.empty_document": _("文件为空"),
        "reading.funding_missing": _("缺资金总额"),
        "reading.funding_unreadable": _("资金数字未读出"),
        "reading.group_inferred": _("一级指标为推断"),
        "reading.head_missing": _("表头未读出"),
        "reading.joined_cells": _("单元格粘连"),
        "reading.label_contradicted": _("标签与归类不符"),
        "reading.label_unused": _("标签下没有指标"),
        "reading.level_inferred": _("二级指标为推断"),
        "reading.level_missing": _("缺指标标签"),
        "reading.linked_folder": _("文件夹是链接"),
        "reading.merged_name": _("指标名称合并"),
        "reading.name_is_label": _("名称像是标签"),
        "reading.no_form": _("没有自评表"),
        "reading.no_indicators": _("没有指标"),
        "reading.number_missing": _("缺分值或得分"),
        "reading.number_range": _("数字超出范围"),
        "reading.numbers_shifted": _("数字错列"),
        "reading.planning_form": _("是申报表"),
        "reading.redundant_cell": _("多余单元格"),
        "reading.repeated": _("重复报送"),
        "reading.scores_missing": _("没有得分"),
        "reading.torn_cell": _("单元格断行"),
        "reading.too_many_rows": _("行数过多"),
        "reading.truncated": _("表不完整"),
        "reading.unbalanced": _("数字合不上"),
        "reading.unknown_encoding": _("编码无法识别"),
        "reading.unread_cells": _("有未读单元格"),
        "reading.year_missing": _("缺年度"),
    }
    return known.get(rule, _("读取问题") if rule.startswith("reading.") else rule)


# What a value of a field of the data is called, by the field.
FIELD_LABELS: Mapping[str, Callable[[str, Translate], str]] = MappingProxyType(
    {
        "cause": cause_label,
        "level1": level_label,
        "level2": level_label,
        "grade": grade_label,
        "severity": severity_label,
        "basis": basis_label,
        "state": state_label,
        "source": source_label,
        "rule": rule_label,
    }
)
