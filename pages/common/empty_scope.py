"""What a screen of projects shows where the filters leave none."""

from typing import NoReturn

from analytics.scope import Scope
from pages.common import cards
from pages.common.board import stop
from pages.common.cards import Piece
from pages.common.view import View
from pages.common.words import _


def no_projects(shown: View, page: str) -> NoReturn:
    """Say that no project is left and how to get some, and end this run of the screen."""
    cards.empty(
        _("没有符合筛选条件的项目。"),
        [_("请在左侧去掉一些筛选，或者"), Piece(_("清除全部筛选"), "link", shown.link(page, scope=Scope()))],
    )
    stop()
