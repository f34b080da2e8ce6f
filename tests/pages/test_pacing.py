"""The parts of a screen travel together: nothing lost, nothing out of order, nobody waits long."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.common import pacing
from pages.common.pacing import MARK, Pace, PacingMiddleware, joined
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
        await asyncio.sleep(0.001)
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


def apart_again(frame: bytes) -> list[bytes]:
    """What the browser makes of a frame (assets/together.js)."""
    if not frame.startswith(MARK):
        return [frame]
    parts, at = [], 1
    while at < len(frame):
        end = at + 4 + int.from_bytes(frame[at : at + 4])
        parts.append(frame[at + 4 : end])
        at = end
    return parts


@given(st.lists(st.sampled_from(("delta", "script_finished", "accept")), max_size=12))
def test_messages_that_stand_beside_each_other_go_as_one_frame(kinds: list[str]):
    given_in = [
        {"type": "websocket.accept"} if kind == "accept" else message(kind, number) for number, kind in enumerate(kinds)
    ]
    frames = list(joined(given_in))
    whole = [
        {"type": "websocket.send", "bytes": part} if frame["type"] == "websocket.send" else frame
        for frame in frames
        for part in (apart_again(frame["bytes"]) if "bytes" in frame else [b""])
    ]
    assert whole == given_in
    sends = [frame["type"] == "websocket.send" for frame in frames]
    assert not any(one and other for one, other in pairwise(sends))


@pytest.mark.parametrize(("query", "frames"), [(b"together=1", 1), (b"", 4), (b"other=1", 4)])
def test_only_who_asks_for_it_gets_a_run_in_one_frame(query: bytes, frames: int):
    parts = [message("new_session"), message("delta", 1), message("script_finished"), message("delta", 2)]

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        for part in parts:
            await send(part)

    async def run() -> None:
        wire = Wire()
        scope = {"type": "websocket", "query_string": query}
        await PacingMiddleware(app)(scope, asyncio.Queue().get, wire.send)
        assert len(wire.sent) == frames
        assert [part for frame in wire.sent for part in apart_again(frame["bytes"])] == [
            part["bytes"] for part in parts
        ]

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
