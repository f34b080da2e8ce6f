"""What goes over the wire: compressed once and kept, cached by hash, and the page's frame in the reader's language.

Streamlit serves its own files uncompressed and its frame in English; both are mended here, outside of it.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qs, parse_qsl, urlencode

import brotli
import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.common.address import KEPT_KEYS, UNKNOWN_SCREEN
from pages.common.assets import MEDIA_TYPES, asset_bytes, asset_url
from pages.common.pacing import PacingMiddleware

_ROOT = b'<div id="root">'  # in Streamlit's frame and in nothing else
# Shown by the style sheet while the web socket is closed (assets/together.js), in the reader's language of that moment.
_OFFLINE = (
    '<p class="d-offline" role="status">'
    '<span lang="zh-CN">与服务器的连接断了，正在重连；这期间点的、填的不会生效。</span>'
    '<span lang="en">The connection to the server is lost; reconnecting. '
    "What is clicked or typed meanwhile has no effect.</span></p>"
)
# Every file of pages/ that is run as a screen is one, under its own name.
SCREENS = {file.stem for file in Path(__file__).parents[1].glob("*.py")} - {"__init__", "main"} | {"home"}
_COMPRESSIBLE = re.compile(r"text/|application/(javascript|json|manifest)|image/svg")
_IMMUTABLE = "public, max-age=31536000, immutable"
_LARGEST_KEPT = 16 << 20
_KEPT_ENTRIES = 400


def _brotli(content: bytes) -> bytes:
    return brotli.compress(content, quality=9)


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


class _Kept:
    """Compressed bodies by (encoding, path, etag or length): every file is compressed once a process."""

    def __init__(self) -> None:
        self._bodies: OrderedDict[tuple[str, str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def compressed(self, encoding: str, path: str, version: str, body: bytes) -> bytes:
        key = (encoding, path, version)
        with self._lock:
            kept = self._bodies.get(key)
        if kept is None:
            kept = _ENCODERS[encoding](body)
            with self._lock:
                self._bodies[key] = kept
                while len(self._bodies) > _KEPT_ENTRIES:
                    self._bodies.popitem(last=False)
        return kept


_kept = _Kept()


class CompressionMiddleware:
    """Compresses the files of the page's frame; streams, uploads and the web socket pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not _is_file(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        encoding = _encoding(headers.get(b"accept-encoding", b"").decode("latin-1"))
        # Only here is compressed, so what lies beneath must neither compress nor answer in parts.
        dropped = (b"accept-encoding", b"range", b"if-range")
        inner = {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in dropped]}
        await self.app(inner, receive, _Responder(scope, encoding, send))


class _Responder:
    """Collects one response and sends it compressed."""

    def __init__(self, scope: Scope, encoding: str | None, send: Send) -> None:
        self._scope, self._encoding, self._send = scope, encoding, send
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body" or self._start is None:
            await self._send(message)
            return
        self._parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        start, body = self._start, b"".join(self._parts)
        headers = {name.lower(): value for name, value in start["headers"]}
        kind = headers.get(b"content-type", b"").decode("latin-1")
        if _ROOT in body and start["status"] == 200 and (leads := _elsewhere(self._scope)):
            await RedirectResponse(leads)(self._scope, _nothing, self._send)
            return
        if self._scope["method"] == "GET" and start["status"] == 200 and kind.startswith("text/html"):
            body = frame(body, self._scope.get("query_string", b"").decode("latin-1"))
        if self._encoding and len(body) > 500 and len(body) < _LARGEST_KEPT and _COMPRESSIBLE.match(kind):
            version = headers.get(b"etag", b"").decode("latin-1") + f"{hash(body):x}"
            body = await to_thread.run_sync(_kept.compressed, self._encoding, self._scope["path"], version, body)
            headers[b"content-encoding"] = self._encoding.encode()
            headers[b"vary"] = b"Accept-Encoding"
        if self._scope["method"] == "GET":
            headers[b"content-length"] = str(len(body)).encode()
        await self._send({**start, "headers": list(headers.items())})
        await self._send({"type": "http.response.body", "body": body})


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


