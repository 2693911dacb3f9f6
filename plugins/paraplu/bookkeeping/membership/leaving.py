"""What there is to do when a member leaves: each step done, or open with what to do.

Nothing here writes: the list follows from the books and the register, so it can be made
again until all is done. MB06 finds what is still open after ninety days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month
from paraplu.base.dutch_law.vat import last_day_to_issue
from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.periods import Period
from paraplu.bookkeeping.contributions.month import (
    ContributionState,
    standings_of_all,
)
from paraplu.bookkeeping.invoices.reading import read_invoice
from paraplu.bookkeeping.membership import leaving_goods as goods
from paraplu.bookkeeping.membership.parting_case import LeavingStep, PartingCase
from paraplu.bookkeeping.vat.filed import filed_returns
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.register.membership import Member
    from paraplu.register.model import Register


def steps_of(
    books: Books, register: Register, invoices: Invoices, member: Member
) -> Sequence[LeavingStep]:
    """Return all steps of a member who leaves, in the order in which to do them."""
    left = member.left
    if left is None:
        return ()
    return tuple(_Leaving(PartingCase(books, register, member, left), invoices).steps())


@dataclass(frozen=True)
class _Leaving:
    """The steps of one member who leaves."""

    case: PartingCase
    invoices: Invoices

    def steps(self) -> Iterator[LeavingStep]:
        """Yield the steps; the last ones depend on those before them."""
        yield LeavingStep(
            "left", say("Left on {day}, in the register", day=self.case.left), done=True
        )
        yield self._outflow()
        yield self._invoices()
        yield self._owed(
            "receivable",
            say("Invoices that customers still have to pay"),
            frozenset({Kind.RECEIVABLE}),
            say(
                "Ask for it with paraplu invoice remind. Book what will never come as "
                "costs; docs/how-to.md shows how."
            ),
        )
        yield self._owed(
            "payable",
            say("Bills, down payments and prepayments"),
            frozenset({Kind.PAYABLE, Kind.DEPOSIT, Kind.PREPAID}),
            say("Pay with paraplu pay, and give back what was paid in advance."),
        )
        yield self._contribution()
        yield from goods.things(self.case)
        yield goods.cash(self.case)
        yield self._vat()
        yield goods.capital(self.case)
        yield goods.rest(self.case)
        yield goods.empty(self.case)
        yield self._statement()

    def _outflow(self) -> LeavingStep:
        return LeavingStep(
            "outflow",
            say("Where the member went: {way}", way=self.case.member.left_to or "…"),
            bool(self.case.member.left_to),
            say(
                "paraplu member leave {member} --to work, or own-business, education, "
                "care, benefit, other",
                member=self.case.member.code,
            ),
        )

    def _invoices(self) -> LeavingStep:
        root, code = self.case.books.root, self.case.member.code
        products = self.invoices.products
        drafts = [
            path.name
            for path in self.invoices.drafts
            if (read := read_invoice(path, root, products)[0]) and read.member == code
        ]
        to_come = self.case.books.today < self.case.left
        todo = say(
            "Issue or delete the drafts {names}: paraplu invoice issue --all",
            names=", ".join(drafts),
        )
        if not drafts:
            todo = say("After {last}: paraplu invoice new", last=self.case.left)
        return LeavingStep(
            "invoices",
            say(
                "Everything delivered until {left} is invoiced, at the latest on {day}",
                left=self.case.left,
                day=last_day_to_issue(self.case.left),
            ),
            not drafts and not to_come,
            todo,
        )

    def _owed(
        self, key: str, said: Message, kinds: frozenset[Kind], todo: Message
    ) -> LeavingStep:
        found = self.case.on(kinds)
        parts = ", ".join(f"{one.name} {n}" for one, n in found)
        if found:
            todo = say("{parts}. {todo}", parts=parts, todo=todo)
        return LeavingStep(key, said, not found, todo)

    def _contribution(self) -> LeavingStep:
        said = say("The last contribution, up to {month}", month=str(self._month))
        standings = standings_of_all(self.case.books, self.case.register)
        every = standings.get(self.case.member.code, ())
        wrong = [
            str(one.due.month)
            for one in every
            if one.due.month <= self._month
            and one.state in (ContributionState.NEW, ContributionState.DIFFERS)
        ]
        agreed = self.case.register.policy(self.case.left, self.case.member.code)
        owes = standings or agreed.contribution
        if owes and self.case.books.today < self._month.last:
            after = say(
                "After {last}: paraplu contribution {month}",
                last=self._month.last,
                month=str(self._month),
            )
            return LeavingStep("contribution", said, done=False, todo=after)
        command = ", ".join(f"paraplu contribution {m}" for m in dict.fromkeys(wrong))
        return LeavingStep(
            "contribution", said, not wrong, say("{command}", command=command)
        )

    @property
    def _month(self) -> Month:
        return Month.of(self.case.left)

    def _vat(self) -> LeavingStep:
        said = say("VAT of the last period")
        terms = self.case.register.vat_on(self.case.left)
        in_books = any(one.kind in VAT for one in self.case.books.accounts)
        if not (self.case.register.vat or in_books) or terms.scheme is Scheme.KOR:
            return LeavingStep("vat", said, done=True)
        period = Period.of(self.case.left, terms.span)
        filed, _ = filed_returns(self.case.books)
        done = any(str(one) == str(period) for one in filed)
        command = f"paraplu vat {period}"
        words = say("{command}", command=command)
        if self.case.books.today <= period.last:
            words = say("After {last}: {command}", last=period.last, command=command)
        return LeavingStep("vat", said, done, words)

    def _statement(self) -> LeavingStep:
        signed = self.case.member.settled
        done = signed is not None and signed >= self.case.left
        until = max(self.case.left, self.case.books.today)
        return LeavingStep(
            "statement",
            say("The final statement is signed"),
            done,
            say(
                "Print it: paraplu report member {member} {period} --format pdf. When "
                "it is signed: paraplu member leave {member} --signed DATE",
                member=self.case.member.code,
                period=f"{self.case.member.spells[-1].period.start}..{until}",
            ),
        )
