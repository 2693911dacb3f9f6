"""Approvals in books, held against the history that the books are in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.git import Repository
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.signatures.forms import EntryForm, entry_form_at, request_form
from paraplu.bookkeeping.signatures.history import NoHistory
from paraplu.bookkeeping.signatures.judging import SignedApprovals
from paraplu.bookkeeping.signatures.model import ApprovedThing, SignedApproval

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from paraplu.bookkeeping.spending_requests import SpendingRequest
    from paraplu.ledger.approvals import Approval, Approvers
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register


class FoundInHistory(Struct, frozen=True):
    """What the history says of things, in their order.

    `whole` is False where a part of the history was not fetched. Without any history
    `signed` is None.
    """

    signed: tuple[SignedApproval, ...] | None
    whole: bool = True


class ThingsOf:
    """Makes of entries and requests of books what is looked for in the history."""

    def __init__(self, books: Books) -> None:
        self._root = books.root
        self._texts: dict[str, str] = {}
        self._seen: Counter[str] = Counter()
        self._copies: dict[int, int] = {}

    def request(
        self, request: SpendingRequest, approval: Approval, paid: dt.date | None
    ) -> ApprovedThing:
        """Return a request that was spent by a payment on a day."""
        return ApprovedThing(
            request.number, request_form(request), request.member, approval, paid
        )

    def entry(
        self,
        transaction: Transaction,
        approval: Approval,
        member: str,
        paid: dt.date | None,
    ) -> ApprovedThing:
        """Return an entry that says that the spending of a member was approved.

        What stands in no file has no form, which nobody can have signed.
        """
        form = self._form(transaction)
        if form.form and transaction.number not in self._copies:
            self._seen[form.form] += 1
            self._copies[transaction.number] = self._seen[form.form]
        copy = self._copies.get(transaction.number, 1)
        return ApprovedThing(form.head, form.form, member, approval, paid, copy)

    def _form(self, transaction: Transaction) -> EntryForm:
        file, line = transaction.source
        if file not in self._texts:
            try:
                data = plain_bytes(file)
            except (OSError, ValueError):
                data = b""
            self._texts[file] = data.decode("utf-8", "replace")
        return entry_form_at(self._texts[file], line) or EntryForm("", "")


def history_of(books: Books) -> Repository:
    """Return where the history of books is: where they came from, or where they lie."""
    return books.history or Repository(books.main.parent, file=books.main.name)


def found_in_history(
    books: Books,
    register: Register,
    approvers: Approvers,
    things: Sequence[ApprovedThing],
) -> FoundInHistory:
    """Return what the history says of things; git is asked a few times for all."""
    try:
        signed = SignedApprovals(history_of(books), register.seats, approvers)
        found = tuple(signed.of(things))
    except NoHistory:
        return FoundInHistory(None)
    return FoundInHistory(found, not signed.shallow)
