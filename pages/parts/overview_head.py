"""总览, its head: what is shown, the tiles with what moved since the year before, the sentences that matter."""

from decimal import Decimal

from analytics.audit import STATES
from analytics.explain.difference import AGAINST
from analytics.explain.key import WHOLE
from analytics.kpis import Kpis
from analytics.labels import cause_label, severity_label
from analytics.overview import Overview
from analytics.ratios import half_up
from analytics.scores import ScoreMark
from analytics.sentences import Sentence
from pages.common import cards, formats
from pages.common.cards import Piece, Text, Tile
from pages.common.view import View
from pages.common.why import Where, Why, filled
from pages.common.words import _, translator
from pages.parts.shown_lists import grade_pieces


def head(why: Why, answer: Overview) -> None:
    """The title, and under it the years, the numbers of projects and indicators, and the budget."""
    kpis = answer.kpis
    about: list[Text] = [
        _years(answer),
        why.counted("{n} 个项目", kpis.projects, "projects"),
        why.counted("{n} 项指标", kpis.indicators, "indicators"),
    ]
    if kpis.budget_wan is not None:
        about.append(filled(_("全年预算 {n}"), n=why(formats.money(kpis.budget_wan), "budget")))
    if answer.movement is not None and kpis.projects:
        moved = answer.movement
        words = _("{year} 年 {before} 个项目，其中 {n} 个今年还在")
        before = why(f"{moved.kpis.projects:,}", "projects", ("scope_year", str(moved.year)))
        still = why(f"{moved.continuing:,}", "continuing_projects")
        about.append(filled(words, year=str(moved.year), before=before, n=still))
    cards.head(_("总览"), *about)


def _years(answer: Overview) -> str:
    if not answer.years:
        return _("{year} 年度").format(year=answer.kpis.year) if answer.kpis.year else ""
    known = [row.year for row in answer.years if row.year is not None]
    if len(known) < 2:
        return ""
    return _("{year} 年度").format(year=f"{known[0]}–{known[-1]}")


def tiles(shown: View, why: Why, answer: Overview, lowest: ScoreMark | None) -> None:
    """The five figures of the head."""
    kpis = answer.kpis
    cards.tiles(
        [
            Tile(
                _("平均总分"),
                formats.points(kpis.mean_score),
                filled(_("按预算加权 {n}"), n=why(formats.points(kpis.weighted_mean_score), "weighted_mean_score")),
                help=_("表印总分的平均数；按预算加权时，钱多的项目分量大。"),
                href=why.address("mean_score"),
                moved=_moved(why, answer, "mean_score"),
            ),
            Tile(_("等级"), _grades(why, answer), _lowest(shown, why, lowest)),
            Tile(
                _("执行率"),
                formats.percent(kpis.rate_pct),
                filled(_("执行 {n}"), n=why(formats.money(kpis.executed_wan), "executed")),
                help=_("全年执行数合计 ÷ 全年预算数合计，不是各项目执行率的平均。"),
                href=why.address("execution_rate"),
                moved=_moved(why, answer, "execution_rate"),
            ),
            Tile(
                _("扣分合计"),
                formats.points(kpis.points_lost),
                filled(
                    _("指标 {a} + 执行 {b}"),
                    a=why(formats.points(kpis.indicator_lost), "indicator_points_lost"),
                    b=why(formats.points(kpis.execution_lost), "execution_points_lost"),
                ),
                href=why.address("points_lost"),
                moved=_moved(why, answer, "points_lost"),
            ),
            _findings(shown, why, answer),
        ]
    )


def _grades(why: Why, answer: Overview) -> Text:
    """'12 优 · 1 良'; those without a total are said among the caveats."""
    return grade_pieces(why, [each for each in answer.grades if each.grade is not None] or answer.grades)


def _lowest(shown: View, why: Why, lowest: ScoreMark | None) -> Text:
    if lowest is None:
        return _("没有项目填写总分")
    name = formats.middle_cut(formats.text(lowest.name), 16)
    return [
        filled(_("最低 {n}"), n=why(formats.points(lowest.total_score), "lowest_score")),
        " ",
        Piece(name, "link", shown.link("project", id=lowest.project_id)),
    ]


def _findings(shown: View, why: Why, answer: Overview) -> Tile:
    """What nobody has decided on yet: the number that must be fixed, the others beneath."""
    numbers = {severity: answer.open_findings(severity) for severity in ("must_fix", "check", "note")}

    def number(severity: str) -> Text:
        of = (("severity", severity), ("state", "open"))
        label = severity_label(severity, translator())
        return filled(
            _("{n} 项{severity}").replace("{severity}", label), n=why(f"{numbers[severity]:,}", "findings", *of)
        )

    decided = sum(row.findings for row in answer.findings if row.state != "open")
    done: list[Text] = []
    if decided:
        states = [("state", state) for state in STATES if state != "open"]
        done = [" · ", why.counted("已处理 {n} 项", decided, "findings", *states)]
    return Tile(
        _("核验待办"),
        number("must_fix"),
        [number("check"), " · ", number("note"), *done],
        help=_("自评核验发现、还没有人认可或驳回的问题。"),
        moved=Piece(_("去核验"), "link", shown.link("audit")),
    )


