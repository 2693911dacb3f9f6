"""The part of the register that is about the cooperative itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from paraplu.base.language import Listing, say
from paraplu.register import fields, names
from paraplu.register.converter import either, shaped
from paraplu.register.matches import match
from paraplu.register.model import BankAccount, Cooperative
from paraplu.register.providers import KNOWN, is_known
from paraplu.register.shape import Keys, items
from paraplu.register.yaml_lines import Node, YamlTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Place

_ADDRESS = Keys(
    {
        "street": fields.text.for_(say("The street and the number.")),
        "postcode": fields.text.for_(say("The postcode.")),
        "city": fields.text.for_(say("The town or city.")),
    }
)


@shaped(_ADDRESS.schema)
def _address(node: Node, at: Place) -> Mapping[str, str] | None:
    found = _ADDRESS.read(node, at)
    return None if found is None else MappingProxyType(found)


# More may follow the name of whoever made a file, so the names are suggestions.
@shaped(lambda lang: either({"enum": list(KNOWN)}, fields.text.schema(lang)))
def _provider(node: Node, at: Place) -> str | None:
    """Return how a file without an IBAN is called: by who made it, or by a number."""
    name = fields.text(node, at)
    if name is None or is_known(name):
        return name
    at.fault(
        say("{name} is not a bank or payment provider that paraplu knows.", name=name),
        say("Write one of {known}.", known=Listing(KNOWN)),
    )
    return None


_BANK = Keys(
    {
        "iban": names.iban.for_(
            say("The IBAN of the account; for a payment provider, write provider.")
        ),
        "provider": _provider.for_(
            say("The provider that handles payments; for a bank, write iban.")
        ),
        "account": names.account(2).for_(say("The account in the books.")),
    },
    required=("account",),
    only=("iban", "provider"),
)


@shaped(_BANK.schema)
def _bank(node: Node, at: Place) -> BankAccount | None:
    found = _BANK.read(node, at)
    entries = node.entries if isinstance(node, YamlTable) else ()
    given = [key.text for key, _ in entries if key.text in {"iban", "provider"}]
    if isinstance(node, YamlTable) and len(given) != 1:
        at.fault(
            say("has both iban and provider.")
            if given
            else say(
                "does not say whose account it is: write either iban or provider."
            ),
            say("Write `iban:` for a bank, `provider:` for a payment provider."),
        )
        return None
    return None if found is None else BankAccount(**found)


COOPERATIVE = Keys(
    {
        "name": fields.text.for_(say("The name of the cooperative.")),
        "kvk": fields.pattern(
            "[0-9]{8}", say("is not a KvK number: write 8 digits."), number=True
        ).for_(say("The number in the trade register (KvK): 8 digits.")),
        "vat_id": fields.pattern(
            "NL[0-9]{9}B[0-9]{2}",
            say("is not a Dutch VAT number: write NL, 9 digits, B, 2 digits."),
        ).for_(say("The VAT number: NL, 9 digits, B, 2 digits.")),
        "iban": names.iban.for_(say("The IBAN of the cooperative itself.")),
        "bic": names.bic.for_(say("The BIC of its bank, for customers abroad.")),
        "phone": fields.pattern(
            r"\+?[0-9][0-9 ()/-]{5,24}",
            say(
                "is not a phone number: write digits, with + and a country or without."
            ),
        ).for_(say("The phone number for customers.")),
        "email": fields.pattern(
            r"[^\s@]+@[^\s@]+", say("is not an e-mail address.")
        ).for_(say("The e-mail address for customers.")),
        "address": _address.for_(say("The address.")),
        "trade_names": items(fields.text).for_(
            say("The trade names that are registered.")
        ),
        "banks": items(_bank).for_(
            say("Which statement is of which account in the books.")
        ),
        "match": items(match).for_(
            say("What lines of statements are about, and on which account they go.")
        ),
    }
)


@shaped(COOPERATIVE.schema)
def cooperative(node: Node, at: Place) -> Cooperative | None:
    """Return who the cooperative is."""
    found = COOPERATIVE.read(node, at)
    return None if found is None else Cooperative(**found)


_ACCOUNTS = Keys(
    {
        "extra": items(names.account(2)).for_(
            say("Further accounts of the cooperative, by how their names begin.")
        )
    }
)


@shaped(_ACCOUNTS.schema)
def extra_accounts(node: Node, at: Place) -> tuple[str, ...] | None:
    """Return the further account prefixes of the cooperative."""
    found = _ACCOUNTS.read(node, at)
    return None if found is None else found.get("extra", ())


plugins = items(
    fields.pattern(
        r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*",
        say("is not the name of a Python module."),
    )
)
