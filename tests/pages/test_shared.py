"""What a screen's addresses have in common is sent once, and nothing else is changed by it."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from analytics.scope import Scope
from pages.common.address import link, query_of
from pages.common.shared import shared_of
from tests.pages.components import whole

SCOPE = "unit=" + "%E4%B8%9C" * 20
SCREEN = f"{SCOPE}&id=p1"
TEXTS = st.lists(st.sampled_from(["a", "&", "<", "\ue0f1", "\ue0f2", SCOPE, SCREEN]), max_size=12).map("".join)


@given(TEXTS)
def test_the_boards_script_gets_every_text_back(text: str):
    shared = shared_of((SCOPE, SCREEN, SCOPE), [text])
    assert whole(shared.text(text), dict(shared.signs)) == text
    signs = {sign: escape(long) for sign, long in shared.signs.items()}
    assert whole(shared.markup(escape(text)), signs) == escape(text)


def test_an_address_that_holds_all_of_the_screens_is_one_sign():
    shared = shared_of((SCOPE, SCREEN), [])
    assert shared.text(f"/project?{SCOPE}&line=3") == "/project?\ue0f2&line=3"
    assert shared.text(f"?{SCREEN}&explain=x") == "?\ue0f1&explain=x"


def test_short_texts_and_those_with_a_sign_in_them_are_sent_as_they_are():
    assert shared_of(("year=2021", ""), ["/project?year=2021"]).signs == {}
    assert shared_of((SCOPE,), ["项目\ue0f1"]).signs == {}


def test_links_are_as_long_as_what_they_name():
    scope = Scope(units=tuple(f"第{number}单位" for number in range(30)))
    shared = shared_of((query_of(scope, "zh"),), [])
    assert len(link("project", scope, id="p1")) > 1000
    assert len(shared.text(link("project", scope, id="p1"))) < 30
