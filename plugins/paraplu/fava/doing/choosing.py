"""What a line can be placed on when no candidate fits: whose it is, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Kind
from paraplu.base.kinds import MONEY, VAT
from paraplu.register.agreements import Scheme

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.register.model import Register

# In the name of an account stands this where the code of a member is to be.
WHOSE = "*"
_NEVER = MONEY | VAT | {Kind.OPENING, Kind.UNKNOWN, Kind.EXTRA, Kind.THERMOMETER}


class AccountChoices(NamedTuple):
    """Members with their trade names, and accounts by name and what they are called.

    In an account of members there is a sign in the place of the code.
    """

    members: tuple[tuple[str, str], ...]
    of_members: tuple[tuple[str, str], ...]
    of_coop: tuple[tuple[str, str], ...]


def has_small_scheme(register: Register, day: dt.date) -> bool:
    """Tell whether the scheme for small businesses holds on a day: no VAT is apart."""
    return register.vat_on(day).scheme is Scheme.KOR


def choices_on(opened: OpenedLedger, day: dt.date) -> AccountChoices:
    """Return what can be chosen for a line of a day: the accounts that are open then.

    Money and VAT are left out: those follow by themselves.
    """
    books, register = opened.books, opened.register
    of_members: dict[str, str] = {}
    of_coop: dict[str, str] = {}
    for name, known in sorted(books.opened.items()):
        account = known.account
        if account.kind in _NEVER or (known.closed and known.closed <= day):
            continue
        root, _, rest = name.partition(":")
        if account.member:
            path = name.split(":")
            path[2] = WHOSE
            said = " · ".join(path[3:]) + f" ({root})"
            of_members.setdefault(":".join(path), said)
        else:
            of_coop[name] = rest.replace(":", " · ") + f" ({root})"
    members = (
        (code, one.trade_name or one.trade)
        for code, one in register.members.items()
        if one.joined <= day
    )
    return AccountChoices(
        tuple(members), tuple(of_members.items()), tuple(of_coop.items())
    )
