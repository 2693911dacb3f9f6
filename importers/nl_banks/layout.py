"""What every layout of a statement can do: tell its own files, and read them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nl_banks.source import StatementFile
    from nl_banks.statement import Statement


class Layout(ABC):
    """One way in which one bank writes statements.

    `name` is short and stays the same ("ing-11"), `bank` is the bank's own name,
    `title` tells a person which file it is ("ING, CSV of 11 columns, since 2020").
    """

    name: str
    bank: str
    title: str

    @abstractmethod
    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 for a file of this layout, less for one that comes near.

        Only the start of the file is looked at, and never its name.
        """

    @abstractmethod
    def statements(self, source: StatementFile) -> Iterable[Statement]:
        """Return the statements in a file of this layout; Refused at what is wrong.

        Each account has one, unless the layout has several of its own. An export
        without lines has none.
        """
