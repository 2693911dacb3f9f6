"""`paraplu vat`: shown, explained, filed, and refused in words."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.bookkeeping.vat.small import sale
from tests.cli.conftest import Run
from tests.support import MEMBERS, write_books

from paraplu.journal import atomic_file as writing
from paraplu.journal import committing
from paraplu.journal.intent_log import NAME as NOTE

LEDGER = (
    sale("2025-02-03", "100.37", "21.08")
    + sale("2025-02-04", "50.00", "4.50", member="L02")
    + """\
2025-02-20 * "Paper"
  Expenses:Coop:Office    50.00 EUR
  Assets:VAT    10.50 EUR
  Assets:Bank    -60.50 EUR

2025-03-31 * "Interest"
  Assets:Bank    1.00 EUR
  Income:Coop:Interest    -1.00 EUR
"""
)
MAIN = "ledger/main.beancount"
LATE = ("2025-03-20", "100.00", "21.00")
SHOWN = """\
VAT return 2025-Q1, in whole EUR

box   what                            turnover   VAT
1a    supplies at the standard rate        100    21
1b    supplies at the lower rate            50     4
5a    VAT due                                     25
5b    input VAT                                   11
5c    VAT due minus input VAT                     14
5g    to pay or to get back                       14

To pay: 14, by 2025-04-30.

Not filed yet: paraplu vat file 2025-Q1

member        VAT on sales   input VAT   together
L01                  21.08        0.00      21.08
L02                   4.50        0.00       4.50
cooperative           0.00       10.50     -10.50
total                25.58       10.50      15.08
"""


def findings(run: Run) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("check", "--format", "json").out)[
        "findings"
    ]
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the books of `LEDGER`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARAPLU_LANG", "en")
    write_books(tmp_path, LEDGER)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_return(run: Run) -> None:
    status, out, err = run("vat", "2025-Q1")
    assert (status, err) == (0, "")
    assert out.startswith(SHOWN)


@pytest.mark.usefixtures("folder")
def test_a_part_of_the_period_is_said(run: Run) -> None:
    status, out, _ = run("vat", "2025-Q1", "--today", "2025-03-30")
    assert status == 0
    assert "This is not everything: the period ends on 2025-03-31" in out
    assert "To pay: 0" not in run("vat", "2025-Q2").out
    assert "Nothing to pay, but" in run("vat", "2025-Q2").out


@pytest.mark.usefixtures("folder")
def test_a_quarter_before_the_books_is_none_of_theirs(run: Run) -> None:
    out = run("vat", "2019-Q4").out
    assert "after 2019-Q4: they say nothing of it." in out
    assert "Nothing to pay" not in out
    # A quarter is written with a small letter too.
    assert run("vat", "2025-q1").out == run("vat", "2025-Q1").out


@pytest.mark.usefixtures("folder")
def test_behind_a_box(run: Run) -> None:
    status, out, _ = run("vat", "2025-Q1", "--explain", "1A")
    assert status == 0
    assert (
        out
        == f"""\
Behind box 1a of 2025-Q1

