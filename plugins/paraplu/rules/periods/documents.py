"""PD02: a document of a closed period was changed, or is gone.

Receipts are kept for seven years, in the form in which they came (art. 52 AWR). The
seal has the checksum of each that an entry of the period names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Severity, Source
from paraplu.base.language import say
from paraplu.base.sums import GONE
from paraplu.bookkeeping.periods.documents import known_digests
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import Seals

PD02 = Rule("PD02", Severity.ERROR, say("A document of a closed period was changed"))


def judge_documents(books: Books, seals: Seals) -> Iterator[Finding]:
    """Yield the documents of closed periods that are not what they were."""
    named = [name for seal in seals.in_force for name in seal.documents]
    now = known_digests(books, named)
    for seal in seals.in_force:
        for name, digest in seal.documents.items():
            if now[name] == digest:
                continue
            what = (
                say("{file} is gone.", file=name)
                if now[name] == GONE
                else say("{file} is not what it was.", file=name)
            )
            yield PD02.found(
                say(
                    "{what} It belongs to {period}, which was closed on {day}.",
                    what=what,
                    period=seal.period,
                    day=seal.day,
                ),
                Source(str(seal.file), 1),
                hint=say(
                    "Put back the file that is in git: `git log -- {file}` tells when "
                    "it changed.",
                    file=name,
                ),
                date=seal.period.last,
            )
