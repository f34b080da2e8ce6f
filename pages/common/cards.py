"""The frame of every screen: head, tiles, strip of sentences, cards, empty states.

Texts become HTML here, escaped with html.escape: no text of a filing can be read as markup.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from pages.common import board
from pages.common.words import _

Tone = Literal["", "lost", "muted", "good", "warn", "bad", "link", "strong"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence: text in a tone, a link when `href` is given. Escaped when it is drawn.

    figure: the link explains the number that the text is (made by pages/common/why).
    """

    text: str
    tone: Tone = ""
    href: str | None = None
    figure: bool = False


Text = str | Piece | Sequence[str | Piece]


@dataclass(frozen=True, slots=True)
class Named:
    """A figure of a card by name, with the number as shown and the address that explains it."""

    name: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of a screen's head: label, value, a note in grey beneath.

    `unit` is set smaller behind the value; `help` says on hover how it is computed; `href` opens its explanation
    (a value of several figures has pieces that are links instead). `moved`: against the year before, on its own line.
    """

    label: str
    value: Text
    note: Text = ""
    unit: str = ""
    help: str = ""
    href: str | None = None
    moved: Text = ""


@dataclass(frozen=True, slots=True)
class Pill:
    """A switch that is a link: what it says, where it leads, whether it is on."""

    text: str
    href: str
    on: bool = False


_LONG_VALUE = 8  # letters of a tile's value that its largest size has room for


def _length(text: Text) -> int:
    if isinstance(text, str | Piece):
        return len(text if isinstance(text, str) else text.text)
    return sum(_length(piece) for piece in text)


def markup(text: Text) -> str:
    """A text as HTML: escaped, pieces in their tones, links that stay in the page."""
    if isinstance(text, str):
        return escape(text)
    if not isinstance(text, Piece):
        return "".join(markup(piece) for piece in text)
    inner = escape(text.text)
    if text.figure and text.href is not None:
        tone, why = f" t-{text.tone}" if text.tone else "", escape(_("这个数怎么来的"))
        return f'<a class="d-why{tone}" href="{escape(text.href)}" title="{why}">{inner}</a>'
    kind = f' class="t-{text.tone}"' if text.tone else ""
    if text.href is not None:
        return f'<a{kind} href="{escape(text.href)}">{inner}</a>'
    return f"<span{kind}>{inner}</span>" if kind else inner


def html(body: str) -> None:
    """Draw HTML of our own making; everything in it that comes from data is escaped by then."""
    board.write(body)


def head(title: str, *about: Text) -> None:
    """A screen's title and the line under it that says what is shown ('2021 年度', '13 个项目' …)."""
    line = " · ".join(markup(text) for text in about if text)
    html(f'<div class="d-head"><h1>{escape(title)}</h1><p>{line}</p></div>')


def tiles(items: Sequence[Tile]) -> None:
    """A row of figures, two abreast on a phone."""
    html(f'<div class="d-tiles">{"".join(_tile(item) for item in items)}</div>')


def _tile(item: Tile) -> str:
    unit = f"<small>{escape(item.unit)}</small>" if item.unit else ""
    value = f"{markup(item.value)}{unit}"
    if item.href is not None:
        why = escape(_("这个数怎么来的"))
        value = f'<a class="d-why" href="{escape(item.href)}" title="{why}">{value}</a>'
    asked = f' <abbr title="{escape(item.help)}" tabindex="0">?</abbr>' if item.help else ""
    kind = "d-value d-long" if _length(item.value) > _LONG_VALUE else "d-value"
    moved = f'<div class="d-note">{markup(item.moved)}</div>' if item.moved else ""
    return (
        f'<div class="d-tile"><div class="d-label">{escape(item.label)}{asked}</div>'
        f'<div class="{kind}">{value}</div><div class="d-note">{markup(item.note)}</div>{moved}</div>'
    )


def strip(sentences: Sequence[Text]) -> None:
    """The sentences that matter, one a line, each with a link to its proof."""
    html(f'<ul class="d-strip">{"".join(f"<li>{markup(sentence)}</li>" for sentence in sentences)}</ul>')


def pills(items: Sequence[Pill], about: str) -> None:
    """A row of switches; each leads to the address with it switched over, so that 'back' undoes it."""
    links = "".join(
        f'<a class="d-pill" href="{escape(item.href)}" role="switch" aria-checked="{str(item.on).lower()}">'
        f"{escape(item.text)}</a>"
        for item in items
    )
    html(f'<div class="d-pills" role="group" aria-label="{escape(about)}">{links}</div>')


@contextmanager
def card(question: Text, answer: Text, *, key: str | None = None, figures: Sequence[Named] = ()) -> Iterator[None]:
    """A card: the question in grey, the answer in bold, then what the block draws.

    figures: those of the card that stand on no link of their own (a chart's), listed behind an ⓘ.
    """
    with board.box(key):
        html(_card_head(question, answer, figures))
        yield


def _card_head(question: Text, answer: Text, figures: Sequence[Named]) -> str:
    listed = ""
    if figures:
        links = "".join(_listed(figure) for figure in figures)
        why = escape(_("这些数怎么来的"))
        summary = f'<summary title="{why}" aria-label="{why}">ⓘ</summary>'
        listed = f'<details class="d-figures">{summary}<div>{links}</div></details>'
    asked, answered = markup(question), markup(answer)
    return f'<div class="d-card"><p class="d-question">{asked}</p>{listed}<p class="d-answer">{answered}</p></div>'


def _listed(figure: Named) -> str:
    name, text = escape(figure.name), escape(figure.text)
    return f'<a href="{escape(figure.href)}"><span>{name}</span><strong>{text}</strong></a>'


def note(text: Text) -> None:
    """A line in small grey: what a chart's sizes and lines mean."""
    html(f'<p class="d-foot">{markup(text)}</p>')


def notice(text: Text, tone: Literal["info", "warn"] = "info") -> None:
    """A sentence in a box, such as what in the address could not be read."""
    html(f'<div class="d-notice d-{tone}" role="status">{markup(text)}</div>')


def empty(sentence: Text, advice: Text = "") -> None:
    """What stands where there is nothing to show: why, and what to do."""
    html(f'<div class="d-empty"><p>{markup(sentence)}</p><p>{markup(advice)}</p></div>')


def columns(*weights: float) -> list[Any]:
    """Cards side by side, each column a context to draw in; on a phone one under the other."""
    return board.columns(weights)
