"""PD01 and PD03: a closed period changed, or would by what a command writes.

Whoever was shown the figures of a closed period, at the meeting or the municipality,
has to be able to trust them. The ledger is text, so nothing keeps anybody from changing
it; the seal makes that it shows. Commands and pages write nothing into such a period:
they refuse, in the words of PD03. In the books themselves such an entry is PD01, for
somebody wrote it by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.periods.comparing import (
    ChangedEntry,
    MovedBalance,
    PeriodChange,
    SealComparison,
    comparable,
)
from paraplu.ledger.seals import SealKind
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from pathlib import Path

    from paraplu.bookkeeping.periods.sealed_lines import SealableEntry
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import EntryMark, Seal, Seals
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

PD01 = Rule("PD01", Severity.ERROR, say("A closed period was changed"))
PD03 = Rule("PD03", Severity.ERROR, say("An entry would go into a closed period"))


def judge_entries(books: Books, register: Register, seals: Seals) -> Iterator[Finding]:
    """Yield the seals that are damaged, and what changed under the others."""
    for fault in seals.faults:
        yield PD01.found(
            fault.message,
            Source(str(fault.file), 1),
            hint=say(
                "Put back what is in git: `git log -- {folder}` tells what it was.",
                folder=_folder(books, fault.file),
            ),
        )
    for seal in seals.in_force:
        if not comparable(seal):
            yield _older(seal)
    for change in SealComparison(books, register).changes(seals):
        yield from _told(books, change)


def _told(books: Books, change: PeriodChange) -> Iterator[Finding]:
    seal = change.seal
    period, closed = seal.period, _closed(seal)
    for entry in change.came:
        came = say(
            "This entry came into {period}, which was {closed}.",
            period=period,
            closed=closed,
        )
        yield _at_entry(books, seal, entry, came)
    for changed in change.changed:
        other = say(
            "{what} when {period} was {closed}.",
            what=_what(changed),
            period=period,
            closed=closed,
        )
        yield _at_entry(books, seal, changed.now, other)
    for mark in change.gone:
        yield _gone(change.seal, mark)
    for moved in change.balances:
        yield _moved(books, change.seal, moved)


def _at_entry(books: Books, seal: Seal, entry: SealableEntry, said: Message) -> Finding:
    transaction = entry.transaction
    return PD01.found(
        said,
        entry.source,
        hint=_hint(seal),
        member=min(transaction.members, default=None) if transaction else None,
        amount=_amount(transaction),
        currency=books.currency,
        date=entry.mark.day,
    )


def _what(changed: ChangedEntry) -> Message:
    was = changed.was.words
    if was == changed.now.mark.words:
        return say("This entry is not what it was")
    return say("This entry was “{was}”", was=was)


def _gone(seal: Seal, mark: EntryMark) -> Finding:
    return PD01.found(
        say(
            "The entry “{words}” of {day} is gone from {period}, which was {closed}.",
            words=mark.words,
            day=mark.day,
            period=seal.period,
            closed=_closed(seal),
        ),
        _source(seal, str(mark)),
        hint=_hint(seal),
        date=mark.day,
    )


def _moved(books: Books, seal: Seal, moved: MovedBalance) -> Finding:
    return PD01.found(
        say(
            "{account} was {was} at the end of {period}, which was {closed}. Now it is "
            "{now}, by an entry before all that is closed.",
            account=moved.account,
            was=moved.was,
            now=moved.now,
            period=seal.period,
            closed=_closed(seal),
        ),
        _source(seal, f"{moved.was:.2f}\t{moved.account}"),
        hint=_hint(seal),
        amount=abs(moved.now - moved.was),
        currency=books.currency,
        date=seal.period.last,
    )


def _older(seal: Seal) -> Finding:
    return PD01.found(
        say(
            "The seal of {period} is by paraplu {program}, which makes other "
            "checksums, so only its balances and documents are looked at here.",
            period=str(seal.period),
            program=seal.program,
        ),
        Source(str(seal.file), 1),
        hint=say(
            "Verify it with that version, and close the period anew with this one."
        ),
        date=seal.period.last,
        severity=Severity.WARNING,
    )


def _closed(seal: Seal) -> Message:
    if seal.kind is SealKind.FILED:
        return say("filed on {day}", day=seal.day)
    return say("closed on {day}", day=seal.day)


def _hint(seal: Seal) -> Message:
    if seal.kind is SealKind.FILED:
        return say(
            "Put back what is in git, and correct it by an entry of a later day that "
            "says what it corrects."
        )
    return say(
        "Put back what is in git. Or open the period again, with the reason: "
        "`paraplu period open {period}`.",
        period=str(seal.period),
    )


def _source(seal: Seal, line: str) -> Source:
    """Return where a seal says something; its first line where it cannot be found."""
    try:
        lines = seal.file.read_text("utf-8").split("\n")
        return Source(str(seal.file), lines.index(line) + 1)
    except (OSError, ValueError):
        return Source(str(seal.file), 1)


def _folder(books: Books, seal: Path) -> str:
    """Return the folder of a seal as git knows it: what is missed lies there too."""
    folder = seal.parent
    if folder.is_relative_to(books.root):
        return folder.relative_to(books.root).as_posix()
    return folder.as_posix()


def _amount(transaction: Transaction | None) -> Decimal | None:
    if transaction is None:
        return None
    return sum((one.amount for one in transaction.postings if one.amount > 0), ZERO)
