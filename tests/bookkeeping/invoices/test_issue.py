"""Issuing: the next number, the documents and the entry, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.bookkeeping.invoices.books import (
    CAKES,
    CUSTOMERS,
    OPENING,
    REGISTER,
    write_invoicing_books,
)
from tests.bookkeeping.invoices.conftest import Run
from tests.support import HEAD, told
from tests.support import words as words_of

from paraplu.check import check
from paraplu.journal import committing

ENTRIES = """\
2025-03-10 * "Zorgcentrum De Linde" "Gebak, invoice 2025-0001" ^2025-0001
  delivered: 2025-03-05
  Assets:Members:L02:Receivable                              85.02 EUR
  Income:Members:L02:Sales                                  -78.00 EUR
    vat: "low"
  Liabilities:VAT:Low                                        -7.02 EUR

2025-03-10 * "k07" "Stoel, invoice 2025-0002" ^2025-0002
  delivered: 2025-03-04
  vat-due: 2025-03-04
  Assets:Members:L01:Receivable                              96.80 EUR
  Income:Members:L01:Sales                                  -80.00 EUR
    vat: "high"
  Liabilities:VAT:High                                      -16.80 EUR
"""
ISSUED = """\
# Issued with paraplu. Never change this file; to take it back:
# paraplu invoice credit 2025-0001
number: 2025-0001
issued: 2025-03-10
total: 85.02
member: L02
trade_name: Taartenatelier Zoet
customer: linde
delivered: 2025-03-05
reference: PO-4711
terms: 14
language: en
lines:
- description: Gebak
  quantity: 12
  unit: stuks
  price: 6.50
  vat: low
"""


def files_of(ledger: Path) -> dict[str, bytes]:
    return {
        path.relative_to(ledger).as_posix(): path.read_bytes()
        for path in sorted(ledger.rglob("*"))
        if path.is_file()
    }


def test_two_drafts_become_invoices(issued: Path) -> None:
    assert list(files_of(issued)) == [
        "2025/2025-03-invoices.beancount",
        "customers.private.yaml",
        "customers.yaml",
        "invoices/2025/2025-0001-linde.pdf",
        "invoices/2025/2025-0001-linde.sha256",
        "invoices/2025/2025-0001-linde.xml",
        "invoices/2025/2025-0001-linde.yaml",
        "invoices/2025/2025-0002-k07.sha256",
        "invoices/2025/2025-0002-k07.yaml",
        "invoices/2025/private/2025-0002-k07.pdf",
        "main.beancount",
    ]
    entries = (issued / "2025/2025-03-invoices.beancount").read_text("utf-8")
    assert entries == ENTRIES
    file = issued / "invoices/2025/2025-0001-linde.yaml"
    assert file.read_text("utf-8") == ISSUED
    found = check(issued / "main.beancount").verdict.findings
    assert [code for code in told(found) if not code.startswith("BK02")] == []


def test_what_was_issued_is_told(books: Path, run: Run) -> None:
    assert books.is_dir()
    assert (
        run("issue", "--all", "--date", "2025-03-10").out
        == """\
number      customer   amount   document
2025-0001   linde       85.02   ledger/invoices/2025/2025-0001-linde.pdf
2025-0002   k07         96.80   ledger/invoices/2025/private/2025-0002-k07.pdf
"""
    )


def test_a_dry_run_of_each_command_writes_nothing(issued: Path, run: Run) -> None:
    before = files_of(issued)
    ran = run("credit", "2025-0001", "--date", "2025-03-12", "--dry-run")
    assert ran.status == 0
    assert "2025-0003   linde       85.02   " in ran.out
    assert ran.out.endswith("\n\nNothing was written.\n")
    ran = run("remind", "2025-0001", "--date", "2025-04-01", "--dry-run")
    assert ran.out == (
        "ledger/invoices/2025/2025-0001-linde-reminder-1-2025-04-01.pdf\n"
        "\nNothing was written.\n"
    )
    assert files_of(issued) == before


def test_a_dry_run_gives_a_number_that_is_still_free(books: Path, run: Run) -> None:
    before = files_of(books)
    draft = "ledger/invoices/2025/cakes.yaml"
    ran = run("issue", draft, "--date", "2025-03-10", "--dry-run")
    assert ran.out.endswith("\n\nNothing was written.\n")
    assert files_of(books) == before
    shown, _, _ = ran.out.partition("\n\n")
    assert run("issue", draft, "--date", "2025-03-10").out == f"{shown}\n"


def test_without_a_draft_it_names_the_drafts(books: Path, run: Run) -> None:
    before = files_of(books)
    assert (
        run("issue").out
        == """\
