"""What Beancount's errors mean to a bookkeeper, in words of ours, and what to do.

Beancount writes its errors for whoever knows it, in English. Here are those that books
can bring about, by their own words (Beancount 3.2): its lexer, grammar, booking,
validations and loader. Those that are not here are told in Beancount's words alone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.late_patterns import late
from paraplu.ledger.beancount_errors.accounts import ACCOUNTS
from paraplu.ledger.beancount_errors.files import FILES
from paraplu.ledger.beancount_errors.spelling import SPELLING

if TYPE_CHECKING:
    from paraplu.base.language import Message

_KNOWN = [(late(known.pattern), known) for known in (*SPELLING, *ACCOUNTS, *FILES)]
# A part can be as long as the file.
_LONGEST = 100
_EMPTY = late(r'File glob "[^"]*[*?\[][^"]*" does not match any files')
_AMOUNT = late(r"-?\d+(?:\.\d{1,2})?")


class Meaning(NamedTuple):
    """An error in plain words.

    `found` are the parts of the error by their names: an account, an amount.
    """

    what: Message
    todo: Message
    found: dict[str, str]


def meaning_of(error: str) -> Meaning | None:
    """Return what an error means; None for one that is not known here."""
    for pattern, known in _KNOWN:
        if hit := pattern.match(error):
            found = hit.groupdict()
            return Meaning(
                _filled(known.what, found), _filled(known.todo, found), found
            )
    return None


def is_empty_folder(error: str) -> bool:
    """Tell whether an error only says that a pattern fits no file yet.

    So it is with `include "2027/*.beancount"` in the first days of the year: no entry
    is missing, and whatever is written first brings the file.
    """
    return bool(_EMPTY.match(error))


def _filled(message: Message, found: dict[str, str]) -> Message:
    """Return a message with the parts of the error that its values name."""
    return message._replace(
        values=tuple((key, _told(found[str(part)])) for key, part in message.values)
    )


def _told(part: str) -> str | Decimal:
    """Return a part of an error, an amount as the reader's language will write it."""
    return Decimal(part) if _AMOUNT.fullmatch(part) else part[:_LONGEST]
