"""Which account a statement is of: as the register says, and what it is told to say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import (
    MEMBERS,
    Run,
    ing,
    make_books,
    row,
    statement,
    take,
    text_of,
)

from nl_banks import Statement, StatementLine
from nl_banks.registry import LAYOUTS
from paraplu.base.language import Language
from paraplu.bookkeeping.bank_import.account import registered
from paraplu.journal import CannotBook
from paraplu.register import read_register
from paraplu.register.providers import is_known, pays_out, provider_called

LINE = StatementLine(1, dt.date(2025, 2, 3), Decimal(5), "EUR", narration="Iets")
PAID = "Settlement 1234567.2502.01"


def of(bank: str, account: str) -> Statement:
    return statement(bank, account, LINE)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (of("ING", "NL02ABNA0123456789"), "iban: NL02ABNA0123456789, account: {Bank}"),
        (of("Mollie", "mollie"), 'provider: "Mollie", account: {Clearing}'),
        (of("SumUp", "sumup-cash"), 'provider: "sumup-cash", account: {Cash}'),
        (of("SumUp", "sumup-account"), 'provider: "sumup-account", account: {Bank}'),
        (of("N26", "Vakantie"), 'provider: "N26 Vakantie", account: {Bank}'),
        (of("ING", "V12345678"), 'provider: "V12345678", account: {Bank}'),
    ],
    ids=["bank", "provider", "till", "provider's bank", "named", "numbered"],
)
@pytest.mark.parametrize("chart", ["en", "nl"])
def test_the_line_that_a_missing_account_asks_for_works(
    tmp_path: Path, one: Statement, line: str, chart: str
) -> None:
    make_books(tmp_path)
    register = tmp_path / "members.yaml"
    text = register.read_text("utf-8")
    if chart == "nl":
        text = "chart: nl\ncooperative:\n  name: De Kade\nmembers: {}\n"
        (tmp_path / "ledger" / "2025" / "2025-01-ing.beancount").unlink()
        main = tmp_path / "ledger" / "main.beancount"
        opened = '2025-01-01 open Assets:Bank:Ing EUR\n2025-01-02 * "x"\n'
        main.write_text(
            'option "operating_currency" "EUR"\n'
            f'plugin "paraplu" "../members.yaml"\n{opened}',
            "utf-8",
        )
        register.write_text(text, "utf-8")
    with pytest.raises(CannotBook) as told:
        take(tmp_path, one)
    words = {
        "en": {"Bank": "Bank", "Clearing": "Clearing", "Cash": "Cash"},
        "nl": {"Bank": "Bank", "Clearing": "Kruisposten", "Cash": "Kas"},
    }[chart]
    accounts = {word: f'"Assets:{name}:…"' for word, name in words.items()}
    asked = f"- {{{line.format_map(accounts)}}}"
    assert asked in Language("en").render(told.value.message)
    banks = f"cooperative:\n  banks:\n    {asked.replace('…', 'X')}\n"
    register.write_text(f"chart: {chart}\n{banks}members: {{}}\n", "utf-8")
    read = read_register(register, label="members.yaml")
    assert read.faults == ()
    assert registered(one, read.register).endswith(":X")


def test_what_was_sold_for_cash_is_not_with_the_provider(tmp_path: Path) -> None:
    make_books(tmp_path)
    take(tmp_path, of("SumUp", "sumup"))
    before = text_of(tmp_path)
    with pytest.raises(CannotBook):
        take(tmp_path, of("SumUp", "sumup-cash"))
    assert text_of(tmp_path) == before


def test_an_account_that_is_not_open_is_refused(books: Path, run: Run) -> None:
    register = books / "members.yaml"
    register.write_text(MEMBERS.replace("Bank:Ing", "Bank:Nieuw"), "utf-8")
    before = text_of(books)
    status, out, err = run("import", ing(books / "st.csv", row(3, "5.00", "Iemand")))
    assert (status, out) == (2, "")
    assert "2025-02-03 open Assets:Bank:Nieuw EUR" in err
    assert text_of(books) == before


def test_whoever_makes_a_file_is_known() -> None:
    makers = {getattr(layout, "bank", "any bank") for layout in LAYOUTS} - {"any bank"}
    assert len(makers) > 10
    assert all(map(is_known, makers))
    assert not any(map(is_known, ["Ketchup", "", "SumUpp", "Moll", "INGmar"]))


@pytest.mark.parametrize(
    ("name", "payee", "text", "is_one"),
    [
        ("Mollie", "Mollie B.V.", "", True),
        ("Mollie", "Stichting Mollie Payments", PAID, True),
        ("mollie", "STG MOLLIE PAYM", "T1234567", True),
        ("Mollie", "Stichting Derdengelden Mollie", "Uitbetaling", True),
        ("Mollie", "Stg Mollie Payments", "Retour bestelling 1234567", False),
        ("Mollie", "Rijwielshop via Stichting Mollie Payments", PAID, False),
        ("Mollie", "Molliepark Kinderboerderij", "", False),
        ("Buckaroo", "Buckaroo Stichting Derdengelden", "", True),
        ("Buckaroo", "Stichting Derdengelden Buckaroo", "", True),
        ("Pay.nl", "Stichting Pay.nl Clearing", "", True),
        ("Pay.nl", "Pay more", "", False),
        ("PayPal", "PayPal Europe S.a.r.l. et Cie S.C.A", "", True),
        ("Stripe", "Stripe Technology Europe Lt", "", True),
        ("Stripe", "Stripes Kleding", "", False),
        ("SumUp", "SUMUP LIMITED", "SUMUP PID281387 PAYOUT 250423", True),
        ("Zettle", "iZettle AB", "", True),
    ],
)
def test_who_pays_out(name: str, payee: str, text: str, *, is_one: bool) -> None:
    provider = provider_called(name)
    assert provider is not None
    assert pays_out(provider, payee, text) is is_one


@pytest.mark.parametrize(
    ("amount", "narration", "account"),
    [
        ("24.81", PAID, "Assets:Clearing:SumUp"),
        ("24.81", "Retour bestelling", "Assets:Clearing:Unallocated"),
        ("-24.81", PAID, "Assets:Clearing:Unallocated"),
    ],
    ids=["payout", "a shop gives back", "bought in a shop"],
)
def test_a_foundation_pays_out_and_pays_for_shops(
    tmp_path: Path, amount: str, narration: str, account: str
) -> None:
    make_books(tmp_path)
    register = tmp_path / "members.yaml"
    register.write_text(MEMBERS.replace("provider: SumUp", "provider: Mollie"), "utf-8")
    line = LINE._replace(
        amount=Decimal(amount), payee="Stichting Mollie Payments", narration=narration
    )
    (result,) = take(tmp_path, statement("ING", "NL21INGB0123456780", line)).results
    assert result.new[0].allocation.account == account


@pytest.mark.parametrize(
    ("opened", "is_read"), [("2025-02-04", False), ("2025-02-03", True)]
)
def test_a_line_before_its_account_is_open_is_refused(
    books: Path, run: Run, opened: str, *, is_read: bool
) -> None:
    main = books / "ledger" / "main.beancount"
    text = main.read_text("utf-8")
    new = text.replace(
        "2025-01-01 open Assets:Bank:Savings", f"{opened} open Assets:Bank:Savings"
    )
    assert new != text
    main.write_text(new, "utf-8")
    file = ing(books / "st.csv", row(3, "5.00", "Iemand"), opening="0.00")
    before = text_of(books)
    status, _, err = run("import", "--account", "Assets:Bank:Savings", file)
    assert (text_of(books) != before) == is_read == (status != 2)
    said = "has a line of 2025-02-03, when Assets:Bank:Savings is not open in the books"
    assert (said in " ".join(err.split())) == (not is_read)
