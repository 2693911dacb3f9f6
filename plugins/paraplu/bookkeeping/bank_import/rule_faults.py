"""Rules of the register that can never fire, or that contradict one another."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from nl_banks.account import same_account
from paraplu.base.chart import Kind
from paraplu.base.folding import folded
from paraplu.base.language import say
from paraplu.bookkeeping.bank_import.matching import MatchRule, Rules
from paraplu.bookkeeping.bank_import.private import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_ENDLESS = Decimal("Infinity")


class RuleFault(NamedTuple):
    """A rule with what is wrong with it."""

    rule: MatchRule
    what: Message


def rule_faults(books: Books, register: Register) -> list[RuleFault]:
    """Return what is wrong with the rules of a register, by their lines."""
    rules = Rules(register, books.chart).every
    found = [
        *(fault for rule in rules for fault in _alone(rule, books, register)),
        *(fault for one, other in combinations(rules, 2) for fault in _two(one, other)),
    ]
    return sorted(found, key=lambda fault: fault.rule.match.source.line)


def _alone(rule: MatchRule, books: Books, register: Register) -> Iterator[RuleFault]:
    """Yield why a rule can never fire."""
    asked = rule.match
    own = (bank.iban for bank in register.cooperative.banks if bank.iban)
    if any(same_account(iban, asked.counterparty) for iban in own):
        yield RuleFault(
            rule,
            say(
                "never matches: {counterparty} is an account of the cooperative, and a "
                "transfer between its own accounts goes through a clearing account.",
                counterparty=asked.counterparty,
            ),
        )
    if asked.amount and not asked.amount[1]:
        yield RuleFault(rule, say("never matches: no line has an amount of zero."))
    if rule.account.kind is Kind.UNKNOWN:
        yield RuleFault(
            rule,
            say(
                "books on {account}, which has no meaning in these books.",
                account=rule.account.name,
            ),
        )
    opened = books.opened.get(rule.account.name)
    if opened and opened.closed and opened.closed <= books.today:
        yield RuleFault(
            rule,
            say(
                "books on {account}, which was closed on {date}.",
                account=rule.account.name,
                date=opened.closed,
            ),
        )
    member = register.members.get(asked.member)
    left = member.left_by(books.today) if member else None
    if left and left < books.today:
        yield RuleFault(
            rule,
            say(
                "is for {member}, who left on {date}.",
                member=asked.member,
                date=left,
            ),
        )


def _two(one: MatchRule, other: MatchRule) -> Iterator[RuleFault]:
    """Yield what is wrong with two rules that count for the same lines."""
    if one.rank != other.rank or not _overlap(one, other):
        return
    first = str(one.match.source.line)
    same = one.account is other.account and one.match.vat == other.match.vat
    if same:
        what = say(
            "never matches: the rule on line {line} already does the same.", line=first
        )
    else:
        what = say(
            "contradicts the rule on line {line}, which says {account}: where both "
            "match, neither is used.",
            line=first,
            account=one.account.name,
        )
    yield RuleFault(other, what)


def _overlap(one: MatchRule, other: MatchRule) -> bool:
    a, b = one.match, other.match
    if bare(a.counterparty) != bare(b.counterparty) or folded(a.text) != folded(b.text):
        return False
    nil = Decimal(0)
    (least, most), (begin, end) = (m.amount or (nil, _ENDLESS) for m in (a, b))
    return least <= end and begin <= most