def _elsewhere(scope: Scope) -> str | None:
    """Where a path leads that Streamlit answers with its frame though it names no screen; None for a screen's own."""
    root = scope.get("root_path", "")
    name = scope["path"].removeprefix(root).strip("/")
    if name.rpartition("/")[2] in SCREENS:  # also beneath a base path
        return None
    kept = [pair for pair in parse_qsl(scope.get("query_string", b"").decode("latin-1")) if pair[0] in KEPT_KEYS]
    return f"{root}/overview?{urlencode([*kept, (UNKNOWN_SCREEN, name)])}"


def _is_file(path: str) -> bool:
    """Whether a path is answered by a file of moderate size: the frame, Streamlit's bundles, our assets."""
    return not path.startswith(("/_stcore/", "/media/", "/export/", "/component/"))


def _encoding(accepted: str) -> str | None:
    offered = {part.split(";")[0].strip() for part in accepted.split(",") if "q=0" not in part.replace(" ", "")}
    return next((encoding for encoding in _ENCODERS if encoding in offered), None)


def frame(html: bytes, query: str) -> bytes:
    """Streamlit's index page in the reader's language, with our style sheet and links' script.

    The language matters beyond politeness: it chooses the Chinese forms of characters that Japanese shares.
    """
    text = html.decode("utf-8")
    if _ROOT not in html:
        return html
    english = parse_qs(query).get("lang") == ["en"]
    title = "Performance self-evaluation" if english else "绩效自评分析"
    needs_script = "This page needs JavaScript." if english else "本页面需要启用 JavaScript。"
    text = text.replace('<html lang="en">', f'<html lang="{"en" if english else "zh-CN"}">', 1)
    text = text.replace("<title>Streamlit</title>", f"<title>{title}</title>", 1)
    text = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{needs_script}</p></noscript>", text, flags=re.DOTALL)
    # Streamlit's own typeface is not used; without this the browser fetches it all the same.
    text = re.sub(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^"]*"[^>]*>', "", text)
    head = (
        f'<link rel="stylesheet" href="{asset_url("shell.css")}">'
        f'<script type="module" src="{asset_url("shell.js")}"></script>'
        f'<link rel="preload" as="script" href="{asset_url("plotly.min.js")}">'
    )
    # Before Streamlit's own script, which opens the web socket.
    first = f'<script type="module" src="{asset_url("together.js")}"></script><script type="module" crossorigin'
    text = text.replace('<script type="module" crossorigin', first, 1)
    text = text.replace(_ROOT.decode(), _OFFLINE + _ROOT.decode(), 1)
    return text.replace("</head>", head + "</head>", 1).encode("utf-8")


class AddressMiddleware:
    """The bare address leads to the overview, so that every screen has exactly one address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] == "/":
            query = scope.get("query_string", b"").decode("latin-1")
            await RedirectResponse(f"{scope.get('root_path', '')}/overview" + (f"?{query}" if query else ""))(
                scope, receive, send
            )
            return
        await self.app(scope, receive, send)


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    content = asset_bytes(name)
    if content is None or asset_url(name) != request.url.path:
        return Response(status_code=404)
    kind = MEDIA_TYPES.get(f".{name.rpartition('.')[2]}", "application/octet-stream")
    return Response(content, media_type=kind, headers={"cache-control": _IMMUTABLE})


def asset_routes() -> list[Route]:
    """The route of our own scripts, of the style sheet and of Plotly's script."""
    return [Route("/assets/{hash}/{name}", _asset)]


def middleware() -> list[Middleware]:
    """Outermost first."""
    return [Middleware(AddressMiddleware), Middleware(CompressionMiddleware), Middleware(PacingMiddleware)]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Compresses the largest file before the first reader asks for it."""
    content = asset_bytes("plotly.min.js") or b""
    await to_thread.run_sync(_kept.compressed, "br", asset_url("plotly.min.js"), f"{hash(content):x}", content)
    yield