date         box   member   payee   narration   turnover     VAT   place
2025-02-03   1a    L01              Sale          100.37   21.08   {MAIN}:5
total                                             100.37   21.08
"""
    )
    out = run("vat", "2025-Q1", "--explain", "5g").out
    assert out.splitlines()[-1].split() == ["total", "150.37", "15.08"]
    assert run("vat", "2025-Q1", "--explain", "4b").out.endswith("\nNone.\n")


@pytest.mark.usefixtures("folder")
def test_of_a_member(run: Run) -> None:
    status, out, _ = run("vat", "2025-Q1", "--member", "L02")
    assert status == 0
    assert "1b    supplies at the lower rate      50.00   4.50" in out
    assert "L01" not in out


@pytest.mark.usefixtures("folder")
def test_json(run: Run) -> None:
    data = json.loads(run("vat", "2025-Q1", "--format", "json").out)
    assert data["boxes"]["1a"] == {"base": "100.00", "tax": "21.00"}
    assert data["exact"]["1a"] == {"base": "100.37", "tax": "21.08"}
    assert (data["payable"], data["filed"], data["entries"]) == ("14.00", None, [])
    assert [member["member"] for member in data["members"]] == [None, "L01", "L02"]
    one = run("vat", "2025-Q1", "--format", "json", "--explain", "5b").out
    assert [entry["tax"] for entry in json.loads(one)["entries"]] == ["10.50"]


@pytest.mark.usefixtures("folder")
def test_csv(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("vat", "2025-Q1", "--format", "csv").out))
    boxes = {row["box"]: (row["tax"], row["exact_tax"]) for row in rows}
    assert boxes["1b"] == ("4.00", "4.50")
    assert boxes["5g"] == ("14.00", "")
    text = run("vat", "2025-Q1", "--format", "csv", "--explain", "1a").out
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["narration"], row["tax"], row["line"]) == ("Sale", "21.08", "5")


def test_filed_once(run: Run, folder: Path) -> None:
    status, out, err = run("vat", "file", "2025-Q1")
    assert (status, err) == (0, "")
    stays = (
        "rounding to whole euros leaves cents, and VAT that is not due yet is there "
        "too."
    )
    assert out.splitlines()[:3] == [
        "2025-Q1 is filed: 14.00 to pay, on Liabilities:VAT:Return.",
        f"0.58 stays on Liabilities:VAT: {stays}",
        f"0.50 stays on Assets:VAT: {stays}",
    ]
    written = (folder / MAIN).read_bytes()
    entry = out.split("ledger/main.beancount\n\n")[1]
    assert written.decode().endswith(entry)
    assert run("vat", "file", "2025-Q1") == (
        0,
        "2025-Q1 is already filed; nothing was written.\n",
        "",
    )
    assert (folder / MAIN).read_bytes() == written
    out = run("vat", "2025-Q1").out
    assert "Filed with the entry of 2025-03-31: 14.00 to pay." in out
    assert "VT04" not in run("check").out


def test_the_account_of_the_return_is_opened(run: Run, folder: Path) -> None:
    head = 'option "operating_currency" "EUR"\nplugin "paraplu" "../members.yaml"\n'
    accounts = ("Assets:Bank", "Income:Coop:Interest")
    opened = "".join(f"2025-01-01 open {name}\n" for name in accounts)
    end = LEDGER[LEDGER.index("2025-03-31") :]
    write_books(folder, opened + end, head=head)
    assert run("vat", "file", "2025-Q1").status == 0
    text = (folder / MAIN).read_text("utf-8")
    (line,) = [line for line in text.splitlines() if "VAT:Return " in line][:1]
    assert line.split() == ["2025-01-01", "open", "Liabilities:VAT:Return", "EUR"]
    assert not [f for f in findings(run) if f["code"] == "BC00"]
    assert run("vat", "file", "2025-Q1").out.startswith("2025-Q1 is already filed")


def test_what_was_interrupted_is_finished_first(run: Run, folder: Path) -> None:
    """What an invoice was to book counts from its note on, so the return has it."""
    note = {"new": [], "below": {"main.beancount": sale(*LATE)}, "gone": []}
    (folder / "ledger" / NOTE).write_text(json.dumps(note), "utf-8")
    assert run("vat", "file", "2025-Q1").out.startswith("2025-Q1 is filed: 35.00 to")
    assert not (folder / "ledger" / NOTE).exists()
    text = (folder / MAIN).read_text("utf-8")
    assert text.count(sale(*LATE)) == text.count("vat-return:") == 1
    assert "VT04" not in run("check").out


def test_who_comes_second_waits_and_then_gives_up(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "_PATIENCE", 0.0)
    before = (folder / MAIN).read_bytes()
    with writing.locked(folder / "ledger"):
        ran = run("vat", "file", "2025-Q1")
        assert run("vat", "2025-Q1").status == 0
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("paraplu: Somebody else is writing in ")
    assert (folder / MAIN).read_bytes() == before


def test_a_late_invoice_goes_with_the_next_return(run: Run, folder: Path) -> None:
    run("vat", "file", "2025-Q1")
    with (folder / MAIN).open("a", encoding="utf-8") as file:
        file.write("\n" + sale("2025-03-20", "10.00", "2.10"))
        file.write('2025-06-30 * "I"\n  Assets:Bank  1 EUR\n  Income:Coop:Interest\n')
    out = run("vat", "2025-Q1").out
    assert "It was filed on 2025-03-31, and has changed by 2.10 since. That goes" in out
    assert out.startswith("""\
