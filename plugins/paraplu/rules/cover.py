"""PF05: what is earmarked must be there.

What members earned, funds gave, and the tax office and the municipality have to get,
lies on one bank account with the cooperative's own money, and is not for it to spend
(contract, section 5: cover).

    2025-03-01 * "Market" "Chairs sold"
      Assets:Bank                121.00 EUR
      Income:Members:L01:Sales  -100.00 EUR
      Liabilities:VAT            -21.00 EUR

    2025-03-04 * "Website of the cooperative"
      Expenses:Coop:Website       40.00 EUR  ; PF05 40.00
      Assets:Bank                -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.intervals import Episode, episodes
from paraplu.base.language import Message, say
from paraplu.ledger.cover import OWED, PARTS, Cover, cover_by_day, owes_nothing
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

PF05 = Rule("PF05", Severity.ERROR, say("Earmarked money is not there"))


def judge(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield each time the cover falls short, and where it is there but not in money."""
    covers = cover_by_day(books)
    on = {cover.date: cover for cover in covers}
    for episode in episodes((c.date, c.short) for c in covers):
        yield _short(books, on[episode.start], episode)
    seen = [c for c in covers if c.date <= books.today]
    stands = episodes((c.date, c.short_in_money) for c in seen)
    if stands and stands[-1].end is None and seen[-1].short <= 0:
        yield _not_in_money(books, seen[-1], stands[-1])


def _short(books: Books, cover: Cover, episode: Episode) -> Finding:
    place, hint = _cause(books, episode.start)
    return PF05.found(
        say(
            "At the end of {day}, {amount} of the earmarked money is missing{until}. "
            "{earmarked} is earmarked ({parts}), but only {there} is there.",
            day=episode.start,
            amount=episode.amount,
            until=_until(episode),
            earmarked=cover.earmarked,
            parts=_parts(cover),
            there=cover.there,
        ),
        place,
        hint=hint,
        amount=episode.amount,
        currency=books.currency,
        date=episode.start,
    )


def _until(episode: Episode) -> Message:
    if episode.end:
        return say(" (put right on {end})", end=episode.end)
    if episode.deepest > episode.amount:
        return say(" ({deepest} at worst, not put right yet)", deepest=episode.deepest)
    return say(" (not put right yet)")


def _parts(cover: Cover) -> Message:
    return say(
        "members {members}, funds {funds}, VAT {vat}, municipality {municipality}",
        members=cover.thermometers,
        funds=cover.funds,
        vat=cover.vat,
        municipality=cover.municipality,
    )


def _not_in_money(books: Books, cover: Cover, episode: Episode) -> Finding:
    return PF05.found(
        say(
            "The earmarked money is covered, but since {since} {amount} of it is not "
            "money: it still has to be collected or sold.",
            amount=cover.short_in_money,
            since=episode.start,
        ),
        _cause(books, episode.start)[0],
        hint=say("Collect what customers owe before members spend it."),
        amount=cover.short_in_money,
        currency=books.currency,
        date=episode.start,
        severity=Severity.WARNING,
    )


def _cause(books: Books, day: dt.date) -> tuple[Source, Message]:
    """Return the posting by which the cover most likely fell short, and what to do.

    That is the largest debit of the day on an account which neither covers nor is
    earmarked, such as a cost of the cooperative itself; else the largest by which more
    was paid than was owed; else the day's last transaction.
    """
    transactions = books.transactions_on(day)
    debits = [
        (one.account, (one.amount, -transaction.number, transaction.source_at(n)))
        for transaction in transactions
        for n, one in enumerate(transaction.postings)
        if one.amount > 0
    ]
    free = [
        debit
        for account, debit in debits
        if account.kind not in PARTS and not account.member
    ]
    beyond = [
        debit
        for account, debit in debits
        if account.kind in OWED and owes_nothing(books.days[account], day)
    ]
    overdrawn = [code for code, ring in books.rings.items() if ring.level(day) < 0]
    if free:
        hint = say(
            "The cooperative spent more than its own money. Look at its own costs on "
            "that day, and make up what is missing before anything else is paid."
        )
    elif beyond:
        hint = say(
            "More was paid than was owed, and it counts for nothing until it comes "
            "back (BK04). Book the bill that is missing, or have it paid back."
        )
    elif overdrawn:
        hint = say(
            "What {members} spent beyond the thermometer was other people's money "
            "(PF02). Have it reversed, or pay it back.",
            members=", ".join(overdrawn),
        )
    else:
        hint = say(
            "Look at the entries of that day: something was earmarked without money to "
            "match. Book the money that belongs to it, or correct the amount."
        )
    debited = free or beyond
    return (max(debited)[2] if debited else transactions[-1].source), hint


FAMILY = Family((PF05,), judge)
