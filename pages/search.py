"""指标检索: every indicator whose name, target, actual or reason holds all words, best hits first."""

from analytics.scope import Scope
from analytics.search import search
from pages.common import cached, cards
from pages.common.board import stop
from pages.common.box import box
from pages.common.view import view
from pages.common.words import _
from pages.parts import search_hits

shown = view()
narrowed = shown.scope != Scope()
cards.head(
    _("指标检索"),
    _("只在筛选内指标的名称、目标值、实际值和偏差原因中查找，多个词用空格隔开，须同时出现")
    if narrowed
    else _("在全部指标的名称、目标值、实际值和偏差原因中查找，多个词用空格隔开，须同时出现"),
)
words = box(_("检索词"), _("例如：满意度 问卷"), list_key=search_hits.KEY)
first = cached.answer(search, shown.snapshot, shown.scope, words)
if not first.total:
    several = len(first.words) > 1
    sentence = _("没有指标同时含有「{words}」。") if several else _("没有指标写到「{words}」。")
    if narrowed:
        sentence = _("筛选内没有指标同时含有「{words}」。") if several else _("筛选内没有指标写到「{words}」。")
    said = sentence.format(words=_("」「").join(first.words)) if first.words else _("当前筛选范围内没有指标。")
    anywhere = shown.link("search", scope=Scope(), q=words or None)
    clear = cards.Piece(_("清除全部筛选再查"), "link", anywhere)
    if first.words:
        cards.empty(said, [_("请减少或更换词，或者"), clear] if narrowed else _("请减少或更换词。"))
    else:
        cards.empty(said, [clear])
    stop()
search_hits.hits(shown, words, first)
