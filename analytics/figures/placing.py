"""Names beside bubbles, placed so that none lies on another or on a bubble, for narrow cards and for wide ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analytics.figures.base import DATED, Trace, texts, wrap

SIZE = 11
_CHINESE_PX, _LATIN_PX, _LINE_PX = 11.4, 6.6, 14.5
_NOTE_PX = (96.0, 34.0)  # the words at the top of the band under the title of the axis, left of its edge
_GAP_PX = 3.0
_FOREIGN_PX = 5.0  # a name keeps further from other bubbles than from its own: it is read as the nearest one's
_ASLANT = 0.5  # of the radius, where a name stands at a corner of its bubble
# Where a name may stand, best first: to the right (1) or left (−1), above (1) or below (−1).
_SIDES = {
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "bottom center": (0, -1),
    "top center": (0, 1),
    "bottom right": (1, -1),
    "top right": (1, 1),
    "bottom left": (-1, -1),
    "top left": (-1, 1),
}
_TRIES = 3  # names tried for each that is drawn; where bubbles crowd, more would cost time and find nothing
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """One bubble: place in units of the axes, diameter in pixels, the name that it may get."""

    x: float
    y: float
    size: float
    name: str


@dataclass(frozen=True, slots=True)
class Width:
    """A range of plots: its narrowest and widest in pixels, how many names at most, how many letters a line."""

    name: str
    plots: tuple[float, float]
    most: int
    letters: int


# The chart's script draws the traces whose `meta` is its own width's: under 420 px (a plot of 376) a card is narrow.
NARROW = Width("narrow", (204.0, 376.0), 6, 6)
WIDE = Width("wide", (376.0, 720.0), 9, 8)


@dataclass(frozen=True, slots=True)
class Plane:
    """The ranges of both axes, and how high the plot is in pixels."""

    x_range: tuple[float, float]
    y_range: tuple[float, float]
    height: float

    def per_unit(self, width: float) -> tuple[float, float]:
        """Pixels per unit of either axis in a plot of that width."""
        return width / (self.x_range[1] - self.x_range[0]), self.height / (self.y_range[1] - self.y_range[0])

    def pixels(self, x: float, y: float, width: float) -> tuple[float, float]:
        """Where a point lies in a plot of that width, from its lower left corner."""
        per_x, per_y = self.per_unit(width)
        return (x - self.x_range[0]) * per_x, (y - self.y_range[0]) * per_y


@dataclass(slots=True)
class _Plot:
    """A plot of one width while names are placed: pixels a unit, its bubbles, the boxes of what is placed already."""

    width: float
    height: float
    per_unit: tuple[float, float]
    bubbles: Sequence[_Box]
    taken: list[_Box] = field(default_factory=list)

    def takes(self, box: _Box, own: int) -> bool:
        """Whether a name fits there: inside, on no other name and at no bubble but its own."""
        left, low, right, high = box
        if left < 0 or right > self.width or low < 0 or high > self.height:
            return False
        for x0, y0, x1, y1 in self.taken:
            if left < x1 and x0 < right and low < y1 and y0 < high:
                return False
        mine = self.bubbles[own]
        left, low, right, high = left - _FOREIGN_PX, low - _FOREIGN_PX, right + _FOREIGN_PX, high + _FOREIGN_PX
        for other in self.bubbles:  # a plain loop: this is where the time goes
            if left < other[2] and other[0] < right and low < other[3] and other[1] < high and other is not mine:
                return False
        return True


def text_px(text: str) -> float:
    """How wide the widest line of a label is drawn, in pixels, at most."""
    lines = text.split("<br>")
    return max(sum(_CHINESE_PX if letter > "\u2e7f" else _LATIN_PX for letter in line) for line in lines)


def labels(spots: Sequence[Spot], order: Sequence[int], plane: Plane, edge: float | None) -> list[Trace]:
    """Text traces for narrow and wide cards; names are tried in `order`, each on the side where it is free.

    edge: the right end of a band whose words at the top no name may cover.
    """
    return [trace for width in (NARROW, WIDE) for trace in _labels(width, spots, order, plane, edge)]


def _labels(width: Width, spots: Sequence[Spot], order: Sequence[int], plane: Plane, edge: float | None) -> list[Trace]:
    plots = [_plot(px, spots, plane, edge) for px in width.plots]
    by_side: dict[str, list[tuple[float, float, str]]] = {}
    count = 0
    for at in order[: width.most * _TRIES]:
        if count == width.most:
            break
        whole = spots[at].name.strip()
        name = _wrapped(whole, width.letters)
        side = _free(at, spots[at], name, plots) if name else ""
        if name and not side and "<br>" not in name and not DATED.search(name):  # narrower, in two lines
            name = wrap(whole, -(-len(whole) // 2))
            side = _free(at, spots[at], name, plots)
        if side:
            count += 1
            by_side.setdefault(side, []).append((*_anchor(spots[at], side, plots[0].per_unit), name))
    return [
        texts([x for x, _y, _t in ls], [y for _x, y, _t in ls], [t for *_p, t in ls], side, SIZE) | {"meta": width.name}
        for side, ls in by_side.items()
    ]


def _wrapped(name: str, letters: int) -> str:
    """A name in lines of like length, so that no last letter stands alone."""
    if DATED.search(name):
        return wrap(name, letters)
    lines = -(-len(name) // letters)
    return wrap(name, letters if lines > 2 else -(-len(name) // max(lines, 1)) or letters)


def _plot(width: float, spots: Sequence[Spot], plane: Plane, edge: float | None) -> _Plot:
    bubbles = []
    for spot in spots:
        x, y = plane.pixels(spot.x, spot.y, width)
        r = spot.size / 2
        bubbles.append((x - r, y - r, x + r, y + r))
    plot = _Plot(width, plane.height, plane.per_unit(width), bubbles)
    if edge is not None:
        x, _y = plane.pixels(edge, plane.y_range[0], width)
        plot.taken.append((x - _NOTE_PX[0], plane.height - _NOTE_PX[1], x, plane.height))
    return plot


def _free(at: int, spot: Spot, name: str, plots: Sequence[_Plot]) -> str:
    """The first side of a bubble where its name is free in every plot; '' where there is none.

    What is free in the narrowest and in the widest plot is free between them: boxes move apart or together evenly.
    """
    wide, tall = text_px(name) + 2, _LINE_PX * len(name.split("<br>"))
    for side in _SIDES:
        anchor = _anchor(spot, side, plots[0].per_unit)
        boxes = []
        for plot in plots:
            box = _box(plot, at, (anchor[0] - spot.x, anchor[1] - spot.y), side, (wide, tall))
            if not plot.takes(box, at):
                break
            boxes.append(box)
        else:
            for plot, box in zip(plots, boxes, strict=True):
                plot.taken.append(box)
            return side
    return ""


def _box(plot: _Plot, at: int, off: tuple[float, float], side: str, size: tuple[float, float]) -> _Box:
    """The box of a name in a plot; off: from its bubble's middle to its anchor, in units of the axes."""
    bubble, (wide, tall) = plot.bubbles[at], size
    x = (bubble[0] + bubble[2]) / 2 + off[0] * plot.per_unit[0]
    y = (bubble[1] + bubble[3]) / 2 + off[1] * plot.per_unit[1]
    dx, dy = _SIDES[side]
    left, low = x - wide * (1 - dx) / 2, y - tall * (1 - dy) / 2
    return left, low, left + wide, low + tall


def _anchor(spot: Spot, side: str, per_unit: tuple[float, float]) -> tuple[float, float]:
    """The point that a name stands at, in units of the axes: clear of its bubble in the narrowest plot."""
    dx, dy = _SIDES[side]
    reach = spot.size / 2 * (_ASLANT if dx and dy else 1.0)
    return spot.x + dx * (reach + _GAP_PX) / per_unit[0], spot.y + dy * (reach + 1) / per_unit[1]
