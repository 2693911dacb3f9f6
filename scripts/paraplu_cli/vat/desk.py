"""A return on the desk: what is in the way of it, and filing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paraplu.base.language import Message, counted, printable, say
from paraplu.bookkeeping.vat.assessed import DOUBTS
from paraplu.bookkeeping.vat.entry import draft
from paraplu.bookkeeping.vat.filing import ReturnSettlement, Unfiled, settlement
from paraplu.bookkeeping.vat.returns import VatReturn, vat_of, vat_return
from paraplu.journal import CannotBook, write
from paraplu_cli.command import Stopped
from paraplu_cli.places import shown
from paraplu_cli.places import written as place_of
from paraplu_cli.standing import BROKEN, broken, figures_outcome
from paraplu_cli.stream import emit

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.findings import Source
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.vat.assessed import Unclear
    from paraplu_cli.outcome import Outcome

# The first lines help; hundreds help nobody.
_MOST_LINES = 40


def desk_of(
    period: Period, main: Path, members: Path | None, today: dt.date | None
) -> PeriodReturn | None:
    """Return the desk of some books; None, and why, where they cannot be used."""
    outcome = figures_outcome(main, members, today, whole=True)
    return PeriodReturn(outcome, period) if outcome else None


class PeriodReturn:
    """The return over one period of some books."""

    def __init__(self, outcome: Outcome, period: Period) -> None:
        """Make the return; Stopped where entries are not clear."""
        self.outcome = outcome
        self.language = outcome.language
        self.books = outcome.report.books
        self.register = outcome.report.register
        self.vat = vat_of(self.books, self.register)
        self._refuse(self.vat.unclear_in([period]))
        self.made: VatReturn = vat_return(self.vat, period)

    def _refuse(self, unclear: list[Unclear]) -> None:
        """Tell each entry that cannot be put into a box, and stop."""
        if not unclear:
            return
        for one in unclear[:_MOST_LINES]:
            transaction = one.transaction
            line = say(
                "{place}  {date}  {account}  {amount}: {doubt}",
                place=place(transaction.source_at(one.position)),
                date=transaction.date,
                account=transaction.accounts[one.position].name,
                amount=abs(transaction.postings[one.position].amount),
                doubt=DOUBTS[one.doubt],
            )
            click.echo(self.language.render(line), err=True)
        raise Stopped(
            say(
                "There is no return yet: {entries}. Write a VAT code on that line, "
                "such as {example}.",
                entries=counted(
                    "{n} entry cannot be put into a box",
                    "{n} entries cannot be put into a box",
                    len(unclear),
                ),
                example='vat: "zero"',
            )
        )

    @property
    def broken(self) -> bool:
        """Tell whether Beancount itself finds errors: entries may be missing then."""
        return broken(self.outcome.report)

    def file(self) -> None:
        """Write the entry into the ledger, and say so; nothing where it is there.

        Nobody else may be writing in these books. Stopped where it cannot be filed.
        """
        if self.broken:
            raise Stopped(BROKEN)
        # What came late, and is not clear, would be missing among the corrections.
        self._refuse(self.vat.unclear_in(self.vat.filed))
        try:
            settled = settlement(self.books, self.register, self.vat, self.made)
            if settled is None:
                self._say(
                    say(
                        "{period} is already filed; nothing was written.",
                        period=str(self.made.period),
                    )
                )
                return
            drafted = draft(self.books, self.register, settled)
            files = write(drafted.changes())
        except (Unfiled, CannotBook) as fault:
            raise Stopped(fault.message) from fault
        for line in self._told(settled):
            self._say(line)
        places = "".join(f"{printable(shown(file))}\n" for file in files)
        texts = "".join(one.text for own in drafted.blocks.values() for one in own)
        emit(f"\n{places}\n{texts}")

    def _told(self, settled: ReturnSettlement) -> list[Message]:
        account, amount = settled.postings[-1]
        lines = [
            say(
                "{period} is filed: {amount} {direction}, on {account}.",
                period=str(self.made.period),
                amount=abs(amount),
                direction=say("to pay") if amount <= 0 else say("to get back"),
                account=account,
            )
        ]
        lines += [
            say(
                "{left} stays on {account}: rounding to whole euros leaves cents, and "
                "VAT that is not due yet is there too.",
                account=name,
                left=left,
            )
            for name, left in settled.left.items()
        ]
        return lines

    def _say(self, message: Message) -> None:
        emit(self.language.render(message) + "\n")


def place(source: Source) -> str:
    """Return a place in the ledger for people."""
    return printable(place_of(source._replace(file=shown(source.file))))
