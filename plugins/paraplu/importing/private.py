"""Keeps who a member is out of the entries: a private account becomes a code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nl_banks import Booking
    from paraplu.register.model import Register


class Owners:
    """Whose private account a counterparty is, by the private register."""

    def __init__(self, register: Register) -> None:
        """Take the register; without a private one nobody is known."""
        self._codes = {
            bare(iban): code
            for code, person in register.private.items()
            for iban in person.ibans
        }
        self._secrets = {
            code: _pattern((person.name, person.email, *person.ibans))
            for code, person in register.private.items()
        }

    def of(self, counterparty: str) -> str:
        """Return the code of the member, empty for anybody else."""
        return self._codes.get(bare(counterparty), "")

    def without(self, booking: Booking) -> Booking:
        """Return a line that names a member's code where it named the person."""
        code = self.of(booking.counterparty)
        if not code:
            return booking
        secret = self._secrets[code]
        return booking._replace(
            payee=code,
            counterparty=code,
            narration=secret.sub(code, booking.narration),
            payment_reference=secret.sub(code, booking.payment_reference),
            mandate=secret.sub(code, booking.mandate),
        )


def bare(text: str) -> str:
    """Return the number of an account as it is compared."""
    return "".join(text.split()).upper()


def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds these words, however they are spaced."""
    words = [
        r"\s*".join(map(re.escape, "".join(secret.split())))
        for secret in secrets
        if secret.strip()
    ]
    return re.compile("|".join(words) or "(?!)", re.IGNORECASE)
