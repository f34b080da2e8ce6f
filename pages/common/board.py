"""A screen's own parts as one element: texts, cards, charts and tables travel together and are drawn in one go.

Each element of Streamlit is a message of its own that the browser renders in its own time; a screen of sixty of them
takes longer to show than to compute. So a screen is gathered while its script runs, and goes out at its end. Widgets of
Streamlit cannot stand on a board: they are drawn within `plain()`, where every part is an element of its own again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Any, Literal, NoReturn

import orjson
import streamlit as st

from pages.common.assets import asset_url, component_script
from pages.common.shared import shared_of

Kind = Literal["chart", "table", "source", "search"]
Handler = Callable[[Any], None]
Tree = list["str | Tree"]

_LONG = 8192  # Streamlit cleans the HTML it is given letter by letter; so much is better drawn by the board's script

_mount = st.components.v2.component("board", js=component_script("board.js"), isolate_styles=False)


@dataclass(slots=True)
class _Board:
    """What is gathered so far. `into` is the list that markup goes to; `widgets` are drawn behind it, unseen."""

    name: str
    body: Tree = field(default_factory=list)
    into: Tree = field(default_factory=list)
    depth: int = 0
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    handlers: dict[tuple[str, str], Handler] = field(default_factory=dict)
    widgets: list[Callable[[], None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.into = self.body


@dataclass(slots=True)
class _Run:
    """One run of a screen: its board, None within `plain()`; what its addresses share; how many boards there were."""

    screen: str
    board: _Board | None
    shared: Sequence[str] = ()
    count: int = 0


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def gathered(screen: str, shared: Sequence[str] = ()) -> Iterator[None]:
    """Gather what the block draws; it is drawn at its end, also where the screen stopped early or failed.

    shared: texts that many of the screen's addresses hold (View.shared), sent once.
    """
    run = _Run(screen, None, shared)
    token = _run.set(run)
    _begin(run)
    try:
        yield
    finally:
        _end(run)
        _run.reset(token)


@contextmanager
def plain(needed: bool = True) -> Iterator[None]:
    """Draw what the block draws as elements of their own, where it is needed: then widgets can stand among them."""
    run = _run.get()
    if not needed or run is None or run.board is None:
        yield
        return
    if run.board.depth:
        raise RuntimeError("a widget cannot stand in a card that is gathered: draw the card within plain()")
    _end(run)
    try:
        yield
    finally:
        _begin(run)


def stop() -> NoReturn:
    """End the run here, with what is gathered so far: once Streamlit has been told to stop, it draws nothing more."""
    run = _run.get()
    if run is not None:
        _end(run)
    st.stop()


def write(markup: str) -> None:
    """Draw HTML of our own making; everything in it that comes from data is escaped by then."""
    run, board = _run.get(), _board()
    if board is not None:
        board.into.append(markup)
    elif run is not None and len(markup) > _LONG:
        run.count += 1
        with _alone(f"{run.screen}-{run.count}"):
            write(markup)
    else:
        st.html(markup)


def part(kind: Kind, key: str, data: Mapping[str, object], **handlers: Handler) -> None:
    """Draw what a script of ours draws from data. handlers: what is called with the value of an event of that name."""
    board = _board()
    if board is None:
        with _alone(key):
            part(kind, key, data, **handlers)
        return
    board.parts[key] = {"kind": kind, "data": dumped(data)}
    board.handlers |= {(key, name): handler for name, handler in handlers.items()}
    board.into.append(f'<div class="d-part st-key-{escape(key)}" data-part="{escape(key)}"></div>')


def pressed(key: str, label: str, widget: Callable[[], None]) -> None:
    """Draw a button of Streamlit: `widget` draws it, out of sight, and a button of ours on the board presses it."""
    board = _board()
    if board is None:
        widget()
        return
    board.widgets.append(widget)
    board.into.append(f'<button type="button" class="d-press" data-press="{escape(key)}">{escape(label)}</button>')


@contextmanager
def box(key: str | None) -> Iterator[None]:
    """The frame of a card."""
    board = _board()
    if board is None:
        with st.container(border=True, height="stretch", gap="xxsmall", key=key):
            yield
        return
    board.into.append(f'<section class="d-box{f" st-key-{escape(key)}" if key else ""}">')
    with _Inside(board, board.into):
        yield
    board.into.append("</section>")


def columns(weights: Sequence[float]) -> list[Any]:
    """Columns side by side, each a context to draw in; on a phone one under the other."""
    board = _board()
    if board is None:
        return list(st.columns(weights, gap="small"))
    bodies: list[Tree] = [[] for _ in weights]
    shares = " ".join(f"minmax(0,{weight}fr)" for weight in weights)
    board.into.append(f'<div class="d-row" style="--columns:{shares}">')
    for body in bodies:
        board.into += ['<div class="d-column">', body, "</div>"]
    board.into.append("</div>")
    return [_Inside(board, body) for body in bodies]


class _Inside:
    """Markup goes into a part of the board; it may be entered as often as needed."""

    def __init__(self, board: _Board, body: Tree) -> None:
        self._board, self._body, self._before = board, body, board.into

    def __enter__(self) -> None:
        self._before, self._board.into = self._board.into, self._body
        self._board.depth += 1

    def __exit__(self, *_failed: object) -> None:
        self._board.into = self._before
        self._board.depth -= 1


@contextmanager
def _alone(key: str) -> Iterator[None]:
    """A board for one part, named as the part is."""
    around = _run.get()
    run = _Run(key, _Board(key), around.shared if around else ())
    token = _run.set(run)
    try:
        yield
        _end(run)
    finally:
        _run.reset(token)


def _board() -> _Board | None:
    run = _run.get()
    return run.board if run else None


def _begin(run: _Run) -> None:
    run.count += 1
    run.board = _Board(f"board-{run.screen}-{run.count}")


def _end(run: _Run) -> None:
    """Draw the board, if there is anything on it."""
    board, run.board = run.board, None
    if board is None or not board.body:
        return
    kinds = {content["kind"] for content in board.parts.values()}
    html = "".join(_leaves(board.body))
    shared = shared_of(run.shared, [html, *(content["data"] for content in board.parts.values())])
    data = {
        "html": shared.markup(html),
        "parts": {key: content | {"data": shared.text(content["data"])} for key, content in board.parts.items()},
        "scripts": {kind: asset_url(f"{kind}.js") for kind in sorted(kinds)},
        "shared": shared.signs,
    }
    _mount(key=board.name, data=data, height="content", on_event_change=partial(_happened, board.name, board.handlers))
    if board.widgets:
        with st.container(key=f"pressed-{board.name}"):
            for widget in board.widgets:
                widget()


def _happened(name: str, handlers: Mapping[tuple[str, str], Handler]) -> None:
    event = (st.session_state.get(name) or {}).get("event") or {}
    handler = handlers.get((event.get("part"), event.get("name")))
    if handler is not None:
        handler(event.get("value"))


def _leaves(tree: Tree) -> Iterator[str]:
    for each in tree:
        if isinstance(each, str):
            yield each
        else:
            yield from _leaves(each)


def dumped(value: object) -> str:
    """JSON as the scripts read it."""
    return orjson.dumps(
        value, default=_plain_number, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS
    ).decode()


def _plain_number(value: object) -> object:
    """What orjson does not know: exact decimals, and pandas' and numpy's own scalars."""
    if hasattr(value, "tolist"):
        return value.tolist()
    return float(value)  # type: ignore[arg-type]
