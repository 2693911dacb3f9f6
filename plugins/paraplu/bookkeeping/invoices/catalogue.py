"""What is sold more than once: `catalogue.yaml` beside the ledger.

A line of an invoice says `product:` with a code, and takes from the catalogue what it
does not say itself. What an issued invoice says stands in its own file: a later price
changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from paraplu.base.file_names import CATALOGUE
from paraplu.base.language import say
from paraplu.bookkeeping.invoices import fields as own
from paraplu.register import fields, names
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.shape import named, record
from paraplu.register.textfile import RegisterUnreadable, read_bytes
from paraplu.register.yaml_lines import Node, read_tree

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.register.converter import Convert

PRICES = ("price", "price_incl")
_PRODUCT: dict[str, Convert[Any]] = {
    "description": fields.text,
    "unit": fields.text,
    "price": own.price,
    "price_incl": own.price,
    "vat": own.vat,
    "member": names.code,
}
product_code = fields.pattern(
    "[A-Za-z0-9][A-Za-z0-9._-]{0,39}",
    say("cannot be the code of a product: use letters, digits, . _ -, at most 40."),
)


@dataclass(frozen=True)
class Product:
    """Something that is sold more than once; by one `member` alone where it says so.

    `values` are what a line takes from it, by the keys of a line.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    member: str = ""


Products = Mapping[str, Product]
NO_PRODUCTS: Products = MappingProxyType({})


def _product(node: Node, at: Place) -> Product | None:
    found = record(node, at, _PRODUCT, required=("description", "vat"))
    if found is None:
        return None
    if sum(key in found for key in PRICES) != 1:
        at.fault(
            say("a product has one price: price or price_incl."),
            say("Write price without VAT, or price_incl with VAT in it."),
        )
        return None
    member = found.pop("member", "")
    return Product(at.name, MappingProxyType(found), member)


def read_catalogue(folder: Path, root: Path, faults: Faults) -> Products:
    """Return the products beside a ledger by code; what is wrong goes to `faults`."""
    own_faults = Faults(str(folder / CATALOGUE), code=faults.code)
    found: Mapping[str, Product] | None = None
    try:
        data = read_bytes(folder / CATALOGUE, own_faults.file, root)
        tree = read_tree(data.decode(), own_faults)
        if tree is not None:
            place = Place(own_faults, line=tree.line)
            found = named(product_code, _product)(tree, place)
    except RegisterUnreadable as error:
        if not error.missing:
            own_faults.add(0, error.message)
    except TooManyFaults:
        pass
    faults.found += own_faults.found
    return MappingProxyType(dict(found or {}))
