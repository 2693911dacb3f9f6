"""Refuses numbers that no books can hold.

Python rounds what has more than 28 digits, so that no sum of such numbers is right.
"""

from __future__ import annotations

import re

from paraplu.base.language import say
from paraplu.ledger.source.files import LedgerUnreadable

# A number of more digits before its point is taken for a mistake.
MOST_DIGITS = 15
_LONG = re.compile(rb"(?<![\w.,])\d[\d,]{%d,}+" % MOST_DIGITS)
# What begins a link or a tag: the digits in it are words, however many they are.
_NAME = re.compile(rb"(?:^|\s)[\^#][\w\-/.]*$")
# Each byte of a number becomes a 0. A search for so many of them is many times faster
# than the pattern, and finds none in nearly every file.
_DIGITS = bytes(48 if chr(byte) in "0123456789," else 32 for byte in range(256))
_MANY = b"0" * (MOST_DIGITS + 1)


def must_be_held(data: bytes, file: str) -> None:
    """Raise LedgerUnreadable at the first number of a file that no books can hold."""
    if _MANY not in data.translate(_DIGITS):
        return
    for hit in _LONG.finditer(data):
        line = data[data.rfind(b"\n", 0, hit.start()) + 1 : hit.start()]
        number = hit[0].replace(b",", b"").lstrip(b"0")
        words = line.count(b'"') % 2 or b";" in line or _NAME.search(line)
        if len(number) > MOST_DIGITS and not words:
            place = data.count(b"\n", 0, hit.start()) + 1
            raise LedgerUnreadable(
                say(
                    "{place}: a number on this line has more than {most} digits before "
                    "its point. Correct it.",
                    place=f"{file}:{place}",
                    most=MOST_DIGITS,
                )
            )
