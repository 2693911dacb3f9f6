"""What bills become: which entry, which receipt, or why not; all in memory."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.folding import party, signs
from paraplu.base.language import Language, Message, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bills.entry import (
    BillEntry,
    BillPosting,
    postings,
    written,
)
from paraplu.bookkeeping.bills.known import (
    digest,
    link_of,
    with_number,
    with_receipt,
)
from paraplu.bookkeeping.bills.model import UnreadableBill
from paraplu.bookkeeping.bills.parties import creditor_of, must_be_ours
from paraplu.bookkeeping.bills.taxing import is_foreign, taxed
from paraplu.bookkeeping.vat.filed import filed_returns
from paraplu.ledger.personal.names import Personal, without_bsn
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.chart import Account
    from paraplu.base.findings import Source
    from paraplu.bookkeeping.bills.model import Bill
    from paraplu.bookkeeping.bills.parties import Creditor
    from paraplu.bookkeeping.bills.sources import SourceFile
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

RECEIPTS = "documents"
_ONE_DAY = dt.timedelta(days=1)
_LONGEST_NUMBER = 60
_ASK_BOARD = frozenset({Kind.GROWTH, Kind.TRAINING, Kind.EQUIPMENT})


class KnownBill(NamedTuple):
    """A bill that came before, and where: in the books, or in a file of this run."""

    source: SourceFile
    place: Source | Path


@dataclass(frozen=True)
class BillPlan:
    """What a bill becomes: an entry, and its receipt below the folder of the ledger.

    `notes` are what somebody has to look at.
    """

    source: SourceFile
    bill: Bill
    creditor: Creditor
    account: Account
    day: dt.date
    receipt: Path
    postings: tuple[BillPosting, ...]
    entry: str
    notes: tuple[Message, ...] = ()


@dataclass
class Drafting:
    """Plans the bills of one run, and knows those that it planned."""

    books: Books
    register: Register
    personal: Personal
    today: dt.date
    _numbers: dict[tuple[str, str], Path] = field(default_factory=dict)
    _receipts: dict[str, Path] = field(default_factory=dict)

    def known(self, source: SourceFile) -> KnownBill | None:
        """Return where the very file of a bill was used; None where it was not."""
        name = digest(source.data)
        if name in self._receipts:
            return KnownBill(source, self._receipts[name])
        place = with_receipt(source.data, self.books)
        return KnownBill(source, place) if place else None

    def creditor(
        self, source: SourceFile, bill: Bill, trusted: str = ""
    ) -> Creditor | KnownBill:
        """Return who is paid for a bill, or where it is already.

        UnreadableBill where it cannot be booked.
        """
        must_be_ours(bill, self.register)
        if bill.day > self.today:
            raise UnreadableBill(
                say("It is of {day}, which is yet to come. Book it then.", day=bill.day)
            )
        if len(bill.number) > _LONGEST_NUMBER:
            raise UnreadableBill(
                say(
                    "Its number has more than {most} characters. Ask the supplier for "
                    "a bill with another one.",
                    most=_LONGEST_NUMBER,
                )
            )
        if not bill.payable:
            raise UnreadableBill(_nothing_to_pay(bill))
        if bill.totals.prepaid:
            raise UnreadableBill(
                say(
                    "The bill says that {amount} was paid already. Book the payment "
                    "from the bank statement, with this file as its receipt; what is "
                    "left is booked by hand.",
                    amount=bill.totals.prepaid,
                )
            )
        creditor = creditor_of(bill, self.register, self.books, self.personal, trusted)
        planned = self._numbers.get(_key(creditor, bill))
        if planned:
            return KnownBill(source, planned)
        place = with_number(bill, creditor, self.books)
        return KnownBill(source, place) if place else creditor

    def plan(
        self, source: SourceFile, bill: Bill, creditor: Creditor, account: Account
    ) -> BillPlan:
        """Return what a bill becomes; UnreadableBill where its VAT cannot be booked."""
        name = digest(source.data)
        small = self.register.vat_on(bill.vat_day).scheme is Scheme.KOR
        parts = taxed(bill, small=small)
        booked = postings(bill, account, parts, self.books)
        day = self._day(bill)
        receipt = Path(RECEIPTS, str(day.year), f"{name}{source.suffix}")
        language = Language(self.register.language)
        what = (
            without_bsn(self.personal.without(bill.what))
            or account.name.rpartition(":")[2]
        )
        said = BillEntry(
            day,
            replace(bill, number=self.personal.without(bill.number)),
            creditor,
            what,
            tuple(self._links(bill, creditor, account)),
            receipt.as_posix(),
            booked,
        )
        self._numbers[_key(creditor, bill)] = source.path
        self._receipts[name] = source.path
        return BillPlan(
            source,
            bill,
            creditor,
            account,
            day,
            receipt,
            booked,
            written(said, language, self.books.currency),
            tuple(self._notes(bill, creditor, account, day)),
        )

    def _links(self, bill: Bill, creditor: Creditor, account: Account) -> Iterator[str]:
        """Yield the links of a bill; a credit note has that of the bill it is about.

        One that names no bill goes with the newest of the supplier that is as large.
        """
        yield link_of(creditor.payee, bill.number)
        if bill.payable >= 0:
            return
        if bill.credits:
            credited = link_of(creditor.payee, bill.credits)
            planned = (party(creditor.payee), signs(bill.credits)) in self._numbers
            if planned or self.books.linked(credited):
                yield credited
        elif found := self._credited(bill, creditor, account):
            yield min(found.links)

    def _credited(
        self, bill: Bill, creditor: Creditor, account: Account
    ) -> Transaction | None:
        """Return the newest bill of a supplier that is as large as a credit note."""
        for one in reversed(self.books.transactions):
            spent = [p.amount for p in one.postings if p.account == account]
            if (
                one.links
                and party(one.payee) == party(creditor.payee)
                and sum(spent, ZERO) >= -bill.totals.net
                and one.date <= bill.day
            ):
                return one
        return None

    def _note_of_credit(
        self, bill: Bill, creditor: Creditor, account: Account
    ) -> Iterator[Message]:
        """Yield what to look at where it is not sure which bill is credited."""
        if bill.payable >= 0 or len([*self._links(bill, creditor, account)]) > 1:
            if bill.payable < 0 and not bill.credits:
                yield say(
                    "It does not name the bill that it is about, so it is linked to "
                    "the newest one of {payee} that is as large. If it is about "
                    "another, put the ^link of that one on the entry.",
                    payee=creditor.payee,
                )
            return
        yield say(
            "The bill that it is about is not in these books. Put the ^link of a bill "
            "of {payee} on the entry, and on that bill; without it PF01 asks what the "
            "money is given back for.",
            payee=creditor.payee,
        )

    def _day(self, bill: Bill) -> dt.date:
        """Return the day to book a bill on: its own, or the first after what was filed.

        VAT is deducted in the period in which the bill came (art. 15 lid 1 Wet OB), and
        a period that was filed is not to change.
        """
        filed, _ = filed_returns(self.books)
        day = bill.day
        for period in sorted(filed, key=lambda one: one.first):
            if day in period:
                day = period.last + _ONE_DAY
        return day

    def _notes(
        self, bill: Bill, creditor: Creditor, account: Account, day: dt.date
    ) -> Iterator[Message]:
        payee = creditor.payee
        yield from self._note_of_credit(bill, creditor, account)
        if not creditor.iban and bill.payable > 0:
            yield say(
                "There is no account number on it. Before it can be paid, {payee} has "
                "to be in members.yaml, under `suppliers:`.",
                payee=payee,
            )
        elif creditor.supplier is None and bill.payable > 0:
            yield say(
                "{payee} is not in members.yaml. Check that {iban} is theirs, in "
                "another way than by this bill.",
                payee=payee,
                iban=creditor.iban,
            )
        if day != bill.day:
            yield say(
                "It is of {day}, in a period whose VAT return is filed. It is booked "
                "on {booked}, so that its VAT goes with the next return.",
                day=bill.day,
                booked=day,
            )
        if is_foreign(bill):
            yield say(
                "The VAT on it is of {country}. It is part of the price, since the "
                "Dutch return cannot deduct it.",
                country=bill.seller.taxed_in,
            )
        if account.kind in _ASK_BOARD:
            yield say(
                "{account} needs an approval: add `approved:` to the entry.",
                account=account.name,
            )


def _key(creditor: Creditor, bill: Bill) -> tuple[str, str]:
    return party(creditor.payee), signs(bill.number)


def _nothing_to_pay(bill: Bill) -> Message:
    if bill.totals.prepaid:
        return say(
            "The bill was paid already. Book the payment from the bank statement, with "
            "this file as its receipt."
        )
    return say("There is nothing to pay on it.")
