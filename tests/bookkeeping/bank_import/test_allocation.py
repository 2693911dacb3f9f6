"""Where lines go: by facts, by rules, by habit, and else to nobody."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import (
    SAVINGS_IBAN,
    Run,
    allocations,
    ing,
    make_books,
    row,
    text_of,
    told,
)

UNALLOCATED = "Assets:Clearing:Unallocated !"
RENTER = "NL01INGB0000000001"


def add(folder: Path, text: str) -> None:
    """Add entries to the books."""
    file = folder / "ledger" / "2025" / "2025-01-ing.beancount"
    file.write_text(file.read_text("utf-8") + "\n" + text, "utf-8")


def test_a_payment_that_names_an_open_invoice(books: Path, run: Run) -> None:
    for text in (
        "Factuur 2025-001",
        "2025001",
        "fact. nr 2025 001.",
        "F2025-001, met dank",
        "RF94 2025001",
    ):
        paid = row(3, "121.00", "Klant", text=text)
        found = allocations(run, ing(books / "st.csv", paid), "--dry-run")
        assert found == ["Assets:Members:L01:Receivable"], text


def test_what_only_looks_like_a_payment(books: Path, run: Run) -> None:
    for look_alike in (
        row(3, "121.00", "Klant", text="Factuur 2025-0010"),
        row(3, "121.00", "Klant", text="zonder nummer"),
        row(3, "121.00", "Klant", text="RF18 2025001"),
        row(3, "-121.00", "Klant", text="2025-001"),
        row(3, "150.00", "Klant", text="2025-001"),
    ):
        found = allocations(run, ing(books / "st.csv", look_alike), "--dry-run")
        assert found == [UNALLOCATED], look_alike


def test_an_invoice_is_paid_once(books: Path, run: Run) -> None:
    paid = row(3, "121.00", "Klant", text="2025-001")
    file = ing(books / "st.csv", paid, paid._replace(text="nogmaals 2025-001"))
    assert allocations(run, file) == ["Assets:Members:L01:Receivable", UNALLOCATED]


def test_a_part_of_an_invoice_is_for_a_person_to_see(books: Path, run: Run) -> None:
    (file,) = told(
        run, ing(books / "st.csv", row(3, "50.00", "Klant BV", text="2025-001"))
    )
    allocation = file["transactions"][0]["allocation"]
    assert allocation["account"] == "Assets:Members:L01:Receivable"
    assert allocation["why"] == "it names 2025-001, of which 121.00 is open"
    assert not allocation["sure"]
    rest = row(4, "71.00", text="rest 2025-001")
    file_ = ing(books / "st.csv", rest, opening="950.00")
    assert allocations(run, file_) == ["Assets:Members:L01:Receivable"]


def test_one_payment_for_invoices_of_two_members(books: Path, run: Run) -> None:
    add(
        books,
        "2025-01-05 open Assets:Members:L02:Receivable\n"
        "2025-01-05 open Income:Members:L02:Sales\n"
        '2025-01-05 * "Klant" "Taart" ^2025-002\n'
        "  Assets:Members:L02:Receivable  10.00 EUR\n"
        "  Income:Members:L02:Sales\n",
    )
    both = row(3, "131.00", "Klant", text="2025-001 en 2025-002")
    (file,) = told(run, ing(books / "st.csv", both))
    allocation = file["transactions"][0]["allocation"]
    assert allocation["postings"] == [
        {"account": "Assets:Members:L01:Receivable", "amount": "-121.00"},
        {"account": "Assets:Members:L02:Receivable", "amount": "-10.00"},
    ]
    assert "^2025-001 ^2025-002" in text_of(books)


def test_a_rule_of_the_register_with_its_vat(books: Path, run: Run) -> None:
    stall = row(5, "-12.10", "Markt", "NL02INGB0000000002", "kraam  ZATERDAG")
    cake = row(6, "10.90", "Gast", text="Een taart")
    status, _, _ = run("import", ing(books / "st.csv", stall, cake))
    text = text_of(books)
    assert status == 1, "the stall has no receipt, which is for EV01 to say"
    assert (
        "  Expenses:Members:L01:Costs:Stall                           10.00 EUR\n"
        "  Assets:VAT:Input                                            2.10 EUR\n"
    ) in text
    assert (
        "  Income:Members:L01:Sales                                  -10.00 EUR\n"
        "  Liabilities:VAT:Low                                        -0.90 EUR\n"
    ) in text


def test_a_rule_minds_counterparty_text_amount_and_direction(
    books: Path, run: Run
) -> None:
    for look_alike in (
        row(5, "-12.10", "Markt", "NL03INGB0000000003", "kraam"),
        row(5, "-12.10", "Markt", "NL02INGB0000000002", "standplaats"),
        row(5, "12.10", "Markt", "NL02INGB0000000002", "kraam terug"),
        row(5, "-10.90", "Gast", text="taart teruggebracht"),
    ):
        found = allocations(run, ing(books / "st.csv", look_alike), "--dry-run")
        assert found == [UNALLOCATED], look_alike


def with_rules(folder: Path, *rules: str) -> None:
    """Give the books' cooperative and members these rules alone."""
    register = folder / "members.yaml"
    head = register.read_text("utf-8").split("  match:")[0]
    coop = "".join(f"    - {rule}\n" for rule in rules if "Coop" in rule)
    members = ""
    for code in ("L01", "L02"):
        own = [rule.partition(" ")[2] for rule in rules if rule.startswith(code)]
        members += (
            f"  {code}:\n    joined: 2025-01-01\n"
            "    permission: [{from: 2025-01-01, until: 2026-12-31}]\n"
        )
        members += "    match:\n" + "".join(f"      - {rule}\n" for rule in own)
        if not own:
            members = members.removesuffix("    match:\n")
    text = head + (f"  match:\n{coop}" if coop else "") + f"members:\n{members}"
    register.write_text(text, "utf-8")


