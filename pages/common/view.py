"""What a screen is shown for: snapshot, scope and language, all from the address, and links that keep them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote_plus, urlencode

import streamlit as st

from analytics.scope import Scope
from data.store import Snapshot
from pages.common import address, connection, words

PLACEHOLDER: Final = "{0}"  # in an address given to chart(link=…): the customdata of the mark clicked
# In an address given to table's Column(figure=…): the row's id. Its letters are the same however often it is encoded.
ROW: Final = "~id~"


@dataclass(frozen=True, slots=True)
class View:
    """One run of one screen. `address`: its query parameters as they are, the explained figure aside."""

    snapshot: Snapshot
    scope: Scope
    language: str
    address: str = field(default="", compare=False)

    def link(self, page: str, *, scope: Scope | None = None, **screen: str | Iterable[str] | None) -> str:
        """The address of a page with this scope (or another) and language; open it with any <a href>."""
        return address.link(page, self.scope if scope is None else scope, self.language, **screen)

    def narrowed(self, page: str, **fields: object) -> str:
        """A page's address with fields of the scope replaced: view.narrowed("deductions", causes=("疫情影响",))."""
        return address.link(page, replace(self.scope, **fields), self.language)  # type: ignore[arg-type]

    def narrowed_link(self, page: str, field: str) -> str:
        """For chart(link=…): the address of a page with one text field of the scope set to the mark's customdata."""
        return self.narrowed(page, **{field: (PLACEHOLDER,)})

    def explained(self, key: str) -> str:
        """The address of this same screen with the figure of that key explained ('' closes the explanation)."""
        parts = [self.address, f"explain={quote_plus(key)}" if key else ""]
        return "?" + "&".join(part for part in parts if part)

    @property
    def shared(self) -> tuple[str, ...]:
        """What most of the screen's addresses hold: all of its own, or its scope and language."""
        return (self.address, address.query_of(self.scope, self.language))

    def parameter(self, name: str) -> str | None:
        """A parameter of the screen itself (`id`, `line` …), None when the address has none."""
        return parameter(name)

    def parameters(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that may be given several times, in order, each once."""
        parameter(name)
        return tuple(dict.fromkeys(value for value in st.query_params.get_all(name) if value))


def parameter(name: str) -> str | None:
    """One of the screen's own parameters in the address."""
    if name not in address.SCREEN_KEYS:
        raise ValueError(f"{name!r} is no screen parameter; add it to SCREEN_KEYS in pages/common/address.py")
    return st.query_params.get(name) or None


def reading() -> address.Reading:
    """What the address of this run says."""
    return address.read_address({key: st.query_params.get_all(key) for key in st.query_params})


def view() -> View:
    """The view of this run. main.py runs no screen without a snapshot, so there is one."""
    snapshot = connection.current()
    if snapshot is None:
        st.stop()
    own = [name for name in st.query_params if name not in ("explain", address.UNKNOWN_SCREEN)]
    kept = [(name, value) for name in own for value in st.query_params.get_all(name)]
    return View(snapshot, reading().scope, words.language(), urlencode(kept))


def go(scope: Scope, **screen: str | Iterable[str] | None) -> None:
    """Set the scope of this screen; for callbacks, which run before the screen is drawn again.

    The address gets a new entry in the browser's history, so 'back' undoes it. The screen's own parameters
    stay unless they are given (None takes one away).
    """
    kept = [(key, value) for key in address.SCREEN_KEYS for value in st.query_params.get_all(key) if key not in screen]
    given = [
        (key, one) for key, value in screen.items() for one in ([value] if isinstance(value, str) else value or ())
    ]
    language = words.use_language(st.query_params.get("lang"))
    pairs = [("lang", language)] if language != "zh" else []
    whole: dict[str, list[str]] = {}
    for key, value in (*pairs, *address.write_scope(scope), *kept, *given):
        whole.setdefault(key, []).append(value)
    st.query_params.from_dict(whole)


def narrow(**fields: object) -> None:
    """Replace fields of the scope of this screen, from a callback: narrow(causes=("疫情影响",))."""
    go(replace(reading().scope, **fields))  # type: ignore[arg-type]
