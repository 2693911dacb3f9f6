"""VT08: a good sold under the margin scheme says what was paid for it.

By the individual method VAT is on what it brings in above that (art. 28b Wet OB).
Nothing says what was paid for this one, so that no VAT was booked on it.

    number: 2025-0001  # VT08 L02
    issued: 2025-03-10
    total: 100.00
    member: L02
    trade_name: Taartenatelier Zoet
    delivered: 2025-03-05
    terms: 14
    lines: [{description: Chair, quantity: 1, price: 100.00, vat: margin}]

    2025-03-10 * "Chair" ^2025-0001
      Assets:Members:L02:Receivable   100.00 EUR
      Income:Members:L02:Sales       -100.00 EUR
        vat: "margin"

    2025-03-11 * "Means of the cooperative"
      Assets:Bank                     200.00 EUR
      Equity:Coop                    -200.00 EUR
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dutch_law import MARGIN_RATES
from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.bookkeeping.vat.assessment import margin_by_period
from paraplu.register.agreements import Scheme
from paraplu.rules.invoices.told import on_file
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.invoices.shelf import Invoices
    from paraplu.register.model import Register

VT08 = Rule(
    "VT08",
    Severity.ERROR,
    say("A sale under the margin scheme without what was paid for it"),
    reads=("invoices.series", "vat"),
)


def judge_margins(invoices: Invoices, register: Register) -> Iterator[Finding]:
    """Yield the lines under the margin scheme that do not say what was paid.

    A credit note takes back what the invoice booked, whatever that was.
    """
    for issued in invoices.issued:
        invoice = issued.invoice
        small = register.vat_on(invoice.day).scheme is Scheme.KOR
        if invoice.corrects or small or margin_by_period(register, invoice.day):
            continue
        for place, line in enumerate(invoice.lines, 1):
            if (
                line.vat.name in MARGIN_RATES
                and line.bought is None
                and line.vat_amount is None
            ):
                yield on_file(
                    VT08,
                    issued,
                    say(
                        "Line {line} of invoice {number} is sold under the margin "
                        "scheme, but nothing says what was paid for it, so no VAT was "
                        "booked.",
                        line=place,
                        number=invoice.number,
                    ),
                    say(
                        "Credit the invoice with {credit} and issue it again with "
                        "{bought}. If the register has to say that margins are worked "
                        "out by period, write {register}.",
                        credit=f"`paraplu invoice credit {invoice.number}`",
                        bought="`purchase:`",
                        register="`vat: {margin: global}`",
                    ),
                )
