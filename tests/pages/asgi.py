"""Ask an ASGI application one question, as bytes: no client that decodes what the test wants to see."""

import asyncio
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, unquote, urlsplit

from starlette.types import ASGIApp, Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """One row per answer: the body as it went over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8-sig")


def ask(app: ASGIApp, address: str, accepted: str = "identity") -> Answer:
    """GET an address; the answer is whole when this returns."""
    return apart(_ask(app, address, accepted))


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns, run in a thread of its own: where browser tests ran before, this one has a loop."""
    with ThreadPoolExecutor(1) as own:
        return own.submit(asyncio.run, work).result()


async def _ask(app: ASGIApp, address: str, accepted: str) -> Answer:
    parts = urlsplit(address)
    query = quote(parts.query, safe="=&%+")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": query.encode("ascii"),
        "headers": [(b"host", b"test"), (b"accept-encoding", accepted.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
    }
    messages: list[Message] = []
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start = next(message for message in messages if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in messages if message["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body)
