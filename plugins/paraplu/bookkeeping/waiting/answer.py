"""What somebody says a line is: an account, or several with their amounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.language import Listing, Message, say
from paraplu.base.money import ZERO
from paraplu.journal import CannotBook
from paraplu.journal.opening import opens_by_itself

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.ledger.books import Books

_MOST = 6


@dataclass(frozen=True)
class Part:
    """A part of a line: where it goes, how much of it, and the VAT in it.

    `amount` is in EUR without a sign; None is what the other parts leave. `vat` is
    high, low or nothing. `links` name what it pays, and `why` says why it goes there.
    """

    account: str
    amount: Decimal | None = None
    vat: str = ""
    links: tuple[str, ...] = ()
    why: Message | None = None


def shares(amount: Decimal, parts: Sequence[Part]) -> list[Decimal]:
    """Return how much each part is of an amount, with its sign.

    CannotBook where the parts do not add up to it, or more than one is open.
    """
    said = [part.amount for part in parts if part.amount is not None]
    left = abs(amount) - sum(said, ZERO)
    opened = len(parts) - len(said)
    if opened > 1:
        raise CannotBook(say("Give an amount for each part but the last."))
    if any(one <= 0 for one in said) or (left <= 0 if opened else left != 0):
        raise CannotBook(
            say(
                "The parts come to {sum}, but the line is of {amount}.",
                sum=sum(said, ZERO),
                amount=abs(amount),
            )
        )
    sign = 1 if amount > 0 else -1
    return [sign * (left if one.amount is None else one.amount) for one in parts]


def account_meant(text: str, books: Books, day: dt.date) -> Account:
    """Return the account that somebody means by some words, such as `L02 sales`.

    Each word is the beginning of a word of the name, in their order. A whole name will
    do too, also one that the books do not open yet. CannotBook where there is no such
    account on that day, or more than one.
    """
    chart, wanted = books.chart, text.strip()
    names = [
        name
        for name, opened in sorted(books.opened.items())
        if opened.closed is None or opened.closed > day
    ]
    if opens_by_itself(books):
        names = sorted({*names, *(one.name for one in books.accounts)})
    if wanted in names:
        return chart.account(wanted)
    words = [folded(word) for word in wanted.replace(":", " ").split()]
    found = [name for name in names if words and _begins(words, name)]
    # `L02 sales` is not each account below it as well.
    top = [one for one in found if not any(one.startswith(f"{two}:") for two in found)]
    if len(top) == 1:
        return chart.account(top[0])
    if found:
        raise CannotBook(
            say(
                "“{text}” can mean several accounts: {found}. Type more of its name.",
                text=text,
                found=Listing(tuple(found[:_MOST])),
            )
        )
    new = chart.account(wanted)
    if ":" in wanted and new.kind is not Kind.UNKNOWN:
        return new
    raise CannotBook(
        say(
            "The books have no account “{text}”. Type how the words of its name begin, "
            "such as {example}, or its whole name.",
            text=text,
            example="L02 sales",
        )
    )


def _begins(words: Sequence[str], name: str) -> bool:
    """Tell whether each word is how a word of the name begins, in this order."""
    parts = iter(folded(name).split(":"))
    return all(any(part.startswith(word) for part in parts) for word in words)
