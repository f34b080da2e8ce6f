"""A screen's parts travel together: the browser then draws once what else it draws in half a dozen steps.

While a script runs, Streamlit sends each part as it is made, and the browser renders everything anew for each handful.
Here they wait for each other until the script has ended, but no longer than a reader would notice, and go out as one
frame to a browser that has asked for that (assets/together.js).
"""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST_S = 0.1  # a screen that takes longer shows its parts as they come
MOST_BYTES = 4 << 20
MARK: Final = b"\0"  # begins a frame of several messages: none of Streamlit's begins so, for fields count from 1


class PacingMiddleware:
    """Holds back the messages of a run on Streamlit's web socket, in their order; all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        pace = Pace(send, together="together" in asked)
        try:
            await self.app(scope, receive, pace.send)
        finally:
            pace.stop()


class Pace:
    """The way out of one web socket. together: the browser takes several messages in one frame."""

    def __init__(self, send: Send, together: bool = False) -> None:
        self._send = send
        self._together = together
        self._held: list[Message] = []
        self._bytes = 0
        self._running = False
        self._released = asyncio.Lock()
        self._timer: asyncio.Task[None] | None = None

    async def send(self, message: Message) -> None:
        """Hold a message of a run back, or send it with all that were held before it."""
        kind = _kind(message)
        if kind == "new_session":
            self._running = True
        elif kind == "script_finished":
            self._running = False
        self._held.append(message)
        self._bytes += len(message.get("bytes") or b"")
        if kind == "script_finished":
            self._release_after(0)  # what says that nothing runs any more follows at once
        elif not self._running or self._bytes > MOST_BYTES:
            await self.release()
        elif self._timer is None:
            self._release_after(LONGEST_S)

    async def release(self) -> None:
        """Send what is held, in its order."""
        self.stop()
        async with self._released:
            held, self._held, self._bytes = self._held, [], 0
            for message in joined(held) if self._together else held:
                await self._send(message)

    def stop(self) -> None:
        """Wait no longer for the end of a run."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _release_after(self, seconds: float) -> None:
        self.stop()
        self._timer = asyncio.create_task(self._release_later(seconds))

    async def _release_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._timer = None  # from here on nobody may break it off
        if seconds:
            self._running = False  # what follows is shown as it comes
        await self.release()


def joined(messages: Iterable[Message]) -> Iterator[Message]:
    """The same in their order, those that stand beside each other as one frame: MARK, then length and bytes of each."""
    parts: list[bytes] = []
    for message in messages:
        content = message.get("bytes") if message["type"] == "websocket.send" else None
        if content:
            parts.append(content)
            continue
        yield from _frame(parts)
        parts = []
        yield message
    yield from _frame(parts)


def _frame(parts: list[bytes]) -> Iterator[Message]:
    if parts:
        whole = parts[0] if len(parts) == 1 else MARK + b"".join(len(part).to_bytes(4) + part for part in parts)
        yield {"type": "websocket.send", "bytes": whole}


def _kind(message: Message) -> str | None:
    """Which kind of ForwardMsg a message holds; None for what is none (an accept, a close)."""
    content = message.get("bytes") if message["type"] == "websocket.send" else None
    return ForwardMsg.FromString(content).WhichOneof("type") if content else None
