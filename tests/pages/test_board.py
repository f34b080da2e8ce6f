"""The board: what a run draws goes out in order as one element, widgets between two of them."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from pages.common import board


def run(script: Callable[[], None]) -> AppTest:
    app = AppTest.from_function(script).run()
    assert not app.exception, app.exception
    return app


def kinds(app: AppTest) -> list[str]:
    return [element.type for element in app.main if element.type != "main"]


def drawn(app: AppTest, number: int = 0) -> dict:
    return json.loads([element for element in app.main if element.type == "bidi_component"][number].proto.json)


def test_parts_of_a_run_are_one_element_in_their_order():
    def script() -> None:
        from pages.common import board, cards

        with board.gathered("a"):
            cards.html("<p>1</p>")
            left, right = cards.columns(2, 1)
            with right:
                cards.html("<p>3</p>")
            with left, cards.card("问", "答 <b>", key="k"):
                board.part("table", "t", {"rows": []})
            with right:
                cards.html("<p>4</p>")
            cards.html("<p>5</p>")

    app = run(script)
    assert kinds(app) == ["bidi_component"]
    whole = drawn(app)
    assert whole["html"] == (
        '<p>1</p><div class="d-row" style="--columns:minmax(0,2fr) minmax(0,1fr)"><div class="d-column">'
        '<section class="d-box st-key-k"><div class="d-card"><p class="d-question">问</p>'
        '<p class="d-answer">答 &lt;b&gt;</p></div><div class="d-part st-key-t" data-part="t"></div></section></div>'
        '<div class="d-column"><p>3</p><p>4</p></div></div><p>5</p>'
    )
    assert {key: part["kind"] for key, part in whole["parts"].items()} == {"t": "table"}
    assert list(whole["scripts"]) == ["table"]


def test_widgets_stand_between_two_boards_and_parts_beside_them_alone():
    def script() -> None:
        import streamlit as st

        from pages.common import board, cards

        with board.gathered("a"):
            cards.html("<p>1</p>")
            with board.plain():
                st.text_input("名称")
                cards.html("<p>2</p>")
                board.part("table", "t", {})
                with board.plain():
                    cards.html("<p>3</p>")
            cards.html("<p>4</p>")

    app = run(script)
    assert kinds(app) == ["bidi_component", "text_input", "html", "bidi_component", "html", "bidi_component"]
    assert [drawn(app, number)["html"] for number in (0, 2)] == ["<p>1</p>", "<p>4</p>"]
    assert list(drawn(app, 1)["parts"]) == ["t"]


def test_long_markup_among_widgets_is_drawn_by_the_boards_script():
    def script() -> None:
        from pages.common import board, cards

        with board.gathered("a", ["x" * 50]), board.plain():
            cards.html("<p>" + "y" * 9000 + "x" * 50 + "</p>")
            cards.html("<p>2</p>")

    app = run(script)
    assert kinds(app) == ["bidi_component", "html"]
    assert drawn(app)["html"] == "<p>" + "y" * 9000 + "\ue0f1</p>"
    assert drawn(app)["shared"] == {"\ue0f1": "x" * 50}


def test_a_widget_in_a_gathered_card_is_refused():
    with pytest.raises(RuntimeError, match=r"within plain\(\)"), board.gathered("a"), board.box(None), board.plain():
        pass


def test_what_was_gathered_is_drawn_where_a_run_stops_or_fails():
    def stops() -> None:
        from pages.common import board, cards

        with board.gathered("a"):
            cards.html("<p>1</p>")
            board.stop()

    def fails() -> None:
        from pages.common import board, cards

        with board.gathered("a"):
            cards.html("<p>1</p>")
            raise ValueError("x")

    assert drawn(run(stops))["html"] == "<p>1</p>"
    assert drawn(AppTest.from_function(fails).run())["html"] == "<p>1</p>"


def test_a_button_of_streamlits_is_pressed_from_the_board():
    def script() -> None:
        import streamlit as st

        from pages.common import board

        with board.gathered("a"):
            board.pressed("save", "保存 <b>", lambda: st.button("保存", key="save"))

    app = run(script)
    assert drawn(app)["html"] == '<button type="button" class="d-press" data-press="save">保存 &lt;b&gt;</button>'
    assert [button.key for button in app.button] == ["save"]


@pytest.mark.parametrize(
    ("event", "called"),
    [
        ({"part": "a", "name": "mark", "value": 7}, [("a", 7)]),
        ({"part": "b", "name": "mark", "value": [1, 2]}, [("b", [1, 2])]),
        ({"part": "b", "name": "row", "value": 1}, []),
        ({"part": "gone", "name": "mark", "value": 1}, []),
        (None, []),
    ],
)
def test_an_event_reaches_the_part_that_it_names(monkeypatch: pytest.MonkeyPatch, event: object, called: list):
    heard: list[tuple[str, object]] = []
    handlers = {(name, "mark"): (lambda value, name=name: heard.append((name, value))) for name in ("a", "b")}
    monkeypatch.setattr(board.st, "session_state", {"board-a-1": {"event": event}})
    board._happened("board-a-1", handlers)
    assert heard == called