def test_the_rule_that_asks_most_counts(books: Path, run: Run) -> None:
    with_rules(
        books,
        "L01 {text: huur, account: 'Costs:Rent'}",
        "L02 {counterparty: NL01INGB0000000001, account: Costs}",
        "{counterparty: NL01INGB0000000001, text: huur, amount: 90..110, "
        "account: 'Expenses:Coop:Rent'}",
    )
    lines = [
        row(3, "-100.00", other=RENTER, text="huur"),
        row(4, "-50.00", other=RENTER, text="huur"),
        row(5, "-50.00", text="huur"),
    ]
    assert allocations(run, ing(books / "st.csv", *lines), "--dry-run") == [
        "Expenses:Coop:Rent",
        "Expenses:Members:L02:Costs",
        "Expenses:Members:L01:Costs:Rent",
    ]


def test_rules_of_two_members_that_quarrel_book_nothing(books: Path, run: Run) -> None:
    with_rules(
        books,
        "L01 {text: garen, amount: 1..20, account: Costs}",
        "L02 {text: Garen, amount: 10..29, account: Costs}",
    )
    lines = [row(n, f"-{n}.00", text="garen") for n in (5, 15, 25)]
    found = [
        line["allocation"]
        for line in told(run, ing(books / "st.csv", *lines), "--dry-run")[0][
            "transactions"
        ]
    ]
    assert [one["account"] for one in found] == [
        "Expenses:Members:L01:Costs",
        "Assets:Clearing:Unallocated",
        "Expenses:Members:L02:Costs",
    ]
    assert found[1]["others"] == [
        "the rule “garen” says Expenses:Members:L01:Costs, but another rule disagrees",
        "the rule “Garen” says Expenses:Members:L02:Costs, but another rule disagrees",
    ]
    status, out, _ = run("import", "--rules")
    assert status == 1
    assert out.startswith("members.yaml:17  L02  Expenses:Members:L02:Costs\n")
    assert "contradicts the rule on line 12" in out


def test_rules_that_can_never_fire(books: Path, run: Run) -> None:
    with_rules(
        books,
        f"{{counterparty: {SAVINGS_IBAN}, account: 'Expenses:Coop:Bank'}}",
        "{text: niets, amount: 0, account: 'Expenses:Coop:Bank'}",
        "{text: huur, account: 'Expenses:Coop:Rent'}",
        "{text: HUUR, account: 'Expenses:Coop:Rent'}",
    )
    status, out, _ = run("import", "--rules")
    assert status == 1
    assert out.count("never matches") == 3
    assert out.endswith("4 rules under match:\n")


