"""预算执行, its cards: the money of every project, what is left, how rates spread, what changed, by group."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from analytics.execution import Execution, GroupMoney, ProjectMoney
from analytics.explain.key import FigureKey
from analytics.figures import money
from analytics.figures.flow import flow as flow_figure
from analytics.labels import source_label
from analytics.overview import Kpis
from analytics.quadrant import LOW_RATE_PCT
from analytics.ratios import percent
from pages.common import cards, formats
from pages.common.cards import Piece, Text
from pages.common.chart import chart
from pages.common.view import View, go, narrow
from pages.common.words import _, counted, translator

MOST = 14  # rows of a chart; the list below has all of them
MOST_GROUPS = 8
MOST_CHANGED = 6  # as tall as the cards beside it
_JUST_UNDER = Decimal("0.0001")  # bands end before their upper bound, ranges of the scope include theirs
Why = tuple[str, str]


def why(shown: View, name: str, measure: str, *where: tuple[str, str]) -> Why:
    """A figure of a card with the address that explains it."""
    return name, shown.explained(FigureKey(measure, where).encode())


def _each(shown: View, rows: Sequence[ProjectMoney], measure: str) -> list[Why]:
    return [
        why(shown, formats.middle_cut(formats.text(row.name)), measure, ("project", row.project_id))
        for row in rows[:MOST]
    ]


def _cut(drawn: int, total: int) -> None:
    if total > drawn:
        cards.note(_("画出前 {shown} 个，共 {n} 个；全部见下方列表。").format(shown=drawn, n=f"{total:,}"))


def bullets(shown: View, answer: Execution, kpis: Kpis) -> None:
    """Executed of the full-year budget per project, lowest rate first; a click opens the project."""
    rows = answer.projects.rows[:MOST]
    rate = answer.total.rate_pct
    sentence: Text = _("没有项目填写了预算和执行数")
    if rate is not None:
        low = counted("{n} 个项目执行率低于 90%", kpis.low_rate_projects)
        sentence = _("全年预算花出 {rate}；{low}").format(rate=formats.percent(rate), low=low)
    figures = [
        why(shown, _("执行率"), "execution_rate"),
        why(shown, _("执行率低于 90% 的项目数"), "low_rate_projects"),
        *_each(shown, rows, "execution_rate"),
    ]
    about = _("各项目执行率，从低到高：") + _("，").join(
        f"{formats.text(row.name)} {formats.percent(row.rate_pct)}" for row in rows
    )
    with cards.card(_("钱花出去了吗？"), sentence, figures=figures):
        chart(
            money.bullets(rows, translator()),
            "bullets",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("各项目预算执行"),
        )
        _cut(len(rows), answer.projects.total)
        cards.note(_("满格 = 全年预算；竖线 = 年初预算（高于全年预算的不画）；橙色 = 执行率低于 90%"))


def unspent(shown: View, answer: Execution) -> None:
    """Money left per project, most first; a click opens the project."""
    rows = answer.unspent.rows[:MOST]
    question = _("剩下的钱在哪里？")
    if not rows:
        with cards.card(question, _("没有项目有未执行的预算")):
            cards.note(_("未执行 = 全年预算 − 全年执行，只算两项都填写的项目。"))
        return
    first = rows[0]
    share = percent(first.unspent_wan, answer.total.unspent_wan) if (answer.total.unspent_wan or 0) > 0 else None
    sentence = _("{name}剩得最多，{amount}").format(
        name=formats.middle_cut(formats.text(first.name), 16), amount=formats.money(first.unspent_wan)
    )
    if share is not None and share <= 100:
        sentence += _("，占 {n}").format(n=formats.percent(share, 0))
    about = _("未执行的预算（万元），从多到少：") + _("，").join(
        f"{formats.text(row.name)} {formats.wan(row.unspent_wan)}" for row in rows
    )
    figures = [why(shown, _("未执行合计"), "unspent"), *_each(shown, rows, "unspent")]
    with cards.card(question, sentence, figures=figures):
        chart(
            money.unspent(rows, translator()),
            "unspent",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("未执行预算"),
        )
        _cut(len(rows), answer.unspent.total)
        cards.note(_("单位：万元。未执行 = 全年预算 − 全年执行。"))


def flow(shown: View, answer: Execution) -> None:
    """Initial → adjusted → full-year → executed → left, all money together; a click explains the amount."""
    total = answer.total
    change = total.adjustment_wan
    grown = percent(change, total.initial_budget_wan)
    if not change:
        sentence = _("年中没有净调整") if change is not None else _("没有项目同时填写年初和全年预算")
    else:
        word = _("年中净增 {amount}") if change > 0 else _("年中净减 {amount}")
        sentence = word.format(amount=formats.money(abs(change)))
        if grown is not None:
            sentence += _("，为年初的 {n}").format(n=formats.percent(abs(grown), 0))
    named = {
        "initial_budget": _("年初预算"),
        "adjustment": _("年中调整"),
        "budget": _("全年预算"),
        "executed": _("全年执行"),
        "unspent": _("未执行"),
    }
    amounts = (
        total.initial_budget_wan,
        total.adjustment_wan,
        total.full_year_budget_wan,
        total.executed_wan,
        total.unspent_wan,
    )
    about = _("合计（万元）：") + _("，").join(
        f"{name} {formats.wan(amount)}" for name, amount in zip(named.values(), amounts, strict=True)
    )
    with cards.card(_("合计的钱怎么走的？"), sentence, figures=[why(shown, name, key) for key, name in named.items()]):
        chart(
            flow_figure(total, translator()),
            "flow",
            about=about,
            on_click=lambda measure: go(shown.scope, explain=FigureKey(str(measure)).encode()),
            file_name=_("预算合计"),
        )
        cards.note(_("单位：万元，同一比例尺；点一条看它由哪些项目相加。"))


def bands(shown: View, answer: Execution, kpis: Kpis) -> None:
    """Projects per band of execution rate; a click narrows to the band."""
    drawn = [each for each in answer.bands if each.lower_pct is not None]
    rated = sum(each.projects for each in drawn)
    high = sum(each.projects for each in drawn if each.lower_pct is not None and each.lower_pct >= LOW_RATE_PCT)
    sentence = _("{total} 个项目中 {high} 个达到 90%").format(total=f"{rated:,}", high=f"{high:,}")
    about = _("各执行率区间的项目数：") + _("，").join(
        f"{_band(each.lower_pct, each.upper_pct)} {each.projects:,}" for each in drawn
    )

    def chosen(mark: Sequence[str]) -> None:
        low, high = Decimal(mark[0]), Decimal(mark[1]) - _JUST_UNDER if mark[1] else None
        narrow(rate_min_pct=low or None, rate_max_pct=high)

    with cards.card(
        _("执行率怎么分布？"), sentence, figures=[why(shown, _("执行率低于 90% 的项目数"), "low_rate_projects")]
    ):
        chart(
            money.rate_bands(answer.bands, translator()),
            "bands",
            about=about,
            on_click=chosen,
            file_name=_("执行率分布"),
        )
        without = kpis.projects - rated
        blank = counted("；{n} 个项目没有全年预算或执行数，没有执行率", without) if without else ""
        cards.note(_("每段含下限不含上限；点一根柱只看这些项目") + blank)


def _band(lower: Decimal | None, upper: Decimal | None) -> str:
    return f"≥{lower}%" if upper is None else f"{lower}–{upper}%"


def adjustments(shown: View, answer: Execution) -> None:
    """Mid-year changes of the budget, largest first; a click opens the project."""
    rows = answer.adjusted.rows[:MOST_CHANGED]
    question = _("谁的预算年中变动最大？")
    if not rows:
        with cards.card(question, _("没有项目在年中调整预算")):
            cards.note(_("年中调整 = 全年预算 − 年初预算，只算两项都填写的项目。"))
        return
    first = rows[0]
    name = formats.middle_cut(formats.text(first.name), 16)
    words = _("{name}增加 {amount}") if (first.adjustment_wan or 0) > 0 else _("{name}减少 {amount}")
    sentence = words.format(name=name, amount=formats.money(abs(first.adjustment_wan or Decimal(0))))
    about = _("年中预算变动（万元），从大到小：") + _("，").join(
        f"{formats.text(row.name)} {formats.fixed(row.adjustment_wan, signed=True)}" for row in rows
    )
    figures = [why(shown, _("年中调整合计"), "adjustment"), *_each(shown, rows, "adjustment")]
    with cards.card(question, sentence, figures=figures):
        chart(
            money.adjustments(rows, translator()),
            "adjustments",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("年中预算调整"),
        )
        _cut(len(rows), answer.adjusted.total)
        cards.note(counted("{n} 个项目有年中调整", answer.adjusted.total) + _("；单位：万元，右侧为占年初预算的比例"))


def sources(shown: View, answer: Execution) -> None:
    """The same by funding source; a click explains the source's rate by its rows."""
    translate = translator()
    parts = [row for row in answer.sources if row.group != "total" and row.full_year_budget_wan]
    question = _("钱从哪里来？")
    if not answer.sources:
        with cards.card(question, _("没有项目填写资金来源")):
            cards.note(_("资金来源取自表中“项目资金”各行。"))
        return
    sentence = _("没有填写各来源的预算")
    if parts:
        most = max(parts, key=lambda row: row.full_year_budget_wan or 0)
        total = sum((row.full_year_budget_wan or Decimal(0) for row in parts), Decimal(0))
        sentence = _("{source}占 {share}，执行 {rate}").format(
            source=source_label(most.group, translate),
            share=formats.percent(percent(most.full_year_budget_wan, total), 0),
            rate=formats.percent(most.rate_pct),
        )
    figures = [
        why(shown, source_label(row.group, translate), "source_execution_rate", ("source", row.group or ""))
        for row in answer.sources
    ]
    about = _("各资金来源执行率：") + _("，").join(
        f"{source_label(row.group, translate)} {_rate(row)}" for row in answer.sources
    )
    with cards.card(question, sentence, figures=figures):
        chart(
            money.group_bullets(answer.sources, translate, sources=True),
            "sources",
            about=about,
            on_click=lambda source: go(
                shown.scope, explain=FigureKey("source_execution_rate", (("source", str(source)),)).encode()
            ),
            file_name=_("资金来源执行"),
        )
        cards.note(_("— 为没有预算，因此没有执行率；点一条看它由哪些行相加。"))


