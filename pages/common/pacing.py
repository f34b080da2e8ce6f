"""A screen's parts travel together: the browser then draws once what else it draws in half a dozen steps.

While a script runs, Streamlit sends each part as it is made, and the browser renders everything anew for each handful.
Here they wait for each other until the script has ended, but no longer than a reader would notice.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST_S = 0.1  # a screen that takes longer shows its parts as they come
MOST_BYTES = 4 << 20


class PacingMiddleware:
    """Holds back the messages of a run on Streamlit's web socket, in their order; all else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        pace = Pace(send)
        try:
            await self.app(scope, receive, pace.send)
        finally:
            pace.stop()


class Pace:
    """The way out of one web socket."""

    def __init__(self, send: Send) -> None:
        self._send = send
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
        if not self._running or self._bytes > MOST_BYTES:
            await self.release()
        elif self._timer is None:
            self._timer = asyncio.create_task(self._release_later())

    async def release(self) -> None:
        """Send what is held, in its order."""
        self.stop()
        async with self._released:
            held, self._held, self._bytes = self._held, [], 0
            for message in held:
                await self._send(message)

    def stop(self) -> None:
        """Wait no longer for the end of a run."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    async def _release_later(self) -> None:
        await asyncio.sleep(LONGEST_S)
        self._timer = None  # from here on nobody may break it off
        self._running = False  # what follows is shown as it comes
        await self.release()


def _kind(message: Message) -> str | None:
    """Which kind of ForwardMsg a message holds; None for what is none (an accept, a close)."""
    content = message.get("bytes") if message["type"] == "websocket.send" else None
    return ForwardMsg.FromString(content).WhichOneof("type") if content else None
