import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from analytics.causes import loss_by_cause
from analytics.plan import Plan
from analytics.scope import Scope
from analytics.simulation import simulate
from data.audit import load_thresholds
from data.causes import Classifier, load_causes
from data.causes.table import MOST_CAUSES
from data.form.record import DocumentRecord
from data.intake import command, read, versions
from data.intake.assess import Assessor
from data.intake.cache import Cache
from data.intake.command import ALL_WELL, MARKED, main
from data.intake.find import find_documents
from data.intake.pipeline import assess_all
from data.intake.read import Reader
from data.store import current_snapshot, open_snapshot
from tests.build.answers import answers, content
from tests.build.filing import REAL, arguments, form_text, write


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the reader is given from now on."""
    texts: list[str] = []
    real = read.read_document

    def counting(text: str) -> DocumentRecord:
        texts.append(text)
        return real(text)

    monkeypatch.setattr(read, "read_document", counting)
    return texts


def serving(store: Path) -> Path:
    path = current_snapshot(store)
    assert path is not None
    return path


def test_only_what_changed_is_read_again(tmp_path: Path, texts_read: list[str]):
    folder, store = tmp_path / "in", tmp_path / "store"
    write(folder, "a.txt", form_text("甲项目"))
    write(folder, "b.txt", form_text("乙项目"))
    main(arguments([folder], "--store", store))
    assert len(texts_read) == 2
    first = serving(store)
    write(folder, "b.txt", form_text("乙项目", score="8.00"))
    main(arguments([folder], "--store", store))
    assert texts_read[2:] == [form_text("乙项目", score="8.00")]
    assert serving(store) != first
    assert content(serving(store))["project"] != content(first)["project"]


def test_from_the_cache_come_the_same_records(tmp_path: Path, texts_read: list[str]):
    main(arguments([REAL], "--store", tmp_path))
    first = serving(tmp_path)
    main(arguments([REAL], "--store", tmp_path))
    assert len(texts_read) == 1
    assert content(serving(tmp_path)) == content(first)
    assert answers(serving(tmp_path), "SELECT imported_at FROM document") == answers(
        first, "SELECT imported_at FROM document"
    )


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_damaged_cache_only_costs_time(damage: bytes | None, tmp_path: Path, texts_read: list[str]):
    main(arguments([REAL], "--store", tmp_path))
    first = serving(tmp_path)
    [kept] = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes()[:-7] if damage is None else damage)
    assert main(arguments([REAL], "--store", tmp_path)) == ALL_WELL
    assert len(texts_read) == 2
    assert content(serving(tmp_path)) == content(first)


def test_another_version_of_the_reader_reads_again(
    tmp_path: Path, texts_read: list[str], monkeypatch: pytest.MonkeyPatch
):
    main(arguments([REAL], "--store", tmp_path))
    monkeypatch.setattr(command, "reader_version", lambda: "another")
    main(arguments([REAL], "--store", tmp_path))
    assert len(texts_read) == 2
    assert len([path for path in (tmp_path / "cache").rglob("*") if path.is_file()]) == 1


def test_readings_of_documents_that_are_gone_are_dropped(tmp_path: Path):
    folder, store = tmp_path / "in", tmp_path / "store"
    write(folder, "a.txt", form_text("甲项目"))
    gone = write(folder, "b.txt", form_text("乙项目"))
    main(arguments([folder], "--store", store))
    gone.unlink()
    main(arguments([folder], "--store", store))
    assert len([path for path in (store / "cache").rglob("*") if path.is_file()]) == 1
    assert answers(serving(store), "SELECT name FROM project") == [("甲项目",)]


def test_nothing_is_built_while_nothing_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder, store = tmp_path / "in", tmp_path / "store"
    write(folder, "a.txt", form_text())
    stale = arguments([folder], "--store", store, "--if-stale")
    assert main(stale) == ALL_WELL
    first = serving(store)
    os.utime(folder / "a.txt", (5, 5))
    assert main(stale) == ALL_WELL
    assert serving(store) == first
    assert "已是最新" in capsys.readouterr().out
    write(folder, "b.txt", form_text("乙项目", total="12.00"))
    assert main(stale) == MARKED
    assert serving(store) != first
    assert main(stale) == MARKED, "a marked snapshot stays marked"
    serving(store).write_bytes(b"damaged")
    assert main(stale) == MARKED
    assert answers(serving(store), "SELECT count(*) FROM project") == [(2,)]


def test_configuration_and_code_make_a_snapshot_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path / "in", "a.txt", form_text())
    found = find_documents([tmp_path / "in"])
    before = versions.fingerprint(found, "configuration")
    assert versions.fingerprint(found, "another") != before
    monkeypatch.setattr(versions, "builder_version", lambda: "another")
    assert versions.fingerprint(found, "configuration") != before


def test_an_edited_table_of_causes_shows_at_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder, store = tmp_path / "in", tmp_path / "store"
    write(folder, "a.txt", form_text(reason="天气原因"))
    main(arguments([folder], "--store", store))
    assert answers(serving(store), "SELECT cause, evidence FROM deduction") == [("其他", None)]
    table = write(tmp_path, "causes.toml", '[[cause]]\ncause = "天气"\nprecedence = 1\npatterns = ["天气(?:原因)?"]\n')
    monkeypatch.setattr(command, "load_causes", lambda: load_causes(table))
    monkeypatch.setattr(command, "configuration_hash", lambda: versions.configuration_hash(tmp_path))
    assert main(arguments([folder], "--store", store, "--if-stale")) == ALL_WELL
    assert answers(serving(store), "SELECT cause, evidence FROM deduction") == [("天气", "天气原因")]


def test_a_full_table_of_causes_can_be_filtered_by_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    entry = '[[cause]]\ncause = "原因\'{0}"\nprecedence = {0}\npatterns = ["事由{0}号"]\n'
    numbers = range(1, MOST_CAUSES + 1)
    table = write(tmp_path, "causes.toml", "".join(entry.format(number) for number in numbers))
    monkeypatch.setattr(command, "load_causes", lambda: load_causes(table))
    for number in numbers:
        write(tmp_path / "in", f"{number}.txt", form_text(f"项目{number}", reason=f"事由{number}号"))
    main(arguments([tmp_path / "in"], "--store", tmp_path / "store"))
    with closing(open_snapshot(serving(tmp_path / "store"))) as snapshot:
        for number in numbers:
            cause = f"原因'{number}"
            [chosen] = loss_by_cause(snapshot, Scope(causes=(cause, "没有这类")))
            assert (chosen.cause, chosen.projects) == (cause, 1)
            assert simulate(snapshot, Scope(), Plan((cause,))).recovered == chosen.points


def reader() -> Reader:
    return Reader(Assessor(Classifier(load_causes()), load_thresholds()), Cache(None, ""), datetime(2022, 1, 1))


def test_processes_give_the_same_in_the_same_order(tmp_path: Path):
    for number in range(40):
        padding = "\n" * 30_000  # so that it is worth while to start processes
        write(tmp_path, f"{number}.txt", form_text(f"项目{number}") + padding)
    found = find_documents([tmp_path])
    alone = list(assess_all(found, reader(), processes=1))
    assert [document.forms[0].form.name for document in alone] == [f"项目{number}" for number in range(40)]
    assert list(assess_all(found, reader(), processes=2)) == alone


class DeadlyReader(Reader):
    """Stands for a reader that the system kills, as it does when memory runs out."""

    def read(self, found):  # noqa: ANN001
        if found.name == "7.txt":
            os._exit(9)
        return super().read(found)


def test_a_document_that_kills_its_process_is_reported_and_the_rest_is_read(tmp_path: Path):
    for number in range(20):
        write(tmp_path, f"{number}.txt", form_text(f"项目{number}") + "\n" * 60_000)
    deadly = DeadlyReader(reader().assessor, Cache(None, ""), datetime(2022, 1, 1))
    documents = list(assess_all(find_documents([tmp_path]), deadly, processes=2))
    assert [document.file_name for document in documents] == [f"{number}.txt" for number in range(20)]
    assert [len(document.forms) for document in documents] == [0 if number == 7 else 1 for number in range(20)]
    assert documents[7].findings[0].rule == "reading.failed"
