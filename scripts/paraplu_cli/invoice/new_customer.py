"""Asks who a customer is that the books do not know yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Container

    from paraplu.base.language import Message
    from paraplu_cli.asking import Asker

NEW = "+"

Answers = dict[str, str]


def ask_customer(ask: Asker, known: Container[str]) -> tuple[str, Answers, bool]:
    """Return the code of a new customer, what was answered, and whether it is private.

    Nothing is written here.
    """
    from paraplu.bookkeeping.invoices.new_customer import code_for

    name = _asked(ask, "name", say("Name of the customer"))
    private = not ask.agrees(say("Is it a business or an organisation? (y/n)"))
    country = _asked(ask, "country", say("Country, two letters"), default="NL")
    values = {
        "name": name,
        "street": _asked(ask, "street", say("Street and number")),
        "postcode": _asked(ask, "postcode", say("Postcode"), country=country),
        "city": _asked(ask, "city", say("City")),
        "country": country,
    }
    if not private:
        if country == "NL":
            words = say("Number at the Chamber of Commerce (8 digits)")
            values["kvk"] = _asked(ask, "kvk", words, empty=True)
        values["vat_id"] = _asked(ask, "vat_id", say("VAT number"), empty=True)
    values["email"] = _asked(ask, "email", say("E-mail for invoices"), empty=True)
    code = code_for(name, known, private=private)
    return code, {key: value for key, value in values.items() if value}, private


def _asked(
    ask: Asker,
    key: str,
    words: Message,
    *,
    default: str = "",
    empty: bool = False,
    country: str = "NL",
) -> str:
    from paraplu.bookkeeping.invoices.new_customer import faults_of_customer, meant

    def faults(answer: str) -> list[Any]:
        return faults_of_customer(answer, key, country)

    return ask.judged(
        words,
        faults,
        default,
        empty=empty,
        meant=lambda answer: meant(answer, key, country),
    )
