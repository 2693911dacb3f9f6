"""The rules of the register for lines of statements, and which one counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.chart import MEMBER_CLASSES, Account, Chart
from paraplu.base.folding import folded
from paraplu.base.language import Message, say
from paraplu.bookkeeping.bank_import.direction import goes
from paraplu.bookkeeping.bank_import.private import bare

if TYPE_CHECKING:
    from nl_banks import StatementLine
    from paraplu.register.membership import RegisteredMatch
    from paraplu.register.model import Register

_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class MatchRule:
    """A rule of the register with the account it means in these books."""

    match: RegisteredMatch
    account: Account

    @property
    def rank(self) -> tuple[bool, bool, int, Decimal]:
        """How much a rule asks: the one that asks most counts."""
        least, most = self.match.amount or (Decimal(0), _ENDLESS)
        text = folded(self.match.text)
        return bool(self.match.counterparty), bool(text), len(text), least - most

    @property
    def words(self) -> Message:
        """How a rule is called where its place may change: by what it asks."""
        if self.match.text:
            return say("the rule “{text}”", text=self.match.text)
        return say("the rule for this counterparty")

    def fits(self, line: StatementLine, *, amount: bool = True) -> bool:
        """Tell whether a line has what the rule asks; `amount` leaves that out."""
        asked = self.match
        if asked.counterparty and bare(asked.counterparty) != bare(line.counterparty):
            return False
        if asked.text and folded(asked.text) not in folded(_text_of(line)):
            return False
        if asked.amount and amount:
            least, most = asked.amount
            return least <= abs(line.amount) <= most
        return True


class Rules:
    """All rules of a register."""

    def __init__(self, register: Register, chart: Chart) -> None:
        self.every = tuple(
            MatchRule(match, chart.account(full_name(match, chart)))
            for match in register.matches
        )

    def chosen(self, line: StatementLine) -> tuple[MatchRule, ...]:
        """Return the rules that count for a line: one, none, or those that quarrel."""
        if not self.every:
            return ()
        found = [rule for rule in self.fitting(line) if goes(rule.account, line.amount)]
        most = max((rule.rank for rule in found), default=None)
        best = [rule for rule in found if rule.rank == most]
        different = {(rule.account.name, rule.match.vat): rule for rule in best}
        return tuple(different.values())

    def fitting(self, line: StatementLine, *, amount: bool = True) -> list[MatchRule]:
        """Return the rules that fit a line, whichever way its money goes."""
        if not self.every:
            return []
        return [rule for rule in self.every if rule.fits(line, amount=amount)]


def full_name(match: RegisteredMatch, chart: Chart) -> str:
    """Return the name of the account that a rule means."""
    found = chart.member_class(match.account) if match.member else None
    if found is None:
        return match.account
    kind, detail = found
    root, word = next(key for key, one in MEMBER_CLASSES.items() if one is kind)
    return ":".join((chart.member_account(root, match.member, word), *detail))


def _text_of(line: StatementLine) -> str:
    return f"{line.payee} {line.narration} {line.payment_reference}"