2 drafts
  ledger/invoices/2025/cakes.yaml
  ledger/invoices/2025/chair.yaml
"""
    )
    assert files_of(books) == before


def test_again_changes_nothing(issued: Path, run: Run) -> None:
    before = files_of(issued)
    assert run("issue", "--all").status == 0
    ran = run("issue", "ledger/invoices/2025/cakes.yaml")
    assert (ran.status, ran.err) == (
        2,
        (
            "ledger/invoices/2025/cakes.yaml  There is no file "
            f"{issued / 'invoices/2025/cakes.yaml'}.\n"
        ),
    )
    assert files_of(issued) == before


def test_the_same_draft_named_twice_is_one(books: Path, run: Run) -> None:
    draft = "ledger/invoices/2025/cakes.yaml"
    assert run("issue", draft, draft, "--date", "2025-03-10").status == 0
    assert (books / "invoices/2025/2025-0001-linde.yaml").exists()
    assert not (books / "invoices/2025/2025-0002-linde.yaml").exists()


def test_an_issued_file_is_no_draft(issued: Path, run: Run) -> None:
    before = files_of(issued)
    ran = run("issue", "ledger/invoices/2025/2025-0001-linde.yaml")
    assert ran.status == 2
    assert "The draft already has a number: 2025-0001." in ran.err
    assert files_of(issued) == before


def test_each_member_can_have_a_series(tmp_path: Path, run: Run) -> None:
    register = f"{REGISTER}invoices: {{series: member, first: [L01-2025-007]}}\n"
    drafts = {
        "a": CAKES,
        "b": CAKES.replace("L02", "L01"),
        "c": CAKES.replace("L02", "L01"),
    }
    main = write_invoicing_books(tmp_path, drafts=drafts, register=register)
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 0, ran.err
    names = {path.name for path in (main.parent / "invoices/2025").glob("*.yaml")}
    assert names == {
        "L01-2025-007-linde.yaml",
        "L01-2025-008-linde.yaml",
        "L02-2025-001-linde.yaml",
    }
    codes = {f.code for f in check(main).verdict.findings}
    assert not {code for code in codes if code.startswith("IN")}


def test_a_series_goes_on_after_numbers_in_the_ledger(tmp_path: Path, run: Run) -> None:
    by_hand = """
2025-02-01 * "Klant" "Kast, factuur 2025-0004" ^2025-0004
  Assets:Members:L01:Receivable   121.00 EUR
  Income:Members:L01:Sales       -100.00 EUR
  Liabilities:VAT:High            -21.00 EUR
"""
    register = f"{REGISTER}invoices: {{first: [2025-0005]}}\n"
    main = write_invoicing_books(
        tmp_path, drafts={"a": CAKES}, register=register, ledger=OPENING + by_hand
    )
    run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert (main.parent / "invoices/2025/2025-0005-linde.yaml").exists()
    codes = {f.code for f in check(main).verdict.findings}
    assert not {code for code in codes if code.startswith("IN")}


def test_dutch_accounts_and_words(tmp_path: Path, run: Run) -> None:
    register = f"language: nl\nchart: nl\n{REGISTER}".replace("Costs:Phone", "Kosten:T")
    ledger = OPENING
    main = write_invoicing_books(
        tmp_path, drafts={"a": CAKES}, register=register, ledger=ledger
    )
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 0, ran.err
    entry = (main.parent / "2025/2025-03-facturen.beancount").read_text("utf-8")
    assert (
        entry
        == """\
