"""VT07: the VAT on margins by globalisation is booked, for each period as it is due.

Sales under the margin scheme carry no VAT then: one entry for each period has it (art.
28d Wet OB). It is a warning until the return has to be filed, and then an error.

    vat: {margin: global}
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}

    2025-03-01 * "Customer" "Chair"  ; VT07 21.00
      Assets:Bank                       121.00 EUR
      Income:Members:L01:Sales         -121.00 EUR
        vat: "margin"

    2025-04-10 * "Means of the cooperative"
      Assets:Bank                       200.00 EUR
      Equity:Coop                      -200.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.metadata import VAT_MARGIN, VAT_MARGIN_YEAR
from paraplu.base.periods import Period
from paraplu.bookkeeping.vat.margin_entry import percent
from paraplu.bookkeeping.vat.margins import Margins
from paraplu.register.agreements import Margin
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.vat.margins import PeriodMargin, YearMargin
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

VT07 = Rule(
    "VT07",
    Severity.ERROR,
    say("VAT on the margins of a period is missing or wrong"),
    reads=("vat",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the periods and years whose VAT on margins is not what it has to be."""
    booked = [*books.saying(VAT_MARGIN), *books.saying(VAT_MARGIN_YEAR)]
    if not booked and all(one.margin is Margin.INDIVIDUAL for one in register.vat):
        return
    margins = Margins(books, register)
    known: set[str] = set()
    for year in sorted({*margins.years, *(one.date.year for one in booked)}):
        for one in margins.of_year(year):
            known.add(str(one.period))
            if one.wrong and one.period.last <= books.today:
                yield _missing(books, one)
        for whole in margins.whole_year(year):
            if whole.back and whole.missing:
                yield _of_year(books, whole, margins)
    for transaction in books.saying(VAT_MARGIN):
        said = str(transaction.meta.get(VAT_MARGIN))
        period = Period.read(said)
        if said not in known or period is None or transaction.date not in period:
            yield _astray(books, transaction, said)


def _missing(books: Books, one: PeriodMargin) -> Finding:
    filing = [t for t in books.saying(VAT_MARGIN) if _names(t, one.period)]
    transactions = [*(move.transaction for move in one.moves), *filing]
    late = bool(filing) or books.today > one.period.due
    message = say(
        "The VAT on the margins of {period} at {rate} is {tax}, but {booked} is "
        "booked.",
        period=one.period,
        rate=percent(one.rate),
        tax=one.tax,
        booked=one.already,
    )
    if not one.missing:
        message = say(
            "{amount} of the VAT on the margins of {period} at {rate} is taken off the "
            "sales of the wrong member.",
            amount=one.wrong,
            period=one.period,
            rate=percent(one.rate),
        )
    return VT07.found(
        message,
        transactions[-1].source,
        hint=say(
            "Run {command}, which shows how it comes about and writes the entry.",
            command=f"`paraplu vat margin {one.period} --book`",
        ),
        amount=abs(one.wrong),
        currency=books.currency,
        date=transactions[-1].date,
        severity=Severity.ERROR if late else Severity.WARNING,
    )


def _names(transaction: Transaction, period: Period) -> bool:
    return str(transaction.meta.get(VAT_MARGIN)) == str(period)


def _of_year(books: Books, one: YearMargin, margins: Margins) -> Finding:
    (transaction, *_) = [
        booked.transaction
        for booked in margins.settled
        if booked.of == str(one.year) and booked.code == one.code
    ]
    return VT07.found(
        say(
            "Over all of {year}, {due} of the VAT on margins comes back, but {booked} "
            "is booked.",
            year=str(one.year),
            due=one.refund,
            booked=one.back,
        ),
        transaction.source,
        hint=say(
            "Run {command}, which shows how it comes about.",
            command=f"`paraplu vat margin {one.year}`",
        ),
        amount=abs(one.missing),
        currency=books.currency,
        date=transaction.date,
    )


def _astray(books: Books, transaction: Transaction, said: str) -> Finding:
    return VT07.found(
        say(
            "This entry says that it has the VAT on the margins of “{said}”, which is "
            "not the period of its date.",
            said=said,
        ),
        transaction.source,
        hint=say(
            "Write the period in {key} as the return has it, and date the entry on "
            "its last day.",
            key=f"`{VAT_MARGIN}:`",
        ),
        currency=books.currency,
        date=transaction.date,
    )


FAMILY = Family((VT07,), judge)
