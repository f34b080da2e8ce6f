"""Documents of generated forms with their truth, in memory or as files.

    python -m tests.generated.corpus --forms 200 --seed 1 --layout like_filing --out DIR

writes document-0001.txt … and, unless --no-truth is given, document-0001.json …: a list of forms in the shape
of the golden records (decimals as strings).
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.form.record import FormRecord
from tests.generated.forms import FormStyle, make_form
from tests.generated.layout import PRESETS, Layout
from tests.generated.render import Rendered, render


def generated_documents(
    forms: int, seed: int, layout: Layout, *, forms_per_document: int = 13, style: FormStyle | None = None
) -> Iterator[Rendered]:
    """Documents with that many forms in all, one at a time; no two projects of a corpus share a name."""
    rng = random.Random(seed)
    seen: dict[str, int] = {}
    left = forms
    while left > 0:
        count = min(left, forms_per_document)
        left -= count
        yield render([named_apart(make_form(rng, style=style), seen) for _ in range(count)], rng, layout)


def form_as_json(form: FormRecord) -> dict[str, Any]:
    """A form in the shape of the golden records: decimals as strings, no problems and no margin."""
    fields = asdict(form)
    for name in ("problems", "margin"):
        del fields[name]
    return {name: _plain(value) for name, value in fields.items()}


def write_corpus(documents: Iterator[Rendered], folder: Path, *, truth: bool = True) -> int:
    """Write each document, and its truth beside it; the number of documents written."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, document in enumerate(documents, 1):
        file = folder / f"document-{count:04d}.txt"
        file.write_text(document.text, encoding="utf-8", newline="\n")
        if truth:
            shown = json.dumps([form_as_json(form) for form in document.forms], ensure_ascii=False, indent=1)
            file.with_suffix(".json").write_text(shown + "\n", encoding="utf-8")
    return count


def named_apart(form: FormRecord, seen: dict[str, int]) -> FormRecord:
    name = form.name or ""
    seen[name] = seen.get(name, 0) + 1
    return form if seen[name] == 1 else replace(form, name=f"{name}（第{seen[name]}批）")


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def main(arguments: list[str] | None = None) -> None:
    """Write a corpus as the command line says."""
    parser = argparse.ArgumentParser(description="Write documents of generated forms and their truth.")
    parser.add_argument("--forms", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", choices=sorted(PRESETS), default="like_filing")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--forms-per-document", type=int, default=13)
    parser.add_argument("--no-truth", action="store_true", help="write the documents only")
    options = parser.parse_args(arguments)
    documents = generated_documents(
        options.forms, options.seed, PRESETS[options.layout], forms_per_document=options.forms_per_document
    )
    count = write_corpus(documents, options.out, truth=not options.no_truth)
    print(f"{options.forms} forms in {count} documents: {options.out}")


if __name__ == "__main__":
    main()
