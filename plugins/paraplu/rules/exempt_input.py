"""VT06: who sells nothing but what is exempt does not deduct VAT on purchases.

VAT can be deducted as far as what was bought is used for sales that are taxed (art. 15
lid 1 and 2 Wet OB). What is sold abroad counts as taxed. It is a signal, for what was
bought may be for sales to come. The year is that of the calendar.

    2025-02-01 * "Gift"
      Assets:Bank                        50.00 EUR
      Income:Coop:Gifts

    2025-03-01 * "School" "Course"
      vat: "exempt"
      Assets:Bank                       500.00 EUR
      Income:Members:L01:Sales         -500.00 EUR

    2025-03-04 * "Paper"
      Expenses:Members:L01:Costs          8.00 EUR
      Assets:VAT                          1.68 EUR  ; VT06 L01 1.68
      Assets:Bank                        -9.68 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.metadata import VAT_CODE
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.assessed import VatEntry
from paraplu.bookkeeping.vat.assessment import Assessor
from paraplu.bookkeeping.vat.codes import INPUT
from paraplu.bookkeeping.vat.said_codes import codes_of
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.vat.assessed import BoxItem
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

VT06 = Rule(
    "VT06",
    Severity.SIGNAL,
    say("VAT deducted by a member with exempt sales only"),
    reads=("vat",),
)
EXEMPT = "exempt"
# Of a member, in a year.
_Whose = tuple[int, str]


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what a member deducted in a year in which all sales were exempt."""
    assessor = Assessor(books, register)
    exempt, taxed = _by_code(books, assessor)
    for whose in sorted(exempt - taxed):
        claimed, last = ZERO, None
        for transaction, item in _items(books, assessor, whose):
            if item.box != INPUT:
                break
            claimed += item.tax
            last = transaction
        else:
            if last and claimed > 0:
                yield _deducted(books, whose, claimed, last)


def _items(
    books: Books, assessor: Assessor, whose: _Whose
) -> Iterator[tuple[Transaction, BoxItem]]:
    """Yield what goes into the boxes for a member in a year, in order."""
    year, member = whose
    every = books.transactions_of(member) if member else books.transactions
    for transaction in every:
        if transaction.date.year == year:
            found = assessor.assess(transaction)
            for item in found.items if isinstance(found, VatEntry) else ():
                if item.member == member:
                    yield transaction, item


def _by_code(books: Books, assessor: Assessor) -> tuple[set[_Whose], set[_Whose]]:
    """Return who sold what is exempt, and who sold by any other code."""
    exempt: set[_Whose] = set()
    other: set[_Whose] = set()
    for transaction in books.saying(VAT_CODE):
        vat = assessor.positions(transaction)
        codes = codes_of(transaction, vat) if vat else {}
        for n in vat.sold if vat else ():
            whose = transaction.date.year, transaction.accounts[n].member
            (exempt if codes.get(n) == EXEMPT else other).add(whose)
    return exempt, other


def _deducted(
    books: Books, whose: _Whose, amount: Decimal, last: Transaction
) -> Finding:
    year, member = whose
    claims = [
        n for n, p in enumerate(last.postings) if p.account.kind is Kind.VAT_CLAIM
    ]
    return VT06.found(
        say(
            "All sales of {member} in {year} are exempt, but {amount} of VAT on "
            "purchases was deducted.",
            member=member or say("the cooperative"),
            year=str(year),
            amount=amount,
        ),
        last.source_at(claims[0]) if claims else last.source,
        hint=say(
            "Book this VAT together with the purchases. If they are for taxed sales "
            "that are still to come, leave it as it is."
        ),
        member=member or None,
        amount=amount,
        currency=books.currency,
        date=last.date,
    )


FAMILY = Family((VT06,), judge)