VAT return 2025-Q1, in whole EUR

box   what                            turnover   VAT   turnover since   VAT since
1a    supplies at the standard rate        100    21            10.00        2.10
1b    supplies at the lower rate            50     4
5a    VAT due                                     25                         2.10
5b    input VAT                                   11
5c    VAT due minus input VAT                     14                         2.10
5g    to pay or to get back                       14                         2.10

To pay: 14, by 2025-04-30.
""")
    data = json.loads(run("vat", "2025-Q1", "--format", "json").out)
    assert data["boxes"]["1a"] == {"base": "100.00", "tax": "21.00"}
    assert data["since_filed"] == {"1a": {"base": "10.00", "tax": "2.10"}}
    text = run("vat", "2025-Q1", "--format", "csv").out
    assert text.splitlines()[1] == "1a,100.00,21.00,100.37,21.08,10.00,2.10"
    out = run("vat", "2025-Q2").out
    assert "It includes the correction of 2025-Q1: 2.10." in out
    assert run("vat", "file", "2025-Q2").status == 0
    assert "It included the corrections of 2025-Q1." in run("vat", "2025-Q2").out
    assert "corrected with the return of 2025-Q2." in run("vat", "2025-Q1").out
    assert "VT04" not in run("check").out


def test_a_supplement(run: Run, folder: Path) -> None:
    run("vat", "file", "2025-Q1")
    with (folder / MAIN).open("a", encoding="utf-8") as file:
        file.write("\n" + sale("2025-03-20", "5000.00", "1050.00"))
    out = " ".join(run("vat", "2025-Q1").out.split())
    assert "changed by 1,050.00 since: more than 1,000.00. Report these boxes" in out
    now = out.partition("As it has to be now, for the supplement:")[2]
    assert "1a supplies at the standard rate 5,100 1,071 1b" in now
    assert "by 2025-05-26" in out
    out = run("vat", "file", "2025-Q1").out
    assert out.startswith("2025-Q1 is filed: 1,050.00 to pay")
    assert "Supplement to VAT return 2025-Q1" in (folder / MAIN).read_text("utf-8")
    out = run("vat", "2025-Q1").out
    assert "Filed with the entry of 2025-03-31: 14.00 to pay.\n" in out
    assert "Supplement filed with the entry of 2025-03-31: 1,050.00 to pay.\n" in out
    assert "VT04" not in run("check").out


BARE = """\

2025-02-05 * "Sale without VAT"
  Assets:Bank    30.00 EUR
  Income:Members:L01:Sales    -30.00 EUR

2025-02-06 * "Sale at 21"
  vat: 21
  Assets:Bank    121.00 EUR
  Income:Members:L01:Sales    -100.00 EUR
  Liabilities:VAT    -21.00 EUR
