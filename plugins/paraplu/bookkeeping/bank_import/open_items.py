"""What is still to be paid, by us or to us, and the payments that say what they pay.

An item is known by its number, which is the link of its entries (`^2026-014`), or by a
payment reference. A payment that names it is a fact; an amount alone is not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from paraplu.base.chart import Account, Kind
from paraplu.base.folding import folded, signs
from paraplu.base.identifiers import without_references
from paraplu.base.metadata import COUNTERPARTY, PAYMENT_REF
from paraplu.base.money import ZERO
from paraplu.bookkeeping.invoices.receivables import open_invoices
from paraplu.ledger.settlement import Matcher, movement_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from nl_banks import StatementLine
    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.ledger.books import Books
    from paraplu.ledger.settlement import Movement
    from paraplu.ledger.transactions import Transaction

OWING = frozenset(
    {Kind.RECEIVABLE, Kind.COOP_RECEIVABLE, Kind.PAYABLE, Kind.COOP_PAYABLE}
)
_PAYABLE = frozenset({Kind.PAYABLE, Kind.COOP_PAYABLE})

_TOKEN = re.compile(r"[^\W_](?:[\w./-]*[^\W_])?")
# Shorter numbers stand in texts by chance.
_SHORTEST = 3
_SHORTEST_ALONE = 5
# RF and two check digits, then the number itself.
_CHECKED = len("RF00")
_NAME = re.compile(r"[^\W_]+")
# A name has one word at least that is no initial and no article.
_SHORTEST_NAME = 4
# References that are agreed on have sixteen digits; a number of a bill has less.
_LONG_REFERENCE = 9


_Key = tuple[str, str]


@dataclass(frozen=True)
class OpenItem:
    """What is open under one number on one account.

    `amount` has the sign of the payment that settles it: positive for what a customer
    owes us, negative for what we owe. `issued` is what an invoice of ours asks for. It
    is open with `customer`, whose account is `counterparty` where an entry says so.
    """

    number: str
    references: tuple[str, ...]
    customer: str
    amount: Decimal
    account: str
    member: str = ""
    issued: bool = False
    counterparty: str = ""

    def is_of(self, booking: StatementLine) -> bool:
        """Tell whether a line is with whoever this is open with: by account or name.

        One of the names may have more to it: a legal form, initials.
        """
        if self.counterparty and signs(self.counterparty) == signs(
            booking.counterparty
        ):
            return True
        names = (frozenset(_NAME.findall(folded(self.customer))), _names(booking))
        few, many = sorted(names, key=len)
        return any(len(word) >= _SHORTEST_NAME for word in few) and few <= many

    def is_referred_to(self, booking: StatementLine) -> bool:
        """Tell whether a line has the reference that was agreed for it."""
        keys = {plain(one) for one in self.references} | {plain(self.number)}
        said = {plain(booking.payment_reference)}
        long = {key for key in keys if len(key) >= _LONG_REFERENCE}
        return bool(keys & _checked(booking) or long & said)


class OpenItems:
    """The open items, by all that a payment can name them with.

    Of one number on an account there is one item. `issued` are the numbers of all
    invoices of ours, open or not.
    """

    def __init__(self, items: Iterable[OpenItem], issued: Iterable[str] = ()) -> None:
        self._issued = {plain(number): number for number in issued}
        self._items = {(item.number, item.account): item for item in items}
        self._by_word: defaultdict[str, list[_Key]] = defaultdict(list)
        self._by_amount: defaultdict[Decimal, dict[_Key, None]] = defaultdict(dict)
        for key, item in self._items.items():
            self._by_amount[item.amount][key] = None
            for word in {plain(one) for one in (item.number, *item.references)}:
                if len(word) >= _SHORTEST and any(map(str.isdigit, word)):
                    self._by_word[word].append(key)

    def named(self, booking: StatementLine) -> list[OpenItem]:
        """Return the items that a payment names and that are open the same way."""
        if not self._by_word:
            return []
        keys = {
            key for word in words_in(booking) for key in self._by_word.get(word, ())
        }
        return [
            self._items[key]
            for key in sorted(keys)
            if self._items[key].amount * booking.amount > 0
        ]

    def issued_in(self, booking: StatementLine) -> list[str]:
        """Return the numbers of ours that a payment names, open or not."""
        words = words_in(booking) if self._issued else ()
        return sorted(self._issued[word] for word in words if word in self._issued)

    def of_amount(self, amount: Decimal) -> list[OpenItem]:
        """Return the items of which just this is open."""
        if not self._items:
            return []
        return [self._items[key] for key in self._by_amount.get(amount, ())]

    def of_customer(self, booking: StatementLine) -> OpenItem | None:
        """Return the one invoice that its customer pays to the cent, without a number.

        None where several fit, or where the payment names another invoice of ours.
        """
        if not self._items:
            return None
        payee = plain(booking.payee)
        fits = [
            item
            for item in self.of_amount(booking.amount)
            if item.issued
            and item.amount > 0
            and payee
            and plain(item.customer) == payee
        ]
        if len(fits) != 1 or self.issued_in(booking):
            return None
        return fits[0]

    def settle(self, item: OpenItem, amount: Decimal) -> None:
        """Take a payment off an item, so that no other payment settles it again."""
        key = (item.number, item.account)
        left = replace(item, amount=item.amount - amount)
        del self._by_amount[item.amount][key]
        self._by_amount[left.amount][key] = None
        self._items[key] = left

    def settle_bill(self, links: Iterable[str], account: str, amount: Decimal) -> None:
        """Take a payment off the bill that has one of these links on an account."""
        for link in links:
            item = self._items.get((link, account))
            if item:
                self.settle(item, amount)
                return


def open_items(
    books: Books,
    until: dt.date = dt.date.max,
    kinds: frozenset[Kind] = OWING,
) -> list[OpenItem]:
    """Return what is open after a day by the links of the entries.

    A payment with several links pays the oldest first.
    """
    matcher: Matcher[Transaction] = Matcher()
    items: dict[tuple[str, Account], Movement[Transaction]] = {}
    for transaction in books.moving(kinds):
        counts = transaction.links and transaction.date <= until
        for posting in transaction.postings if counts else ():
            account = posting.account
            if account.kind in kinds:
                named = []
                for link in sorted(transaction.links):
                    item = items.get((link, account))
                    if item is None:
                        begun = movement_of(transaction, transaction, account, ZERO)
                        item = begun._replace(place=len(items), number=link)
                        items[link, account] = item
                        matcher.add(item)
                    named.append(item)
                matcher.pay(named, -posting.amount)
    return [
        OpenItem(
            number=item.number,
            references=tuple(_references(item.what)),
            customer=item.party,
            amount=matcher.left(item),
            account=item.account.name,
            member=item.member,
            counterparty=str(item.what.meta.get(COUNTERPARTY) or ""),
        )
        for item in items.values()
        if matcher.left(item)
    ]


def invoiced(
    books: Books,
    invoices: Invoices,
    until: dt.date = dt.date.max,
    kinds: frozenset[Kind] = OWING,
) -> list[OpenItem]:
    """Return what is open after a day; of an invoice of ours what it says itself.

    There a credit note counts with what it credits.
    """
    claims = open_invoices(books, invoices, until)
    items = [
        item
        for item in open_items(books, until, kinds)
        if item.number not in invoices.by_number
        or books.chart.account(item.account).kind in _PAYABLE
    ]
    return items + [
        OpenItem(
            number=claim.number,
            references=(claim.reference,),
            customer=claim.name,
            amount=claim.open,
            account=claim.account,
            member=claim.member,
            issued=True,
        )
        for claim in claims
    ]


def plain(text: str) -> str:
    """Return a number as it is compared: without capitals and signs."""
    return "".join(filter(str.isalnum, text)).casefold()


def _references(transaction: Transaction) -> Iterator[str]:
    metas = (transaction.meta, *(posting.meta for posting in transaction.postings))
    for meta in metas:
        if meta.get(PAYMENT_REF):
            yield str(meta[PAYMENT_REF])


@lru_cache(maxsize=4)
def words_in(booking: StatementLine) -> frozenset[str]:
    """Return the words of a payment that may be a number, as they are compared.

    A number may be written in two parts, and with a word before it (`F2026-014`), and
    stands in an RF reference after its check digits. The same line is asked for some
    times in a row.
    """
    found: set[str] = set()
    checked: set[str] = set()
    for text in _texts(booking):
        rest, right = without_references(text)
        checked |= _parts(right)
        tokens = [plain(token) for token in _TOKEN.findall(rest)]
        found.update(tokens)
        found.update(one + other for one, other in pairwise(tokens))
    bare = {word.lstrip("abcdefghijklmnopqrstuvwxyz") for word in found}
    return frozenset(
        found | checked | {word for word in bare if len(word) >= _SHORTEST_ALONE}
    )


def _checked(booking: StatementLine) -> set[str]:
    """Return the RF references of a payment, each also without its check digits."""
    return {
        part for text in _texts(booking) for part in _parts(without_references(text)[1])
    }


def _parts(references: Iterable[str]) -> set[str]:
    return {plain(part) for one in references for part in (one, one[_CHECKED:])}


def _texts(booking: StatementLine) -> tuple[str, str, str]:
    return booking.narration, booking.payment_reference, booking.payee


def _names(booking: StatementLine) -> frozenset[str]:
    return frozenset(_NAME.findall(folded(booking.payee)))
