"""MB01 and MB07: accounts of unknown members, and accounts outside the grammar.

The name of an account says whose money it is and what for (contract, section 2). What
is on any other name no rule can follow.

    2025-03-03 * "Market" "Two tables"
      Assets:Bank                100.00 EUR
      Income:Members:L10:Sales  -100.00 EUR  ; MB01 L10

    2025-03-03 * "Means of the cooperative"
      Assets:Giro                100.00 EUR  ; MB07
      Equity:Coop               -100.00 EUR
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.chart import Account, Kind
from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import Message, counted, say
from paraplu.ledger.chart_hints import allowed, meant
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

MB01 = Rule(
    "MB01",
    Severity.ERROR,
    say("An account names a member who is not in the register"),
    reads=("codes",),
)
MB07 = Rule(
    "MB07",
    Severity.ERROR,
    say("An account outside the chart of accounts"),
    reads=("accounts",),
)


# So many names may be slips of the pen. More are books with a chart of their own, where
# a finding for each would say the same.
_SLIPS = 10


class _Use(NamedTuple):
    """Where an account is used first, and in how many transactions."""

    first: Transaction
    position: int
    times: int


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each such account once: at its first posting, or where it is opened."""
    opened = (opened.account for opened in books.opened.values())
    wrong = [
        account
        for account in dict.fromkeys([*books.accounts, *opened])
        if account.kind is Kind.UNKNOWN
        or (account.member and account.member not in register.members)
    ]
    uses = _uses(books, set(wrong))
    ours = [one for one in wrong if one.kind is Kind.UNKNOWN and not one.member]
    if len(ours) > _SLIPS:
        yield _another_chart(books, ours, uses)
        wrong = [account for account in wrong if account.member]
    for account in wrong:
        use = uses.get(account)
        if account.member and account.member not in register.members:
            yield _unknown_member(books, account, use)
        if account.kind is Kind.UNKNOWN:
            yield _outside(books, account, use)


def _uses(books: Books, wrong: set[Account]) -> dict[Account, _Use]:
    uses: dict[Account, _Use] = {}
    for transaction in books.transactions if wrong else ():
        accounts = transaction.accounts
        for account in wrong.intersection(accounts):
            first = _Use(transaction, accounts.index(account), 0)
            known = uses.get(account, first)
            uses[account] = known._replace(times=known.times + 1)
    return uses


def _unknown_member(books: Books, account: Account, use: _Use | None) -> Finding:
    return MB01.found(
        say(
            "{account}{uses} names {member}, who is not in the register.",
            account=account.name,
            uses=_in_transactions(use),
            member=account.member,
        ),
        _place(books, account, use),
        hint=say(
            "Correct the code, or add {member} to members.yaml.", member=account.member
        ),
        member=account.member,
    )


def _outside(books: Books, account: Account, use: _Use | None) -> Finding:
    return MB07.found(
        say(
            "{account}{uses} is not in the chart of accounts, so no rule knows what it "
            "holds.",
            account=account.name,
            uses=_in_transactions(use),
        ),
        _place(books, account, use),
        hint=_advice(books, account),
        member=account.member or None,
    )


def _another_chart(
    books: Books, accounts: list[Account], uses: dict[Account, _Use]
) -> Finding:
    """Return one finding for books that were kept by names of their own until now."""
    first = accounts[0]
    begins = dict.fromkeys(":".join(one.name.split(":")[:2]) for one in accounts)
    return MB07.found(
        say(
            "{number} are not in the chart of accounts, so no rule knows what they "
            "hold. The first is {account}.",
            number=counted("{n} account", "{n} accounts", len(accounts)),
            account=first.name,
        ),
        _place(books, first, uses.get(first)),
        hint=say(
            "Are they the cooperative's own? Then put this in the register: {lines}. "
            "What is a member's needs a name of the chart.",
            lines=f"accounts: {{extra: [{', '.join(map(_quoted, begins))}]}}",
        ),
    )


def _quoted(name: str) -> str:
    """Return a name as YAML takes it, whatever is in it."""
    return json.dumps(name, ensure_ascii=False)


def _advice(books: Books, account: Account) -> Message:
    words = ", ".join(allowed(books.chart, account))
    near = meant(books.chart, account)
    if near:
        return say(
            "Did you mean {account}? A name here starts with one of: {words}.",
            account=near,
            words=words,
        )
    return say(
        "Correct the name; it has to start with one of: {words}. Or, if it is the "
        "cooperative's own, add the start of the name to `accounts: extra:` in the "
        "register.",
        words=words,
    )


def _in_transactions(use: _Use | None) -> object:
    if use is None or use.times == 1:
        return ""
    return counted(" (in {n} entry)", " (in {n} entries)", use.times)


def _place(books: Books, account: Account, use: _Use | None) -> Source:
    if use:
        return use.first.source_at(use.position)
    opened = books.opened.get(account.name)
    return opened.source if opened else Source(str(books.main), 0)


FAMILY = Family((MB01, MB07), judge)
