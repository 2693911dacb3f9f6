"""The part of the register that is about the cooperative itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Listing, say
from paraplu.register import fields, names
from paraplu.register.matches import match
from paraplu.register.model import BankAccount, Cooperative
from paraplu.register.providers import KNOWN, is_known
from paraplu.register.shape import Convert, items, record
from paraplu.register.yaml_lines import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.register.faults import Place
    from paraplu.register.yaml_lines import Node


def _address(node: Node, at: Place) -> Mapping[str, str] | None:
    keys = dict.fromkeys(("street", "postcode", "city"), fields.text)
    found = record(node, at, keys)
    return None if found is None else MappingProxyType(found)


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


def _bank(node: Node, at: Place) -> BankAccount | None:
    keys = {
        "iban": names.iban,
        "provider": _provider,
        "account": names.account(2),
    }
    found = record(node, at, keys, required=("account",))
    entries = node.entries if isinstance(node, Table) else ()
    given = [key.text for key, _ in entries if key.text in {"iban", "provider"}]
    if isinstance(node, Table) and len(given) != 1:
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


COOPERATIVE: dict[str, Convert[Any]] = {
    "name": fields.text,
    "kvk": fields.pattern("[0-9]{8}", say("is not a KvK number: write 8 digits.")),
    "vat_id": fields.pattern(
        "NL[0-9]{9}B[0-9]{2}",
        say("is not a Dutch VAT number: write NL, 9 digits, B, 2 digits."),
    ),
    "iban": names.iban,
    "address": _address,
    "trade_names": items(fields.text),
    "banks": items(_bank),
    "match": items(match),
}


def cooperative(node: Node, at: Place) -> Cooperative | None:
    """Return who the cooperative is."""
    found = record(node, at, COOPERATIVE)
    return None if found is None else Cooperative(**found)


def extra_accounts(node: Node, at: Place) -> tuple[str, ...] | None:
    """Return the further account prefixes of the cooperative."""
    found = record(node, at, {"extra": items(names.account(2))})
    return None if found is None else found.get("extra", ())


plugins = items(
    fields.pattern(
        r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*",
        say("is not the name of a Python module."),
    )
)
