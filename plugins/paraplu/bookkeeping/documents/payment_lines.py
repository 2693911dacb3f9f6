"""How an invoice or a letter asks for a payment: in lines, and as a code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdnum import iban, iso11649

from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.documents.payment_code import payment_code

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.register.model import Cooperative


def payment(
    cooperative: Cooperative,
    amount: Decimal,
    reference: str,
    sentence: Message,
    language: Language,
    *,
    abroad: bool = False,
) -> dict[str, Any]:
    """Return how to pay an amount, with the code that the app of a bank reads.

    A customer abroad is told the BIC too, where the register has it.
    """
    said = language.render
    bic = [[said(say("BIC")), cooperative.bic]] if abroad and cooperative.bic else []
    told = say(
        "Payment code: {amount} EUR to {iban}, reference {reference}",
        amount=amount,
        iban=cooperative.iban,
        reference=reference,
    )
    return {
        "sentence": said(sentence),
        "rows": [
            [said(say("IBAN")), iban.format(cooperative.iban)],
            *bic,
            [said(say("In the name of")), cooperative.name],
            [said(say("Payment reference")), iso11649.format(reference)],
        ],
        "code": payment_code(cooperative.name, cooperative.iban, amount, reference),
        "code_says": said(say("Scan with your banking app")),
        "code_alt": said(told),
    }