def groups(shown: View, answer: Execution, field: Literal["units", "departments"]) -> None:
    """By unit or department, rates from sums; a click narrows to the group."""
    by_unit = field == "units"
    rows = answer.units if by_unit else answer.departments
    total = answer.units_total if by_unit else answer.departments_total
    question = _("哪个实施单位执行得慢？") if by_unit else _("哪个主管部门执行得慢？")
    drawn = rows[:MOST_GROUPS]
    rated = [row for row in rows if row.rate_pct is not None]
    sentence = _("没有可以计算的执行率")
    if rated:
        lowest = min(rated, key=lambda row: row.rate_pct or Decimal(0))
        words = _("只有{name}一家，{rate}") if total == 1 else _("{name}最低，{rate}")
        if total > len(rows):
            words = _("预算最大的 {n} 组中{name}最低，{rate}")
        sentence = words.format(
            n=len(rows),
            name=formats.middle_cut(formats.text(lowest.group), 16),
            rate=formats.percent(lowest.rate_pct),
        )
    key = "unit" if by_unit else "department"
    figures = [
        why(shown, formats.middle_cut(formats.text(row.group)), "execution_rate", (key, row.group or ""))
        for row in drawn
    ]
    about = _("各组执行率：") + _("，").join(f"{formats.text(row.group)} {_rate(row)}" for row in drawn)
    with cards.card(question, sentence, figures=figures):
        chart(
            money.group_bullets(drawn, translator()),
            field,
            about=about,
            on_click=lambda group: narrow(**{field: (str(group),)}),
            file_name=question.rstrip("？?"),
        )
        if total > len(drawn):
            cards.note(_("画出预算最大的 {shown} 组，共 {n} 组。").format(shown=len(drawn), n=f"{total:,}"))
        cards.note([_("执行率 = 执行数合计 ÷ 全年预算合计，"), Piece(_("不是各项目执行率的平均"), "strong"), _("。")])


def _rate(row: GroupMoney) -> str:
    return formats.NOT_APPLICABLE if row.rate_pct is None else formats.percent(row.rate_pct)
