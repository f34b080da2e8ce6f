"""The structure that the folders promise: imports run app → pages → analytics → data, and each library stays in its place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("data", "analytics", "pages", "app")
# library → the places that may import it
HOMES = {
    "streamlit": ("app.py", "pages/"),
    "plotly": ("analytics/figures/", "pages/common/"),
    "duckdb": ("data/store/",),
    "sqlite3": ("data/decisions/",),
}
SOURCES = sorted(
    path for path in [ROOT / "app.py", *(p for layer in LAYERS[:3] for p in (ROOT / layer).rglob("*.py"))] if path.exists()
)


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


@pytest.mark.parametrize("path", [p for p in SOURCES if p.stem in ("utils", "helpers", "util", "misc")], ids=str)
def test_no_file_without_a_subject(path: Path):
    pytest.fail(f"{path} 的名字没有说明它的内容")
