"""Documents → assessed documents, in order, over several processes, a few at a time so that memory stays flat."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from data.intake.assessed import AssessedDocument
from data.intake.find import Found
from data.intake.read import Reader

_CHUNK_BYTES = 256 * 1024
_CHUNK_DOCUMENTS = 16
# Below this the start of processes costs more than they save.
_ALONE_BYTES = 1024 * 1024


def assess_all(documents: Sequence[Found], reader: Reader, processes: int | None = None) -> Iterator[AssessedDocument]:
    """Every document, assessed, in the order given. A document that ends its process is reported, the rest goes on."""
    processes = processes or os.cpu_count() or 1
    chunks = list(_chunks(documents))
    if processes == 1 or len(chunks) == 1 or sum(found.size for found in documents) < _ALONE_BYTES:
        yield from (reader.read(found) for found in documents)
        return
    done = 0
    while done < len(chunks):
        try:
            for assessed in _by_pool(chunks[done:], reader, processes):
                yield from assessed
                done += 1
        except BrokenProcessPool:
            for found in chunks[done]:
                yield _in_its_own_process(found, reader)
            done += 1


def _by_pool(chunks: Sequence[Sequence[Found]], reader: Reader, processes: int) -> Iterator[list[AssessedDocument]]:
    waiting: deque[Future[list[AssessedDocument]]] = deque()
    with _pool(processes, reader) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_read_chunk, chunk))
                if len(waiting) > 2 * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _in_its_own_process(found: Found, reader: Reader) -> AssessedDocument:
    try:
        with _pool(1, reader) as pool:
            return pool.submit(_read_chunk, [found]).result()[0]
    except BrokenProcessPool:
        return reader.failed(found, "进程被终止，可能是内存不足")


def _pool(processes: int, reader: Reader) -> ProcessPoolExecutor:
    # A fork of a process with DuckDB's threads could hang; the fork server is fresh and imports the reader once.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["data.intake.read"])
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(reader,))


_here: list[Reader] = []  # the reader of this process, where it is one of the pool's


def _start(reader: Reader) -> None:
    _here[:] = [reader]


def _read_chunk(chunk: Sequence[Found]) -> list[AssessedDocument]:
    return [_here[0].read(found) for found in chunk]


def _chunks(documents: Sequence[Found]) -> Iterator[list[Found]]:
    """Documents in tasks of about equal size, so that many small ones cost few round trips."""
    chunk: list[Found] = []
    size = 0
    for found in documents:
        chunk.append(found)
        size += found.size
        if size >= _CHUNK_BYTES or len(chunk) >= _CHUNK_DOCUMENTS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
