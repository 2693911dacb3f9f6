"""The groups of the profit and loss account of a micro legal person.

Article 395a of book 2 of the Dutch civil code, lid 5: net turnover, other income,
wages, raw materials, depreciation, other costs, taxes, and what is left. Costs go by
the words of their accounts (`account_words`); what is about none of these is another
cost.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.common_fund import is_for_all
from paraplu.base.language import Message, say
from paraplu.reports.papers.account_words import Topic, topic_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account


class BalanceGroup(StrEnum):
    """A line of the profit and loss account, in the order of the law."""

    TURNOVER = "turnover"
    OTHER_INCOME = "other_income"
    WAGES = "wages"
    MATERIALS = "materials"
    DEPRECIATION = "depreciation"
    OTHER_COSTS = "other_costs"
    TAXES = "taxes"

    @property
    def said(self) -> Message:
        """The name of the line."""
        return _SAID[self]


_SAID = {
    BalanceGroup.TURNOVER: say("Net turnover"),
    BalanceGroup.OTHER_INCOME: say("Other income: funds, gifts"),
    BalanceGroup.WAGES: say("Wages"),
    BalanceGroup.MATERIALS: say("Raw materials and goods"),
    BalanceGroup.DEPRECIATION: say("Depreciation"),
    BalanceGroup.OTHER_COSTS: say("Other costs"),
    BalanceGroup.TAXES: say("Taxes on the result"),
}

_GROUPS: Mapping[Topic | None, BalanceGroup] = {
    Topic.WAGES: BalanceGroup.WAGES,
    Topic.PURCHASES: BalanceGroup.MATERIALS,
    Topic.DEPRECIATION: BalanceGroup.DEPRECIATION,
    Topic.TAXES: BalanceGroup.TAXES,
}
# Income of the cooperative that nobody bought anything for.
_NOT_SOLD = frozenset({Topic.GIFTS, Topic.GRANTS, Topic.INTEREST, Topic.REFUNDS})


def is_own_sale(account: Account) -> bool:
    """Tell whether the cooperative itself sells by an account of its income.

    It has a name, and not that of a gift, a grant or interest. What somebody who left
    gave to all was not sold either.
    """
    if account.kind is not Kind.COOP_INCOME or not account.detail:
        return False
    return not is_for_all(account) and topic_of(account) not in _NOT_SOLD


def group_of(account: Account) -> BalanceGroup:
    """Return the line that an account of income or costs goes in."""
    if account.kind is Kind.SALES or is_own_sale(account):
        return BalanceGroup.TURNOVER
    if account.root is Root.INCOME:
        return BalanceGroup.OTHER_INCOME
    return _GROUPS.get(topic_of(account), BalanceGroup.OTHER_COSTS)
