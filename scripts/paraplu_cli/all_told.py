"""Whether books can be trusted to hold every bill and payment, before money goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Stopped

if TYPE_CHECKING:
    from paraplu_cli.outcome import Outcome


def all_is_told(outcome: Outcome) -> bool:
    """Tell whether the books can be trusted to hold every bill and payment.

    What Beancount could not read may be a payment, and a rule that did not run may
    forbid one; then the findings are told.
    """
    from paraplu_cli.standing import broken, tell

    unread = [finding for finding in outcome.findings if finding.code == "BC00"]
    if broken(outcome.report) or not outcome.complete:
        tell(outcome, unread or outcome.findings)
        return False
    currency = outcome.report.books.currency
    if currency != "EUR":
        raise Stopped(
            say(
                "The books are in {currency}; SEPA pays only in euros.",
                currency=currency,
            )
        )
    return True
