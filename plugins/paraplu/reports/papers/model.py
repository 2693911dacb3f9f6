"""A paper: one document, with all that it says and nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Message, say
from paraplu.ledger.beancount_errors import is_empty_folder
from paraplu.ledger.seals.model import Scope, ScopeKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Cooperative
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu.reports.papers.state import StateOfBooks


class Status(StrEnum):
    """Whether the figures may still change."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    CORRECTED = "corrected"

    @property
    def word(self) -> Message:
        """The word that people read."""
        return _WORDS[self]


_WORDS = {
    Status.PROVISIONAL: say("Provisional"),
    Status.FINAL: say("Final"),
    Status.CORRECTED: say("Corrected"),
}


class PaperIssuer(NamedTuple):
    """The cooperative that gives the paper: its name, and where it is, line by line."""

    name: str
    address: tuple[str, ...] = ()
    kvk: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a paper under one heading; the first may do without."""

    key: str
    title: Message | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """One document.

    `kind` is the word by which it is asked for, `subject` whom or what it is about, as
    a part of a file's name; empty where it is about everybody. `whom` says for whom it
    is, `about` what stands below the title, such as a trade name. `closing` is the
    last day that the figures have, `notices` are what the reader has to know first. A
    `wide` one has tables with much text, and lies on its side on paper.
    """

    kind: str
    subject: str
    title: Message
    whom: Message
    period: PaperPeriod
    closing: dt.date
    status: Status
    state: StateOfBooks
    issuer: PaperIssuer
    currency: str
    sections: tuple[Section, ...]
    about: str = ""
    notices: tuple[Message, ...] = ()
    wide: bool = False

    def __post_init__(self) -> None:
        keys = [block.key for block in self.blocks()]
        if len(set(keys)) != len(keys):
            raise ValueError(f"blocks with the same key: {', '.join(keys)}")

    @property
    def name(self) -> str:
        """What a file with it is called, without what follows the dot; it sorts."""
        # Dots would hide where the end of a file's name begins.
        days = self.period.code.replace("..", "_")
        return "-".join(filter(None, (self.kind, self.subject, days)))

    def blocks(self) -> Iterator[Block]:
        """Yield its blocks, section by section."""
        for section in self.sections:
            yield from section.blocks


def status_of(books: Books, period: PaperPeriod) -> Status:
    """Return whether the figures of a period may still change.

    Where periods are closed by seals, they can until its days are. Elsewhere they can
    until the books have an entry of after it. And they can where not all of the books
    could be read.
    """
    newest = books.newest_day
    if newest is None or is_broken(books) or newest <= period.last:
        return Status.PROVISIONAL
    scope = Scope(ScopeKind.ALL)
    if books.seals.closed(scope):
        begun = max(period.first, books.first_day or period.first)
        if begun <= period.last and not books.seals.covers(scope, begun, period.last):
            return Status.PROVISIONAL
    return Status.FINAL


def is_broken(books: Books) -> bool:
    """Tell whether Beancount could not read parts of the books."""
    return not all(is_empty_folder(error.message) for error in books.errors)


BROKEN = say("Parts of the books could not be read, so entries may be missing.")


def issuer_of(cooperative: Cooperative) -> PaperIssuer:
    """Return the cooperative as it stands on a paper."""
    place = cooperative.address
    town = f"{place.get('postcode', '')} {place.get('city', '')}".strip()
    lines = filter(None, (place.get("street", ""), town))
    return PaperIssuer(cooperative.name, tuple(lines), cooperative.kvk)
