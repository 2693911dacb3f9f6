"""The accounts of an audit file: all that are open, with names of 35 characters.

A name that is longer loses its end to the beginning of its own checksum. It depends on
nothing but the name, so it is the same in each year and whatever comes beside it. Who
changes the name of an account, and wants it to be the same one in the next audit file,
says its old name there: `xaf: "…"` below its `open`. The code of RGS is in `rgs:`.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from beancount.core import data

from paraplu.base.chart import Root
from paraplu.base.language import Listing, Message, say
from paraplu.ledger.transactions import source_of
from paraplu.reports.auditfile.model import AuditAccount

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from paraplu.base.findings import Source
    from paraplu.ledger.books import Books

RGS, XAF = "rgs", "xaf"
LONGEST = 35
_MARK = 8
# B (balance) or W (result), then groups of three letters: definitions of RGS.
_RGS = re.compile(r"[BW](?:[A-Z][A-Za-z0-9]{2})+", re.ASCII)
# What may be kept apart by case, spaces or signs is one name to some readers.
_SHORT = re.compile(rf"[A-Za-z0-9][A-Za-z0-9:._~-]{{0,{LONGEST - 1}}}", re.ASCII)
_RESULTS = (Root.INCOME, Root.EXPENSES)


class AccountFault(Exception):  # noqa: N818 - it says what is wrong
    """An `open` that says something of its account that cannot be; `message` says it.

    `source` is where.
    """

    def __init__(self, message: Message, source: Source) -> None:
        super().__init__(message.template)
        self.message = message
        self.source = source


def short_name(name: str) -> str:
    """Return a name in at most 35 characters; of one name it is always the same."""
    if len(name) <= LONGEST:
        return name
    mark = sha256(name.encode()).hexdigest()[:_MARK]
    return f"{name[: LONGEST - _MARK - 1]}~{mark}"


def audit_accounts(
    books: Books, until: dt.date
) -> tuple[tuple[AuditAccount, ...], tuple[Message, ...]]:
    """Return all accounts that were open until a day, and what to know of them.

    Those without a posting too. A code of RGS stands on one account alone, as the rules
    of XAF want it; on which others it is in the books is what there is to know.

    Raises:
        AccountFault: an `open` says something that cannot be.
    """
    found: list[AuditAccount] = []
    by_rgs: dict[str, list[str]] = {}
    by_short: dict[str, str] = {}
    for name, meta in sorted(_opened(books, until).items()):
        short, rgs = _said_short(name, meta), _said_rgs(name, meta)
        if short in by_short:
            raise AccountFault(
                say(
                    "{account} and {other} would both be {name} in the audit file. "
                    "Give one of them another name: xaf: below its open.",
                    account=by_short[short],
                    other=name,
                    name=short,
                ),
                source_of(meta),
            )
        by_short[short] = name
        if rgs:
            by_rgs.setdefault(rgs, []).append(name)
        first = not rgs or by_rgs[rgs][0] == name
        root = books.chart.account(name).root
        found.append(AuditAccount(short, name, root in _RESULTS, rgs if first else ""))
    return tuple(found), tuple(_twice(by_rgs))


def _opened(books: Books, until: dt.date) -> dict[str, Mapping[str, object]]:
    opened: dict[str, Mapping[str, object]] = {
        one.account: one.meta
        for one in books.others
        if isinstance(one, data.Open) and one.date <= until
    }
    # A plugin may have opened it, and kept no line of that.
    for account in books.accounts:
        opened.setdefault(account.name, {})
    return opened


def _said_short(name: str, meta: Mapping[str, object]) -> str:
    said = meta.get(XAF)
    if said is None:
        return short_name(name)
    if isinstance(said, str) and _SHORT.fullmatch(said):
        return said
    raise AccountFault(
        say(
            "“{text}” cannot be the name of {account} in an audit file. Write letters, "
            "digits, : . _ ~ and -, at most 35.",
            text=str(said),
            account=name,
        ),
        source_of(meta),
    )


def _said_rgs(name: str, meta: Mapping[str, object]) -> str:
    said = meta.get(RGS)
    if said is None:
        return ""
    if isinstance(said, str) and _RGS.fullmatch(said):
        return said
    raise AccountFault(
        say(
            "“{text}” of {account} is not a code of RGS, such as BLimBanRba.",
            text=str(said),
            account=name,
        ),
        source_of(meta),
    )


def _twice(by_rgs: Mapping[str, list[str]]) -> Iterator[Message]:
    for rgs, names in by_rgs.items():
        if len(names) > 1:
            yield say(
                "RGS {code} is on {first} in the audit file, and left out on {others}: "
                "one code may stand on one account only.",
                code=rgs,
                first=names[0],
                others=Listing(tuple(names[1:])),
            )
