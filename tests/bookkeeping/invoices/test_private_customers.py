"""Who the private customers are, as the private register says it of members."""

from __future__ import annotations

from pathlib import Path

from tests.bookkeeping.invoices.books import CUSTOMERS

from paraplu.bookkeeping.invoices.customers import private_customers
from paraplu.register import Register
from paraplu.register.membership import PrivatePerson

PRIVATE = """\
jansen:
  name: Mw Jansen
  email: jansen@example.invalid
  ibans: [NL39 RABO 0300 0652 64]
k08: {name: De heer De Vries}
linde: {name: Linde de Boom}
"""


def test_only_the_private_customers(tmp_path: Path) -> None:
    (tmp_path / "customers.yaml").write_text(CUSTOMERS, "utf-8")
    (tmp_path / "customers.private.yaml").write_text(PRIVATE, "utf-8")
    assert private_customers(tmp_path, Register()) == {
        "jansen": PrivatePerson(
            "Mw Jansen", ("NL39RABO0300065264",), "jansen@example.invalid"
        ),
        "k08": PrivatePerson("De heer De Vries"),
        # A code in both files is that of the private one.
        "linde": PrivatePerson("Linde de Boom"),
    }


def test_a_machine_without_the_file_knows_nobody(tmp_path: Path) -> None:
    (tmp_path / "customers.yaml").write_text(CUSTOMERS, "utf-8")
    assert private_customers(tmp_path, Register()) == {}


def test_one_who_cannot_be_read_leaves_the_others(tmp_path: Path) -> None:
    wrong = PRIVATE.replace("name: De heer De Vries", "naam: De heer De Vries")
    (tmp_path / "customers.private.yaml").write_text(wrong, "utf-8")
    assert set(private_customers(tmp_path, Register())) == {"jansen", "linde"}
