"""A session of the dashboard without a browser: asks a running server for a page as Streamlit's own frontend does."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page's script: from the request to the last message, in milliseconds; bytes that came."""

    milliseconds: float
    received_bytes: int


class PageFailed(RuntimeError):
    """A page showed an exception, or its script did not end well."""


class Session:
    """One visitor's connection; a context."""

    def __init__(self, url: str) -> None:
        self._address = url.replace("http", "ws", 1) + "/_stcore/stream"
        self._opened = ExitStack()
        self.pages: dict[str, str] = {}  # address → hash of the page's script

    def __enter__(self) -> Self:
        connection = connect(self._address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        self._socket = self._opened.enter_context(connection)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def open(self, page: str, query: str = "") -> Run:
        """Run the page at that address with that query string; raises PageFailed."""
        request = BackMsg()
        request.rerun_script.query_string = query
        request.rerun_script.page_name = page
        request.rerun_script.page_script_hash = self.pages.get(page, "")
        started, received = time.perf_counter(), 0
        self._socket.send(request.SerializeToString())
        while True:
            content = self._socket.recv(PATIENCE_S)
            assert isinstance(content, bytes)
            received += len(content)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {each.url_pathname: each.page_script_hash for each in message.navigation.app_pages}
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise PageFailed(f"/{page}?{query}: {message.delta.new_element.exception.message}")
            elif kind == "page_not_found":
                raise PageFailed(f"/{page}: there is no such page")
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return Run((time.perf_counter() - started) * 1000, received)
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise PageFailed(
                        f"/{page}?{query}: {ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)}"
                    )
