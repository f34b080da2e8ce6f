"""预算执行, its cards: the money of every project, what is left, how rates spread, what changed, by group."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.execution import Execution
from analytics.explain.key import WHOLE, FigureKey
from analytics.figures import money
from analytics.figures.flow import flow as flow_figure
from analytics.kpis import Kpis
from analytics.money import ProjectMoney
from analytics.quadrant import LOW_RATE_PCT
from analytics.ratios import percent
from pages.common import cards, formats
from pages.common.cards import Named, Text
from pages.common.chart import chart
from pages.common.view import View, go, narrow
from pages.common.why import Why, filled
from pages.common.words import _, translator

MOST = 14  # rows of a chart; the list below has all of them
MOST_CHANGED = 6  # as tall as the cards beside it
_JUST_UNDER = Decimal("0.0001")  # bands end before their upper bound, ranges of the scope include theirs


def _of(row: ProjectMoney, what: str = "") -> str:
    return formats.middle_cut(formats.text(row.name)) + (" · " + what if what else "")


def _cut(why: Why, drawn: int, total: int, measure: str) -> None:
    if total > drawn:
        words = _("画出前 {shown} 个，共 {n} 个；全部见下方列表。")
        cards.note(filled(words, shown=f"{drawn}", n=why(f"{total:,}", measure)))


def bullets(shown: View, answer: Execution, kpis: Kpis) -> None:
    """Executed of the full-year budget per project, lowest rate first; a click opens the project."""
    rows = answer.projects.rows[:MOST]
    rate, why = answer.total.rate_pct, Why(shown)
    sentence: Text = _("没有项目填写了预算和执行数")
    if rate is not None:
        low = why.counted("{n} 个项目执行率低于 90%", kpis.low_rate_projects, "low_rate_projects")
        spent = filled(_("全年预算花出 {rate}；{low}"), rate=why(formats.percent(rate), "execution_rate"))
        sentence = filled(spent, low=low)
    figures = []
    for row in rows:
        own = (("project", row.project_id), WHOLE)
        if row.rate_pct is not None:
            figures.append(why.named(_of(row, _("执行率")), formats.percent(row.rate_pct), "execution_rate", *own))
        if row.executed_wan is not None:
            figures.append(why.named(_of(row, _("全年执行")), formats.money(row.executed_wan), "executed", *own))
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
        _cut(why, len(rows), answer.projects.total, "projects")
        cards.note(_("满格 = 全年预算；竖线 = 年初预算（高于全年预算的不画）；橙色 = 执行率低于 90%"))


def unspent(shown: View, answer: Execution) -> None:
    """Money left per project, most first; a click opens the project."""
    rows = answer.unspent.rows[:MOST]
    question = _("剩下的钱在哪里？")
    if not rows:
        with cards.card(question, _("没有项目有未执行的预算")):
            cards.note(_("未执行 = 全年预算 − 全年执行，只算两项都填写的项目。"))
        return
    first, why = rows[0], Why(shown)
    share = percent(first.unspent_wan, answer.total.unspent_wan) if (answer.total.unspent_wan or 0) > 0 else None
    own = (("project", first.project_id), WHOLE)
    sentence: list[Text] = [
        *filled(
            _("{name}剩得最多，{amount}"),
            name=formats.middle_cut(formats.text(first.name), 16),
            amount=why(formats.money(first.unspent_wan), "unspent", *own),
        )
    ]
    if share is not None and share <= 100:
        part = why(formats.percent(share, 0), "unspent_share", ("project", first.project_id))
        sentence += filled(_("，占 {n}"), n=part)
    about = _("未执行的预算（万元），从多到少：") + _("，").join(
        f"{formats.text(row.name)} {formats.wan(row.unspent_wan)}" for row in rows
    )
    figures = [why.named(_("未执行合计"), formats.money(answer.total.unspent_wan), "unspent")]
    for row in rows:
        own = (("project", row.project_id), WHOLE)
        figures.append(why.named(_of(row), formats.money(row.unspent_wan), "unspent", *own))
        if row.rate_pct is not None:
            figures.append(why.named(_of(row, _("执行率")), formats.percent(row.rate_pct), "execution_rate", *own))
    with cards.card(question, sentence, figures=figures):
        chart(
            money.unspent(rows, translator()),
            "unspent",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("未执行预算"),
        )
        _cut(why, len(rows), answer.unspent.total, "unspent_projects")
        cards.note(_("单位：万元。未执行 = 全年预算 − 全年执行。"))


def flow(shown: View, answer: Execution) -> None:
    """Initial → adjusted → full-year → executed → left, all money together; a click explains the amount."""
    total, why = answer.total, Why(shown)
    change = total.adjustment_wan
    sentence: list[Text]
    grown = percent(change, total.initial_budget_wan)
    if not change:
        sentence = [_("年中没有净调整") if change is not None else _("没有项目同时填写年初和全年预算")]
    else:
        word = _("年中净增 {amount}") if change > 0 else _("年中净减 {amount}")
        sentence = [*filled(word, amount=why(formats.money(abs(change)), "adjustment"))]
        if grown is not None:
            share = why(formats.percent(abs(grown), 0), "adjustment_share")
            sentence += filled(_("，为年初的 {n}"), n=share)
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
    figures = [
        why.named(name, formats.money(amount, signed=measure == "adjustment"), measure)
        for (measure, name), amount in zip(named.items(), amounts, strict=True)
    ]
    with cards.card(_("合计的钱怎么走的？"), sentence, figures=figures):
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
    why = Why(shown)
    sentence = filled(
        _("{total} 个项目中 {high} 个达到 90%"),
        total=why(f"{rated:,}", "rate_projects"),
        high=why(f"{high:,}", "high_rate_projects"),
    )
    about = _("各执行率区间的项目数：") + _("，").join(f"{money.band_name(each)} {each.projects:,}" for each in drawn)

    def chosen(mark: Sequence[str]) -> None:
        low, high = Decimal(mark[0]), Decimal(mark[1]) - _JUST_UNDER if mark[1] else None
        narrow(rate_min_pct=low or None, rate_max_pct=high)

    with cards.card(
        _("执行率怎么分布？"),
        sentence,
        figures=[
            why.named(
                money.band_name(each),
                f"{each.projects:,}",
                "rate_projects",
                ("rate_band", str(each.lower_pct)),
            )
            for each in drawn
        ],
    ):
        chart(
            money.rate_bands(answer.bands, translator()),
            "bands",
            about=about,
            on_click=chosen,
            file_name=_("执行率分布"),
        )
        without = kpis.projects - rated
        blank: Text = ""
        if without:
            blank = why.counted("；{n} 个项目没有全年预算或执行数，没有执行率", without, "no_rate_projects")
        cards.note([_("每段含下限不含上限；点一根柱只看这些项目"), blank])


def adjustments(shown: View, answer: Execution) -> None:
    """Mid-year changes of the budget, largest first; a click opens the project."""
    rows = answer.adjusted.rows[:MOST_CHANGED]
    question = _("谁的预算年中变动最大？")
    if not rows:
        with cards.card(question, _("没有项目在年中调整预算")):
            cards.note(_("年中调整 = 全年预算 − 年初预算，只算两项都填写的项目。"))
        return
    first, why = rows[0], Why(shown)
    name = formats.middle_cut(formats.text(first.name), 16)
    words = _("{name}增加 {amount}") if (first.adjustment_wan or 0) > 0 else _("{name}减少 {amount}")
    own = (("project", first.project_id), WHOLE)
    amount = why(formats.money(abs(first.adjustment_wan or Decimal(0))), "adjustment", *own)
    sentence = filled(words, name=name, amount=amount)
    about = _("年中预算变动（万元），从大到小：") + _("，").join(
        f"{formats.text(row.name)} {formats.fixed(row.adjustment_wan, signed=True)}" for row in rows
    )
    figures = [
        why.named(_("年中调整合计"), formats.money(answer.total.adjustment_wan, signed=True), "adjustment"),
        *_adjusted(why, rows),
    ]
    with cards.card(question, sentence, figures=figures):
        chart(
            money.adjustments(rows, translator()),
            "adjustments",
            about=about,
            link=shown.link("project", id="{0}"),
            file_name=_("年中预算调整"),
        )
        _cut(why, len(rows), answer.adjusted.total, "adjusted_projects")
        many = why.counted("{n} 个项目有年中调整", answer.adjusted.total, "adjusted_projects")
        cards.note([many, _("；单位：万元，右侧为占年初预算的比例")])


def _adjusted(why: Why, rows: Sequence[ProjectMoney]) -> list[Named]:
    listed = []
    for row in rows:
        own = (("project", row.project_id), WHOLE)
        listed.append(why.named(_of(row), formats.money(row.adjustment_wan, signed=True), "adjustment", *own))
        if row.adjustment_pct is not None:
            share = f"{formats.fixed(row.adjustment_pct, signed=True)}%"
            listed.append(why.named(_of(row, _("占年初预算")), share, "adjustment_share", *own))
    return listed
