"""The entry of VAT on the margins of a period, and that of what a year gives back.

VAT on a margin comes out of the prices that customers paid: it leaves the sales of the
members, and is owed. Above the entry stands how it comes about, for who reviews it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dates import Month
from paraplu.base.language import Language, Message, say
from paraplu.base.metadata import VAT_CODE, VAT_MARGIN, VAT_MARGIN_YEAR
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.accounts import account_of_rate
from paraplu.bookkeeping.vat.entry import TAX_OFFICE
from paraplu.bookkeeping.vat.positions import return_account
from paraplu.journal import DirectiveText, PendingEntries
from paraplu.journal.ledger_text import aligned, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.vat.margins import PeriodMargin, YearMargin
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_PERCENT = Decimal(100)


class _Head(NamedTuple):
    date: dt.date
    payee: str
    narration: Message
    key: str
    value: str


def percent(rate: Decimal) -> str:
    """Return a rate as people write it: 21%."""
    return f"{(rate * _PERCENT).normalize():f}%"


def how(one: PeriodMargin) -> Message:
    """Return how the VAT on the margins of a period comes about."""
    return say(
        "{rate}: sold {sold}, bought {bought}, carried from earlier periods {carried}; "
        "VAT in {taxed}: {tax}",
        rate=percent(one.rate),
        sold=one.sold,
        bought=one.bought,
        carried=one.carried,
        taxed=max(one.taxed, ZERO),
        tax=one.tax,
    )


def how_year(one: YearMargin) -> Message:
    """Return how what comes back over a year comes about."""
    return say(
        "{rate}: sold {sold}, bought {bought}, from the year before {decided}; paid "
        "{paid}, back {refund}",
        rate=percent(one.rate),
        sold=one.sold,
        bought=one.bought,
        decided=-one.decided,
        paid=sum(one.paid.values(), ZERO),
        refund=one.refund,
    )


def period_entry(
    books: Books, register: Register, every: Sequence[PeriodMargin]
) -> PendingEntries | None:
    """Return the entry that books what is missing of a period; None where nothing is.

    It counts on the last day of the period, also where it corrects an earlier entry.
    """
    missing = [one for one in every if one.wrong]
    if not missing:
        return None
    day = missing[0].period.last
    due: dict[str, Decimal] = {}
    for one in missing:
        account = account_of_rate(one.rate, day, books.chart, register, books.opened)
        due[account] = due.get(account, ZERO) - one.missing
    return _drafted(
        books,
        register,
        _Head(
            day,
            "",
            say("Margin scheme {period}", period=str(missing[0].period)),
            VAT_MARGIN,
            str(missing[0].period),
        ),
        [how(one) for one in missing],
        [(one.code, one.shares(), 1) for one in missing],
        due,
    )


def year_entry(
    books: Books, register: Register, year: int, every: Sequence[YearMargin]
) -> PendingEntries | None:
    """Return the entry of what the tax office gives back over a year; None where none.

    It is not in a return: the tax office decides on it (art. 4c lid 8
    Uitvoeringsbeschikking OB), and pays it like a refund.
    """
    missing = [one for one in every if one.missing]
    if not missing:
        return None
    day = Month(year, 12).last
    total = sum((one.missing for one in missing), ZERO)
    return _drafted(
        books,
        register,
        _Head(
            day,
            TAX_OFFICE,
            say("Margin scheme {period}, the whole year", period=str(year)),
            VAT_MARGIN_YEAR,
            str(year),
        ),
        [how_year(one) for one in missing],
        [(one.code, one.shares(), -1) for one in missing],
        {return_account(books, register.vat_on(day)): total},
    )


def _drafted(
    books: Books,
    register: Register,
    head: _Head,
    explained: Iterable[Message],
    shares: Iterable[tuple[str, Mapping[Account, Decimal], int]],
    others: Mapping[str, Decimal],
) -> PendingEntries:
    """Return an entry of VAT on margins, in the file of what moves no money."""
    language = Language(register.language)
    day, payee, narration, key, value = head
    texts = " ".join(
        quoted(text) for text in (payee, language.render(narration)) if text
    )
    lines = [f"; {language.render(one)}\n" for one in explained]
    lines += [f"{day} * {texts}\n", f"  {key}: {quoted(value)}\n"]
    accounts = []
    for code, by_account, sign in shares:
        for account, tax in by_account.items():
            lines.append(aligned(f"  {account.name}", sign * tax, books.currency))
            lines.append(f'    {VAT_CODE}: "{code}"\n')
            accounts.append(account.name)
    lines += [
        aligned(f"  {name}", n, books.currency) for name, n in others.items() if n
    ]
    drafted = PendingEntries(books, register)
    drafted.add_quiet(DirectiveText(day, "".join(lines)))
    drafted.open(others, accounts[0])
    return drafted
