"""The payment providers of the Netherlands, by the names under which they pay out.

Looked up in November 2026; nothing else holds such names. What a provider holds for
others stands with a foundation, so that its name is the provider's with words such as
"Stichting Derdengelden" around it.
"""

from __future__ import annotations

import re
from itertools import dropwhile

from msgspec import Struct

# Words for such a foundation, as banks and providers write or shorten them.
_FOUNDATION = frozenset({"stichting", "stg", "sticht", "st", "derdengelden"})


class Provider(Struct, frozen=True):
    """A payment provider: its name, and the words that its payments begin with.

    `settlement` is what stands in a payout, where the foundation of the provider also
    pays back for shops: without it, it may be the money of a purchase.
    """

    name: str
    payers: tuple[tuple[str, ...], ...]
    settlement: re.Pattern[str] | None = None
    ibans: tuple[str, ...] = ()


PROVIDERS = (
    # "Buckaroo Stichting Derdengelden": buckaroo-payments.com, "Trust funds"; and
    # "Stichting Derdengelden Buckaroo": docs.buckaroo.io, "IBAN Solution Premium".
    Provider("Buckaroo", (("buckaroo",),)),
    # "Stichting Mollie Payments": mollie.com, imprint. "Stg Mollie Payments" is also
    # who pays back for a shop: help.mollie.com, "What will my customer see". A payout
    # has the reference of the settlement, T and digits or 1234567.2610.01; until 2020
    # the word "uitbetaling": help.mollie.com, "How do I find a settlement".
    Provider(
        "Mollie",
        (("mollie",),),
        re.compile(
            r"\b\d{5,9}\.\d{4}\.\d{2}\b|\bT\d{7,9}\b|\buitbetaling\b|\bsettlement\b",
            re.IGNORECASE,
        ),
        # In `:25:` of its MT940.
        ("NL30ABNA0524590958",),
    ),
    # "Stichting Pay.nl Clearing": statements of merchants. "Stichting Derdengelden
    # Pay.nl": the Moodle plugin of Sebsoft, "The payout will be provided by".
    Provider("Pay.nl", (("pay", "nl"), ("paynl",))),
    # "PayPal Europe S.a.r.l. et Cie S.C.A": statements of merchants.
    Provider("PayPal", (("paypal",),)),
    # "Rabo Smart Pay", "Rabobank Smart Pay": statements of merchants.
    Provider(
        "Rabo Smart Pay", (("rabo", "smart", "pay"), ("rabobank", "smart", "pay"))
    ),
    # "Stripe Technology Europe Ltd": statements of merchants.
    Provider("Stripe", (("stripe",),)),
    # "SUMUP LIMITED - SUMUP PID281387 PAYOUT 250423": statements of merchants.
    Provider("SumUp", (("sumup",),)),
    # Zettle AB was iZettle AB until 2021: zettle.com.
    Provider("Zettle", (("zettle",), ("izettle",))),
    # Of these no statement was seen: they are taken to pay by the company's own name.
    Provider("Adyen", (("adyen",),)),
    Provider("bol.com", (("bol", "com"),)),
    Provider("CCV", (("ccv",),)),
    Provider("Etsy", (("etsy",),)),
    Provider("Klarna", (("klarna",),)),
    Provider("MultiSafepay", (("multisafepay",),)),
    Provider("Revolut", (("revolut",),)),
    Provider("Shopify", (("shopify",),)),
    Provider("Worldline", (("worldline",),)),
)
# Banks of which a file may not say whose account it is, so that it goes by the bank.
_BANKS = (
    *("ABN AMRO", "American Express", "ASN Bank", "bunq", "Finom", "ING", "KBC"),
    *("Knab", "N26", "Rabobank", "Triodos Bank", "Wise"),
)
KNOWN = tuple(sorted((*(one.name for one in PROVIDERS), *_BANKS), key=str.casefold))


def provider_called(name: str) -> Provider | None:
    """Return the provider that the register calls so."""
    return next((p for p in PROVIDERS if p.name.casefold() == name.casefold()), None)


def provider_at(iban: str) -> Provider | None:
    """Return the provider that has this account for all who sell by it."""
    number = "".join(iban.split()).upper()
    return next((p for p in PROVIDERS if number in p.ibans), None)


def is_known(name: str) -> bool:
    """Tell whether a file can be called so: by who made it, or by a number.

    More may follow the name of who made it: `sumup-cash`, `N26 Holidays`.
    """
    alike = name.casefold()
    return any(map(str.isdigit, alike)) or any(
        re.match(rf"{re.escape(known.casefold())}(?!\w)", alike) for known in KNOWN
    )


def pays_out(provider: Provider, payee: str, text: str) -> bool:
    """Tell whether a provider pays out, by who pays and what the bank's line says."""
    words = re.findall(r"\w+", payee.casefold())
    bare = list(dropwhile(_FOUNDATION.__contains__, words))
    if not any(tuple(bare[: len(one)]) == one for one in provider.payers):
        return False
    of_foundation = not _FOUNDATION.isdisjoint(words)
    if of_foundation and provider.settlement:
        return bool(provider.settlement.search(text))
    return True
