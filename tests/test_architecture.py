"""What the folders promise: imports run app → pages → analytics → data, and each library stays in its place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("data", "analytics", "pages", "app")
# library → the places that may import it
HOMES = {
    "streamlit": ("app.py", "pages/"),
    "plotly": ("pages/common/",),
    "duckdb": ("data/store/",),
    "sqlite3": ("data/decisions/",),
}
SOURCES = sorted([ROOT / "app.py", *(path for layer in LAYERS[:3] for path in (ROOT / layer).rglob("*.py"))])
NO_SUBJECT = {"utils", "util", "helpers", "misc", "common"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def layer_of(path: Path) -> int:
    return LAYERS.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_to_their_layer(path: Path):
    here = str(path.relative_to(ROOT))
    for name in imported(path):
        top = name.split(".")[0]
        if top in LAYERS:
            assert LAYERS.index(top) <= layer_of(path), f"{here} 引用了上层模块 {name}"
        if top == "tests":
            pytest.fail(f"{here} 引用了测试模块 {name}")
        if top in HOMES:
            assert here.startswith(HOMES[top]), f"{here} 不应引用 {name}"


def test_the_layers_are_found():
    assert {layer_of(path) for path in SOURCES} == set(range(len(LAYERS)))


def test_every_file_is_named_for_its_subject():
    assert not [path for path in SOURCES if path.stem in NO_SUBJECT]
