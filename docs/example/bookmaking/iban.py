"""Account numbers that are well formed and yet nobody's."""

from __future__ import annotations

from hashlib import sha256

_BANKS = ("RABO", "INGB", "ABNA", "TRIO", "ASNB", "KNAB")
_ELEVEN = 11


def invented_iban(name: str) -> str:
    """Return the IBAN of somebody with this name; the same name has the same one.

    Its check digits are right, but the number fails the eleven-test that the numbers of
    Dutch banks pass, so that no bank has given it to anybody.
    """
    digest = int.from_bytes(sha256(name.encode()).digest())
    number = digest % 10**9 + 3 * 10**8
    while _passes(number):
        number += 1
    bank = _BANKS[digest % len(_BANKS)]
    return f"NL{_check_digits(bank, number):02}{bank}{number:010}"


def _passes(number: int) -> bool:
    """Tell whether the eleven-test holds: digits times 10, 9 … 1 divide by eleven."""
    digits = enumerate(reversed(f"{number:010}"), 1)
    return sum(weight * int(digit) for weight, digit in digits) % _ELEVEN == 0


def _check_digits(bank: str, number: int) -> int:
    """Return the check digits: ISO 13616, with letters as numbers from 10 on."""
    text = f"{bank}{number:010}NL00"
    return 98 - int("".join(str(int(sign, 36)) for sign in text)) % 97
