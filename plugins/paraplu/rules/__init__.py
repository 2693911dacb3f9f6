"""All rules. A rule that is not in `FAMILIES` does not exist.

Each is in the module that is named here. Its docstring tells what the rule is for, and
shows a ledger that breaks it, with what is found behind a `;` on the line where it is
found. Its code, severity and words come first, and then the function that judges. What
exactly it finds is on its page, `docs/rules/`.

code  severity  module
----  --------  ------
BC00  error     beancount
BK01  error     bank
BK02  warning   bank
BK03  warning   cash
BK04  warning   wrong_side
BK05  warning   ahead
CK01  error     checks
CK02  error     checks
CK03  error     checks
CK04  error     checks
CK05  warning   checks
CK06  error     checks
CK07  error     checks
EV01  error     receipts
EV02  error     receipt_files
EV03  error     approvals, charge_approvals, requested
EV04  error     approvals
EV05  error     receipt_files, receipts_over, receipts_twice
EV06  warning   waivers
EV07  error     signed_approvals
FN01  error     fund_limits
FN02  error     fund_purposes
FN03  error     fund_claims
FN04  warning   fund_reports
HR00  error     hours.sheets
HR01  error     hours.caps
HR02  warning   hours.caps
HR03  signal    hours.silence
HR04  signal    hours.turnover
IN01  error     invoices.numbers
IN02  error     invoices.entries, invoices.numbers
IN03  error     invoices.contents
IN04  error     invoices.contents
IN05  error     invoices.entries
IN06  warning   invoices.terms
IN07  signal    invoices.terms
IN08  error     invoices.contents
IN09  warning   bills_twice
IS01  error     internal
MB00  error     checks
MB01  error     accounts
MB02  error     permission
MB03  error     permission
MB04  warning   permission
MB05  error     freezing
MB06  error     leaving
MB07  error     accounts
MB09  signal    least_result
MB10  error     start_capital
PD01  error     periods.changed
PD02  error     periods.documents
PD03  error     periods.changed
PD04  warning   periods.late
PD05  error     periods.own_files
PF01  error     flow, flow_sums
PF02  error     thermometer
PF03  error     flow
PF04  error     private_payment
PF05  error     cover
PF06  error     clearing, two_sides
PF07  error     contribution
PF08  warning   caps
PF09  signal    thermometer
PF10  error     set_off
PF11  error     charges
PF12  error     rounding
PV01  error     privacy
VT01  error     vat_codes
VT02  error     vat_codes
VT03  error     vat_codes
VT04  error     vat_filed
VT05  error     small_business
VT06  signal    exempt_input
VT07  error     vat_margin
VT08  error     invoices.margins
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.rules import (
    accounts,
    ahead,
    approvals,
    bank,
    beancount,
    bills_twice,
    caps,
    cash,
    charges,
    checks,
    clearing,
    contribution,
    cover,
    exempt_input,
    flow,
    freezing,
    fund_limits,
    fund_purposes,
    fund_reports,
    hours,
    internal,
    invoices,
    least_result,
    leaving,
    periods,
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
    vat_margin,
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
    least_result.FAMILY,
    hours.FAMILY,
    receipts.FAMILY,
    receipt_files.FAMILY,
    approvals.FAMILY,
    fund_limits.FAMILY,
    fund_purposes.FAMILY,
    fund_reports.FAMILY,
    internal.FAMILY,
    invoices.FAMILY,
    bills_twice.FAMILY,
    bank.REFERENCES,
    bank.BALANCES,
    cash.FAMILY,
    wrong_side.FAMILY,
    ahead.FAMILY,
    privacy.FAMILY,
    vat_codes.FAMILY,
    vat_filed.FAMILY,
    periods.FAMILY,
    vat_margin.FAMILY,
    small_business.FAMILY,
    exempt_input.FAMILY,
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
