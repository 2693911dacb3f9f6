"""The approval that a purchase leans on: its own, a linked one, or a request's."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.metadata import APPROVED
from paraplu.ledger.approvals import Approval, approval_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account
    from paraplu.bookkeeping.spending_requests import SpendingRequest
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.rules.purchase import Purchase
    from paraplu.rules.requested import Requested

# By what a purchase is known that was paid by another transaction than this one.
_THROUGH = frozenset({Kind.PREPAID, Kind.CLEARING, Kind.PAYABLE})


class GivenApproval(NamedTuple):
    """An approval, and what says it: a request, or else a transaction."""

    approval: Approval
    transaction: Transaction
    request: SpendingRequest | None = None


class GivenApprovals:
    """The approvals of one set of books, also those on what an entry was paid by."""

    def __init__(self, books: Books, requested: Requested) -> None:
        self.books = books
        self.requested = requested

    def approval(self, purchase: Purchase, position: int) -> Approval | None:
        """Return the approval of a posting of a purchase, None without one."""
        given = self.of(purchase, position)
        return given.approval if given else None

    def of(self, purchase: Purchase, position: int) -> GivenApproval | None:
        """Return the approval of a posting of a purchase with what says it, or None.

        It may be on a linked transaction, by which the same was prepaid or paid.
        """
        transaction = purchase.transaction
        own = self.said_on(transaction, position)
        if own or not transaction.links or not transaction.signature.kinds & _THROUGH:
            return own
        linked = [
            given
            for link in sorted(transaction.links)
            for posting in transaction.postings
            if posting.amount < 0 and posting.account.kind in _THROUGH
            for given in self._paying.get((link, posting.account), ())
        ]
        return next(
            (one for one in linked if in_time(one.approval, purchase)),
            next(iter(linked), None),
        )

    def said_on(self, transaction: Transaction, position: int) -> GivenApproval | None:
        """Return the approval on a posting, or else in the request that it names."""
        if own := approval_of(transaction, position):
            return GivenApproval(own, transaction)
        asked = self.requested.approval(transaction, position)
        if asked is None:
            return None
        request = self.requested.request(transaction, position)
        return GivenApproval(asked, transaction, request)

    @cached_property
    def _paying(self) -> Mapping[tuple[str, Account], list[GivenApproval]]:
        """The approvals of what pays, by link and the account that it debits.

        Each is there once, since a bill that is paid in many parts may repeat it.
        """
        found: defaultdict[tuple[str, Account], list[GivenApproval]]
        found = defaultdict(list)
        for transaction in self.books.saying(APPROVED):
            for n, posting in enumerate(transaction.postings):
                if posting.amount > 0 and posting.account.kind in _THROUGH:
                    approval = approval_of(transaction, n)
                    for link in transaction.links if approval else ():
                        known = found[link, posting.account]
                        if approval and all(one.approval != approval for one in known):
                            known.append(GivenApproval(approval, transaction))
        return found


def in_time(approval: Approval | None, purchase: Purchase) -> bool:
    """Tell whether an approval is of no later day than the payment.

    What is not paid yet may still be approved, but not without any approval at all.
    """
    if approval is None or approval.day is None:
        return False
    paid = purchase.paid
    return paid is None or approval.day <= paid
