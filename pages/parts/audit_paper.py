"""自评核验, its end: the working paper of all findings in scope, and of what the list is narrowed to."""

from html import escape
from urllib.parse import urlencode

from analytics.findings import Found
from pages.common import cards
from pages.common.address import write_scope
from pages.common.downloads import WORKBOOK_ROWS
from pages.common.view import View
from pages.common.words import _, counted


def paper_links(shown: View, total: int, found: Found, listed: int) -> None:
    """The working paper as CSV and XLSX; where the list is narrowed, the list alone as CSV too."""
    links = [_link(shown, Found(), "csv", counted("工作底稿 CSV（{n} 条）", total))]
    if total <= WORKBOOK_ROWS:
        links.append(_link(shown, Found(), "xlsx", _("工作底稿 XLSX")))
    else:
        too_many = escape(_("超过 10 万条发现，缩小筛选后可下载 XLSX"))
        links.append(f"<span>{too_many}</span>")
    if found != Found():
        links.append(_link(shown, found, "csv", counted("只下载列表 CSV（{n} 条）", listed)))
    cards.html(f'<div class="d-export">{"".join(links)}</div>')


def _link(shown: View, found: Found, ending: str, label: str) -> str:
    pairs = [("lang", shown.language)] if shown.language != "zh" else []
    pairs += write_scope(shown.scope)
    for name, values in (("rule", found.rules), ("severity", found.severities), ("state", found.states)):
        pairs += [(name, value) for value in values]
    address = f"/export/working_paper.{ending}" + (f"?{urlencode(pairs)}" if pairs else "")
    return f'<a href="{escape(address)}" download>{escape(label)}</a>'
