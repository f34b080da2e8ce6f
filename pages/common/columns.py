"""The titles of exported columns and tables, and how values of data read in an export."""

from collections.abc import Callable

from analytics.exports import Column, Table
from analytics.labels import FIELD_LABELS, Translate, cause_label, state_label
from pages.common import formats
from pages.common.sheets import Head
from pages.common.words import _, language, translator


def table_title(table: Table) -> str:
    """The name of an exported table."""
    return {
        "projects": _("项目"),
        "funding": _("项目资金"),
        "indicators": _("指标"),
        "deductions": _("扣分明细"),
        "findings": _("核验发现"),
        "promises": _("整改措施"),
    }[table]


def head(column: Column) -> Head:
    """The title and kind of an exported column; a column without a title here is a slip that a test finds."""
    return Head(_titles()[column.field], column.kind)


def _titles() -> dict[str, str]:
    return {
        "fiscal_year": _("年度"),
        "project_name": _("项目名称"),
        "department": _("主管部门"),
        "implementing_unit": _("实施单位"),
        "project_lead": _("项目负责人"),
        "phone": _("联系电话"),
        "total_score": _("总分"),
        "grade": _("等级"),
        "initial_budget_wan": _("年初预算数（万元）"),
        "full_year_budget_wan": _("全年预算数（万元）"),
        "executed_wan": _("全年执行数（万元）"),
        "rate_pct": _("执行率（%）"),
        "unspent_wan": _("未执行（万元）"),
        "indicators": _("指标数"),
        "deducted": _("扣分指标数"),
        "indicator_lost": _("指标扣分"),
        "execution_lost": _("执行率扣分"),
        "points_lost": _("扣分"),
        "points_lost_whole": _("扣分合计"),
        "points_lost_scoped": _("筛选内扣分"),
        "file_name": _("来源文件"),
        "source_line": _("来源行"),
        "source_place": _("来源位置"),
        "project_id": _("项目编号"),
        "indicator_id": _("指标编号"),
        "deduction_id": _("扣分编号"),
        "finding_id": _("发现编号"),
        "promise_id": _("措施编号"),
        "source": _("资金来源"),
        "weight": _("分值"),
        "score": _("得分"),
        "ordinal": _("序号"),
        "level1": _("一级指标"),
        "level2": _("二级指标"),
        "indicator": _("三级指标"),
        "target": _("年度指标值"),
        "actual": _("实际完成值"),
        "deviation_reason": _("偏差原因及改进措施"),
        "cause": _("扣分原因"),
        "original_cause": _("原判原因"),
        "secondary_causes": _("次要原因"),
        "evidence": _("判定依据"),
        "rule": _("规则"),
        "severity": _("程度"),
        "basis": _("规则来源"),
        "message": _("说明"),
        "printed": _("表中所填"),
        "expected": _("应为"),
        "state": _("处理状态"),
        "state_note": _("备注"),
        "decided_by": _("处理人"),
        "decided_at": _("处理时间"),
        "promise": _("承诺的措施"),
    }


def labels() -> dict[str, Callable[[str | None], str | None]]:
    """For columns of codes what turns a code into the word that the screen shows, in this run's language."""
    translate = translator()

    def worded(label: Callable[[str, Translate], str]) -> Callable[[str | None], str | None]:
        return lambda code: None if code is None else label(code, translate)

    codes = {field: worded(FIELD_LABELS[field]) for field in ("source", "severity", "basis", "rule")}
    codes["state"] = lambda code: state_label(code, translate)
    if language() == "zh":  # causes, levels and grades stand as the forms and the rules have them
        return codes

    def several(causes: str | None) -> str | None:
        return causes and _("、").join(cause_label(cause, translate) for cause in causes.split("、"))

    said = ("cause", "level1", "level2", "grade")
    return (
        codes
        | {field: worded(FIELD_LABELS[field]) for field in said}
        | {
            "original_cause": worded(cause_label),
            "secondary_causes": several,
        }
    )


def reworded() -> dict[str, tuple[tuple[str, str], ...]]:
    """For columns of our own texts what reads otherwise in this run's language; nothing in Chinese, as they stand."""
    return {} if language() == "zh" else {"source_place": formats.place_rules()}


def readable(column: Column) -> Callable[[object], object]:
    """What turns a column's value into the word that the screen shows; others stay as they are."""
    if column.field == "source_place":
        return lambda value: formats.place(value) if isinstance(value, str) else value
    return labels().get(column.field, lambda value: value)  # type: ignore[return-value]
