"""PF02 and PF09: the thermometer below zero, or above the agreed threshold.

It is what is left of a member's earmarked money (contract, section 2). Below zero the
member used money of somebody else; above `threshold` it is time to ask what it is for.

    policies: [{from: 2024-01-01, threshold: 2500.00}]
    members:
      L01: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}  # PF09 L01 500.00
      L02: {joined: 2025-01-01, permission: [{from: 2025-01-01}]}

    2025-03-01 * "Means of the cooperative"
      Assets:Bank                   500.00 EUR
      Equity:Coop                  -500.00 EUR

    2025-03-02 * "Market" "Chairs sold"
      Assets:Bank                  3000.00 EUR
      Income:Members:L01:Sales    -3000.00 EUR

    2025-03-04 * "Hardware store" "Mixer"
      receipt: "documents/mixer.pdf"
      Expenses:Members:L02:Growth   130.00 EUR  ; PF02 L02 130.00
      Assets:Bank                  -130.00 EUR
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.dates import Month, shifted
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.intervals import Episode, episodes
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.contributions.held import Held
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.ledger.as_written import Posting
    from paraplu.ledger.books import Books
    from paraplu.ledger.rings import Ring
    from paraplu.register.model import Register

PF02 = Rule("PF02", Severity.ERROR, say("The thermometer is below zero"))
PF09 = Rule(
    "PF09",
    Severity.SIGNAL,
    say("The thermometer is above the threshold"),
    reads=("policies.threshold",),
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each time a thermometer falls below zero, and who is over the threshold.

    What the cooperative holds of the share of a sale that was refunded counts as
    present. A code that the register does not know is for MB01 alone: most often it is
    mistyped, and the money is in another ring.
    """
    held = Held(books, register)
    for ring in books.rings.values():
        if ring.member not in register.members:
            continue
        if ring.lowest < 0:
            below = (
                (day, -level - held.on(ring.member, day) if level < 0 else -level)
                for day, level in ring.thermometer
            )
            for episode in episodes(below):
                there = held.on(ring.member, episode.start)
                yield _below_zero(books, ring, episode, there)
        yield from _above(books, register, ring)


def _below_zero(books: Books, ring: Ring, episode: Episode, held: Decimal) -> Finding:
    hint = say(
        "Book the sale or the start capital that paid for it, or have the spending "
        "reversed."
    )
    what = say("more was spent than there was")
    if _only_refunded(books, ring, episode.start):
        what = say("more was refunded than there was")
        hint = say(
            "What a customer gets back had been used already. Book the sale or the "
            "start capital that pays for the refund. If a share of the sale was taken, "
            "it may be given back: see paraplu contribution {month}.",
            month=str(Month.of(episode.start)),
        )
    return PF02.found(
        say(
            "{member}'s thermometer is {amount} below zero at the end of {day}{until}: "
            "{what}.",
            what=what,
            member=ring.member,
            amount=episode.amount,
            day=episode.start,
            until=_until(episode),
        ),
        lowering(books, ring, episode.start, held),
        hint=hint,
        member=ring.member,
        amount=episode.amount,
        currency=books.currency,
        date=episode.start,
    )


def _only_refunded(books: Books, ring: Ring, day: dt.date) -> bool:
    """Tell whether all that lowered a thermometer on a day are sales taken back."""
    lowered = {
        posting.account.kind
        for transaction in books.transactions_of_on(ring.member, day)
        for posting in transaction.postings
        if _counts(posting, ring) and posting.amount > 0
    }
    return lowered == {Kind.SALES}


def _counts(posting: Posting, ring: Ring) -> bool:
    return posting.account.counts and posting.account.member == ring.member


def _until(episode: Episode) -> object:
    worse = episode.deepest > episode.amount
    if episode.end and worse:
        return say(
            ", {deepest} at its lowest, until {end}",
            deepest=episode.deepest,
            end=episode.end,
        )
    if episode.end:
        return say(", until {end}", end=episode.end)
    if worse:
        return say(", {deepest} at its lowest, and still is", deepest=episode.deepest)
    return say(", and still is")


def lowering(books: Books, ring: Ring, day: dt.date, held: Decimal = ZERO) -> Source:
    """Return the posting that brought a thermometer below zero on a day.

    Within a day the order of the ledger decides; it is the first posting after which
    the thermometer stays below zero for the rest of the day. `held` is what is as good
    as there beside it.
    """
    level = held
    if day > dt.date.min:
        level += ring.level(shifted(day, -1))
    found = Source("", 0)
    below = False
    for transaction in books.transactions_of_on(ring.member, day):
        for n, posting in enumerate(transaction.postings):
            if _counts(posting, ring):
                level -= posting.amount
                if level >= 0:
                    below = False
                elif not below:
                    below, found = True, transaction.source_at(n)
    return found


def _above(books: Books, register: Register, ring: Ring) -> Iterator[Finding]:
    threshold = register.policy(books.today, ring.member).threshold
    if threshold is None or ring.level(books.today) <= threshold:
        return
    since, level = _since(ring, threshold, books.today)
    if since is None:
        return
    yield PF09.found(
        say(
            "{member}'s thermometer is at {level}, which is {amount} above the "
            "threshold of {threshold}, since {since}.",
            member=ring.member,
            level=level,
            amount=level - threshold,
            threshold=threshold,
            since=since,
        ),
        register.members[ring.member].source,
        hint=say(
            "Talk to the member and the coach about an investment or training, or to "
            "the municipality about a set-off."
        ),
        member=ring.member,
        amount=level - threshold,
        currency=books.currency,
        date=since,
    )


def _since(
    ring: Ring, threshold: Decimal, today: dt.date
) -> tuple[dt.date | None, Decimal]:
    since: dt.date | None = None
    last = ZERO
    for day, level in ring.thermometer:
        if day > today:
            break
        last = level
        if level <= threshold:
            since = None
        elif since is None:
            since = day
    return since, last


FAMILY = Family((PF02, PF09), judge)