2025-03-10 * "Zorgcentrum De Linde" "Gebak, factuur 2025-0001" ^2025-0001
  delivered: 2025-03-05
  Assets:Leden:L02:Debiteuren                                85.02 EUR
  Income:Leden:L02:Omzet                                    -78.00 EUR
    vat: "low"
  Liabilities:Btw:Laag                                       -7.02 EUR
"""
    )


def test_own_accounts_of_vat(tmp_path: Path, run: Run) -> None:
    register = f"{REGISTER}invoices: {{vat: {{low: 'Liabilities:VAT:Nine'}}}}\n"
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    entry = (main.parent / "2025/2025-03-invoices.beancount").read_text("utf-8")
    assert "Liabilities:VAT:Nine" in entry


WITHOUT_KVK = REGISTER.replace('  kvk: "12345678"\n', "")
WITHOUT_IBAN = REGISTER.replace("  iban: NL91ABNA0417164300\n", "")
WITHOUT_STREET = REGISTER.replace("street: Voorbeeldstraat 1, ", "")
BOX = CUSTOMERS.replace("Lindelaan 12", "Postbus 12")
OBSTACLES: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown key": (
        {"drafts": {"a": CAKES.replace("customer:", "costumer:")}},
        "a.yaml:2  a.yaml: the key costumer is not known here. Did you mean customer?",
    ),
    "no YAML": (
        {"drafts": {"a": "member: [L02\n"}},
        "The file is not valid YAML:",
    ),
    "an empty file": (
        {"drafts": {"a": "\n"}},
        "The file is empty. Write an invoice in it.",
    ),
    "a price below zero": (
        {"drafts": {"a": CAKES.replace("price: 6.50", "price: -6.50")}},
        "a.yaml:5  lines › 1 › price: -6.50 is below zero. To take something off,",
    ),
    "all of it below zero": (
        {"drafts": {"a": CAKES.replace("quantity: 12", "quantity: -12")}},
        "a.yaml:1  a.yaml: the invoice adds up to -85.02, which cannot be paid.",
    ),
    "an enormous quantity": (
        {"drafts": {"a": CAKES.replace("quantity: 12", "quantity: 99999999999")}},
        "a.yaml:5  lines › 1 › quantity: 99999999999 is more than 1,000,000, which",
    ),
    "a quantity of nothing": (
        {"drafts": {"a": CAKES.replace("quantity: 12", "quantity: 0")}},
        "quantity: is zero.",
    ),
    "a decimal comma": (
        {"drafts": {"a": CAKES.replace("price: 6.50", "price: '6,50'")}},
        (
            "price: 6,50 is not a price: write digits, with a full stop before at most "
            "four decimals."
        ),
    ),
    "a decimal comma between braces": (
        {"drafts": {"a": CAKES.replace("price: 6.50", "price: 6,50")}},
        "a.yaml:5  lines › 1 › price: 6,50 has a comma, and that ends the value here.",
    ),
    "a comma between thousands": (
        {"drafts": {"a": CAKES.replace("price: 6.50", "price: 1,250.50")}},
        "and nothing between thousands: 1250.50.",
    ),
    "a percentage with a comma": (
        {"drafts": {"a": CAKES.replace("low}", "low, discount: 2,5%}")}},
        "lines › 1 › discount: 2,5% has a comma",
    ),
    "a number for a key": (
        {"drafts": {"a": CAKES.replace("vat: low", "vat: low, 50")}},
        "lines › 1: the key 50 is not known here.",
    ),
    "an unknown VAT code": (
        {"drafts": {"a": CAKES.replace("vat: low", "vat: middle")}},
        "a.yaml:5  lines › 1 › vat: there is no VAT code middle. Write a percent",
    ),
    "a rate that was not in force": (
        {"drafts": {"a": CAKES.replace("vat: low", "vat: 6%")}},
        "vat: 6% was not a VAT rate on 2025-03-05. The rates then were 21%, 9%, 0%.",
    ),
    "a discount of more than all": (
        {"drafts": {"a": CAKES.replace("low}", "low, discount: 110%}")}},
        "lines › 1 › discount: 110% is not a percentage up to 100%.",
    ),
    "a discount above the line": (
        {"drafts": {"a": CAKES.replace("low}", "low, discount: 80.00}")}},
        "lines › 1: the discount is 80.00, but the line is only 78.00.",
    ),
    "an invoice of nothing": (
        {"drafts": {"a": CAKES.replace("low}", "low, discount: 78.00}")}},
        "a.yaml:1  a.yaml: the invoice adds up to 0.00, which cannot be paid.",
    ),
    "no lines": (
        {"drafts": {"a": CAKES.split("lines:")[0] + "lines: []\n"}},
        "lines: there are no lines. Add one.",
    ),
    "no day of delivery": (
        {"drafts": {"a": CAKES.replace("delivered: 2025-03-05\n", "")}},
        "delivered is missing. Add it.",
    ),
    "days the wrong way round": (
        {
            "drafts": {
                "a": CAKES.replace(
                    "2025-03-05", "{from: 2025-03-05, until: 2025-03-01}"
                )
            }
        },
        "a.yaml:3  delivered: ends on 2025-03-01, before it begins.",
    ),
    "a delivery years ahead": (
        {"drafts": {"a": CAKES.replace("2025-03-05", "2035-03-05")}},
        "Delivered on 2035-03-05, more than a year after 2025-03-10.",
    ),
    "an unknown member": (
        {"drafts": {"a": CAKES.replace("L02", "L09")}},
        "The register has no member L09.",
    ),
    "a member without permission": (
        {"register": REGISTER.replace("until: 2025-12-31}", "until: 2025-03-01}")},
        "L02 has no permission on 2025-03-10, so nothing can be sold then.",
    ),
    "an unknown customer": (
        {"drafts": {"a": CAKES.replace("linde", "eik")}},
        "There is no customer eik. Add it to customers.yaml or customers.private.yaml.",
    ),
    "a customer without an address": (
        {"customers": "linde: {name: De Linde}\n"},
        (
            "linde has no full address. Fill in the customer's street, postcode and "
            "city; a post office box alone is not enough."
        ),
    ),
    "a customer with a box for an address": (
        {"customers": BOX},
        "linde has no full address.",
    ),
    "a large invoice without a customer": (
        {"drafts": {"a": CAKES.replace("customer: linde\n", "").replace("12,", "15,")}},
        (
            "The invoice is for 106.28 and names no customer; that is allowed only up "
            "to 100.00."
        ),
    ),
    "a trade name that is not registered": (
        {"drafts": {"a": f"trade_name: Zoet en Zo\n{CAKES}"}},
        "“Zoet en Zo” is not a registered trade name of the cooperative.",
    ),
    "VAT reversed without the customer's number": (
        {"drafts": {"a": CAKES.replace("vat: low", "vat: reversed")}},
        "VAT code reversed needs the customer's VAT number.",
    ),
    "goods to the EU that stay at home": (
        {"drafts": {"a": CAKES.replace("vat: low", "vat: eu")}},
        "VAT code eu is not for a customer in NL.",
    ),
    "an export to the EU": (
        {
            "drafts": {
                "a": CAKES.replace("vat: low", "vat: export").replace(
                    "linde", "atelier"
                )
            }
        },
        "VAT code export is not for a customer in DE.",
    ),
    "no KvK number": (
        {"register": WITHOUT_KVK},
        "The register has no “kvk” for the cooperative. Add it under `cooperative:`",
    ),
    "no IBAN": ({"register": WITHOUT_IBAN}, "The register has no “iban”"),
    "no street": ({"register": WITHOUT_STREET}, "has no “address: street”"),
    "no register to use": (
        {"register": "members: 3\n"},
        "paraplu: The register or the ledger cannot be used; paraplu check says why.",
    ),
    "credit for what is not there": (
        {"drafts": {"a": f"credits: 2025-0009\n{CAKES}"}},
        "There is no issued invoice 2025-0009 to credit.",
    ),
    "a letter that no font has": (
        {"drafts": {"a": CAKES.replace("Gebak", "Gebak 日")}},
        "could not be displayed",
    ),
    "a logo that is not there": (
        {
            "register": f"{REGISTER}invoices: "
            "{logos: {Taartenatelier Zoet: nergens.svg}}\n"
        },
        "The logo nergens.svg cannot be read:",
    ),
    "a logo of somebody else": (
        {
            "register": f"{REGISTER}invoices: "
            "{logos: {Taartenatelier Zoet: ../../scan.png}}\n"
        },
        "paraplu: The register or the ledger cannot be used; paraplu check says why.",
    ),
}


def test_two_decimal_commas_of_one_line(tmp_path: Path, run: Run) -> None:
    draft = CAKES.replace("12", "1,50").replace("price: 6.50", "price: 6,50")
    main = write_invoicing_books(tmp_path, drafts={"a": draft})
    told = run("issue", "--all", "--file", str(main)).err.splitlines()
    assert [line.split("lines › 1 › ")[1] for line in told] == [
        f"{key}: {text} has a comma, and that ends the value here. Write decimals "
        f"after a full stop, and nothing between thousands: {better}."
        for key, text, better in (
            ("quantity", "1,50", "1.50"),
            ("price", "6,50", "6.50"),
        )
    ]


@pytest.mark.parametrize("name", OBSTACLES)
def test_one_line_and_nothing_written(name: str, tmp_path: Path, run: Run) -> None:
    changed, words = OBSTACLES[name]
    settings: dict[str, Any] = {"drafts": {"a": CAKES}, **changed}
    main = write_invoicing_books(tmp_path, **settings)
    before = files_of(main.parent)
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1
    assert files_of(main.parent) == before


def test_one_wrong_draft_keeps_all_back(books: Path, run: Run) -> None:
    draft = books / "invoices/2025/cakes.yaml"
    draft.write_text(CAKES.replace("vat: low", "vat: 8%"), "utf-8")
    before = files_of(books)
    assert run("issue", "--all", "--date", "2025-03-10").status == 2
    assert files_of(books) == before


def test_an_earlier_day_than_the_last_invoice(issued: Path, run: Run) -> None:
    draft = issued / "invoices/2025/again.yaml"
    draft.write_text(CAKES, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-09")
    assert ran.status == 2
    assert (
        "Invoice 2025-0002 was issued on 2025-03-10; one dated 2025-03-09 cannot come "
        "after it. Issue it with a later date."
    ) in ran.err


def test_a_day_that_is_to_come(books: Path, run: Run) -> None:
    assert books.is_dir()
    ran = run("issue", "--all", "--date", "2026-01-01")
    assert (ran.status, ran.err) == (
        2,
        "paraplu: 2026-01-01 is in the future. See paraplu invoice issue --help.\n",
    )


def test_a_ledger_that_would_not_take_it_in(tmp_path: Path, run: Run) -> None:
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES})
    main.write_text(HEAD + OPENING, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 2
    assert 'Add this line to it: include "2025/*.beancount"' in ran.err
    assert (main.parent / "invoices/2025/a.yaml").exists()


def test_an_account_that_is_not_open(tmp_path: Path, run: Run) -> None:
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES})
    text = main.read_text("utf-8").replace(
        'plugin "beancount.plugins.auto_accounts"\n',
        "2025-01-01 open Assets:Bank\n2025-01-01 open Equity:Coop\n"
        "2025-01-01 open Assets:Members:L02:Receivable\n"
        "2025-01-01 open Liabilities:VAT:Low\n",
    )
    main.write_text(text, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 2
    assert ran.err.endswith(
        "Income:Members:L02:Sales is not open on 2025-03-10. Add to the accounts: "
        "2025-03-10 open Income:Members:L02:Sales EUR\n"
    )


def test_somebody_else_is_writing(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    with committing.alone(books):
        ran = run("issue", "--all")
    told = f"paraplu: Somebody else is writing in {books}; try again.\n"
    assert (ran.status, ran.err) == (2, told)


def test_a_logo_is_on_the_page(tmp_path: Path, run: Run) -> None:
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
        '<rect width="90" height="30" fill="#a33"/></svg>'
    )
    register = f"{REGISTER}invoices: {{logos: {{Taartenatelier Zoet: zoet.svg}}}}\n"
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    (tmp_path / "zoet.svg").write_text(logo, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 0, ran.err


def test_the_rules_of_invoices_run(issued: Path) -> None:
    assert {f"IN0{n}" for n in range(1, 8)} <= set(
        check(issued / "main.beancount").verdict.ran
    )


def test_a_faulty_file_of_customers_comes_first(books: Path, run: Run) -> None:
    (books / "customers.yaml").write_text("linde: {nam: De Linde}\n", "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert ran.status == 2
    assert ran.err.splitlines() == [
        (
            "ledger/customers.yaml:1  linde: the key nam is not known here. "
            "Did you mean name?"
        ),
        "ledger/customers.yaml:1  linde: name is missing. Add it.",
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("vat_id: DE123", "DE123 is not a VAT number of the EU."),
        ("vat_id: DEé", "DEé is not a VAT number of the EU."),
        ("kvk: 1234567", "1234567 is not a KvK number: write 8 digits."),
        ("peppol: x", "x is not a Peppol address:"),
        ("address: {country: Nederland}", "Nederland is not a country:"),
        ("bsn: 1", "a cooperative may not keep a citizen service number (BSN)."),
        ("address: Kade 1", "address: must be keys with values"),
    ],
)
def test_what_a_customer_cannot_say(
    key: str, words: str, books: Path, run: Run
) -> None:
    customers = f"linde:\n  name: De Linde\n  {key}\n"
    (books / "customers.yaml").write_text(customers, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert ran.status == 2
    assert words in ran.err


def test_a_file_of_customers_that_is_no_text(books: Path, run: Run) -> None:
    (books / "customers.yaml").write_bytes(b"linde: \xff")
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert "is not text in UTF-8" in ran.err


@pytest.mark.parametrize("how", ["elsewhere", "link", "folder", "git"])
def test_a_draft_outside_the_books_stays_there(
    books: Path, run: Run, tmp_path_factory: pytest.TempPathFactory, how: str
) -> None:
    """It would go away, and nothing outside of the books does."""
    outside = tmp_path_factory.mktemp("outside")
    draft = outside / "cakes.yaml"
    draft.write_text(CAKES, "utf-8")
    (books / "link.yaml").symlink_to(draft)
    (books / "folder").symlink_to(outside)
    (books / ".git").mkdir()
    (books / ".git" / "cakes.yaml").write_text(CAKES, "utf-8")
    named = {
        "elsewhere": draft,
        "link": books / "link.yaml",
        "folder": books / "folder" / "cakes.yaml",
        "git": books / ".git" / "cakes.yaml",
    }[how]
    before = files_of(books)
    ran = run("issue", str(named), "--date", "2025-03-10")
    assert (ran.status, ran.out) == (2, "")
    assert "is outside the books. Put it in ledger/invoices first" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert draft.read_text("utf-8") == CAKES
    assert files_of(books) == before
    # One that is in the books, though not among the invoices, is issued as ever.
    near = books.parent / "near.yaml"
    near.write_text(CAKES, "utf-8")
    assert run("issue", str(near), "--date", "2025-03-10").status == 0
    assert not near.exists()


def test_invoices_and_customers_are_not_read_behind_a_link_that_leads_out(
    issued: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("wachtwoord: kaneel\n", "utf-8")
    for name in ("customers.yaml", "invoices/2025/2025-0003-x.yaml"):
        (issued / name).unlink(missing_ok=True)
        (issued / name).symlink_to(outside)
    told_off = in_files(issued)
    outside_books = [one for one in told_off if "outside the folder" in one]
    assert len(outside_books) == 2
    assert not [one for one in told_off if "kaneel" in one or "wachtwoord" in one]
    # The look-alike: a link that stays in the books.
    for name in ("customers.yaml", "invoices/2025/2025-0003-x.yaml"):
        (issued / name).unlink()
    (issued.parent / "customers.yaml").write_text(CUSTOMERS, "utf-8")
    (issued / "customers.yaml").symlink_to("../customers.yaml")
    assert in_files(issued) == []


def in_files(ledger: Path) -> list[str]:
    """Return what is wrong with the files of invoices."""
    findings = check(ledger / "main.beancount").verdict.findings
    return [words_of(one) for one in findings if one.code == "IN04"]


def test_a_folder_for_a_draft(books: Path, run: Run) -> None:
    ran = run("issue", str(books), "--date", "2025-03-10")
    assert (ran.status, ran.out) == (2, "")
    assert "is a folder or a device, not a file." in ran.err


def test_a_ledger_that_is_not_there(tmp_path: Path, run: Run) -> None:
    ran = run("issue", "--all", "--file", str(tmp_path / "no" / "main.beancount"))
    assert ran.status == 2
    assert ran.err.startswith("paraplu: There is no folder ")


def test_a_price_that_nobody_can_pay(books: Path, run: Run) -> None:
    draft = CAKES.replace("12,", "999999,").replace("6.50", "999999")
    (books / "invoices/2025/cakes.yaml").write_text(draft, "utf-8")
    ran = run("issue", "--all", "--date", "2025-03-10")
    assert "which cannot be paid" in ran.err


def test_a_logo_that_is_too_large(tmp_path: Path, run: Run) -> None:
    register = f"{REGISTER}invoices: {{logos: {{Taartenatelier Zoet: zoet.png}}}}\n"
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    (tmp_path / "zoet.png").write_bytes(b"x" * 500_001)
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 2
    assert "The logo zoet.png is larger than 500,000 bytes." in ran.err
    assert not list(main.parent.rglob(".*"))


def test_a_logo_that_is_no_picture(tmp_path: Path, run: Run) -> None:
    register = f"{REGISTER}invoices: {{logos: {{Taartenatelier Zoet: zoet.png}}}}\n"
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    (tmp_path / "zoet.png").write_bytes(b"#panic()")
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 2
    assert "The page cannot be made:" in ran.err


def test_a_code_that_cannot_begin_a_number(tmp_path: Path, run: Run) -> None:
    register = f"{REGISTER.replace('L02:', 'Lid-2:')}invoices: {{series: member}}\n"
    main = write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    found = check(main).verdict.findings
    assert "invoices: Lid-2 cannot begin the number of an invoice." in {
        words_of(f) for f in found
    }
    assert run("list", str(main)).status == 2


def test_a_draft_and_customers_with_the_mark_of_windows(books: Path, run: Run) -> None:
    for name in ("customers.yaml", "invoices/2025/cakes.yaml"):
        text = (books / name).read_text("utf-8")
        (books / name).write_text(f"\ufeff{text}", "utf-8")
    draft = "ledger/invoices/2025/cakes.yaml"
    assert run("issue", draft, "--date", "2025-03-10").status == 0
