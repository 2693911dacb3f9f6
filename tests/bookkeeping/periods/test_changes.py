"""What is closed stays closed: every change is found, and what is none is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER, close, closed_books, said
from tests.support import words, write_books

from paraplu.base.findings import Severity
from paraplu.check import check
from paraplu.ledger.seals.model import EntryMark
from paraplu.ledger.seals.text import UnreadableSeal, read_seal

if TYPE_CHECKING:
    from pathlib import Path

OAK = LEDGER[LEDGER.index("2025-03-05") : LEDGER.index('2025-03-05 * "Market"')]
MAIN = "main.beancount"
WARNING = Severity.WARNING


def changed(main: Path, old: str, new: str) -> None:
    text = main.read_text("utf-8")
    assert old in text
    main.write_text(text.replace(old, new, 1), "utf-8")


EVENT = LEDGER[LEDGER.index('2025-03-05 * "Market"') : LEDGER.index("2025-04-02")]
GONE, CAME = "PD01 2025-Q1.seal", f"PD01 40.00 {MAIN}"
SHOP, FAIR = '2025-03-05 * "Woodshop"', '2025-04-02 * "Market"'
GIFT = """\
2024-12-31 * "Gift"
  Assets:Bank                       5.00 EUR
  Equity:Coop                      -5.00 EUR

