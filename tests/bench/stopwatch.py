"""How long a program spends in some of its functions, while it runs as it is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Stopwatch:
    """Seconds spent in the functions it is on; none of them may call another of its own."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def on(self, module: ModuleType, name: str) -> Iterator[None]:
        """Run while `module` calls that function."""
        function = getattr(module, name)
        setattr(module, name, self._timed(function))
        try:
            yield
        finally:
            setattr(module, name, function)

    def _timed(self, function: Callable[P, R]) -> Callable[P, R]:
        def timed(*args: P.args, **kwargs: P.kwargs) -> R:
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - started

        return timed
