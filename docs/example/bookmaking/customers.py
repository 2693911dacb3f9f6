"""The firms that are sent invoices: their places and numbers are made up."""

from __future__ import annotations

import re

from paraplu.bookkeeping.invoices.model import Address, Customer
from paraplu.bookkeeping.invoices.texts import yaml_text

HEAD = """\
# VERZONNEN: deze bedrijven, hun adressen en hun nummers bestaan niet.
# FICTIONAL: these firms, their addresses and their numbers are made up.
# Made by docs/example/make_books.py; the next run overwrites changes made here.
"""

_CITY = "Wilgerdam"
_FIRMS = (
    ("Bloemenhuis De Anjelier", "Markt 3", "1234 AC", "90000013"),
    ("Boekhandel De Leeslamp", "Kerkstraat 22", "1234 AD", "90000021"),
    ("Buurthuis De Brug", "Brugplein 1", "1234 AE", "90000034"),
    ("Fietsenmaker De Trapper", "Havenweg 40", "1234 AG", "90000042"),
    ("Kapsalon De Krultang", "Kerkstraat 9", "1234 AD", "90000055"),
    ("Rijschool De Rotonde", "Ringweg 118", "1234 AH", "90000063"),
    ("Theater De Coulisse", "Schouwburglaan 2", "1234 AJ", "90000076"),
    ("Zorgcentrum De Linde", "Lindelaan 12", "1234 AK", "90000084"),
)


def _code(name: str) -> str:
    return re.sub("[^a-z]+", "-", name.casefold())


CUSTOMERS = {
    name: Customer(_code(name), name, Address(street, postcode, _CITY), kvk=kvk)
    for name, street, postcode, kvk in _FIRMS
}


def customers_file() -> str:
    """Return the file of customers as the books have it."""
    return HEAD + "".join(
        yaml_text(
            {
                customer.code: {
                    "name": customer.name,
                    "address": {
                        "street": customer.address.street,
                        "postcode": customer.address.postcode,
                        "city": customer.address.city,
                    },
                    "kvk": customer.kvk,
                }
            }
        )
        for customer in CUSTOMERS.values()
    )
