"""Keeps who a member is out of the entries: a private account becomes a code."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from paraplu.base.spelling import letters
from paraplu.bookkeeping.invoices.customers import people_in
from paraplu.ledger.personal.names import Personal, says_bsn, without_bsn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nl_banks import StatementLine
    from paraplu.register.model import Register

# A statement names the same few accounts over and over.
_REMEMBERED = 4096


class Owners:
    """Whose private account a counterparty is, by the private register."""

    def __init__(self, register: Register, ledger: Path) -> None:
        self._personal = Personal(people_in(ledger, register))
        self._codes = {
            bare(iban): code
            for code, person in register.private.items()
            for iban in person.ibans
        }

    def of(self, counterparty: str) -> str:
        """Return the code of the member, empty for anybody else."""
        return self._codes.get(bare(counterparty), "")

    def without(self, booking: StatementLine) -> StatementLine:
        """Return a line with codes where it named people, and without a BSN."""
        code = self.of(booking.counterparty)
        if code:
            booking = booking._replace(payee=code, counterparty=code)
        else:
            counterparty = self._personal.without(booking.counterparty)
            if counterparty != booking.counterparty:
                booking = booking._replace(counterparty=counterparty)
        if code or self._personal.knows_somebody:
            booking = _each(booking, lambda text: self._personal.without(text, code))
        # A digit between two texts, so that no word goes over from one to the other.
        if says_bsn("\n0\n".join(filter(None, _texts(booking)))):
            booking = _each(booking, without_bsn)
        return booking


def _texts(booking: StatementLine) -> tuple[str, str, str, str, str]:
    """Return what somebody may have typed in a line."""
    return (
        booking.payee,
        booking.narration,
        booking.payment_reference,
        booking.mandate,
        booking.return_reason,
    )


def _each(booking: StatementLine, change: Callable[[str], str]) -> StatementLine:
    """Return a line with each of these texts changed."""
    texts = _texts(booking)
    changed = tuple(change(text) if text else "" for text in texts)
    if changed == texts:
        return booking
    payee, narration, reference, mandate, reason = changed
    return booking._replace(
        payee=payee,
        narration=narration,
        payment_reference=reference,
        mandate=mandate,
        return_reason=reason,
    )


@lru_cache(maxsize=_REMEMBERED)
def bare(text: str) -> str:
    """Return the number of an account as it is compared."""
    return letters(text)