"""
BALANCE = "2025-03-31 balance Assets:Bank  635.50 EUR\n\n"
# What stands there, what it becomes, and what is found.
BREACHES = {
    "an amount": (OAK, OAK.replace("40.00", "40.01"), [f"PD01 40.01 {MAIN}"]),
    "a member": (EVENT, EVENT.replace("L02", "L01"), [f"PD01 54.50 {MAIN}"]),
    "an account": (OAK, OAK.replace("Costs", "Training"), [CAME]),
    "a word": (OAK, OAK.replace("Oak", "Ash"), [CAME]),
    "a link": (OAK, OAK.replace('"Oak"', '"Oak" ^2025-1'), [CAME]),
    "a receipt": (OAK, OAK.replace('  receipt: "oak.pdf"\n', ""), [CAME]),
    "a flag": (OAK, OAK.replace(" * ", " ! "), [CAME]),
    "a day within": (OAK, OAK.replace("03-05", "03-06"), [GONE, CAME]),
    "a day out of it": (OAK, OAK.replace("03-05", "04-05"), [GONE]),
    "an entry that went": (OAK, "", [GONE]),
    "an entry that came": (OAK, OAK * 2, [CAME]),
    "a balance": (OAK, BALANCE + OAK, [f"PD01 {MAIN}"]),
    "before all that is closed": (OAK, GIFT + OAK, ["PD01 5.00 2025-Q1.seal"] * 2),
}


@pytest.mark.parametrize("case", BREACHES)
def test_every_change_is_found(case: str, tmp_path: Path) -> None:
    old, new, found = BREACHES[case]
    main = closed_books(tmp_path)
    changed(main, old, new)
    assert sorted(said(main)) == found


def test_a_balance_is_never_taken_for_a_transaction(tmp_path: Path) -> None:
    balance = "2025-03-05 balance Assets:Bank  621.00 EUR\n\n"
    main = write_books(tmp_path, balance + LEDGER, files=FILES)
    close(main)
    changed(main, balance, "")
    changed(main, OAK, OAK.replace("40.00", "45.00"))
    found = [words(one) for one in check(main).verdict.findings]
    told = [one for one in found if one.startswith(("This entry", "The entry"))]
    assert [one.partition(" when ")[0].partition(" of ")[0] for one in told] == [
        "This entry was “40.00 Expenses:Members:L01:Costs”",
        "The entry “balance Assets:Bank”",
    ]


FAVA = '2025-03-01 custom "fava-option" "language" "nl"\n\n'
INNOCENT = {
    "nothing": (OAK, OAK),
    "a comment": (OAK, "; bought for the chairs\n" + OAK),
    "spaces": (OAK, OAK.replace("  ", "   ")),
    "more digits": (OAK, OAK.replace("40.00", "40.000")),
    "fewer digits": (OAK, OAK.replace("40.00", "40")),
    "an amount left out": (OAK, OAK.replace("                     -40.00 EUR", "")),
    "a month that is open": (FAIR, '2025-04-03 * "Fair"'),
    "how a page looks": (OAK, FAVA + OAK),
    "a query": (OAK, '2025-03-01 query "q" "SELECT 1"\n\n' + OAK),
    "an account that opens": (OAK, "2025-01-01 open Assets:Bank:New\n\n" + OAK),
}


@pytest.mark.parametrize("case", INNOCENT)
def test_what_changes_nothing_is_not_told(case: str, tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    changed(main, *INNOCENT[case])
    assert said(main) == []


def test_the_order_and_the_files_do_not_matter(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    entries = LEDGER.split("\n\n")
    (main.parent / "other.beancount").write_text("\n\n".join(entries[2:]) + "\n")
    text = 'include "other.beancount"\n\n' + "\n\n".join(reversed(entries[:2]))
    write_books(tmp_path, text + "\n")
    assert said(main) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [("a bill for ash", ["PD02 2025-Q1.seal"]), (None, ["PD02 2025-Q1.seal"])],
)
def test_a_document_that_is_not_what_it_was(
    data: str | None, found: list[str], tmp_path: Path
) -> None:
    main = closed_books(tmp_path)
    oak = main.parent / "oak.pdf"
    if data is None:
        oak.unlink()
    else:
        oak.write_text(data)
    assert said(main) == found


def test_a_document_that_moves_back_is_what_it_was(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    oak = main.parent / "oak.pdf"
    data = oak.read_bytes()
    oak.unlink()
    oak.write_bytes(data)
    assert said(main) == []


MORE = EVENT.replace("-50.00", "-45.04").replace("-4.50", "-9.46")
VAT = {
    "a word": (OAK, OAK.replace("Oak", "Ash"), []),
    "an entry without VAT": (OAK, OAK * 2, []),
    "who sold": (EVENT, EVENT.replace("L02", "L01"), []),
    "VAT": (EVENT, MORE, [f"PD01 54.50 {MAIN}"]),
    "a sale": (FAIR, FAIR.replace("04-02", "03-30"), [f"PD01 121.00 {MAIN}"]),
}


@pytest.mark.parametrize("case", VAT)
def test_under_a_seal_of_vat_only_vat_counts(case: str, tmp_path: Path) -> None:
    old, new, found = VAT[case]
    main = closed_books(tmp_path, scope="vat")
    changed(main, old, new)
    assert said(main) == found


FUND = """\
2025-03-01 * "Cordaid" "Grant"
  Assets:Bank                      900.00 EUR
  Income:Funds:Cordaid2025        -900.00 EUR

2025-03-20 * "Market" "Gift"
  Assets:Bank                       20.00 EUR
  Income:Coop:Gifts                -20.00 EUR
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("900.00", "901.00", [f"PD01 901.00 {MAIN}"]),
        ("20.00", "21.00", []),
    ],
)
def test_under_the_seal_of_a_fund_only_the_fund_counts(
    old: str, new: str, found: list[str], tmp_path: Path
) -> None:
    main = write_books(tmp_path, FUND)
    close(main, "2025-03", scope="fund:Cordaid2025")
    text = main.read_text("utf-8")
    main.write_text(text.replace(old, new), "utf-8")
    assert said(main) == found


