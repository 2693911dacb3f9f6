"""What an account is in a lake: paraplu says it once, and no query guesses.

Most classes are the kinds of the chart (contract, section 2). Where `report meeting`
looks further than that, the class does so too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.common_fund import is_given
from paraplu.reports.papers.account_words import Topic, topic_of
from paraplu.reports.papers.meeting.groups import is_own_sale
from paraplu.reports.papers.meeting.quarters import is_running

if TYPE_CHECKING:
    from paraplu.base.chart import Account

# What a member gave to the others, which is no cost.
COMMON_FUND = "common_fund"
# What the cooperative sells itself, apart from its gifts, grants and interest.
COOP_SALES = "coop_sales"
# What came to the cooperative as a grant outside its funds.
COOP_GRANTS = "coop_grants"
# What a fund pays of the running costs of the cooperative.
FUND_RUNNING = "fund_running"


def class_of(account: Account, coop: str) -> str:
    """Return the class of an account; `coop` is what the books call `Coop`."""
    if is_given(account):
        return COMMON_FUND
    if is_own_sale(account):
        return COOP_SALES
    if account.kind is Kind.COOP_INCOME and topic_of(account) is Topic.GRANTS:
        return COOP_GRANTS
    if account.kind is Kind.FUND_EXPENSES and is_running(account, coop):
        return FUND_RUNNING
    return account.kind.name.lower()
