"""A customer who is new is asked for, and written where such customers are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from tests.bookkeeping.invoices.books import CUSTOMERS, PRIVATE

from paraplu_cli.invoice.new import command

REST = "2025-03-05\n\nGebak\n\n\n6.50\n9\nn\n"
FIRM = (
    "L02\n+\nBäckerei Ünal\ny\n\nKade 1\n1234ab\nDorp\n12345678\nnl 123456782b90\n"
    f"a@b.nl\n{REST}"
)
PERSON = f"L02\n+\nPietersen\nn\n\nKade 1\n1234 AB\nDorp\n\n{REST}"


def test_a_firm_goes_with_the_firms(books: Path) -> None:
    ran = CliRunner().invoke(command, [], input=FIRM)
    assert ran.exit_code == 0, ran.output
    draft = "ledger/invoices/2025/draft-gebak.yaml"
    assert ran.stdout == f"ledger/customers.yaml\n{draft}\n"
    text = (books / "customers.yaml").read_text("utf-8")
    assert text == CUSTOMERS + (
        "backerei-unal:\n"
        "  name: Bäckerei Ünal\n"
        "  address: {street: Kade 1, postcode: 1234 AB, city: Dorp}\n"
        '  kvk: "12345678"\n'
        "  vat_id: NL123456782B90\n"
        '  email: "a@b.nl"\n'
    )
    assert (books / "customers.private.yaml").read_text("utf-8") == PRIVATE
    made = yaml.safe_load((books.parent / draft).read_text("utf-8"))
    assert made["customer"] == "backerei-unal"


@pytest.mark.parametrize("before", [None, "# only here\n", PRIVATE])
def test_a_person_goes_where_git_does_not_look(before: str | None, books: Path) -> None:
    private = books / "customers.private.yaml"
    if before is None:
        private.unlink()
    else:
        private.write_text(before, "utf-8")
    ran = CliRunner().invoke(command, [], input=PERSON)
    assert ran.exit_code == 0, ran.output
    assert private.read_text("utf-8") == (before or "") + (
        "k01:\n"
        "  name: Pietersen\n"
        "  address: {street: Kade 1, postcode: 1234 AB, city: Dorp}\n"
    )
    assert (books / "customers.yaml").read_text("utf-8") == CUSTOMERS


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("12345678", "1234567", "1234567 is not a KvK number: write 8 digits."),
        ("nl 123456782b90", "NL123456789B90", "NL123456789B90 is not a VAT number"),
        ("1234ab", "0234 AB", "0234 AB is not a postcode. Write four digits"),
        ("a@b.nl", "a.b.nl", "a.b.nl is not an e-mail address."),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(
    right: str, wrong: str, words: str, books: Path
) -> None:
    given = FIRM.replace(f"{right}\n", f"{wrong}\n{right}\n")
    ran = CliRunner().invoke(command, [], input=given)
    assert ran.exit_code == 0
    assert words in ran.stderr
    added = (books / "customers.yaml").read_text("utf-8").removeprefix(CUSTOMERS)
    assert f": {wrong}" not in added
    assert f'"{wrong}"' not in added


def test_who_stops_halfway_writes_nothing(books: Path) -> None:
    CliRunner().invoke(command, [], input=FIRM[: FIRM.index("Gebak")])
    assert (books / "customers.yaml").read_text("utf-8") == CUSTOMERS
    assert not list((books / "invoices/2025").glob("draft*"))


def test_a_product_is_answered_by_its_code(books: Path) -> None:
    (books / "catalogue.yaml").write_text(
        "CAKE: {description: Taart, price: 20, vat: 9%}\n", "utf-8"
    )
    ran = CliRunner().invoke(
        command, [], input="L02\nlinde\n2025-03-05\n\nCAKE\n2\nn\n"
    )
    assert ran.exit_code == 0
    assert "It comes to 43.60 with VAT." in ran.stderr
    draft = books / "invoices/2025/draft-cake.yaml"
    assert "product: CAKE" in draft.read_text("utf-8")
