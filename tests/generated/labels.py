"""Where the labels of a form stand, around its page breaks and elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.form.record import IndicatorRecord
from tests.generated.borders import Block, blocks_of, border_is_decided, speaks_for_itself
from tests.generated.layout import Layout
from tests.generated.phrases import Random
from tests.generated.splits import OUTPUT, OUTPUT_KINDS

_NO_KIND = "效益指标"


@dataclass(slots=True)
class LabelPlan:
    """Labels by the row they stand on; `above` and `below` hold orphaned ones, on a row of their own.

    `truth` is what the print says; `untold` are the rows of whose own label it says nothing: a doubt there is no error.
    """

    level1: dict[int, str] = field(default_factory=dict)
    level2: dict[int, str] = field(default_factory=dict)
    above: dict[int, str] = field(default_factory=dict)
    below: dict[int, str] = field(default_factory=dict)
    header1: str | None = None
    header2: str | None = None
    truth: list[str | None] = field(default_factory=list)
    untold: list[int] = field(default_factory=list)


def draw_breaks(rows: Sequence[IndicatorRecord], random: Random, layout: Layout) -> list[int]:
    """Rows before which a page begins; none where the border it meets would then be better put elsewhere."""
    breaks: set[int] = set()
    likely = layout.page_break
    while len(breaks) < 3 and len(rows) > 1 and random() < likely:
        breaks.add(1 + int(random() * (len(rows) - 1)))
        likely = layout.page_break_again
    blocks = blocks_of(rows)
    starts = {block.start: block for block in blocks}
    return [row for row in sorted(breaks) if row not in starts or _holds(rows, blocks, starts[row])]


def _holds(rows: Sequence[IndicatorRecord], blocks: list[Block], block: Block) -> bool:
    group = [other for other in blocks if other.level1 == block.level1]
    place = group.index(block)
    if place == 0:
        return True
    return border_is_decided(rows, group, place, group[place - 1].start + 1, block.stop - 1, or_tied=True)


def plan_labels(
    rows: Sequence[IndicatorRecord], breaks: list[int], random: Random, layout: Layout, *, points: bool
) -> LabelPlan:
    """One plan; labels stand centred or loose only where the sums and contents then still tell the borders."""
    draw = random()
    style = "centre" if draw < layout.centred_labels else "loose"
    if draw < layout.centred_labels + layout.loose_labels and points:
        planner = _Planner(rows, breaks, random, layout, points, style)
        planner.run()
        if planner.borders_hold():
            return planner.plan
    planner = _Planner(rows, breaks, random, layout, points, "top")
    planner.run()
    return planner.plan


class _Planner:
    def __init__(
        self,
        rows: Sequence[IndicatorRecord],
        breaks: list[int],
        random: Random,
        layout: Layout,
        points: bool,
        style: str,
    ) -> None:
        self.rows, self.breaks, self.random, self.layout = rows, breaks, random, layout
        self.points, self.style = points, style
        self.plan = LabelPlan(truth=[row.level2 for row in rows])
        blocks = blocks_of(rows)
        self.groups = [[b for b in blocks if b.level1 == name] for name in dict.fromkeys(b.level1 for b in blocks)]
        self.at: dict[int, int] = {}  # the row of a block's label, by the block's first row
        self.unsure: set[int] = set()  # blocks whose border above only sums and contents tell, by first row

    def run(self) -> None:
        """Place level 1, then each group's level 2, then lose or orphan some."""
        for group in self.groups:
            self._place_level1(group)
            drawn_up: int | None = None
            for place, block in enumerate(group):
                drawn_up = self._place_level2(group, place, block, drawn_up)
            if self.style == "top":
                for place, block in enumerate(group):
                    self._orphan_or_lose(group, place, block)
        self._move_to_header()

    def borders_hold(self) -> bool:
        """Whether labels show the form's style, and every border is where sums and contents put it."""
        if sum(row != start and row not in self.breaks for start, row in self.at.items()) < 2:
            return False
        for group in self.groups:
            for place in range(1, len(group)):
                above, here = self.at[group[place - 1].start], self.at[group[place].start]
                low, high = max(min(above + 1, here), group[place - 1].start + 1), min(here, group[place].stop - 1)
                if not border_is_decided(self.rows, group, place, low, high):
                    return False
        return True

    def _inner(self, start: int, stop: int) -> list[int]:
        return [row for row in self.breaks if start < row < stop]

    def _usual_row(self, start: int, stop: int) -> int:
        """The label's row by the form's style, on the first page that the rows touch."""
        stop = min([stop, *self._inner(start, stop)])
        if self.style == "top":
            return start
        return (start + stop - 1) // 2 if self.style == "centre" else start + int(self.random() * (stop - start))

    def _place_level1(self, group: list[Block]) -> None:
        start, stop = group[0].start, group[-1].stop
        inner = self._inner(start, stop)
        row = self._usual_row(start, stop)
        if inner and self.points and self.random() < self.layout.level1_after_break:
            row = inner[0]
        if not (self.points and group[0].level2 != _NO_KIND and self.random() < self.layout.level1_lost):
            self.plan.level1[row] = group[0].level1

    def _place_level2(self, group: list[Block], place: int, block: Block, drawn_up: int | None) -> int | None:
        """Put one block's label down; the row on which the next block's label is drawn up, if it is."""
        random, layout = self.random, self.layout
        inner = self._inner(block.start, block.stop)
        row = self._usual_row(block.start, block.stop)
        if block.level2 == _NO_KIND and not self.points:
            row = next(iter(r for r, name in self.plan.level1.items() if name == block.level1))
        if drawn_up is not None:
            row = drawn_up
            self.unsure.add(block.start)
            if random() < 0.3:
                self.plan.level2[block.start] = block.level2
        elif inner and random() < layout.label_runs_on and self._may_run_on(group, place, block):
            row = inner[0]
        self.at[block.start] = row
        self.plan.level2[row] = block.level2
        if not inner or row >= inner[-1]:
            return None
        if random() < layout.label_drawn_up and self._may_draw_up(group, place):
            return inner[-1]
        if random() < layout.label_repeated:
            self.plan.level2[inner[-1]] = block.level2
        return None

    def _may_run_on(self, group: list[Block], place: int, block: Block) -> bool:
        if place == 0:
            return self.points
        if self.unsure & {group[place - 1].start} or self.at[group[place - 1].start] >= block.start:
            return False
        decided = border_is_decided(self.rows, group, place, group[place - 1].start + 1, block.stop - 1)
        if decided:
            self.unsure.add(block.start)
        return decided

    def _may_draw_up(self, group: list[Block], place: int) -> bool:
        if place + 1 == len(group) or group[place].start in self.unsure or group[place].stop in self.breaks:
            return False
        following = group[place + 1]
        return border_is_decided(self.rows, group, place + 1, group[place].start + 1, following.stop - 1)

    def _orphan_or_lose(self, group: list[Block], place: int, block: Block) -> None:
        random, layout = self.random, self.layout
        if self.at[block.start] != block.start or block.level2 == _NO_KIND:
            return
        if random() < layout.label_orphaned:
            page_end = min([row for row in self.breaks if row >= block.stop], default=None)
            if page_end is not None and random() < 0.5 and self._stands_unlabelled(group, place, block):
                self._take(block)
                self.plan.below[page_end - 1] = block.level2
            elif random() < 0.7 and block.start not in self.plan.level1:
                self._take(block)
                self.plan.above[block.start] = block.level2
        elif random() < layout.label_lost:
            if block.level1 == OUTPUT:
                if block.level2 in OUTPUT_KINDS and self._stands_unlabelled(group, place, block):
                    self._take(block)
            elif 0 < place == len(group) - 1 and not self.unsure & {group[place - 1].start, block.start}:
                self._take(block)
                self.plan.truth[block.start : block.stop] = [group[place - 1].level2] * (block.stop - block.start)
                self.plan.untold += range(block.start, block.stop)

    def _take(self, block: Block) -> None:
        for row in [r for r, label in self.plan.level2.items() if label == block.level2]:
            if block.start <= row < block.stop:
                del self.plan.level2[row]
        self.unsure.add(block.start)

    def _stands_unlabelled(self, group: list[Block], place: int, block: Block) -> bool:
        """Whether a block under 产出 is told without its label: it speaks for itself, and both borders are firm."""
        near = {other.start for other in group[max(0, place - 1) : place + 2]}
        if block.level1 != OUTPUT or self.unsure & near or block.stop - block.start > 8:
            return False
        if not all(speaks_for_itself(self.rows[row], block.level2) for row in (block.start, block.stop - 1)):
            return False
        if place and not border_is_decided(self.rows, group, place, group[place - 1].start + 1, block.stop):
            return False
        if place + 1 == len(group):
            return True
        following = group[place + 1]
        return self.at[following.start] == following.start and border_is_decided(
            self.rows, group, place + 1, block.start, following.stop - 1
        )

    def _move_to_header(self) -> None:
        first = self.groups[0][0]
        if self.plan.level1.get(0) and self.random() < self.layout.level1_on_header:
            self.plan.header1 = self.plan.level1.pop(0)
        elif self.plan.level2.get(0) == first.level2 and self.random() < self.layout.level2_on_header:
            self.plan.header2 = self.plan.level2.pop(0)
