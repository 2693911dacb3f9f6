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
    from paraplu.services.customers import FIELDS

    name = _asked(ask, "name", FIELDS["name"])
    private = not ask.agrees(say("Is it a business or an organisation? (y/n)"))
    country = _asked(ask, "country", FIELDS["country"], default="NL")
    values = {
        "name": name,
        "street": _asked(ask, "street", FIELDS["street"]),
        "postcode": _asked(ask, "postcode", FIELDS["postcode"], country=country),
        "city": _asked(ask, "city", FIELDS["city"]),
        "country": country,
    }
    if not private:
        if country == "NL":
            values["kvk"] = _asked(ask, "kvk", FIELDS["kvk"], empty=True)
        values["vat_id"] = _asked(ask, "vat_id", FIELDS["vat_id"], empty=True)
    values["email"] = _asked(ask, "email", FIELDS["email"], empty=True)
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
