"""What is left of somebody who leaves, and goes to the others.

It is a use of what was left, as growth and training are, and no cost: nothing was
bought with it to earn what came in. So it lowers no share of the sales before it, no
result, and no income that a municipality sets off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind

if TYPE_CHECKING:
    from paraplu.base.chart import Account

# The charge by which it goes, and the name under the member's costs that it has
# (contract, section 4).
COMMON_FUND = "CommonFund"


def is_for_all(account: Account) -> bool:
    """Tell whether an account has what is left of somebody, for the others."""
    return account.detail[:1] == (COMMON_FUND,)


def is_given(account: Account) -> bool:
    """Tell whether an account has what a member gave to the others."""
    return account.kind is Kind.COSTS and is_for_all(account)
