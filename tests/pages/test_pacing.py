"""The parts of a screen travel together: nothing lost, nothing out of order, nobody waits long."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.common import pacing
from pages.common.pacing import Pace, PacingMiddleware
from tests.pages.asgi import apart


def message(kind: str, number: int = 0) -> Message:
    made = ForwardMsg(hash=str(number))
    if kind == "new_session":
        made.new_session.main_script_hash = "run"
    elif kind == "script_finished":
        made.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    else:
        made.delta.new_element.html.body = f"part {number}"
    return {"type": "websocket.send", "bytes": made.SerializeToString()}


class Wire:
    """What has gone out so far."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    async def send(self, sent: Message) -> None:
        await asyncio.sleep(0)
        self.sent.append(sent)


def test_a_run_goes_out_when_it_has_ended():
    async def run() -> None:
        wire = Wire()
        pace = Pace(wire.send)
        parts = [message("new_session"), *(message("delta", number) for number in range(5))]
        for part in parts:
            await pace.send(part)
        assert wire.sent == []
        await pace.send(message("script_finished"))
        assert wire.sent == [*parts, message("script_finished")]

    apart(run())


def test_a_long_run_goes_out_as_it_comes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pacing, "LONGEST_S", 0.01)

    async def run() -> None:
        wire = Wire()
        pace = Pace(wire.send)
        await pace.send(message("new_session"))
        await pace.send(message("delta", 1))
        await asyncio.sleep(0.05)
        assert wire.sent == [message("new_session"), message("delta", 1)]
        await pace.send(message("delta", 2))
        assert wire.sent[-1] == message("delta", 2)

    apart(run())


def test_what_is_too_large_to_hold_goes_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pacing, "MOST_BYTES", 100)

    async def run() -> None:
        wire = Wire()
        pace = Pace(wire.send)
        await pace.send(message("new_session"))
        for number in range(10):
            await pace.send(message("delta", number))
        assert 2 < len(wire.sent) < 11  # in handfuls
        pace.stop()

    apart(run())


@given(st.lists(st.tuples(st.sampled_from(("new_session", "delta", "script_finished")), st.booleans()), max_size=30))
def test_nothing_is_lost_and_the_order_is_kept(steps: list[tuple[str, bool]]):
    async def run() -> None:
        wire = Wire()
        pace = Pace(wire.send)
        given_in = [message(kind, number) for number, (kind, _) in enumerate(steps)]
        for each, (_, pause) in zip(given_in, steps, strict=True):
            await pace.send(each)
            if pause:
                await asyncio.sleep(0.002)
        await asyncio.sleep(0.02)
        assert wire.sent == given_in

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pacing, "LONGEST_S", 0.003)
        apart(run())


def test_only_web_sockets_are_paced():
    seen: list[Send] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(send)
        await send({"type": "websocket.accept"})

    async def run() -> None:
        wire = Wire()
        await PacingMiddleware(app)({"type": "http"}, asyncio.Queue().get, wire.send)
        await PacingMiddleware(app)({"type": "websocket"}, asyncio.Queue().get, wire.send)
        assert seen[0] == wire.send != seen[1]
        assert wire.sent == [{"type": "websocket.accept"}] * 2

    apart(run())
