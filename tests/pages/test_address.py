"""An address and a scope are each other's image; nonsense is told, never raised."""

from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.scope import NO_YEAR, Scope
from pages.common.address import GRADES, SCREEN_KEYS, canonical, link, read_address, write_scope

TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x7f"), min_size=1, max_size=40
).filter(lambda text: bool(text.strip()))
MAYBE_NONE = st.one_of(st.just(""), TEXT)
NUMBER = st.none() | st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False).map(lambda x: x + 0)


def ordered(pair: tuple[Decimal | None, Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    low, high = pair
    return (high, low) if low is not None and high is not None and low > high else pair


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    rate = ordered(draw(st.tuples(NUMBER, NUMBER)))
    score = ordered(draw(st.tuples(NUMBER, NUMBER)))
    return Scope(
        years=tuple(draw(st.lists(st.integers(1900, 2099) | st.just(NO_YEAR), max_size=4))),
        departments=tuple(draw(st.lists(MAYBE_NONE, max_size=3))),
        units=tuple(draw(st.lists(MAYBE_NONE, max_size=3))),
        projects=tuple(draw(st.lists(TEXT, max_size=3))),
        grades=tuple(draw(st.lists(st.sampled_from((*GRADES, "")), max_size=5))),
        rate_min_pct=rate[0],
        rate_max_pct=rate[1],
        score_min=score[0],
        score_max=score[1],
        level1=tuple(draw(st.lists(MAYBE_NONE, max_size=2))),
        level2=tuple(draw(st.lists(MAYBE_NONE, max_size=2))),
        causes=tuple(draw(st.lists(MAYBE_NONE, max_size=3))),
        words=" ".join(draw(st.lists(TEXT.map(lambda text: "".join(text.split())).filter(bool), max_size=3))),
    )


def through_a_browser(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query, keep_blank_values=True)


@given(scopes())
def test_an_address_gives_its_scope_back(scope: Scope):
    read = read_address(through_a_browser(link("overview", scope)))
    assert read.nonsense == ()
    assert read.scope == canonical(scope)


@given(scopes())
def test_equal_scopes_have_one_address(scope: Scope):
    turned = Scope(years=tuple(reversed(scope.years)), causes=(*scope.causes, *scope.causes))
    once = Scope(years=scope.years, causes=scope.causes)
    assert write_scope(turned) == write_scope(once)


@given(
    st.dictionaries(
        st.text(max_size=20) | st.sampled_from(["year", "grade", "rate_min", "words", "project"]),
        st.lists(st.text(max_size=300), max_size=4),
        max_size=6,
    )
)
def test_no_address_fails(parameters: dict[str, list[str]]):
    read = read_address(parameters)
    assert canonical(read.scope) == read.scope
    assert through_a_browser(link("overview", read.scope)).keys() <= set(dict(write_scope(read.scope)))


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"year": ["20x1"]}, "not_a_year"),
        ({"year": ["3021"]}, "not_a_year"),
        ({"grade": ["甲"]}, "not_a_grade"),
        ({"rate_min": ["九十"]}, "not_a_number"),
        ({"score_max": ["1e9"]}, "not_a_number"),
        ({"score_max": ["NaN"]}, "not_a_number"),
        ({"rate_min": ["90"], "rate_max": ["80"]}, "empty_range"),
        ({"department": ["x" * 201]}, "not_a_text"),
        ({"cause": ["a\x00b"]}, "not_a_text"),
        ({"utm_source": ["mail"]}, "unknown_key"),
        ({"lang": ["fr"]}, "not_a_language"),
        ({"lang": ["en", ""]}, "not_a_language"),
        ({"project": ["p"] * 501}, "too_many"),
    ],
)
def test_nonsense_is_left_out_and_told(parameters: dict[str, list[str]], reason: str):
    read = read_address(parameters)
    assert [item.reason for item in read.nonsense] == [reason]
    assert read.scope == Scope()


def test_what_is_not_stated_can_be_chosen():
    assert read_address({"year": [""], "department": [""], "grade": [""]}).scope == Scope(
        years=(NO_YEAR,), departments=("",), grades=("",)
    )
    assert write_scope(Scope(units=("",))) == (("unit", ""),)


def test_a_link_carries_language_scope_and_the_screens_own_parameters():
    address = link("project", Scope(grades=("优",)), "en", id="p1", indicator=["a", "b"])
    assert address.startswith("/project?")
    assert through_a_browser(address) == {"lang": ["en"], "grade": ["优"], "id": ["p1"], "indicator": ["a", "b"]}


def test_a_link_takes_no_parameter_that_reading_would_call_nonsense():
    with pytest.raises(ValueError, match="SCREEN_KEYS"):
        link("project", Scope(), nonsense="1")
    assert read_address({key: ["1"] for key in SCREEN_KEYS}).nonsense == ()
