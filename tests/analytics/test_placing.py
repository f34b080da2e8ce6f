"""Names in the quadrant: none on another, on a foreign bubble or outside, however wide the card is."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.figures.placing import NARROW, WIDE, Plane, Spot, Width, labels
from analytics.figures.quadrant import coinciding, quadrant
from analytics.quadrant import Bubble, Quadrant
from pages.common.words import catalogue

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


def test_a_name_keeps_off_a_foreign_dot():
    """Names stand 3 px from their own dot; one that would stand as near to another is put elsewhere."""
    own, other = Spot(-3, -2, 8, "退休"), Spot(-3 + (4 + 3 + 2 * 11.4 + 2 + 3 + 4) / 25.5, -2, 8, "")
    placed = [trace for trace in labels([own, other], [0], PLANE, None) if trace["meta"] == "narrow"]
    assert [trace["textposition"] for trace in placed] == ["middle left"]


def test_names_go_first_to_those_low_in_both():
    """Low in spending and under the mean is what the card is about; a neighbour that scored less comes after them."""

    def bubble(name: str, score: str, rate: str, budget: int) -> Bubble:
        money = Decimal(budget)
        return Bubble(name, name, Decimal(score), Decimal(rate) * money / 100, money, Decimal(rate), "优", 2021, 0)

    low = (
        bubble("博士后工作站联合培养费", "89.51", "75.13", 26),
        bubble("退休人员专项经费", "94.94", "89.42", 9),
        bubble("安全生产相关证件印制项目", "95.95", "59.54", 27),
    )
    others = (
        bubble("特种作业人员安全技术考核考务费", "99.00", "99.98", 1901),
        bubble("安全生产考试培训相关工作", "94.65", "95.62", 138),
        bubble("应急管理关键技术研发", "95.00", "100.00", 16),
    )
    answer = Quadrant((*others, *low), 6, 3, 3, Decimal("96.41"), None, None, None)
    for width in ("narrow", "wide"):
        drawn = [trace for trace in quadrant(answer, str)["data"] if trace.get("meta") == width]
        starts = {name[:4] for trace in drawn for name in trace["text"]}
        assert {"博士后工", "退休人员", "安全生产"} <= starts
        assert sum(name.startswith("安全生产相") for trace in drawn for name in trace["text"]) == 1
    rates = zip(range(2, 6), ("50", "70", "82", "89"), strict=True)
    many = tuple(bubble(f"低{at}", str(100 - at**2), rate, 20) for at, rate in rates)
    crowd = tuple(bubble(f"众{at}", str(40 + 4 * at), "98", 90) for at in range(6))
    drawn = quadrant(Quadrant((*crowd, *many), 10, 4, 4, Decimal(97), None, None, None), str)["data"]
    names = {name for trace in drawn if trace.get("meta") == "narrow" for name in trace["text"]}
    assert {"低2", "低3", "低4", "低5"} <= names


@pytest.mark.parametrize(("second", "together"), [("90.00", True), ("60.00", False)])
def test_bubbles_that_hide_each_other_are_told(second: str, together: bool):
    def bubble(name: str, score: str) -> Bubble:
        money = Decimal(10)
        return Bubble(name, name, Decimal(score), money, money, Decimal(10), "优", 2021, 0)

    found = Quadrant((bubble("甲", "90.00"), bubble("乙", second)), 2, 0, 0, Decimal(90), None, None, None)
    assert [{each.project_id for each in group} for group in coinciding(found)] == ([{"甲", "乙"}] if together else [])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("rates", "widths"), [(("59.54", "99.98"), ["narrow", "wide"]), (("89.42", "98.9"), None)])
def test_the_note_on_the_band_is_never_cut(language: str, rates: tuple[str, str], widths: list[str] | None):
    """It stands left of the band's edge, and reaches at most over the ticks to the chart's own edge."""

    def bubble(rate: str) -> Bubble:
        return Bubble(rate, "某项目", Decimal("94.94"), Decimal(rate), Decimal(100), Decimal(5), "优", 2021, 0)

    found = Quadrant(tuple(bubble(rate) for rate in rates), 2, 1, 1, Decimal("96.47"), None, None, None)
    drawn = quadrant(found, catalogue(language).gettext)
    left, right = drawn["layout"]["xaxis"]["range"]
    notes = [t for t in drawn["data"] if any("90%" in text for text in t.get("text", ()))]
    for note in notes:
        (at,) = [at for at, text in enumerate(note["text"]) if "90%" in text]
        words = note["text"][at].split(">")[1].partition("<")[0]
        wide = sum(11.2 if letter > "\u2e7f" else 6.4 for letter in words)
        narrowest = {"narrow": 204, "wide": 376}[note["meta"]]
        edge = (note["x"][at] - left) / (right - left) * narrowest
        assert edge + drawn["layout"]["margin"]["l"] >= wide, note["meta"]
    if widths is not None:
        assert [note["meta"] for note in notes] == widths
    assert drawn["layout"]["shapes"][0]["type"] == "rect"
    assert "90%" in drawn["layout"]["xaxis"]["ticktext"]  # the band is told by its tick where the note has no room
