"""The set-off pro forma: what of a member's income the municipality might set off.

Month by month, each under the law of that month, so that a period over the turn of a
year has both. It is no decision: every amount names the article and the source that it
comes from, and what is not known is open and says why.

Income that counts is the result of a month: turnover less costs and contribution.
Where the agreement says that spending from the thermometer is not income, what was used
for growth and training in that month is taken off. Less than zero counts as zero, and
no month makes up for another. The tax forfait of the agreement goes off what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.dutch_law.dated import NotInForce
from paraplu.base.dutch_law.exemptions import rule_on
from paraplu.base.language import Message, say
from paraplu.base.money import ZERO, in_cents
from paraplu.bookkeeping.benefit.term import Term
from paraplu.register.municipality import ThermometerSpending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from paraplu.base.dates import Month
    from paraplu.base.dutch_law.dated import InForce
    from paraplu.base.dutch_law.exemptions import ExemptionRule
    from paraplu.register.benefit import Benefit, Granted
    from paraplu.register.municipality import Agreement


class MonthResult(NamedTuple):
    """What a month of a member came to, in EUR.

    `result` is turnover less costs and contribution, None where it is open, with `why`;
    `spent` is what was used for growth and training.
    """

    month: Month
    result: Decimal | None
    spent: Decimal = ZERO
    why: Message | None = None


@dataclass(frozen=True)
class Considered:
    """The income of a month that counts, and how it came about, in EUR.

    `result` − `deducted` is what is left before `forfait`, the amount that is taken off
    for taxes; `income` is what counts.
    """

    result: Decimal
    deducted: Decimal
    forfait: Decimal
    income: Decimal


@dataclass(frozen=True)
class SetOff:
    """What of the income of a month is left out of account, and what is set off.

    `rule` and `granted` are None where no exemption was decided; `most` is the maximum
    of the law in that month, None where it has none. `used` are the months of the
    exemption that were used with this one; `over` tells that its term had ended, and
    `ends_soon` that it will.
    """

    exempt: Decimal
    to_set_off: Decimal
    rule: ExemptionRule | None = None
    granted: Granted | None = None
    most: InForce | None = None
    used: int = 0
    over: bool = False
    ends_soon: bool = False

    @property
    def verified(self) -> bool:
        """Tell whether all of it was read in the text of the law itself."""
        rule, most = self.rule, self.most
        return (rule is None or rule.verified) and (most is None or most.verified)


@dataclass(frozen=True)
class MonthSetOff:
    """One month pro forma; what is None is open, and `why` tells the reason.

    `granted` is the decision that holds in it, also where the amounts are open.
    """

    month: Month
    considered: Considered | None = None
    set_off: SetOff | None = None
    why: Message | None = None
    granted: Granted | None = None


def pro_forma(
    months: Iterable[MonthResult],
    benefit: Benefit,
    agreement: Callable[[Month], Agreement | None],
    *,
    began: Month | None = None,
) -> tuple[MonthSetOff, ...]:
    """Return what would be set off in each of these months, in order.

    The months of an exemption are counted over all that are given, so they begin with
    the first in which it held; `began` is the first month of the books.
    """
    term = Term(benefit, began)
    return tuple(_month(one, benefit, agreement(one.month), term) for one in months)


def _month(
    one: MonthResult, benefit: Benefit, agreement: Agreement | None, term: Term
) -> MonthSetOff:
    considered, why = _considered(one, agreement)
    granted = benefit.exemption(one.month)
    if considered is None:
        term.lose(one.month)
        return MonthSetOff(one.month, why=why, granted=granted)
    if granted is None:
        return MonthSetOff(one.month, considered, SetOff(ZERO, considered.income))
    try:
        rule = rule_on(granted.kind, one.month)
        # A month counts as used also where its maximum is not known.
        used = term.used(rule, granted, one.month, earns=considered.income > 0)
        most = rule.most.on(one.month.first) if rule.most else None
    except NotInForce as fault:
        return MonthSetOff(one.month, considered, why=fault.message, granted=granted)
    if used is None:
        why = term.why(granted)
        return MonthSetOff(one.month, considered, why=why, granted=granted)
    over = term.over(rule, granted, one.month, used)
    exempt = ZERO if over else in_cents(considered.income * rule.share)
    if most is not None:
        exempt = min(exempt, most.value)
    return MonthSetOff(
        one.month,
        considered,
        SetOff(
            exempt,
            considered.income - exempt,
            rule,
            granted,
            most,
            used if rule.months is None else min(used, rule.months),
            over=over,
            ends_soon=not over and rule.warn_at is not None and used >= rule.warn_at,
        ),
        granted=granted,
    )


def _considered(
    one: MonthResult, agreement: Agreement | None
) -> tuple[Considered | None, Message | None]:
    """Return the income that counts, or why that cannot be told."""
    if one.result is None:
        return None, one.why
    if agreement is None:
        return None, say(
            "the register has no agreement with a municipality for this month"
        )
    if agreement.spending is None and one.spent:
        return None, say(
            "the agreement does not say whether spending from the thermometer counts "
            "as income (`thermometer_spending:`)"
        )
    deducted = (
        one.spent if agreement.spending is ThermometerSpending.NOT_INCOME else ZERO
    )
    left = max(one.result - deducted, ZERO)
    forfait = in_cents(left * agreement.tax_forfait)
    return Considered(one.result, deducted, forfait, left - forfait), None
