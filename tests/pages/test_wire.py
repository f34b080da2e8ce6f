"""What goes over the wire: compressed, cached by hash, the frame in the reader's language."""

import gzip
from collections.abc import Mapping

import brotli
import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from pages.common.assets import asset_bytes, asset_url
from pages.common.wire import SCREENS, asset_routes, frame, middleware
from tests.pages.asgi import ask
from tests.pages.test_shell import SCREENS as SHOWN

INDEX = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body><div id="root"></div></body></html>'


@pytest.fixture
def client() -> ASGIApp:
    async def stream(_request: object) -> StreamingResponse:
        return StreamingResponse(iter([b"a" * 2000, b"b"]), media_type="text/csv")

    routes = [
        *asset_routes(),
        Route("/overview", lambda _request: HTMLResponse(INDEX)),
        Route(
            "/nowhere/{rest:path}", lambda _request: HTMLResponse(INDEX)
        ),  # as Streamlit answers what it does not know
        Route("/other.html", lambda _request: HTMLResponse("<p>other</p>")),
        Route("/long", lambda _request: PlainTextResponse("长" * 1000, headers={"etag": '"1"'})),
        Route("/short", lambda _request: PlainTextResponse("短")),
        Route("/export/x.csv", stream),
    ]
    return Starlette(routes=routes, middleware=middleware())


def raw(client: ASGIApp, path: str, accepted: str) -> tuple[bytes, Mapping[str, str]]:
    answer = ask(client, path, accepted)
    assert answer.status == 200
    return answer.body, answer.headers


def test_brotli_before_gzip_before_nothing(client: ASGIApp):
    body, headers = raw(client, "/long", "gzip, deflate, br")
    assert headers["content-encoding"] == "br"
    assert brotli.decompress(body).decode() == "长" * 1000
    body, headers = raw(client, "/long", "gzip, br;q=0")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body).decode() == "长" * 1000
    body, headers = raw(client, "/long", "identity")
    assert "content-encoding" not in headers
    assert body.decode() == "长" * 1000


def test_lengths_are_right_and_small_things_stay_as_they_are(client: ASGIApp):
    body, headers = raw(client, "/long", "br")
    assert int(headers["content-length"]) == len(body)
    body, headers = raw(client, "/short", "br")
    assert "content-encoding" not in headers
    assert body.decode() == "短"


def test_exports_pass_untouched(client: ASGIApp):
    body, headers = raw(client, "/export/x.csv", "br, gzip")
    assert "content-encoding" not in headers
    assert body == b"a" * 2000 + b"b"


def test_assets_may_be_kept_for_ever_under_their_hash_only(client: ASGIApp):
    for name in ("plotly.min.js", "shell.js", "shell.css", "chart.js", "table.js", "scope_bar.js"):
        answer = ask(client, asset_url(name))
        assert answer.body == asset_bytes(name)
        assert "immutable" in answer.headers["cache-control"]
    assert ask(client, "/assets/0123456789ab/shell.js").status == 404
    assert ask(client, "/assets/0123456789ab/..%2f..%2fassets.py").status == 404


def test_the_bare_address_leads_to_the_overview_with_its_parameters(client: ASGIApp):
    answer = ask(client, "/?grade=优")
    assert answer.status == 307
    assert answer.headers["location"] == "/overview?grade=%E4%BC%98"


def test_what_names_no_screen_leads_to_the_overview_and_says_so(client: ASGIApp):
    answer = ask(client, "/nowhere/x?grade=优&explain=y")
    assert answer.status == 307
    assert answer.headers["location"] == "/overview?grade=%E4%BC%98&screen=nowhere%2Fx"
    assert ask(client, "/other.html").text == "<p>other</p>"


def test_every_file_of_a_screen_is_an_address():
    assert {*SHOWN, "home"} == SCREENS


def test_the_frame_speaks_the_readers_language_and_brings_our_files(client: ASGIApp):
    chinese, english = ask(client, "/overview").text, ask(client, "/overview?lang=en").text
    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english
    assert "Streamlit" not in chinese
    for text in (chinese, english):
        assert asset_url("shell.js") in text
        assert asset_url("shell.css") in text


def test_a_page_that_is_not_the_frame_is_left_alone():
    assert frame(b"<html>other</html>", "") == b"<html>other</html>"