def test_a_finding_says_what_was_and_by_whom_nothing(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    changed(main, OAK, "")
    findings = check(main).verdict.findings
    (one,) = [found for found in findings if found.code == "PD01"]
    assert words(one) == (
        "The entry “40.00 Expenses:Members:L01:Costs” of 2025-03-05 is gone from "
        "2025-Q1, which was closed on 2025-06-01."
    )
    assert words(one, "nl") != words(one)
    seal = main.parent / "seals" / "2025-Q1.seal"
    lines = seal.read_text("utf-8").split("\n")
    assert "40.00 Expenses:Members:L01:Costs" in lines[one.source.line - 1]
    assert "Woodshop" not in seal.read_text("utf-8")


@pytest.mark.parametrize(
    "damage", ["period: 2025-Q1", "checksum", "balances", "kind: closed"]
)
def test_a_seal_that_was_spoilt_is_told(damage: str, tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    seal = main.parent / "seals" / "2025-Q1.seal"
    seal.write_text(seal.read_text("utf-8").replace(damage, "<<<<<<< HEAD", 1))
    assert said(main) == ["PD01 2025-Q1.seal"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("paraplu seal 1\n", "paraplu seal 9\n"),
        ("scope: all\n", "scope: some\n"),
        ("by: ", "by: somebody\nby: "),
        # The last of its entries is cut off within the line.
        ("-END-", ""),
    ],
)
def test_of_a_seal_that_was_changed_nothing_is_read(
    old: str, new: str, tmp_path: Path
) -> None:
    main = closed_books(tmp_path)
    text = (main.parent / "seals" / "2025-Q1.seal").read_text("utf-8")
    assert read_seal(text).closes
    spoilt = text.replace(old, new, 1) if old != "-END-" else text[:-1]
    assert spoilt != text
    with pytest.raises(UnreadableSeal):
        read_seal(spoilt)


def test_a_line_of_a_day_that_there_is_not_is_like_no_entry() -> None:
    first = dt.date(2025, 1, 1)
    for day, expected in (("2025-02-28", dt.date(2025, 2, 28)), ("2025-02-30", first)):
        assert EntryMark.read(f"{day}\t{'0a' * 8}\tOak", first).day == expected


def test_an_entry_of_less_than_a_euro_is_known_by_its_amount(tmp_path: Path) -> None:
    main = closed_books(tmp_path, LEDGER.replace("40.00", "0.40"))
    text = (main.parent / "seals" / "2025-Q1.seal").read_text("utf-8")
    assert "\t0.40 Expenses:Members:L01:Costs\n" in text


def test_a_seal_of_another_version_accuses_nobody(tmp_path: Path) -> None:
    main = closed_books(tmp_path)
    seal = main.parent / "seals" / "2025-Q1.seal"
    text = seal.read_text("utf-8").replace("canonical: 4", "canonical: 2")
    seal.write_text(text, "utf-8")
    findings = check(main).verdict.findings
    (one,) = [found for found in findings if found.code == "PD01"]
    assert (one.severity, "makes other checksums" in words(one)) == (WARNING, True)
    changed(main, OAK, OAK.replace("40.00", "41.00"))
    assert "PD01 1.00 2025-Q1.seal" in said(main)


def test_a_seal_of_amounts_as_they_were_written_goes_on_to_hold(
    tmp_path: Path,
) -> None:
    main = closed_books(tmp_path)
    seal = main.parent / "seals" / "2025-Q1.seal"
    # Where all is written to the cent, the lines are the same.
    text = seal.read_text("utf-8").replace("canonical: 4", "canonical: 3")
    seal.write_text(text, "utf-8")
    assert said(main) == []
    changed(main, OAK, OAK.replace("40.00", "40.000"))
    assert said(main) == [f"PD01 40.000 {MAIN}"]


@pytest.mark.parametrize(
    "digits", ["40.001", "40.01", "400.0", "40.0010", "4.00", "-40.00"]
)
def test_another_amount_is_found_however_it_is_written(
    digits: str, tmp_path: Path
) -> None:
    main = closed_books(tmp_path)
    changed(main, OAK, OAK.replace("40.00", digits).replace("--", ""))
    assert any(one.startswith("PD01 ") for one in said(main))


def test_books_without_seals_have_no_findings(tmp_path: Path) -> None:
    assert said(write_books(tmp_path, LEDGER, files={"oak.pdf": "a"})) == []
