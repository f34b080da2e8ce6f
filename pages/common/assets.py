"""The scripts and the style sheet that our own components use, served once under a name with their hash."""

import hashlib
from functools import cache
from pathlib import Path

import plotly

_FOLDER = Path(__file__).parent / "assets"
_PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"

MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@cache
def _files() -> dict[str, Path]:
    """name → file; the name is all that can be asked for, so no path comes from an address."""
    return {file.name: file for file in (*sorted(_FOLDER.glob("*.*")), _PLOTLY)}


@cache
def asset_bytes(name: str) -> bytes | None:
    """The file's content; None when there is no asset of that name."""
    file = _files().get(name)
    return file.read_bytes() if file else None


@cache
def _ours() -> str:
    """The hash that all our own files share, so that one script finds another beside it."""
    content = hashlib.sha256()
    for name in sorted(_files().keys() - {_PLOTLY.name}):
        content.update(asset_bytes(name) or b"")
    return content.hexdigest()[:12]


@cache
def asset_url(name: str) -> str:
    """The address of an asset, '/assets/<hash>/<name>': it changes with the content, so browsers may keep it."""
    content = asset_bytes(name)
    if content is None:
        raise KeyError(f"no asset {name} in {_FOLDER}")
    tag = hashlib.sha256(content).hexdigest()[:12] if name == _PLOTLY.name else _ours()
    return f"/assets/{tag}/{name}"


def component_script(name: str) -> str:
    """The script to register a component with: it only fetches the real one, so no run sends it again."""
    return (
        f"const module = import(new URL({asset_url(name)!r}, window.location.origin).href);\n"
        "export default async (component) => (await module).default(component);\n"
    )