def _moved(why: Why, answer: Overview, measure: str) -> Text:
    """The figure against the year before, in words and with its earlier value; '' without a year before."""
    if answer.movement is None:
        return ""
    now, before = _value(answer.kpis, measure), _value(answer.movement.kpis, measure)
    if now is None or before is None:
        return ""
    later = ("scope_year", str(answer.kpis.year))
    return change(why, measure, (now, before), later, ("scope_year", str(answer.movement.year)))


def change(why: Why, measure: str, values: tuple[Decimal, Decimal], later: Where, earlier: Where) -> Text:
    """How much a figure moved, in words with an arrow: by how much, and what it was the year before.

    values: now and before. later, earlier: ("year", …) or ("scope_year", …), what the figures of the two years are of.
    """
    more, year = half_up(values[0]) - half_up(values[1]), earlier[1]
    written = formats.percent if measure == "execution_rate" else formats.points
    before = why(written(values[1]), measure, earlier)
    if not more:
        return filled(_("→ 与 {year} 年持平（{n}）"), year=year, n=before)
    templates = {
        "mean_score": (_("↑ 高 {d}（{year} 年 {n}）"), _("↓ 低 {d}（{year} 年 {n}）")),
        "execution_rate": (_("↑ 高 {d} 个百分点（{year} 年 {n}）"), _("↓ 低 {d} 个百分点（{year} 年 {n}）")),
        "points_lost": (_("↑ 多 {d}（{year} 年 {n}）"), _("↓ 少 {d}（{year} 年 {n}）")),
    }
    amount = why(formats.points(abs(more)), measure, later, (AGAINST, year))
    return filled(templates[measure][more < 0], d=amount, year=year, n=before)


def _value(kpis: Kpis, measure: str) -> Decimal | None:
    return {"mean_score": kpis.mean_score, "execution_rate": kpis.rate_pct, "points_lost": kpis.points_lost}[measure]


def caveats(shown: View, why: Why, kpis: Kpis) -> None:
    """A line on what the figures of the head leave out or take from forms that do not add up."""
    said: list[Text] = []
    missing = kpis.projects - kpis.scored_projects
    if missing:
        said.append(why.counted("{n} 个项目未填写总分，不计入平均总分", missing, "projects", ("grade", "")))
    if kpis.unbalanced:
        link = Piece(_("看是哪些"), "link", shown.link("audit", rule="reading.unbalanced"))
        unbalanced = why.counted("{n} 张自评表的数字合不上，总分照表中所填", kpis.unbalanced, "unbalanced_projects")
        said.append([*unbalanced, " ", link])
    if shown.scope.filters_rows:
        said.append(_("筛选的是指标：扣分和原因只算这些指标，总分、等级、执行率和项目列表仍是整个项目的"))
        said.append(_("整张表的核验发现（如预算执行、合计）随项目计入"))
    if said:
        cards.note([piece for text in said for piece in (_("；"), text)][1:])


def sentences(shown: View, why: Why, answer: Overview) -> None:
    """The sentences that matter, each with a link to its proof."""
    if answer.sentences:
        cards.strip([_sentence(shown, why, fact, bool(answer.years)) for fact in answer.sentences])


def _sentence(shown: View, why: Why, fact: Sentence, dated: bool) -> Text:
    if fact.kind == "attention":
        return _attention(shown, why, fact, dated)
    of_cause = ("cause", fact.cause or "")
    points = filled(_("{n} 分"), n=why(formats.points(fact.points), "points_lost", of_cause, tone="lost"))
    cause = cause_label(fact.cause or "", translator())
    if fact.kind == "biggest_cause":
        share = why(formats.percent(fact.share_pct, 0), "points_lost_share", of_cause)
        return [
            Piece(_("扣分最多的是{cause}：").format(cause=cause), "strong"),
            points,
            why.counted("，{n} 个项目", fact.projects or 0, "deducted_projects", of_cause),
            filled(_("，占 {n}"), n=share),
            Piece(_("看证据"), href=shown.narrowed("deductions", causes=(fact.cause or "",))),
        ]
    return [
        Piece(_("收回最多的办法是解决「{cause}」").format(cause=cause), "strong"),
        _("，至多收回 "),
        points,
        Piece(_("去模拟"), href=shown.link("simulation", fix=(fact.cause or "",))),
    ]


def _attention(shown: View, why: Why, fact: Sentence, dated: bool) -> Text:
    own = ("project", fact.project_id or "")
    year = _("（{year} 年度）").format(year=fact.year) if dated and fact.year is not None else ""
    rate: Text = ""
    if fact.rate_pct is not None:
        rate = filled(_("，执行率 {n}"), n=why(formats.percent(fact.rate_pct), "execution_rate", own, WHOLE))
    return [
        Piece(_("最需关注：{name}").format(name=formats.text(fact.project_name)), "strong"),
        _("，"),
        filled(_("{n} 分"), n=why(formats.points(fact.total_score), "mean_score", own, WHOLE, tone="lost")),
        rate,
        year,
        Piece(_("看项目"), href=shown.link("project", id=fact.project_id or "")),
    ]
