"""What stands in the way of issuing an invoice on a day, beside what the law asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.language import say
from paraplu.bookkeeping.invoices.amounts import totals_of
from paraplu.bookkeeping.invoices.entry import postings
from paraplu.bookkeeping.invoices.obstacle import Obstacle
from paraplu.bookkeeping.vat.codes import SMALL
from paraplu.journal.opening import opens_by_itself
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

# An invoice may come before the delivery, but not by years.
_FAR = 366


def obstacle_of_name(invoice: Invoice, register: Register) -> Iterator[Obstacle]:
    """Yield a trade name that is not registered (IN03).

    The cooperative may sell under its own name, but no member may.
    """
    if not invoice.member and invoice.trade_name == register.cooperative.name:
        return
    if invoice.trade_name not in register.cooperative.trade_names:
        yield Obstacle(
            say(
                "“{name}” is not a registered trade name of the cooperative.",
                name=invoice.trade_name,
            ),
            say(
                "Register it with the Chamber of Commerce and add it to `trade_names:` "
                "in the register, or correct it."
            ),
        )


def obstacles_of_member(
    invoice: Invoice, register: Register, day: dt.date
) -> Iterator[Obstacle]:
    """Yield why the member cannot sell under this name on a day."""
    member = register.members.get(invoice.member)
    if member is None:
        yield Obstacle(
            say("The register has no member {member}.", member=invoice.member),
            say("Correct `member:`."),
        )
        return
    yield from obstacle_of_name(invoice, register)
    if not invoice.credits and not member.permission_on(day):
        yield Obstacle(
            say(
                "{member} has no permission on {day}, so nothing can be sold then.",
                member=member.code,
                day=day,
            ),
            say("Ask the client manager to renew it, and add it to the register."),
        )


def obstacles_of_cooperative(
    invoice: Invoice, register: Register, books: Books
) -> Iterator[Obstacle]:
    """Yield why the cooperative itself cannot sell this: its name, or the account."""
    yield from obstacle_of_name(invoice, register)
    if books.chart.account(invoice.account).kind is not Kind.COOP_INCOME:
        income = books.chart.coop_account(Root.INCOME, "Coop")
        yield Obstacle(
            say(
                "{account} is not an account of income of the cooperative.",
                account=invoice.account,
            ),
            say(
                "Write one that begins with {income}, such as {example}, but not that "
                "of contributions.",
                income=income,
                example=f"{income}:Hall",
            ),
        )


def obstacles_of_amounts(invoice: Invoice) -> Iterator[Obstacle]:
    """Yield amounts that no invoice and no credit note can have."""
    payable = totals_of(invoice).payable
    if payable < 0:
        yield Obstacle(
            say("It comes to {amount}, which is below zero.", amount=payable),
            say(
                "On a credit note, take back more lines at once; on an invoice, take "
                "off less. Down payments that are too much are credited."
            ),
        )
    for line in invoice.lines:
        if line.quantity < 0 and line.vat.name in MARGIN_RATES and not invoice.corrects:
            yield Obstacle(
                say(
                    "“{line}” is under the margin scheme, and is taken off.",
                    line=line.description,
                ),
                say(
                    "Each good is sold by itself: give a discount on its line, or "
                    "credit it with `paraplu invoice credit`."
                ),
            )


def obstacles_of_days(
    invoice: Invoice, day: dt.date, last: tuple[dt.date, str] | None
) -> Iterator[Obstacle]:
    """Yield days that cannot be right; `last` is the newest invoice of the series."""
    delivered = invoice.delivery_day
    if (delivered - day).days > _FAR:
        yield Obstacle(
            say(
                "Delivered on {delivered}, more than a year after {day}.",
                delivered=delivered,
                day=day,
            ),
            say("Correct `delivered:`."),
        )
    for place, line in enumerate(invoice.lines, 1):
        span = line.delivered or invoice.delivered
        until = span.end or span.start
        if (
            line.vat.name == "lodging"
            and not invoice.credits
            and line.vat.rate(span.start) != line.vat.rate(until)
        ):
            yield Obstacle(
                say(
                    "The VAT on the stay on line {n} was changed between {start} and "
                    "{until}.",
                    n=place,
                    start=span.start,
                    until=until,
                ),
                say(
                    "Make two lines of it, each with its own `delivered:`, as the "
                    "rates were."
                ),
            )
    if last and last[0] > day:
        yield Obstacle(
            say(
                "Invoice {number} was issued on {last}; one dated {day} cannot come "
                "after it.",
                number=last[1],
                last=last[0],
                day=day,
            ),
            say("Issue it with a later date."),
        )


def obstacles_of_scheme(invoice: Invoice, register: Register) -> Iterator[Obstacle]:
    """Yield codes of VAT that the check calls an error (VT02 and VT05).

    A credit note takes back what was sold, under whatever scheme that was.
    """
    if invoice.credits:
        return
    small = register.vat_on(invoice.day).scheme is Scheme.KOR
    for line in invoice.lines:
        day = invoice.day_of(line)
        if small and line.vat.rate(day):
            yield Obstacle(
                say(
                    "“{line}” has VAT, but the register has the small businesses "
                    "scheme on {day}: no VAT is charged then.",
                    line=line.description,
                    day=invoice.day,
                ),
                say("Write {example} on the line.", example=f"vat: {SMALL}"),
            )
        elif line.vat.name == SMALL and register.vat_on(day).scheme is not Scheme.KOR:
            yield Obstacle(
                say(
                    "“{line}” has VAT code {code}, but the register does not have the "
                    "small businesses scheme on {day}.",
                    line=line.description,
                    code=SMALL,
                    day=day,
                ),
                say(
                    "Write the VAT of what was sold on the line. If the scheme "
                    "applies, write it in the register: {register}.",
                    register=f"vat: {{scheme: {SMALL}}}",
                ),
            )


def obstacles_of_accounts(
    invoice: Invoice, books: Books, register: Register, day: dt.date
) -> Iterator[Obstacle]:
    """Yield the accounts of the entry that the ledger has not open on a day."""
    if opens_by_itself(books):
        return
    booked = postings(invoice, books.chart, register, books.opened)
    for account in dict.fromkeys(posting.account for posting in booked):
        opened = books.opened.get(account)
        if opened is None or opened.date > day or (opened.closed or day) < day:
            yield Obstacle(
                say("{account} is not open on {day}.", account=account, day=day),
                say(
                    "Add to the accounts: {line}",
                    line=f"{day} open {account} {books.currency}",
                ),
            )
