"""Refuses what would go into a closed period (PD03), in the same words always."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.metadata import VAT_CODE
from paraplu.ledger.seals.model import ScopeKind, SealKind

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals.model import Seal

_ACCOUNT = re.compile(r"^\s+(?:[!*] )?([^\W\d_][\w-]*(?::[\w-]+)+)", re.MULTILINE)
_CODE = re.compile(rf"^\s+{re.escape(VAT_CODE)}:", re.MULTILINE)


class ClosedPeriods:
    """The closed periods of some books, as whoever writes an entry has to know them."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def refusal(self, day: dt.date, entry: str) -> Message | None:
        """Return why an entry of a day, as text, cannot be written; None if it can.

        Under a seal of VAT or of a fund what does not touch these is free.
        """
        for seal in self._books.seals.on(day):
            if self._is_under(seal, entry):
                return refused(seal, day)
        return None

    def _is_under(self, seal: Seal, entry: str) -> bool:
        accounts = self._accounts(entry)
        match seal.scope.kind:
            case ScopeKind.ALL:
                return True
            case ScopeKind.VAT:
                taxed = any(account.kind in VAT for account in accounts)
                return taxed or bool(_CODE.search(entry))
            case ScopeKind.FUND:
                return any(account.fund == seal.scope.fund for account in accounts)

    def _accounts(self, entry: str) -> list[Account]:
        names = _ACCOUNT.findall(entry)
        return [self._books.chart.account(name) for name in names]


def refused(seal: Seal, day: dt.date) -> Message:
    """Return that a day lies under a seal, and what to do: the words of PD03."""
    what = say(
        "{period} was closed on {closed}, so nothing of {day} can be added (PD03).",
        period=str(seal.period),
        closed=seal.day,
        day=day,
    )
    if seal.kind is SealKind.FILED:
        return say(
            "{what} It was filed: use a later day, and say what the entry corrects.",
            what=what,
        )
    return say(
        "{what} Use a later day; or open it, with the reason: paraplu period open "
        '{period} --reason "…"',
        what=what,
        period=str(seal.period),
    )
