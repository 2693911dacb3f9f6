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
from paraplu.ledger.evidence import names_receipt, shown, vat_on_receipt
from paraplu.ledger.lending import Lending
from paraplu.ledger.transaction_types import debits, opens, pays
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Positions, Signature, Transaction
    from paraplu.register.model import Register

EV01 = Rule(
    "EV01",
    Severity.ERROR,
    say("No receipt"),
    waivable=True,
    reads=("policies.receipt_from", "cooperative.banks"),
)

_SHOWN = USE | GOODS
# What pays for costs without being money or a sale; on the other classes, what is
# used up of them.
_USED = frozenset({Kind.STOCK, Kind.PREPAID, Kind.COOP_INCOME, Kind.INTERNAL_SALES})


class _Spent(NamedTuple):
    """Where a member spends in transactions of a signature, and what it comes from.

    `kept` are the sales, or claims of a provider, that spending may be kept from.
    """

    ring: int
    positions: Positions
    paying: Positions
    kept: Positions


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what members spend without a receipt."""
    lending, providers = Lending(books), _providers(register)
    for signature, transactions in books.by_signature.items():
        for spent in _spending(signature):
            for transaction in transactions:
                if _is_bare(books, register, transaction, spent):
                    paid, kept = _lacking(transaction, spent, providers, lending)
                    member = transaction.member(spent.ring)
                    limit = register.policy(transaction.date, member).receipt_from
                    lacking = paid + kept
                    if lacking and lacking >= limit:
                        hint = _hint(kept=bool(kept))
                        yield _finding(books, transaction, spent, lacking, limit, hint)


def _providers(register: Register) -> frozenset[str]:
    return frozenset(
        bank.account for bank in register.cooperative.banks if bank.provider
    )


def _lacking(
    transaction: Transaction,
    spent: _Spent,
    providers: frozenset[str],
    lending: Lending,
) -> tuple[Decimal, Decimal]:
    """Return what is paid and what is kept without a receipt, and was not lent."""
    paid, kept = _unshown(transaction, spent, providers)
    lent = (*spent.positions, *spent.paying)
    return paid - lending.lent(transaction, lent, paid)[0], kept


def asked(
    books: Books, register: Register, first: dt.date, last: dt.date
) -> Mapping[Transaction, bool]:
    """Return the transactions of some days that need a receipt, and who has one.

    Those in which a member spends as much as receipts were agreed for, or more. Those
    without one are those that `judge` tells of.
    """
    lending, providers = Lending(books), _providers(register)
    found: dict[Transaction, bool] = {}
    for signature, transactions in books.by_signature.items():
        for spent in _spending(signature):
            for one in transactions:
                if first <= one.date <= last and _asks(books, register, one, spent):
                    there = True
                    if _is_bare(books, register, one, spent):
                        left = sum(_lacking(one, spent, providers, lending), ZERO)
                        there = not left or left < _limit(register, one, spent)
                    found[one] = found.get(one, True) and there
    return found


def _asks(
    books: Books, register: Register, transaction: Transaction, spent: _Spent
) -> bool:
    """Tell whether a member spends enough in it to need a receipt."""
    total = transaction.total(spent.positions)
    return bool(total) and not (
        total < _limit(register, transaction, spent)
        or opens(books, transaction, spent.positions)
        or only_closes(books, transaction)
    )


def _limit(register: Register, transaction: Transaction, spent: _Spent) -> Decimal:
    member = transaction.member(spent.ring)
    return register.policy(transaction.date, member).receipt_from


def _spending(signature: Signature) -> Iterator[_Spent]:
    for ring in signature.rings:
        positions = debits(signature, ring, _SHOWN)
        paying = pays(signature, ring) if positions else ()
        kept = _keeping(signature, ring) if positions else ()
        if paying or kept:
            yield _Spent(ring, positions, paying, kept)


def _keeping(signature: Signature, ring: int) -> Positions:
    """Return the sales that a member's spending can be kept from.

    A claim is one where a provider pays it out; otherwise it is given up.
    """
    provider = any(
        role.kind is Kind.CLEARING and not role.credit for role in signature.roles
    )
    kinds = {Kind.SALES, Kind.RECEIVABLE} if provider else {Kind.SALES}
    if not any(role.ring == ring and role.kind in USE for role in signature.roles):
        return ()
    return signature.where(
        lambda role: role.credit and role.ring == ring and role.kind in kinds
    )


def _is_bare(
    books: Books, register: Register, transaction: Transaction, spent: _Spent
) -> bool:
    """Tell whether enough is spent to need a receipt, and none is shown of the whole.

    What was agreed with a code that the register does not know, nobody knows: MB01.
    """
    member = transaction.member(spent.ring)
    if shown(books, transaction) or member not in register.members:
        return False
    limit = register.policy(transaction.date, member).receipt_from
    return transaction.total(spent.positions) >= limit and not (
        opens(books, transaction, spent.positions) or only_closes(books, transaction)
    )


def _unshown(
    transaction: Transaction, spent: _Spent, providers: frozenset[str]
) -> tuple[Decimal, Decimal]:
    """Return what is paid without a receipt, and what is kept from sales without one.

    A receipt on the money, or on the sale, is of all that it is spent on.
    """
    postings, roles = transaction.postings, transaction.signature.roles
    money = transaction.signature.where(lambda role: role.kind in MONEY)
    whole = (*spent.paying, *spent.kept, *money)
    if any(names_receipt(postings[n].meta) for n in whole):
        return ZERO, ZERO
    bare = [n for n in spent.positions if not names_receipt(postings[n].meta)]
    paid = min(transaction.total(bare), -transaction.total(spent.paying))
    own = Kind.COSTS if _is_reported(transaction, providers) else None
    used = [n for n in bare if roles[n].kind in USE and roles[n].kind is not own]
    # The VAT on what is sold goes with it.
    vat = transaction.signature.where(lambda role: role.kind in VAT and role.credit)
    sold = -transaction.total((*spent.kept, *vat)) if spent.kept else ZERO
    left = transaction.total(used) - paid - _otherwise(transaction, used)
    return paid, max(min(sold, left), ZERO)


def _otherwise(transaction: Transaction, used: list[int]) -> Decimal:
    """Return what pays for the use of a member beside money and sales.

    That is what is used up, a service, a charge, and what a line takes off it.
    """
    accounts = transaction.accounts
    kinds = {accounts[n].kind for n in used}
    if Kind.GROWTH in kinds:
        kinds |= {Kind.EQUIPMENT}
    member = accounts[used[0]].member if used else ""
    return -transaction.total(
        n
        for n, account in enumerate(accounts)
        if transaction.signature.credit[n]
        and account.kind in _USED | kinds
        and (account.member in ("", member) or account.kind is Kind.INTERNAL_SALES)
    )


def _is_reported(transaction: Transaction, providers: frozenset[str]) -> bool:
    """Tell whether it came out of a provider's own report, with what was kept.

    The reference of a transaction is the bank's where there is one.
    """
    there = [
        posting
        for posting in transaction.postings
        if any(within(posting.account.name, provider) for provider in providers)
    ]
    whole = Kind.BANK not in transaction.signature.kinds and transaction.meta.get(
        BANK_REF
    )
    return bool(there) and bool(whole or any(one.meta.get(BANK_REF) for one in there))


def _finding(
    books: Books,
    transaction: Transaction,
    spent: _Spent,
    lacking: Decimal,
    limit: Decimal,
    hint: Message,
) -> Finding:
    position = next(
        n for n in spent.positions if not names_receipt(transaction.postings[n].meta)
    )
    return EV01.found(
        say(
            "There is no receipt for {amount} on {account}. Every expense of {limit} "
            "or more needs one.",
            amount=_said(transaction, spent, lacking),
            account=transaction.accounts[position].name,
            limit=limit,
        )
        if limit
        else say(
            "There is no receipt for {amount} on {account}. Every expense needs one.",
            amount=_said(transaction, spent, lacking),
            account=transaction.accounts[position].name,
        ),
        transaction.source_at(position),
        hint=hint,
        member=transaction.member(spent.ring),
        amount=lacking,
        currency=books.currency,
        date=transaction.date,
    )


def _said(
    transaction: Transaction, spent: _Spent, amount: Decimal
) -> Decimal | Message:
    """Return an amount with what the receipt says, where that has VAT as well."""
    vat = vat_on_receipt(transaction)
    alone = len(transaction.signature.rings) == 1
    if not (vat and alone and amount == transaction.total(spent.positions)):
        return amount
    return say("{amount} ({whole} with VAT)", amount=amount, whole=amount + vat)


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
