"""Fava's list of accounts, made in one pass that keeps no more than it shows.

Fava lays all postings out by account and adds them up, of which it shows the last entry
of each account; the rest only where an account asks for its state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from beancount.core import data
from fava.beans.account import get_entry_accounts
from fava.beans.flags import FLAG_UNREALIZED
from fava.beans.funcs import hash_entry
from fava.core.accounts import AccountDict, LastEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fava.core import FavaLedger

_STATE = "fava-uptodate-indication"


class AccountList(AccountDict):
    """The accounts with their last entries, as Fava has them.

    The hash of an entry that is still the same is not worked out again.
    """

    def __init__(self, ledger: FavaLedger) -> None:
        super().__init__(ledger)
        self._hashes: dict[int, tuple[Any, str]] = {}

    def load_file(self) -> None:
        """Take the accounts from the entries of the ledger."""
        by_type = self.ledger.all_entries_by_type
        opened: list[Any] = [*by_type.Open]
        if any(entry.meta.get(_STATE) for entry in opened):
            super().load_file()
            return
        self.clear()
        last = _last_entries(self.ledger.all_entries)
        known, kept = self._hashes, {}
        for entry in opened:
            account = self.setdefault(entry.account)
            account.meta, account.currencies = entry.meta, entry.currencies
            newest = last.get(entry.account)
            if newest is None or type(newest) is data.Close:
                continue
            number = id(newest)
            if number not in kept:
                # The entry is in it, so that no other one gets its number.
                kept[number] = known.get(number) or (newest, hash_entry(newest))
            said = kept[number][1]
            account.last_entry = LastEntry(date=newest.date, entry_hash=said)
        self._hashes = kept
        for entry in by_type.Close:
            self.setdefault(entry.account).close_date = entry.date


def _last_entries(entries: Iterable[Any]) -> dict[str, Any]:
    """Return the last entry of each account, but for gains that nobody realised."""
    last: dict[str, Any] = {}
    for entry in entries:
        if type(entry) is not data.Transaction:
            for account in get_entry_accounts(entry):
                last[account] = entry
        elif entry.flag != FLAG_UNREALIZED:
            for posting in entry.postings:
                last[posting.account] = entry
    return last
