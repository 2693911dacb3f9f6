"""All rules. A rule that is not in `FAMILIES` does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.rules import (
    accounts,
    ahead,
    approvals,
    bank,
    beancount,
    caps,
    cash,
    charges,
    checks,
    clearing,
    contribution,
    cover,
    flow,
    freezing,
    internal,
    invoices,
    leaving,
    permission,
    privacy,
    private_payment,
    receipt_files,
    receipts,
    rounding,
    set_off,
    small_business,
    start_capital,
    thermometer,
    vat_codes,
    vat_filed,
    waivers,
    wrong_side,
)
from paraplu.rules.rule import Family, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

_JUDGING: tuple[Family, ...] = (
    checks.TEXT,
    checks.PROGRAMS,
    checks.REGISTER,
    checks.CONTENTS,
    checks.FILES,
    beancount.FAMILY,
    flow.FAMILY,
    thermometer.FAMILY,
    private_payment.FAMILY,
    cover.FAMILY,
    clearing.FAMILY,
    contribution.FAMILY,
    set_off.FAMILY,
    caps.FAMILY,
    charges.FAMILY,
    rounding.FAMILY,
    accounts.FAMILY,
    permission.FAMILY,
    freezing.FAMILY,
    leaving.FAMILY,
    start_capital.FAMILY,
    receipts.FAMILY,
    receipt_files.FAMILY,
    approvals.FAMILY,
    internal.FAMILY,
    invoices.FAMILY,
    bank.REFERENCES,
    bank.BALANCES,
    cash.FAMILY,
    wrong_side.FAMILY,
    ahead.FAMILY,
    privacy.FAMILY,
    vat_codes.FAMILY,
    vat_filed.FAMILY,
    small_business.FAMILY,
)
_WAIVABLE = frozenset(
    rule.code for family in _JUDGING for rule in family.rules if rule.waivable
)

FAMILIES: tuple[Family, ...] = (*_JUDGING, waivers.family(_WAIVABLE))

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (rule for family in FAMILIES for rule in family.rules),
        key=lambda rule: rule.code,
    )
}

__all__ = ["FAMILIES", "RULES", "Family", "Needs", "Rule"]
