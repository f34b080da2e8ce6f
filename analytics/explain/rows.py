"""How the rows of a base are read: their own table first, and beside it only what a figure names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a base: where they come from, what names one, where it stands in its document, its fields.

    beside: what can be joined with a row, by alias; each join finds one row or none that is missed.
    number, table: in this table a row is looked up by this number, whatever the scope; "" where rows have none.
    """

    source: str
    detail: str
    place: str
    fields: Mapping[str, str]
    beside: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    table: str = ""

    @property
    def whole(self) -> str:
        """What stands in FROM for all that a row has."""
        return " ".join((self.source, *self.beside.values()))

    @property
    def looked_up(self) -> str:
        """What joins all that a row has with numbers that are chosen already (chosen.number)."""
        return " ".join((f"JOIN {self.table} ON {self.number} = chosen.number", *self.beside.values()))

    def naming(self, *sql: str) -> str:
        """What stands in FROM where nothing but these pieces of SQL reads a row: joins cost more than the rows."""
        named = {alias for piece in sql for alias in re.findall(r"\b(\w+)\.", piece)}
        return " ".join((self.source, *(join for alias, join in self.beside.items() if alias in named)))
