"""What the entry of an invoice says of VAT, and where the return has it by that."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.invoices.books import CUSTOMERS, REGISTER, write_invoicing_books
from tests.bookkeeping.vat.small import period, told

from paraplu.bookkeeping.vat.returns import Vat, vat_of, vat_return
from paraplu.bookkeeping.vat.sales_list import sales_list
from paraplu.check import check
from paraplu_cli.invoice import desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bookkeeping.invoices.conftest import Run

# Members may sell until the end of 2026.
LONG = REGISTER.replace("until: 2025-12-31}]", "until: 2026-12-31}]")
KOR = f"vat: {{scheme: kor}}\n{REGISTER}"
BELFAST = """\
belfast:
  name: Harbour Shop NI Ltd
  address: {street: Quay 1, postcode: BT1 1AA, city: Belfast, country: GB}
  vat_id: XI110305878
"""


def draft(customer: str, vat: str, delivered: str, more: str = "") -> str:
    return f"""\
member: L01
customer: {customer}
delivered: {delivered}
lines:
  - {{description: Work, price: 100.00, vat: {vat}}}
{more}"""


def issue(
    run: Run, folder: Path, text: str, day: str, register: str = REGISTER
) -> tuple[str, Vat]:
    """Return what is booked of a draft, and the VAT of the books; check is content."""
    main = write_invoicing_books(
        folder, drafts={"a": text}, register=register, customers=CUSTOMERS + BELFAST
    )
    ran = run("issue", "--all", "--anyway", "--date", day, "--file", str(main))
    assert ran.status == 0, ran.err
    (book,) = main.parent.glob("20*/*-invoices.beancount")
    report = check(main)
    codes = {finding.code for finding in report.verdict.findings}
    assert not codes & {"VT01", "VT02", "VT05", "IN05"}
    vat = vat_of(report.books, report.register)
    assert vat.unclear == ()
    return book.read_text("utf-8"), vat


def boxes(vat: Vat, over: str) -> dict[str, tuple[str, str]]:
    return told(vat_return(vat, period(over)).own)


def test_services_and_goods_to_a_firm_in_the_eu(run: Run, tmp_path: Path) -> None:
    for code in ("reversed", "eu"):
        text, vat = issue(
            run, tmp_path / code, draft("atelier", code, "2025-03-05"), "2025-03-10"
        )
        assert '\n  vat-id: "DE136695976"\n' in text
        assert boxes(vat, "2025-Q1") == {"3b": ("100.00", "0.00")}
        listed = sales_list(vat_return(vat, period("2025-Q1")))
        assert listed.nameless == ()
        (row,) = listed.lines
        assert (row.goods, row.services)[code == "reversed"] == 100


def test_northern_ireland_is_in_the_eu_for_goods_alone(
    run: Run, tmp_path: Path
) -> None:
    text, vat = issue(
        run, tmp_path / "goods", draft("belfast", "eu", "2025-03-05"), "2025-03-10"
    )
    assert '  vat-id: "XI110305878"\n' in text
    assert sales_list(vat_return(vat, period("2025-Q1"))).nameless == ()
    assert boxes(vat, "2025-Q1") == {"3b": ("100.00", "0.00")}
    text, vat = issue(
        run, tmp_path / "work", draft("belfast", "outside", "2025-03-05"), "2025-03-10"
    )
    assert "vat-id" not in text
    assert boxes(vat, "2025-Q1") == {}


@pytest.mark.parametrize(
    ("customer", "code", "what"),
    [
        ("overseas", "reversed", "VAT code reversed is not for a customer in GB."),
        ("belfast", "reversed", "VAT code reversed is not for a customer in GB."),
        ("belfast", "export", "VAT code export is not for a customer in GB."),
        ("atelier", "outside", "VAT code outside is not for a customer in DE."),
        ("linde", "outside", "VAT code outside is not for a customer in NL."),
        ("linde", "kor", "“Work” has VAT code kor, but the register does not have"),
    ],
)
def test_a_code_that_is_not_for_this(
    customer: str, code: str, what: str, run: Run, tmp_path: Path
) -> None:
    assert what in refusal(run, tmp_path, draft(customer, code, "2025-03-05"))


def refusal(run: Run, folder: Path, text: str, register: str = REGISTER) -> str:
    main = write_invoicing_books(
        folder, drafts={"a": text}, register=register, customers=CUSTOMERS + BELFAST
    )
    ran = run("issue", "--all", "--date", "2025-03-10", "--file", str(main))
    assert ran.status == 2
    assert not list(main.parent.glob("20*/*-invoices.beancount"))
    return ran.err


def test_vat_under_the_scheme_for_small_businesses(run: Run, tmp_path: Path) -> None:
    """The check would call it an error (VT05), and not the code of the scheme."""
    err = refusal(run, tmp_path / "a", draft("linde", "high", "2025-03-05"), KOR)
    assert "“Work” has VAT, but the register has the small businesses scheme" in err
    for code in ("kor", "exempt"):
        kind = draft("linde", code, "2025-03-05")
        assert (
            boxes(issue(run, tmp_path / code, kind, "2025-03-10", KOR)[1], "2025-Q1")
            == {}
        )


def test_work_of_years_ago_has_the_rate_of_then(run: Run, tmp_path: Path) -> None:
    text, vat = issue(run, tmp_path, draft("linde", "6%", "2018-12-20"), "2025-03-10")
    assert "  delivered: 2018-12-20\n" in text
    assert boxes(vat, "2019-Q1") == {"1b": ("100.00", "6.00")}


def test_a_stay_over_new_year_is_two_lines(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "clock", lambda: dt.date(2026, 3, 1))
    stay = draft("linde", "lodging", "{from: 2025-12-28, until: 2026-01-03}")
    err = refusal(run, tmp_path / "one", stay)
    assert "The VAT on the stay on line 1 was changed between 2025-12-28 and" in err
    nights = ", delivered: {from: 2025-12-28, until: 2025-12-31}}"
    more = "  - {description: Nights, price: 50.00, vat: lodging" + nights + "\n"
    both = stay.replace("from: 2025-12-28", "from: 2026-01-01", 1) + more
    text, vat = issue(run, tmp_path / "two", both, "2026-01-10", LONG)
    assert "  delivered: 2026-01-03\n" in text
    assert '    vat: "lodging"\n    delivered: 2025-12-31\n' in text
    assert boxes(vat, "2026-Q1") == {
        "1a": ("100.00", "21.00"),
        "1b": ("50.00", "4.50"),
    }
    # And it is taken back as it was.
    main = tmp_path / "two/ledger/main.beancount"
    ran = run("credit", "2026-0001", "--date", "2026-01-20", "--file", str(main))
    assert ran.status == 0, ran.err
    report = check(main)
    vat = vat_of(report.books, report.register)
    assert (boxes(vat, "2026-Q1"), vat.unclear) == ({}, ())


def test_the_period_of_an_invoice_that_came_late(run: Run, tmp_path: Path) -> None:
    """It counts when it should have been made; in time, on its own day."""
    _, vat = issue(
        run, tmp_path / "late", draft("linde", "21%", "2025-01-20"), "2025-05-10"
    )
    assert boxes(vat, "2025-Q1") == {"1a": ("100.00", "21.00")}
    assert [str(one.date) for one in vat.taxed] == ["2025-02-15"]
    text, vat = issue(
        run, tmp_path / "private", draft("k07", "21%", "2025-01-20"), "2025-05-10"
    )
    assert "  vat-due: 2025-01-20\n" in text
    assert [str(one.date) for one in vat.taxed] == ["2025-01-20"]
    text, vat = issue(
        run, tmp_path / "time", draft("linde", "21%", "2025-03-20"), "2025-04-10"
    )
    assert "vat-due" not in text
    assert boxes(vat, "2025-Q1") == {}
    assert [str(one.date) for one in vat.taxed] == ["2025-04-10"]


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("NL001234560B01", "NL001234567B01", "NL001234567B01, has wrong check digits."),
        ("Voorbeeldstraat 1", "Postbus 1", "only a post office box"),
        ("Voorbeeldstraat 1", "P.O. Box 1", "only a post office box"),
        ("Voorbeeldstraat 1", "PO-Box 12 34", "only a post office box"),
        ("Voorbeeldstraat 1", "Antwoordnummer 10", "only a post office box"),
    ],
)
def test_what_the_register_says_of_the_cooperative(
    right: str, wrong: str, what: str, run: Run, tmp_path: Path
) -> None:
    register = REGISTER.replace(right, wrong)
    assert register != REGISTER
    text = draft("linde", "21%", "2025-03-05")
    assert what in refusal(run, tmp_path, text, register)


@pytest.mark.parametrize("street", ["Postbuslaan 1", "Postbus 1, Voorbeeldstraat 1"])
def test_a_street_that_is_no_box(street: str, run: Run, tmp_path: Path) -> None:
    register = REGISTER.replace("Voorbeeldstraat 1", street).replace(
        f"street: {street}", f'street: "{street}"'
    )
    assert street in register
    text = draft("linde", "21%", "2025-03-05")
    assert "100.00 EUR" in issue(run, tmp_path, text, "2025-03-10", register)[0]


def test_what_a_wrong_credit_note_took_off_is_due_where_it_was(
    run: Run, tmp_path: Path
) -> None:
    """The quarter of the sale was right, and is not to be corrected."""
    text = draft("linde", "21%", "2025-01-20")
    issue(run, tmp_path, text, "2025-01-21")
    main = tmp_path / "ledger/main.beancount"
    for number, day in (("2025-0001", "2025-05-10"), ("2025-0002", "2025-08-01")):
        ran = run("credit", number, "--date", day, "--file", str(main))
        assert ran.status == 0, ran.err
    report = check(main)
    vat = vat_of(report.books, report.register)
    assert [str(one.date) for one in vat.taxed] == [
        "2025-01-21",
        "2025-05-10",
        "2025-05-10",
    ]
    assert boxes(vat, "2025-Q1") == {"1a": ("100.00", "21.00")}
    assert (boxes(vat, "2025-Q2"), boxes(vat, "2025-Q3")) == ({}, {})
