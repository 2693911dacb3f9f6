"""EV01: every expense has a receipt, where its money leaves.

It shows the board, the tax office and the member that the money went to the business.
Stock and what is prepaid are asked for when they are paid, so that using them up asks
for nothing. What is kept from a sale never was money, and is an expense all the same.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                 100.00 EUR
      Income:Members:L01:Sales   -100.00 EUR

    2025-03-05 * "Sawmill" "Wood"
      Expenses:Members:L01:Costs   40.00 EUR  ; EV01 L01 40.00
      Assets:Bank                 -40.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind, within
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import GOODS, MONEY, USE, VAT
from paraplu.base.language import say
from paraplu.base.metadata import BANK_REF
from paraplu.base.money import ZERO
from paraplu.ledger.closings import only_closes
from paraplu.ledger.evidence import shown_leg, unshown
from paraplu.ledger.lending import Lending
from paraplu.ledger.transaction_types import Legs, debits, opens, pays
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.ledger.patterns import Pattern
    from paraplu.register.model import Register

EV01 = Rule(
    "EV01",
    Severity.ERROR,
    say("No receipt"),
    waivable=True,
    reads=("policies.receipt_from", "cooperative.banks"),
)

_SHOWN = USE | GOODS
# What the import names a line of a provider's report by.
# What pays for costs without being money or a sale; on the other classes, what is
# used up of them.
_USED = frozenset({Kind.STOCK, Kind.PREPAID, Kind.COOP_INCOME, Kind.INTERNAL_SALES})


class _Spent(NamedTuple):
    """Where a member spends in entries of a pattern, and what it comes from.

    `kept` are the sales, or claims of a provider, that spending may be kept from.
    """

    ring: int
    legs: Legs
    paying: Legs
    kept: Legs


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what members spend without a receipt."""
    lending = Lending(books)
    providers = frozenset(
        bank.account for bank in register.cooperative.banks if bank.provider
    )
    for batch in books.batches:
        for spent in _spending(batch.pattern):
            for row in _bare(books, register, batch, spent):
                entry = batch.entry(row)
                if not only_closes(books, batch, row):
                    paid, kept = _unshown(entry, spent, providers)
                    paid -= lending.lent(entry, (*spent.legs, *spent.paying), paid)[0]
                    member = batch.member(spent.ring, row)
                    limit = register.policy(entry.date, member).receipt_from
                    if paid + kept and paid + kept >= limit:
                        yield _finding(books, entry, spent, member, paid, kept, limit)


def _spending(pattern: Pattern) -> Iterator[_Spent]:
    for ring in pattern.rings:
        legs = debits(pattern, ring, _SHOWN)
        paying = pays(pattern, ring) if legs else ()
        kept = _keeping(pattern, ring) if legs else ()
        if paying or kept:
            yield _Spent(ring, legs, paying, kept)


def _keeping(pattern: Pattern, ring: int) -> Legs:
    """Return the sales that a member's spending can be kept from.

    A claim is one where a provider pays it out; otherwise it is given up.
    """
    provider = any(leg.kind is Kind.CLEARING and not leg.credit for leg in pattern.legs)
    kinds = {Kind.SALES, Kind.RECEIVABLE} if provider else {Kind.SALES}
    if not any(leg.ring == ring and leg.kind in USE for leg in pattern.legs):
        return ()
    return pattern.where(
        lambda leg: leg.credit and leg.ring == ring and leg.kind in kinds
    )


def _bare(
    books: Books, register: Register, batch: Batch, spent: _Spent
) -> Iterator[int]:
    """Yield the rows that spend enough to need a receipt, and show none as a whole.

    What was agreed with a code that the register does not know, nobody knows: MB01.
    """
    members, sums = batch.members(spent.ring), batch.summed(spent.legs)
    for row in unshown(books, batch):
        if members[row] not in register.members:
            continue
        limit = register.policy(batch.dates[row], members[row]).receipt_from
        if sums[row] >= limit and not opens(books, batch, row, spent.legs):
            yield row


