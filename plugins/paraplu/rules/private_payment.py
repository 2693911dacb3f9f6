"""PF04: a payment to a member's own private account."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books, in_order
from paraplu.episodes import HALF_A_CENT
from paraplu.evidence import shown, shown_leg
from paraplu.findings import Finding, Severity
from paraplu.flows.table import GOODS, MONEY, USE, VAT
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.accounts import Account
    from paraplu.entries import Entry
    from paraplu.register.model import Register

PF04 = Rule("PF04", Severity.ERROR, say("A payment to a member's private account"))

_KEY = "counterparty"
# The money of the cooperative; a member's cash box is no private account.
_PAID = MONEY - {Kind.CASH}
_BOUGHT = (
    USE
    | GOODS
    | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES, Kind.ROUNDING}
)
_OWED = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what goes to a member's own account beyond receipts of that amount."""
    owners = _Owners(register)
    receipts = _Receipts(books)
    for entry in in_order(
        batch.entry(row)
        for batch in books.batches
        for row, meta in batch.said(_KEY)
        if owners[meta[_KEY]]
    ):
        for member, legs in owners.paid_by(entry).items():
            paid = -sum((entry.amounts[n] for n in legs), ZERO)
            if paid > 0:
                amount = min(paid, receipts.missing(entry))
                if amount >= HALF_A_CENT:
                    leg = min(legs, key=lambda n: entry.amounts[n])
                    yield _private(books, entry, leg, member, paid, amount)


class _Owners(dict[object, str]):
    """Whose a counterparty is: by member code, or by IBAN of the private register."""

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._codes = {_plain(code): code for code in register.members}
        for code, person in register.private.items():
            self._codes |= {_plain(iban): code for iban in person.ibans}

    def __missing__(self, counterparty: object) -> str:
        """Return the code of the member, empty for anybody else; asked once each."""
        owner = self[counterparty] = self._codes.get(_plain(str(counterparty)), "")
        return owner

    def paid_by(self, entry: Entry) -> dict[str, list[int]]:
        """Return by member the money postings that go to a private account.

        A counterparty on a posting is about that posting; one on the transaction is
        about all its money, and so is one on a posting that is no money itself.
        """
        whole = self[entry.meta.get(_KEY)]
        paid: dict[str, list[int]] = {}
        if not whole and _KEY in entry.meta:
            return paid
        money = _money(entry)
        metas = entry.leg_meta
        for leg in money:
            owner = self[metas[leg][_KEY]] if _KEY in metas[leg] else whole
            if owner:
                paid.setdefault(owner, []).append(leg)
        elsewhere = (
            self[m[_KEY]] for n, m in enumerate(metas) if _KEY in m and n not in money
        )
        for owner in elsewhere:
            if owner and not paid:
                paid[owner] = list(money)
        return paid


def _money(entry: Entry) -> tuple[int, ...]:
    accounts = entry.shape.accounts
    return tuple(n for n, account in enumerate(accounts) if account.kind in _PAID)


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


class _Receipts:
    """What receipts stand behind; remembers what of them was paid back before."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._paid_back: defaultdict[int, Decimal] = defaultdict(Decimal)

    def missing(self, entry: Entry) -> Decimal:
        """Return how much of the money that an entry pays has no receipt behind it.

        A receipt on the entry stands behind all that it buys. A payable that is settled
        has the receipts of the linked entries that put it there.
        """
        whole = shown(self._books, entry.written)
        out = bought = tax = ZERO
        any_shown = whole
        for leg, (account, amount) in enumerate(entry.legs()):
            if account.kind in _PAID:
                out -= amount
            elif account.kind in _BOUGHT and (whole or shown_leg(entry, leg)):
                bought += amount
                any_shown = True
            elif account.kind in VAT:
                tax += amount
            elif account.kind in _OWED and amount > 0:
                bought += self._owed(entry, account, amount)
        return out - bought - (tax if any_shown else ZERO)

    def _owed(self, entry: Entry, account: Account, amount: Decimal) -> Decimal:
        """Return how much of a settled payable has receipts, not paid back yet."""
        found = ZERO
        for other in self._books.linked(*entry.links):
            if other.date <= entry.date and shown(self._books, other.written):
                owed = -sum(
                    (n for a, n in other.legs() if a is account and n < 0), ZERO
                )
                taken = min(owed - self._paid_back[other.number], amount - found)
                self._paid_back[other.number] += taken
                found += taken
        return found


def _private(
    books: Books, entry: Entry, leg: int, member: str, paid: Decimal, amount: Decimal
) -> Finding:
    return Finding(
        "PF04",
        Severity.ERROR,
        say(
            "{paid} goes to {member}'s own private account, and there is no receipt "
            "for {amount} of it. A member is never paid, only paid back.",
            paid=paid,
            member=member,
            amount=amount,
        ),
        entry.leg_source(leg),
        hint=say(
            "If it pays back what {member} advanced, add the receipt of that amount. "
            "If not, it has to come back.",
            member=member,
        ),
        member=member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((PF04,), judge)
