"""Names beside bubbles, placed so that none lies on another or on a bubble, for narrow cards and for wide ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analytics.figures.base import DATED, Trace, texts, wrap

SIZE = 11
_CHINESE_PX, _LATIN_PX, _LINE_PX = 11.4, 6.6, 14.5
_NOTE_PX = (96.0, 22.0)  # the words at the top of the band, left of its edge
_GAP_PX = 3.0
_ASLANT = 0.5  # of the radius, where a name stands at a corner of its bubble
_BESIDE = ("middle right", "middle left", "bottom center", "top center")
_SIDES = (*_BESIDE, "bottom right", "top right", "bottom left", "top left")
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
    """A plot of one width while names are placed: its bubbles, and the boxes of what is placed already."""

    width: float
    height: float
    bubbles: Sequence[_Box]
    taken: list[_Box] = field(default_factory=list)

    def takes(self, box: _Box, own: int) -> bool:
        """Whether a name fits there: inside, on no other name and on no bubble but its own."""
        if box[0] < 0 or box[2] > self.width or box[1] < 0 or box[3] > self.height:
            return False
        if any(_overlap(box, other) for other in self.taken):
            return False
        return not any(_overlap(box, bubble) for at, bubble in enumerate(self.bubbles) if at != own)


def labels(spots: Sequence[Spot], order: Sequence[int], plane: Plane, edge: float | None) -> list[Trace]:
    """Text traces for narrow and wide cards; names are tried in `order`, each on the side where it is free.

    edge: the right end of a band whose words at the top no name may cover.
    """
    return [trace for width in (NARROW, WIDE) for trace in _labels(width, spots, order, plane, edge)]


def _labels(width: Width, spots: Sequence[Spot], order: Sequence[int], plane: Plane, edge: float | None) -> list[Trace]:
    plots = [_plot(px, spots, plane, edge) for px in width.plots]
    by_side: dict[str, list[tuple[float, float, str]]] = {}
    count = 0
    for at in order:
        if count == width.most:
            break
        name = _wrapped(spots[at].name.strip(), width.letters)
        side = _free(at, spots[at], name, plots, plane) if name else ""
        if side:
            count += 1
            by_side.setdefault(side, []).append((*_anchor(spots[at], side, plane, width.plots[0]), name))
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
    plot = _Plot(width, plane.height, bubbles)
    if edge is not None:
        x, _y = plane.pixels(edge, plane.y_range[0], width)
        plot.taken.append((x - _NOTE_PX[0], plane.height - _NOTE_PX[1], x, plane.height))
    return plot


def _free(at: int, spot: Spot, name: str, plots: Sequence[_Plot], plane: Plane) -> str:
    """The first side of a bubble where its name is free in every plot; '' where there is none.

    What is free in the narrowest and in the widest plot is free between them: boxes move apart or together evenly.
    """
    sides = [_boxes(spot, name, plot.width, plots[0].width, plane) for plot in plots]
    for side in sides[0]:
        if all(plot.takes(boxes[side], at) for plot, boxes in zip(plots, sides, strict=True)):
            for plot, boxes in zip(plots, sides, strict=True):
                plot.taken.append(boxes[side])
            return side
    return ""


def _boxes(spot: Spot, name: str, width: float, narrowest: float, plane: Plane) -> dict[str, _Box]:
    """The box of a name on every side of its bubble, in a plot of that width."""
    lines = name.split("<br>")
    wide = max(sum(_CHINESE_PX if letter > "\u2e7f" else _LATIN_PX for letter in one) for one in lines) + 2
    tall = _LINE_PX * len(lines)
    found: dict[str, _Box] = {}
    for side in _SIDES:
        x, y = plane.pixels(*_anchor(spot, side, plane, narrowest), width)
        up, across = side.split()
        left = x - {"right": 0.0, "center": wide / 2, "left": wide}[across]
        low = y - {"top": 0.0, "middle": tall / 2, "bottom": tall}[up]
        found[side] = (left, low, left + wide, low + tall)
    return found


def _anchor(spot: Spot, side: str, plane: Plane, width: float) -> tuple[float, float]:
    """The point that a name stands at, in units of the axes: clear of its bubble in the narrowest plot."""
    per_x, per_y = plane.per_unit(width)
    up, across = side.split()
    aslant = _ASLANT if up != "middle" and across != "center" else 1.0
    x = {"right": 1, "center": 0, "left": -1}[across] * (spot.size / 2 * aslant + _GAP_PX) / per_x
    y = {"top": 1, "middle": 0, "bottom": -1}[up] * (spot.size / 2 * aslant + 1) / per_y
    return spot.x + x, spot.y + y


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
