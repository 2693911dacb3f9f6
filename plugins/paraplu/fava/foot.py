"""What is printed below a page: the period, the day, and the checksum of the books."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu import __version__
from paraplu.base.plain_file import plain_bytes
from paraplu.ledger.checksums import books_checksum

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.fava.load import Load
    from paraplu.reports.span import Span
    from paraplu.rules.verdict import Judgement

_SHORT = 8


@dataclass(frozen=True)
class PrintedFoot:
    """The foot of a printed page; `begin` is None where all of the books count.

    The checksums are the beginnings of those that a check tells.
    """

    cooperative: str
    begin: dt.date | None
    end: dt.date
    books: str
    register: str
    version: str


def foot_of(load: Load, span: Span) -> PrintedFoot:
    """Return what is printed below a page over these days."""
    judgement = load.judgement
    books, register = load.once(("checksums",), _checksums)
    begin = span.begin if span.before else None
    return PrintedFoot(
        judgement.register.cooperative.name,
        begin,
        span.closing(judgement.books),
        books,
        register,
        __version__,
    )


def _checksums(judgement: Judgement) -> tuple[str, str]:
    register = plain_bytes(judgement.register.file)
    sums = (books_checksum(judgement.books), sha256(register).hexdigest())
    return sums[0][:_SHORT], sums[1][:_SHORT]
