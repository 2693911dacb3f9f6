"""What a check shows, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from paraplu.base.git import state_of
from paraplu.base.money import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.findings import Finding
    from paraplu.base.language import Language
    from paraplu.check import Report


@dataclass(frozen=True)
class Outcome:
    """A report, and those of its findings that are shown.

    With `since`, a git revision, they are the findings that it did not have. `most` is
    how many of one rule are told to people one by one; None for all. `trail` asks for
    who approved what.
    """

    report: Report
    findings: tuple[Finding, ...]
    language: Language
    since: str | None = None
    most: int | None = None
    trail: bool = False

    @cached_property
    def state(self) -> tuple[str | None, bool | None]:
        """The git commit that the books are at, and whether all is as in it.

        None where they are in no repository.
        """
        return state_of(self.report.books.root)

    @cached_property
    def transactions(self) -> int:
        """How many transactions the rules looked at."""
        return self.report.books.size

    @property
    def members(self) -> int:
        """How many members the register has; where it cannot be used, the books."""
        register = self.report.register
        return len(register.members if register.usable else self.report.books.rings)

    @property
    def codes(self) -> list[str]:
        """Every member that the register or the books name."""
        return sorted({*self.report.register.members, *self.report.books.rings})

    @property
    def usable(self) -> bool:
        """Tell whether the books can be read: they were loaded, and by a register."""
        return self.report.loaded and self.report.register.usable

    @property
    def complete(self) -> bool:
        """Tell whether all rules ran, and on all that they judge."""
        return self.report.verdict.complete

    def thermometers(self) -> dict[str, Decimal]:
        """Return how each member of register and books stands today, by code.

        None without a loaded ledger, or without the register's words for accounts.
        """
        books = self.report.books
        if not self.usable:
            return {}
        return {
            code: books.rings[code].level(books.today) if code in books.rings else ZERO
            for code in self.codes
        }
