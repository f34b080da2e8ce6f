"""Names in the quadrant: none on another, on a foreign bubble or outside, however wide the card is."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.figures.placing import NARROW, WIDE, Plane, Spot, Width, labels
from analytics.figures.quadrant import coinciding
from analytics.quadrant import Bubble, Quadrant

PLANE = Plane((-7.0, 1.0), (-4.0, 0.5), 358.0)
Box = tuple[float, float, float, float]
SPOTS = st.lists(
    st.builds(
        Spot,
        st.floats(-6, 0),
        st.floats(-3.5, 0),
        st.floats(7, 66),
        st.text("安全生产考试培训abc（2021）", max_size=24),
    ),
    max_size=25,
)


def boxes(width: float, drawn: Width, spots: Sequence[Spot]) -> list[tuple[str, Box]]:
    """The names drawn in a plot of that width, where Plotly puts them (11.2 px a Chinese letter, 14 px a line)."""
    found = []
    for trace in labels(spots, range(len(spots)), PLANE, -3.16):
        if trace["meta"] != drawn.name:
            continue
        up, across = trace["textposition"].split()
        for x, y, text in zip(trace["x"], trace["y"], trace["text"], strict=True):
            lines = text.split("<br>")
            wide = max(sum(11.2 if letter > "\u2e7f" else 6.2 for letter in line) for line in lines)
            tall = 14 * len(lines)
            px, py = PLANE.pixels(x, y, width)
            left = px - {"right": 0, "center": wide / 2, "left": wide}[across]
            low = py - {"top": 0, "middle": tall / 2, "bottom": tall}[up]
            found.append((text, (left, low, left + wide, low + tall)))
    return found


def apart(a: Box, b: Box) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@settings(deadline=None, max_examples=60)
@given(SPOTS, st.sampled_from([(NARROW, 204), (NARROW, 285), (NARROW, 376), (WIDE, 376), (WIDE, 520), (WIDE, 720)]))
def test_no_name_lies_on_another_or_outside(spots: list[Spot], at: tuple[Width, int]):
    drawn, width = at
    placed = boxes(width, drawn, spots)
    assert len(placed) <= drawn.most
    for number, (_text, box) in enumerate(placed):
        assert box[0] >= -1
        assert box[2] <= width + 1
        assert all(apart(box, other) for _other, other in placed[number + 1 :])


def test_a_lonely_bubble_gets_its_name_and_a_phone_fewer_than_a_desk():
    assert [text for text, _box in boxes(285, NARROW, [Spot(-3, -2, 20, "退休人员专项经费")])] == [
        "退休人员<br>专项经费"
    ]
    many = [Spot(-6 + at % 3 * 2.4, -3.6 + at // 3 * 0.8, 10, "某某项目") for at in range(15)]
    assert len(boxes(285, NARROW, many)) == NARROW.most < len(boxes(520, WIDE, many)) == WIDE.most


@pytest.mark.parametrize(("second", "together"), [("90.00", True), ("60.00", False)])
def test_bubbles_that_hide_each_other_are_told(second: str, together: bool):
    def bubble(name: str, score: str) -> Bubble:
        money = Decimal(10)
        return Bubble(name, name, Decimal(score), money, money, Decimal(10), "优", 2021, 0)

    found = Quadrant((bubble("甲", "90.00"), bubble("乙", second)), 2, 0, 0, Decimal(90), None, None, None)
    assert [{each.project_id for each in group} for group in coinciding(found)] == ([{"甲", "乙"}] if together else [])
