"""得分分布, its cards: total scores, rates by level, distribution of rates, indicators that tell nothing."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.explain.key import FigureKey
from analytics.figures import scores as figures
from analytics.labels import grade_label
from analytics.levels import RateBin
from analytics.overview import GradeCount
from analytics.scores import Scores, Strip
from pages.common import cards, formats
from pages.common.cards import Text
from pages.common.chart import chart
from pages.common.view import View, go, narrow
from pages.common.why import Why, filled
from pages.common.words import _, translator
from pages.parts.shown_lists import level_figures, level_name, level_where, score_figures

_ALIKE_PCT = 80  # from this share of projects in one grade on, grades hardly tell projects apart


def strip(shown: View, answer: Strip, grades: Sequence[GradeCount], chosen: Sequence[str]) -> None:
    """Every project's total in grade bands; a click opens the project."""
    scored = [row for row in grades if row.grade is not None]
    why = Why(shown)
    sentence: Text = _("没有项目填写总分")
    if scored and answer.bins:
        most = max(scored, key=lambda row: row.projects)
        # of projects chosen by their grade it says nothing that they share it
        alike = most.projects * 100 >= answer.total * _ALIKE_PCT and answer.total > 1 and not shown.scope.grades
        words = (
            _("没有：{total} 个项目中 {n} 个为{grade}，等级难以区分")
            if alike
            else _("{total} 个项目中 {n} 个为{grade}")
        )
        sentence = filled(
            words,
            total=why(f"{answer.total:,}", "scored_projects"),
            n=why(f"{most.projects:,}", "projects", ("grade", most.grade or "")),
            grade=grade_label(most.grade, translator()),
        )
    about = _("各项目总分，从低到高：") + _("，").join(
        f"{formats.text(mark.name)} {formats.points(mark.total_score)}" for mark in answer.marks[:50]
    )
    with cards.card(_("得分拉开差距了吗？"), sentence, figures=score_figures(why, answer)):
        whole = len(answer.marks) == answer.total
        chart(
            figures.strip(answer, translator(), chosen),
            "strip",
            about=about,
            link=shown.link("project", id="{0}") if whole else None,
            on_click=None if whole else narrow_to_point,
            file_name=_("总分分布"),
        )
        bands = _("等级：优 ≥ 90，良 80–90，中 60–80，差 < 60")
        marks = (
            _("每点一个项目，颜色为等级，点一下看项目")
            if whole
            else _("项目太多，每柱为一分之内的项目数，点一根柱只看这些项目")
        )
        cards.note(_("；").join((marks, bands)))


def narrow_to_point(point: str) -> None:
    narrow(score_min=Decimal(point), score_max=Decimal(point) + Decimal("0.99"))


def levels(shown: View, answer: Scores) -> None:
    """Score rate per level 1 × level 2; a click leaves only that level's indicators."""
    translate = translator()
    known = [row for row in answer.levels if row.rate_pct is not None]
    question = _("丢在哪类指标？")
    if not known:
        with cards.card(question, _("没有可以计算得分率的指标")):
            cards.note(_("得分率 = 得分合计 ÷ 分值合计，只算两项都填写的指标。"))
        return
    worst = min(known, key=lambda row: row.rate_pct or Decimal(0))
    why = Why(shown)
    lowest = why(formats.percent(worst.rate_pct), "score_rate", *level_where(worst))
    sentence = filled(_("{level}得分率最低，{rate}"), level=level_name(worst), rate=lowest)
    about = _("各类指标的得分率：") + _("，").join(
        f"{level_name(row)} {formats.percent(row.rate_pct)}" for row in known
    )
    with cards.card(question, sentence, figures=level_figures(why, [*answer.level1, *known], answer.level1)):
        chart(
            figures.rates(known, translate),
            "levels",
            about=about,
            on_click=lambda level: narrow(level1=(level[0],), level2=(level[1],)),
            file_name=_("各类指标得分率"),
        )
        cards.note(_("得分率 = 得分合计 ÷ 分值合计；横线为丢掉的部分；点一行只看这类指标"))


def histogram(shown: View, bins: Sequence[RateBin]) -> None:
    """Indicators by score rate; a click lists the indicators of a band."""
    scored = sum(each.indicators for each in bins)
    full = bins[-1].indicators
    question = _("指标得分率怎么分布？")
    if not scored:
        with cards.card(question, _("没有可以计算得分率的指标")):
            cards.note(_("得分率 = 得分 ÷ 分值，只算两项都填写的指标。"))
        return
    why = Why(shown)
    sentence = filled(
        _("{n} 项指标中 {full} 项得满分，占 {share}"),
        n=why(f"{scored:,}", "scored_indicators"),
        full=why(f"{full:,}", "full_mark_indicators"),
        share=why(formats.percent(Decimal(full * 100) / scored, 0), "full_mark_share"),
    )
    listed = [
        why.named(figures.bin_name(each), f"{each.indicators:,}", "indicators", ("rate_bin", str(each.lower_pct)))
        for each in bins
    ]
    about = _("各得分率区间的指标数：") + _("，").join(f"{figures.bin_name(each)} {each.indicators:,}" for each in bins)
    with cards.card(question, sentence, figures=listed):
        chart(
            figures.histogram(bins, translator()),
            "bins",
            about=about,
            on_click=lambda lower: go(
                shown.scope, explain=FigureKey("indicators", (("rate_bin", str(lower)),)).encode()
            ),
            file_name=_("指标得分率分布"),
        )
        cards.note(_("得分率 = 得分 ÷ 分值，每段含下限不含上限，满分另列；点一根柱看是哪些指标"))
