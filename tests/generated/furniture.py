"""Everything of a form that is no indicator row: title, head, funding, goals, headers, total, notes, page marks."""

from data.form.record import FormRecord, FundingRecord
from tests.generated.layout import Layout
from tests.generated.phrases import Random, pick
from tests.generated.spelling import Spelling, money_text, points_text

_NOTES = (
    "填报注意事项：",
    "1. 得分一档最高不能超过该指标分值上限。",
    "2. 定量指标若为正向指标，则得分计算方法应用全年实际值(B)/年度指标值(A)*该指标分值；"
    "若定量指标为反向指标，则得分计算方法应用年度指标值(A)/全年实际值(B)*该指标分值。"
    "若年初指标值设定偏低，则得分计算方法应用(全年实际值(B)-年度指标值(A))/年度指标值(A)*100%。"
    "若计算结果在200%-300%(含200%)区间，则按照该指标分值的10%扣分；"
    "计算结果在300%-500%(含300%)区间，则按照该指标分值的20%扣分；计算结果高于500%(含500%)，则按照该指标分值的30%扣分。",
    "3. 请在“偏差原因分析及改进措施”中说明偏离目标、不能完成目标的原因及拟采取的措施。",
    "4. 90(含)-100分为优、80(含)-90分为良、60(含)-80分为中、60分以下为差。",
)
_HALF_NOTES = tuple(note.replace("，", ", ").replace("；", ";").replace("：", ":") for note in _NOTES)
_FUNDING_LABELS = ("年度资金总额", "其中{}财政拨款", "上年结转资金", "其他资金")


def _blanked(label: str, random: Random, layout: Layout) -> str:
    """A label of the head, now and then with a blank inside."""
    if random() < layout.label_blank:
        at = len(label) // 2
        return f"{label[:at]} {label[at:]}"
    return label


def title(year: int | None, random: Random, layout: Layout) -> list[str]:
    """The lines above a form's table."""
    shown = pick(random, (f"({year}年度)", f"({year}年度)", f"（{year}年度）", f"({year} 年度)"))
    above = [pick(random, ("附件1", "附件1：", "附件 1")), ""] if random() < layout.appendix else []
    return ["", *above, "项目支出绩效自评表", "", shown, ""]


def head_rows(texts: list[str], phone: str, random: Random, layout: Layout) -> list[list[str]]:
    """项目名称, then department and unit, then lead and phone; `texts` in this order without the phone."""
    name, department, unit, lead = texts
    gap = [""] * (1 + int(random() * 2))
    tail = [""] * int(random() * 3)
    return [
        [_blanked("项目名称", random, layout), "", name, *gap, "", "", *tail],
        [_blanked("主管部门", random, layout), "", department, *gap, "实施单位", unit, "", *tail],
        [_blanked("项目负责人", random, layout), "", lead, *gap, "联系电话", phone, "", *tail],
    ]


def funding_rows(form: FormRecord, habits: Spelling, random: Random, layout: Layout) -> list[list[str]]:
    """The header of the funding table and its four rows."""
    colon = ":" if habits.half is not None else "："
    lead = [""] * (1 + int(random() * 2))
    tail = [""] * int(random() * 2)
    title_cell = "项目资金 (万元)" if habits.half is not None else "项目资金（万元）"
    words = ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    header = [title_cell, *[""] * int(random() * 3), *words, *tail]
    rows = [header]
    for record, label in zip(form.funding, _FUNDING_LABELS, strict=True):
        shown = label.format(colon) + (colon if record.source == "total" else "")
        rows.append([*lead, shown, *_figures(record, habits, random), *tail])
    return rows


def _figures(record: FundingRecord, habits: Spelling, random: Random) -> list[str]:
    amounts = (record.initial_budget_wan, record.full_year_budget_wan, record.executed_wan)
    rate = habits.dash if record.printed_rate_pct is None else f"{record.printed_rate_pct:.2f}%"
    weight, score = (
        habits.dash if points is None else points_text(points, habits, random)
        for points in (record.weight, record.score)
    )
    money = (habits.dash if amount is None else money_text(amount, habits) for amount in amounts)
    return [*money, weight, rate, score]


def goal_rows(texts: list[str], random: Random, layout: Layout) -> list[list[str]]:
    """The row of the two titles and the row of the two goals."""
    gap, tail = [""] * (2 + int(random() * 2)), [""] * (2 + int(random() * 3))
    label = "年度 总体 目标" if random() < layout.label_blank else "年度总体目标"
    return [[label, "预期目标", *gap, "实际完成情况", *tail], ["", texts[0], *gap, texts[1], *tail]]


def header_row(random: Random, layout: Layout, habits: Spelling) -> list[str]:
    """The column titles of the indicator table."""
    target, actual = pick(
        random,
        (
            *(("年度指标值(A)", "实际完成值(B)"), ("年度指标值(A)", "实际完成值(B)")),
            *(
                ("年度指标值 (A)", "实际完成值 (B)"),
                ("年度指标值（A）", "实际完成值（B）"),
                ("年度指标值(A)", "全年实际值(B)"),
            ),
        ),
    )
    tail = [""] * int(random() * 2)
    return ["一级指标", "二级指标", "三级指标", target, actual, "分值", "得分", "偏差原因分析及改进措施", *tail]


def total_row(form: FormRecord, habits: Spelling, random: Random, width: int) -> list[str]:
    """总分, the sum of weights and the total score."""
    label = "总分:" if habits.half is not None else pick(random, ("总分：", "总分"))
    lead = [""] if random() < 0.15 else []
    assert form.total_weight is not None and form.total_score is not None
    points = [points_text(form.total_weight, habits, random), points_text(form.total_score, habits, random)]
    last = pick(random, (habits.dash, habits.dash, ""))
    return [*lead, label, *[""] * (width - 5), *points, last, *[""] * int(random() * 2)]


def filing_notes(random: Random, layout: Layout, habits: Spelling) -> list[str]:
    """The lines after 总分: the notes line by line, in one cell, or none."""
    notes = _NOTES if habits.half is None else _HALF_NOTES
    if random() < layout.notes_missing:
        return [""]
    if random() < layout.notes_in_cell:
        return ["\t" + " ".join(f"<p>{note}</p>" for note in notes) + "\t" * 7, ""]
    between = [""] if random() < 0.15 else []
    lines = ["", notes[0], ""]
    for note in notes[1:]:
        lines += [note, *between]
    return [*lines, *([] if between else [""])]


def page_break(number: int, blank_between: bool, random: Random, layout: Layout) -> tuple[list[str], str, str]:
    """(lines that mark the break, "header" or "head" where one is repeated, what stands before the next line)."""
    draw = random()
    blank = [] if blank_between else [""]
    if draw < layout.head_repeated:
        return blank, "head", ""
    draw -= layout.head_repeated
    if draw < layout.header_repeated:
        return pick(random, (blank, ["", "\f"], [f"{number}", ""])), "header", ""
    draw -= layout.header_repeated
    if draw < layout.page_number:
        shown = pick(
            random, (f"{number}", f"- {number} -", f"第{number}页", f"第 {number} 页 共 40 页", f"{number}/40")
        )
        return pick(random, (["", shown, ""], [shown, ""], ["", shown])), "", ""
    if draw < layout.page_number + layout.form_feed or blank_between:
        return pick(random, ((["\f"], "", ""), ([], "", "\f"), (["", "\f"], "", "")))
    return [""], "", ""