"""


@pytest.mark.parametrize("how", [[], ["file"]])
def test_what_is_unclear_is_told_line_by_line(
    run: Run, folder: Path, how: list[str]
) -> None:
    main = write_books(folder, LEDGER + BARE)
    before = main.read_bytes()
    status, out, err = run("vat", *how, "2025-Q1")
    assert (status, out) == (2, "")
    assert err == (
        "ledger/main.beancount:26  2025-02-05  Income:Members:L01:Sales  30.00: "
        "neither a VAT code nor VAT\nledger/main.beancount:31  2025-02-06  "
        "Income:Members:L01:Sales  100.00: no VAT code\nparaplu: There is no return "
        "yet: 2 entries cannot be put into a box. Write a VAT code on that line, such "
        'as vat: "zero". See paraplu vat --help.\n'
    ).replace(" See paraplu vat --help.", "")
    assert main.read_bytes() == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["2025-Q5"], "“2025-Q5” is not a period such as 2026-Q1, 2026-03 or 2026."),
        (["2025-Q1", "--explain", "7z"], "“7z” is not a box of the return."),
        (["2025-Q1", "--member", "L99"], "There is no member “L99”."),
        (["file", "2025-Q2"], "2025-Q2 is not over: it ends on 2025-06-30"),
        (["file", "2025-02"], "According to the register a return covers a quarter."),
        ([], "PERIOD is missing. See paraplu vat --help."),
        (["icp"], "PERIOD is missing. See paraplu vat icp --help."),
        (["icp", "now"], "“now” is not a period such as 2026-Q1, 2026-03 or 2026."),
    ],
)
def test_a_wrong_call(run: Run, arguments: list[str], line: str) -> None:
    status, out, err = run("vat", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"paraplu: {line}")


def test_books_with_errors_are_not_filed(run: Run, folder: Path) -> None:
    main = write_books(folder, LEDGER + "\n2025-03-01 * broken\n")
    before = main.read_bytes()
    assert "so entries may be missing" in run("vat", "2025-Q1").out
    status, _, err = run("vat", "file", "2025-Q1")
    assert (status, main.read_bytes()) == (2, before)
    assert "Beancount itself finds errors in these books" in err


def test_a_register_with_faults(run: Run, folder: Path) -> None:
    write_books(folder, LEDGER, members=f"vat: {{basis: money}}\n{MEMBERS}")
    status, out, err = run("vat", "2025-Q1")
    assert (status, out) == (1, "")
    assert "money is not one of: invoice, cash." in err


def test_nothing_to_file_under_the_scheme(run: Run, folder: Path) -> None:
    sold = sale("2025-02-03", "100.00", "0.00").replace(
        "  Liabilities:VAT    -0.00 EUR\n", ""
    )
    end = LEDGER[LEDGER.index("2025-03-31") :]
    write_books(folder, sold + end, members=f"vat: {{scheme: kor}}\n{MEMBERS}")
    status, out, _ = run("vat", "2025-Q1")
    assert status == 0
    assert "Nothing to file: the register has the small businesses scheme." in out
    status, _, err = run("vat", "file", "2025-Q1")
    assert (status, "there is no return to file" in err) == (2, True)


SOLD = """\
2025-02-05 * "Customer" "Lamps"
  vat: "eu"
{said}  Assets:Bank    100.60 EUR
  Income:Members:L01:Sales    -100.60 EUR
"""


def test_the_sales_list(run: Run, folder: Path) -> None:
    said = '  vat-id: "BE0403170701"\n'
    write_books(folder, LEDGER + "\n" + SOLD.format(said=said))
    assert (
        run("vat", "icp", "2025-Q1").out
        == """\
EU sales list 2025-Q1, in whole EUR

VAT number     goods   services
BE0403170701     100          0

100 in total, the same as box 3b of the return has to be.

These books have 1 error: paraplu check
"""
    )
    text = run("vat", "icp", "2025-Q1", "--format", "csv").out
    assert text.splitlines()[1] == "BE0403170701,100.00,0.00,100.60,0.00"
    data = json.loads(run("vat", "icp", "2025-Q1", "--format", "json").out)
    assert data["total"] == "100.00"
    boxes = json.loads(run("vat", "2025-Q1", "--format", "json").out)["boxes"]
    assert boxes["3b"]["base"] == data["total"]
    assert "Nothing was sold to businesses" in run("vat", "icp", "2025-Q2").out


def test_the_sales_list_of_broken_books(run: Run, folder: Path) -> None:
    said = '  vat-id: "BE0403170701"\n'
    sold = LEDGER + "\n" + SOLD.format(said=said)
    write_books(folder, sold + "\n2025-02-06 * oops\n")
    for period in ("2025-Q1", "2025-Q2"):
        assert run("vat", "icp", period).out.endswith("""
Beancount itself finds errors in these books, so entries may be missing. Fix them
first: paraplu check

These books have 2 errors: paraplu check
""")


def test_a_customer_without_a_number(run: Run, folder: Path) -> None:
    write_books(folder, LEDGER + "\n" + SOLD.format(said=""))
    status, out, err = run("vat", "icp", "2025-Q1")
    assert (status, out) == (2, "")
    assert ":24  2025-02-05  Customer: no VAT number for the customer\n" in err
    write_books(folder, LEDGER + "\n" + SOLD.format(said='  vat-id: "BE1"\n'))
    assert "“BE1” is not a VAT number of another EU" in run("vat", "icp", "2025-Q1").err


def test_help_of_the_list(run: Run) -> None:
    status, out, _ = run("vat", "icp", "--help")
    assert status == 0
    assert out.startswith("Usage: paraplu vat icp [OPTIONS] PERIOD\n")
