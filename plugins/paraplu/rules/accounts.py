"""MB01 and MB07: accounts of unknown members, and accounts outside the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Account, Kind
from paraplu.findings import Finding, Severity, Source
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.register.model import Register

MB01 = Rule(
    "MB01", Severity.ERROR, say("An account names a member that the register lacks")
)
MB07 = Rule("MB07", Severity.ERROR, say("An account outside the chart of accounts"))


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each such account once: at its first posting, or where it is opened."""
    for account in _all(books):
        if account.member and account.member not in register.members:
            yield _unknown_member(books, account)
        if account.kind is Kind.UNKNOWN:
            yield _outside(books, account)


def _all(books: Books) -> list[Account]:
    opened = (opened.account for opened in books.opened.values())
    return list(dict.fromkeys([*books.days, *opened]))


def _unknown_member(books: Books, account: Account) -> Finding:
    return Finding(
        "MB01",
        Severity.ERROR,
        say(
            "{account} names {member}, who is not in the register{uses}.",
            account=account.name,
            member=account.member,
            uses=_uses(books, account),
        ),
        _place(books, account),
        hint=say(
            "Correct the code, or add {member} to members.yaml.", member=account.member
        ),
        member=account.member,
    )


def _outside(books: Books, account: Account) -> Finding:
    return Finding(
        "MB07",
        Severity.ERROR,
        say(
            "{account} is not an account of the chart{uses}, so no rule can tell what "
            "it holds.",
            account=account.name,
            uses=_uses(books, account),
        ),
        _place(books, account),
        hint=say(
            "Correct the name, or add its beginning to `accounts: extra:` in the "
            "register if it is the cooperative's own."
        ),
        member=account.member or None,
    )


def _uses(books: Books, account: Account) -> object:
    number = sum(
        len(entries)
        for shape, entries in books.shapes.items()
        if account in shape.accounts
    )
    return say(" (in {n} entries)", n=number) if number > 1 else ""


def _place(books: Books, account: Account) -> Source:
    entries = [
        alike[0] for shape, alike in books.shapes.items() if account in shape.accounts
    ]
    if entries:
        first = min(entries, key=lambda entry: entry.number)
        return first.leg_source(first.shape.accounts.index(account))
    return books.opened[account.name].source


FAMILY = Family((MB01, MB07), judge)
