"""“Always so”: the rule under `match:` that would have placed a line where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.bank_import.direction import goes
from paraplu.bookkeeping.bank_import.matching import MatchRule, full_name
from paraplu.journal import CannotBook
from paraplu.register.editing import Text, with_item
from paraplu.register.membership import RegisteredMatch

if TYPE_CHECKING:
    from paraplu.base.chart import Chart
    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.waiting.model import WaitingLine


def rule_for(one: WaitingLine, allocation: Allocation, chart: Chart) -> MatchRule:
    """Return the rule by which such a line always goes where this one does.

    It asks for the account of the other side; of a line without one, for the payee.
    CannotBook where no rule can say it: a split, what pays something that is open,
    money that goes the other way, or a line of which nothing is known again.
    """
    booking = one.line.booking
    account = chart.account(allocation.account)
    if allocation.same:
        raise CannotBook(
            say("What is booked already cannot become a rule. Place it without “a”.")
        )
    if allocation.links:
        raise CannotBook(
            say(
                "A line that pays {numbers} cannot become a rule.",
                numbers=_said(allocation),
            )
        )
    if len(allocation.legs) > 1 + bool(allocation.vat) + bool(booking.fee):
        raise CannotBook(
            say("A line that is split cannot become a rule. Place it without “a”.")
        )
    if not goes(account, booking.amount):
        raise CannotBook(
            say(
                "This is money that comes back, and a rule never books that. Place it "
                "without “a”."
            )
        )
    text = "" if booking.counterparty else booking.payee or booking.narration
    if not booking.counterparty and not text.strip():
        raise CannotBook(
            say("This line says nothing to know the next one by. Place it without “a”.")
        )
    match = RegisteredMatch(
        account=_path(account.name, account.member, chart),
        counterparty=booking.counterparty,
        text=text,
        vat=allocation.vat,
        member=account.member,
    )
    return MatchRule(match, account)


def with_rule(text: str, rule: MatchRule) -> str:
    """Return a register with a rule more: of its member, or of the cooperative.

    CannotEdit where it is written in a way that nothing can be put in.
    """
    match = rule.match
    said = {
        "counterparty": Text(match.counterparty),
        "text": Text(match.text),
        "account": Text(match.account),
        "vat": Text(match.vat),
    }
    whose = ("members", match.member) if match.member else ("cooperative",)
    item = {key: value for key, value in said.items() if value}
    return with_item(text, (*whose, "match"), item)


def _path(name: str, member: str, chart: Chart) -> str:
    """Return an account as the register has it: of a member from the class on."""
    _, _, path = name.partition(f":{member}:") if member else ("", "", "")
    if path and chart.member_class(path):
        short = RegisteredMatch(account=path, member=member)
        if full_name(short, chart) == name:
            return path
    return name


def _said(allocation: Allocation) -> str:
    return ", ".join(allocation.links)