def _unshown(
    entry: Entry, spent: _Spent, providers: frozenset[str]
) -> tuple[Decimal, Decimal]:
    """Return what is paid without a receipt, and what is kept from sales without one.

    A receipt on the money, or on the sale, is of all that it is spent on.
    """
    accounts = entry.shape.accounts
    money = (n for n, account in enumerate(accounts) if account.kind in MONEY)
    if any(shown_leg(entry, n) for n in (*spent.paying, *spent.kept, *money)):
        return ZERO, ZERO
    bare = [n for n in spent.legs if not shown_leg(entry, n)]
    paid = min(_sum(entry, bare), -_sum(entry, spent.paying))
    own = Kind.COSTS if _is_reported(entry, providers) else None
    used = [n for n in bare if accounts[n].kind in USE and accounts[n].kind is not own]
    sold = -_sum(entry, (*spent.kept, *_vat(entry))) if spent.kept else ZERO
    left = _sum(entry, used) - paid - _otherwise(entry, used)
    return paid, max(min(sold, left), ZERO)


def _vat(entry: Entry) -> list[int]:
    """Return the VAT on what is sold, which goes with it."""
    accounts, credit = entry.shape.accounts, entry.shape.credit
    return [n for n, one in enumerate(accounts) if one.kind in VAT and credit[n]]


def _otherwise(entry: Entry, used: list[int]) -> Decimal:
    """Return what pays for the use of a member beside money and sales.

    That is what is used up, a service, a charge, and what a line takes off it.
    """
    accounts = entry.shape.accounts
    kinds = {accounts[n].kind for n in used}
    if Kind.GROWTH in kinds:
        kinds |= {Kind.EQUIPMENT}
    member = accounts[used[0]].member if used else ""
    return -sum(
        (
            amount
            for account, amount in entry.legs()
            if amount < 0
            and account.kind in _USED | kinds
            and (account.member in ("", member) or account.kind is Kind.INTERNAL_SALES)
        ),
        ZERO,
    )


def _is_reported(entry: Entry, providers: frozenset[str]) -> bool:
    """Tell whether an entry came out of a provider's own report, with what it kept.

    The reference of a transaction is the bank's where there is one.
    """
    names = [account.name for account in entry.shape.accounts]
    legs = [
        n
        for n, name in enumerate(names)
        if any(within(name, provider) for provider in providers)
    ]
    whole = Kind.BANK not in entry.shape.kinds and entry.meta.get(BANK_REF)
    return bool(legs) and bool(
        whole or any(entry.leg_meta[n].get(BANK_REF) for n in legs)
    )


def _sum(entry: Entry, legs: Legs | list[int]) -> Decimal:
    return sum((entry.amounts[n] for n in legs), ZERO)


def _finding(  # noqa: PLR0913, PLR0917 - all of them are told
    books: Books,
    entry: Entry,
    spent: _Spent,
    member: str,
    paid: Decimal,
    kept: Decimal,
    limit: Decimal,
) -> Finding:
    leg = next(n for n in spent.legs if not shown_leg(entry, n))
    return EV01.found(
        say(
            "There is no receipt for {amount} on {account}. Every expense of {limit} "
            "or more needs one.",
            amount=paid + kept,
            account=entry.shape.accounts[leg].name,
            limit=limit,
        )
        if limit
        else say(
            "There is no receipt for {amount} on {account}. Every expense needs one.",
            amount=paid + kept,
            account=entry.shape.accounts[leg].name,
        ),
        entry.leg_source(leg),
        hint=_hint(kept=bool(kept)),
        member=member,
        amount=paid + kept,
        currency=books.currency,
        date=entry.date,
    )


def _hint(*, kept: bool) -> Message:
    if kept:
        return say(
            "This was kept from a sale. Save the statement of whoever kept it, such as "
            'the card provider, and name it on the entry: `receipt: "documents/…"`. If '
            'there is none, the board can waive it: `waiver: "EV01: why"`.'
        )
    return say(
        "Save the receipt with the books and name it on the entry: "
        '`receipt: "documents/…"`. If it is lost, the board can waive it: '
        '`waiver: "EV01: why"`.'
    )


FAMILY = Family((EV01,), judge)
