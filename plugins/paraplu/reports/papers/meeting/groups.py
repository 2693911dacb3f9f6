"""The groups of the profit and loss account of a micro legal person.

Article 395a of book 2 of the Dutch civil code, lid 5: net turnover, other income,
wages, raw materials, depreciation, other costs, taxes, and what is left. Costs go by
the words of their accounts, in English and Dutch; what has none of these words is
another cost.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind, Root
from paraplu.base.language import Message, say

if TYPE_CHECKING:
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

_WORDS = {
    BalanceGroup.WAGES: (
        *("wages", "salary", "salaries", "pension", "socialsecurity"),
        *("loon", "lonen", "salaris", "salarissen", "pensioen", "socialelasten"),
    ),
    BalanceGroup.MATERIALS: (
        *("materials", "ingredients", "packaging", "goods", "purchases", "wood"),
        *("fabric", "materiaal", "materialen", "ingrediënten", "ingredienten"),
        *("verpakking", "inkoop", "inkopen", "grondstoffen", "hout", "stof", "stoffen"),
    ),
    BalanceGroup.DEPRECIATION: ("depreciation", "afschrijving", "afschrijvingen"),
    BalanceGroup.TAXES: ("corporatetax", "vennootschapsbelasting", "vpb"),
}
_GROUPS = {word: group for group, words in _WORDS.items() for word in words}


# Income of the cooperative that nobody bought anything for.
_NOT_SOLD = frozenset(
    {
        *("gifts", "donations", "interest", "grants", "subsidies", "refunds"),
        *("giften", "schenkingen", "donaties", "rente", "subsidie", "restitutie"),
    }
)


def is_own_sale(account: Account) -> bool:
    """Tell whether the cooperative itself sells by an account of its income.

    It has a name, and not that of a gift, a grant or interest.
    """
    if account.kind is not Kind.COOP_INCOME or not account.detail:
        return False
    return account.detail[0].casefold() not in _NOT_SOLD


def group_of(account: Account) -> BalanceGroup:
    """Return the line that an account of income or costs goes in."""
    if account.kind is Kind.SALES or is_own_sale(account):
        return BalanceGroup.TURNOVER
    if account.root is Root.INCOME:
        return BalanceGroup.OTHER_INCOME
    for word in account.detail:
        group = _GROUPS.get(word.casefold())
        if group:
            return group
    return BalanceGroup.OTHER_COSTS