@pytest.mark.usefixtures("books")
def test_rules_that_can_do_their_work(run: Run) -> None:
    status, out, _ = run("import", "--rules")
    assert (status, out) == (0, "3 rules under match:, all of them of use.\n")
    status, out, _ = run("import", "--rules", "--format", "json")
    assert status == 0
    assert '"faults": []' in out


def test_a_counterparty_that_was_always_booked_on_one_account(
    books: Path, run: Run
) -> None:
    rent = row(3, "-110.00", "Verhuurder", RENTER, "meer huur")
    file = ing(books / "st.csv", rent, rent._replace(amount=Decimal(5)))
    assert allocations(run, file, "--dry-run") == ["Expenses:Coop:Rent", UNALLOCATED]
    add(
        books,
        '2025-01-06 * "Verhuurder" "Koffie"\n'
        f'  counterparty: "{RENTER}"\n'
        "  Expenses:Coop:Bank  1.00 EUR\n"
        "  Assets:Bank:Ing\n",
    )
    (found,) = told(run, ing(books / "st.csv", rent), "--dry-run")
    allocation = found["transactions"][0]["allocation"]
    assert allocation["account"] == "Assets:Clearing:Unallocated"
    assert allocation["others"] == [
        "Expenses:Coop:Rent (1 ×)",
        "Expenses:Coop:Bank (1 ×)",
    ]


def test_a_habit_takes_its_vat_along(books: Path, run: Run) -> None:
    add(
        books,
        "2025-01-06 open Assets:VAT:Input\n"
        '2025-01-06 * "Groothandel" "Meel"\n'
        '  counterparty: "NL07INGB0000000007"\n'
        '  receipt: "../a.pdf"\n'
        "  Expenses:Members:L02:Costs  100.00 EUR\n"
        "  Assets:VAT:Input  9.00 EUR\n"
        "  Assets:Bank:Ing\n",
    )
    flour = row(3, "-21.80", "Groothandel", "NL07INGB0000000007", "Meel")
    (file,) = told(run, ing(books / "st.csv", flour), "--dry-run")
    assert file["transactions"][0]["allocation"]["postings"] == [
        {"account": "Expenses:Members:L02:Costs", "amount": "20.00"},
        {"account": "Assets:VAT:Input", "amount": "1.80"},
    ]


def test_a_habit_ends_with_the_member(books: Path, run: Run) -> None:
    add(
        books,
        '2025-01-06 * "Winkel" "Garen"\n'
        '  counterparty: "NL07INGB0000000007"\n'
        "  Expenses:Members:L02:Costs  5.00 EUR\n"
        "  Assets:Bank:Ing\n",
    )
    thread = row(20, "-5.00", "Winkel", "NL07INGB0000000007")
    file = ing(books / "st.csv", thread)
    assert allocations(run, file, "--dry-run") == ["Expenses:Members:L02:Costs"]
    register = books / "members.yaml"
    left = "  L02:\n    left: 2025-02-10"
    register.write_text(register.read_text("utf-8").replace("  L02:", left), "utf-8")
    assert allocations(run, file, "--dry-run") == [UNALLOCATED]


def test_a_private_account_is_named_by_its_code(books: Path, run: Run) -> None:
    private = (
        "L02: {name: Jo de Vries, ibans: [NL86 RABO 0315 2736 30], email: jo@x.nl}"
    )
    (books / "members.private.yaml").write_text(private + "\n", "utf-8")
    paid = row(
        3,
        "25.00",
        "J. DE VRIES",
        "NL86RABO0315273630",
        "van Jo  de Vries, NL86RABO0315273630 (jo@x.nl)",
    )
    (file,) = told(run, ing(books / "st.csv", paid))
    (line,) = file["transactions"]
    assert (line["payee"], line["counterparty"]) == ("L02", "L02")
    assert line["narration"] == "van L02, L02 (L02)"
    added = text_of(books).casefold()
    assert "vries" not in added
    assert "nl86rabo" not in added
    assert 'counterparty: "l02"' in added
    assert told(run, books / "st.csv")[0]["known"] == 1


def test_money_between_own_banks_and_cash_goes_over_clearing(
    books: Path, run: Run
) -> None:
    out = row(3, "-200.00", "De Proeftuin", SAVINGS_IBAN, "sparen")
    cash = row(4, "-50.00", "Geldmaat 12", text="Geldopname Geldmaat 12")
    back = row(4, "9.00", "Winkel", "NL07INGB0000000007", "geldopname retour")
    assert allocations(run, ing(books / "st.csv", out, cash, back)) == [
        "Assets:Clearing:Transfers",
        "Assets:Clearing:Cash",
        UNALLOCATED,
    ]
    report = text_of(books)
    assert report.count("Assets:Clearing:Transfers      ") == 2, "opened, and used"


def test_an_entry_on_two_banks_answers_for_both(books: Path, run: Run) -> None:
    add(
        books,
        '2025-02-03 * "De Proeftuin" "sparen"\n'
        '  bank-ref: "by hand"\n'
        "  Assets:Bank:Savings  200.00 EUR\n"
        "  Assets:Bank:Ing\n",
    )
    file = ing(books / "st.csv", row(3, "200.00", "De Proeftuin", text="sparen"))
    (found,) = told(run, file, "--account", "Assets:Bank:Savings", "--dry-run")
    assert (found["known"], found["new"]) == (1, 0)


def test_new_rows_are_not_taken_for_each_other_across_files(
    tmp_path: Path, run: Run
) -> None:
    main = make_books(tmp_path)
    one = row(3, "-5.00", "Winkel", text="koffie")
    first = ing(tmp_path / "a.csv", one)
    second = ing(tmp_path / "b.csv", one, one)
    found = told(run, "--file", main, first, second)
    assert [(file["new"], file["known"]) for file in found] == [(1, 0), (1, 1)]
    assert text_of(tmp_path).count("koffie") == 2
    assert dt.date(2025, 2, 3).isoformat() in text_of(tmp_path)


def test_a_habit_with_several_rates_is_for_a_person_to_see(
    books: Path, run: Run
) -> None:
    add(
        books,
        "2025-01-06 open Assets:VAT:Input\n"
        + "".join(
            f'2025-01-0{day} * "Winkel" "Garen"\n'
            '  counterparty: "NL07INGB0000000007"\n'
            "  Expenses:Members:L02:Costs  10.00 EUR\n"
            f"  Assets:VAT:Input  {vat} EUR\n"
            "  Assets:Bank:Ing\n"
            for day, vat in ((6, "2.10"), (7, "0.90"))
        ),
    )
    thread = row(20, "-5.00", "Winkel", "NL07INGB0000000007")
    (file,) = told(run, ing(books / "st.csv", thread), "--dry-run")
    allocation = file["transactions"][0]["allocation"]
    assert allocation["account"] == "Expenses:Members:L02:Costs"
    assert allocation["why"].endswith("(2 ×), but not with the same VAT")
    assert not allocation["sure"]


def test_what_was_paid_on_several_numbers_settles_the_oldest_first(
    books: Path, run: Run
) -> None:
    add(
        books,
        '2025-01-05 * "Klant" "Stoel" ^2025-002\n'
        "  Assets:Members:L01:Receivable  50.00 EUR\n"
        "  Income:Members:L01:Sales\n"
        '2025-01-06 * "Klant" "Deel" ^2025-001 ^2025-002\n'
        "  Assets:Bank:Ing  150.00 EUR\n"
        "  Assets:Members:L01:Receivable\n",
    )
    rest = row(3, "21.00", "Klant", text="2025-002")
    closed = row(4, "121.00", "Klant", text="2025-001")
    file = ing(books / "st.csv", rest, closed)
    assert allocations(run, file) == ["Assets:Members:L01:Receivable", UNALLOCATED]


def test_rules_on_what_is_gone(books: Path, run: Run) -> None:
    with_rules(
        books,
        "{text: sparen, account: 'Expenses:Coop:Bank'}",
        "{text: x, account: 'Expenses:Lunch:Coop'}",
        "L02 {text: garen, account: Costs}",
    )
    register = books / "members.yaml"
    left = "  L02:\n    left: 2025-01-02"
    register.write_text(register.read_text("utf-8").replace("  L02:", left), "utf-8")
    add(books, "2025-01-03 close Expenses:Coop:Bank\n")
    status, out, _ = run("import", "--rules")
    assert status == 1
    assert "books on Expenses:Coop:Bank, which was closed on 2025-01-03." in out
    assert "books on Expenses:Lunch:Coop, which has no meaning in these books." in out
    assert "is for L02, who left on 2025-01-02." in out
