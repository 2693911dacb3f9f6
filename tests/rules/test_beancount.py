"""BC00: each error is made with Beancount itself, and told in plain words."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from beancount import loader
from tests.support import MEMBERS, hints, report_on, told, words

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Language
from paraplu.ledger.beancount_errors import meaning_of
from paraplu.ledger.beancount_errors.accounts import ACCOUNTS
from paraplu.ledger.beancount_errors.files import FILES
from paraplu.ledger.beancount_errors.known import Known
from paraplu.ledger.beancount_errors.spelling import SPELLING

OPEN = """\
2025-01-01 open Assets:Bank        EUR
2025-01-01 open Assets:Cash
2025-01-01 open Income:Coop

"""


def entry(amount: str, title: str = '"Market" "Chairs"', other: str = "") -> str:
    return f"2025-03-01 * {title}\n  Assets:Bank  {amount}\n  Income:Coop  {other}\n"


def cash(what: str, other: str = "") -> str:
    return f'2025-03-01 * "Cash"\n  Assets:Cash  {what}\n  Income:Coop  {other}\n'


POINT = "Write a full stop before the cents, and nothing between the thousands: 1234.56"
CURLY = "is between curly quotes, as a word processor makes them."
MERGE = "The marks of a merge are still here: the same lines are in the file twice."
NO_DATE = "That day does not exist."
COST = "The cost or price of a line does not fit what the account holds."
UTF8 = "The file is not written in UTF-8, so letters with accents cannot be read."

# What is written, and how the first error that it makes is told.
WRITTEN: dict[str, tuple[str | bytes, str]] = {
    "comma": (entry("121,00 EUR"), "121,00 is not how the books write an amount."),
    "comma and point": (
        entry("1.234,56 EUR"),
        "There is a comma on this line where there should not be one.",
    ),
    "no currency": (entry("121.00"), "An amount of this entry has no currency."),
    "euro sign": (entry("121.00 €"), "€ is not how the books write a currency."),
    "small eur": (entry("121.00 eur"), "eur is not how the books write a currency."),
    "dash": (
        entry("–121.00 EUR"),
        "–121.00 has a dash where a minus sign should be.",
    ),
    "two amounts": (
        entry("1 234.00 EUR"),
        "There is one number too many on this line.",
    ),
    "curly quotes": (entry("1.00 EUR", "“Market”"), f"“Market” {CURLY}"),
    "low quote": (entry("1.00 EUR", "„Market“"), f"„Market“ {CURLY}"),
    "open quote": (
        entry("1.00 EUR", '"Market'),
        "The quotes on this line do not come in pairs.",
    ),
    "no star": (
        '2025-03-01 "Market"\n  Assets:Bank  1.00 EUR\n  Income:Coop\n',
        "There is text where there cannot be any.",
    ),
    "three texts": (
        entry("1.00 EUR", '"a" "b" "c"'),
        "The entry has more than two texts after its date.",
    ),
    "pipe": (entry("1.00 EUR", '"a" | "b"'), "There is a | between two texts."),
    "tag too low": (
        entry("1.00 EUR\n  #fair"),
        "A #tag or ^link is below the lines with amounts.",
    ),
    "remark twice": (
        entry("1.00 EUR", '"a"\n  receipt: "a.pdf"\n  receipt: "b.pdf"'),
        "The remark receipt is here twice.",
    ),
    "remark twice below": (
        entry('1.00 EUR\n    note: "a"\n    note: "b"'),
        "The remark note is here twice.",
    ),
    "capital remark": (
        entry("1.00 EUR", '"a"\n  Receipt: "a.pdf"'),
        "Receipt: is not a remark that can be here.",
    ),
    "remark without quotes": (
        entry("1.00 EUR", '"a"\n  receipt: a.pdf'),
        "Beancount cannot read a.pdf here.",
    ),
    "mark that cannot be seen": (
        f"\ufeff{OPEN}",
        (
            "The file begins with an invisible mark (a BOM), so its first line is not "
            "read."
        ),
    ),
    "windows": (entry("1.00 EUR", '"Café"').encode("cp1252"), UTF8),
    "windows account": ("2025-01-01 open Assets:Café".encode("cp1252"), UTF8),
    "merge ours": ("<<<<<<< HEAD\n", MERGE),
    "merge between": ("=======\n", MERGE),
    "merge theirs": (">>>>>>> other\n", MERGE),
    "merge base": ("||||||| base\n", MERGE),
    "february": ("2025-02-30 open Assets:New\n", NO_DATE),
    "month 13": ("2025-13-01 open Assets:New\n", NO_DATE),
    "day first": (
        "01-03-2025 open Assets:New\n",
        "There is a number where an entry should begin.",
    ),
    "not indented": (
        '2025-03-01 * "a"\nAssets:Bank  1.00 EUR\n',
        "There is an account where an entry should begin.",
    ),
    "empty line": (
        '2025-03-01 * "a"\n\n  Assets:Bank  1.00 EUR\n',
        "This line is indented, but does not belong to an entry.",
    ),
    "stops": (
        "2025-03-01 open\n",
        "The line stops too early: something is missing at its end.",
    ),
    "other order": (
        "open Assets:New\n",
        "This line does not have the form that a line of the books needs.",
    ),
    "small account": (
        "2025-03-01 open Assets:kas\n",
        "Assets:kas is not a name that an account can have.",
    ),
    "strange root": (
        "2025-03-01 open Activa:Kas\n",
        "Activa:Kas is not a name that an account can have.",
    ),
    "slip": ("2025-03-01 opne Assets:Kas\n", "Beancount cannot read opne here."),
    "unknown account": (
        cash("1.00 EUR").replace("Cash ", "Purse "),
        "The account Assets:Purse is not opened anywhere.",
    ),
    "blank of a web page": (
        cash("1.00 EUR").replace("Cash  ", "Cash\N{NO-BREAK SPACE}  "),
        "The name of an account has an unusual kind of space in it.",
    ),
    "too early": (
        entry("1.00 EUR").replace("2025", "2024"),
        "The account Assets:Bank is not open on this day.",
    ),
    "opened twice": (
        "2025-03-01 open Assets:Bank\n",
        "The account Assets:Bank is opened twice.",
    ),
    "closed twice": (
        "2025-03-01 close Assets:Bank\n2025-03-02 close Assets:Bank\n",
        "The account Assets:Bank is closed twice.",
    ),
    "closed, not opened": (
        "2025-03-01 close Assets:Purse\n",
        "The account Assets:Purse is closed, but was never opened.",
    ),
    "too much": (
        entry("1,121.00 EUR") + "2025-03-02 balance Assets:Bank  100.00 EUR\n",
        (
            "Assets:Bank holds 1,121.00 EUR in the books and should hold 100.00: "
            "1,021.00 too much."
        ),
    ),
    "too little": (
        "2025-03-02 balance Assets:Bank  100.00 EUR\n",
        (
            "Assets:Bank holds 0.00 EUR in the books and should hold 100.00: 100.00 "
            "too little."
        ),
    ),
    "two balances": (
        (
            "2025-03-02 balance Assets:Bank  0.00 EUR\n"
            "2025-03-02 balance Assets:Bank  0.01 EUR ; within the tolerance\n"
        ),
        "Two balance lines for this account and day give different amounts.",
    ),
    "does not balance": (
        entry("55.00 EUR", other="-50.00 EUR"),
        "The amounts of this entry add up to 5.00 EUR, and should add up to zero.",
    ),
    "in two currencies": (
        cash("55.00 USD", "-50.00 EUR"),
        (
            "The amounts of this entry add up to 55.00 USD, -50.00 EUR, and should add "
            "up to zero."
        ),
    ),
    "two left out": (
        entry("", other="\n  Assets:Cash  1.00 EUR"),
        "More than one line of this entry has no amount.",
    ),
    "two without number": (
        entry("EUR", other="EUR\n  Assets:Cash  1.00 EUR"),
        "More than one line of this entry has no amount.",
    ),
    "currency": (entry("1.00 USD"), "Assets:Bank was not opened for USD."),
    "currency of a balance": (
        "2025-03-01 balance Assets:Bank  0.00 USD\n",
        "The account of this line was not opened for USD.",
    ),
    "commodity twice": (
        "2025-03-01 commodity EUR\n2025-03-02 commodity EUR\n",
        "The currency EUR is described twice.",
    ),
    "pad": (
        "2025-03-01 pad Assets:Bank Income:Coop\n",
        "This pad line fills in nothing.",
    ),
    "way of keeping": (
        '2025-03-01 open Assets:New EUR "BEST"\n',
        "BEST is not a way to keep an account.",
    ),
    "negative price": (cash("1 USD @ -1 EUR"), COST),
    "nothing at a cost": (cash("0 USD {1 EUR}"), COST),
    "price in another currency": (cash("1 USD {3 EUR} @ 3 GBP"), COST),
    "sold before bought": (
        cash("1 BOX {3 EUR}") + cash("-2 BOX {3 EUR}").replace("03-01", "03-02"),
        COST,
    ),
    "include": (
        'include "none.beancount"\n',
        "The books include none.beancount, but there is no such file.",
    ),
    "document": (
        '2025-03-01 document Assets:Bank "none.pdf"\n',
        "This line points to a file that is not there.",
    ),
    "option": ('option "titel" "x"\n', "There is no option titel."),
    "value of an option": (
        'option "booking_method" "x"\n',
        "The option booking_method cannot have this value.",
    ),
    "own option": (
        'option "filename" "x"\n',
        "The option filename cannot have this value.",
    ),
    "plugin": ('plugin "no.such"\n', "The plugin no.such cannot be run."),
    "tag without end": ("pushtag #x\n", "A pushtag or pushmeta line is never ended."),
    "remark without end": (
        'pushmeta place: "x"\n',
        "A pushtag or pushmeta line is never ended.",
    ),
    "end without tag": (
        "poptag #x\n",
        "A poptag or popmeta line ends something that never began.",
    ),
}


def errors_of(folder: Path, text: str | bytes) -> list[str]:
    file = folder / "main.beancount"
    raw = text if isinstance(text, bytes) else text.encode()
    head = b"" if raw.startswith(b"\xef\xbb\xbf") else OPEN.encode()
    file.write_bytes(head + raw)
    return [error.message for error in loader.load_file(str(file))[1]]


@pytest.mark.parametrize(("text", "says"), WRITTEN.values(), ids=WRITTEN)
def test_an_error_in_plain_words(text: str | bytes, says: str, tmp_path: Path) -> None:
    meanings = [meaning_of(error) for error in errors_of(tmp_path, text)]
    told = [Language("en").render(each.what) for each in meanings if each]
    assert says in told
    for meaning, code in product(meanings, ("en", "nl")):
        assert meaning
        assert Language(code).render(meaning.todo)


def test_every_error_of_the_tables_is_a_real_one(tmp_path: Path) -> None:
    made = "duplicate.beancount"
    (tmp_path / made).write_text("", "utf-8")
    twice = f'include "{made}"\ninclude "./{made}"\n'
    texts = [
        *(text for text, _ in WRITTEN.values()),
        twice,
        f'{twice}include "./{made}"',
    ]
    found = {
        meaning.what.template
        for text in texts
        for error in errors_of(tmp_path, text)
        if (meaning := meaning_of(error))
    }
    known: tuple[Known, ...] = (*SPELLING, *ACCOUNTS, *FILES)
    assert {each.what.template for each in known} - found == set()


def only(folder: Path, ledger: str) -> list[Finding]:
    found = report_on(folder, ledger).verdict.findings
    return [finding for finding in found if finding.code == "BC00"]


SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Assets:Bank                      60,50 EUR
  Income:Members:L01:Sales        -50.00 EUR
  Liabilities:VAT                 -10.50 EUR
"""


def test_a_finding_says_it_in_both_languages(tmp_path: Path) -> None:
    [finding, *_] = only(tmp_path, SALE)
    assert (finding.severity, finding.source.line) == (Severity.ERROR, 6)
    behind = "ValueError: Invalid number format: '60,50')"
    assert words(finding) == (
        f"60,50 is not how the books write an amount. (Beancount says: {behind}"
    )
    assert words(finding, "nl") == (
        f"60,50 is niet hoe de boeken een bedrag schrijven. (Beancount zegt: {behind}"
    )
    assert finding.hint
    assert Language("en").render(finding.hint) == POINT


def test_amounts_are_written_as_the_reader_does(tmp_path: Path) -> None:
    ledger = "2025-03-01 balance Assets:Bank  1234.50 EUR\n"
    [finding] = only(tmp_path, ledger)
    assert words(finding, "nl").startswith(
        "Volgens de boeken staat er 0,00 EUR op Assets:Bank, en dat moet 1.234,50 "
        "zijn: 1.234,50 te weinig. (Beancount zegt: Balance failed"
    )


def test_what_one_line_brings_about_is_told_once(tmp_path: Path) -> None:
    text = "Dear all, here are the books.\n>>>>>>> other branch of ours\n"
    assert told(only(tmp_path, text)) == ["BC00 5", "BC00 6"]


def test_the_include_of_a_missing_file_is_the_place(tmp_path: Path) -> None:
    [finding] = only(tmp_path, '\ninclude "2025/*.bean"\n')
    assert finding.source.line == 6


# With accounts that are opened one by one.
HEAD = (
    'plugin "paraplu" "../members.yaml"\n'
    + OPEN
    + (
        "2025-01-01 open Assets:Members:L01:Cash\n"
        "2025-01-01 open Income:Members:L01:Sales\n"
    )
)


@pytest.mark.parametrize(
    ("account", "hint"),
    [
        ("Assets:Bnk", "Did you mean Assets:Bank?"),
        ("Assets:Members:L01:Csh", "Did you mean Assets:Members:L01:Cash?"),
        # Nobody is sent to the account of another member, however near it is.
        ("Assets:Members:L02:Cash", "Correct the name. If it is a new account,"),
        ("Assets:Clearing:Market", "Correct the name. If it is a new account,"),
    ],
)
def test_the_account_that_was_meant(account: str, hint: str, tmp_path: Path) -> None:
    ledger = f'2025-03-01 * "a"\n  {account}  1.00 EUR\n  Income:Coop\n'
    found = report_on(tmp_path, ledger, head=HEAD).verdict.findings
    [finding] = [each for each in found if each.code == "BC00"]
    assert finding.hint
    assert Language("en").render(finding.hint).startswith(hint)


def test_thousands_of_unknown_accounts_take_no_time(tmp_path: Path) -> None:
    opens = "".join(f"2025-01-01 open Assets:Bank:A{n}\n" for n in range(2000))
    uses = "".join(
        f'2025-03-01 * "a"\n  Assets:Bank:X{n}  1.00 EUR\n  Income:Coop\n\n'
        for n in range(2000)
    )
    found = report_on(tmp_path, opens + uses, head=HEAD).verdict.findings
    assert sum(finding.code == "BC00" for finding in found) == 2000


def test_what_is_not_known_is_told_in_beancounts_words(tmp_path: Path) -> None:
    plugin = 'plugin "beancount.plugins.nounused"\n'
    members = MEMBERS + "plugins: [beancount.plugins.nounused]\n"
    found = report_on(
        tmp_path, "", head=HEAD + plugin, members=members
    ).verdict.findings
    [finding, *_] = [each for each in found if each.code == "BC00"]
    assert words(finding) == "Beancount says: Unused account 'Assets:Bank'"


def test_a_traceback_is_not_told(tmp_path: Path) -> None:
    members = MEMBERS + "plugins: [no.such]\n"
    found = report_on(tmp_path, 'plugin "no.such"\n', members=members).verdict.findings
    [finding] = [each for each in found if each.code == "BC00"]
    assert words(finding) == "The plugin no.such cannot be run."
    assert finding.source.line == 5


def test_the_mark_of_windows_is_told_once_at_the_file_that_has_it(
    tmp_path: Path,
) -> None:
    """Beancount takes no file with a BOM; the other files of the books may have one."""
    sale = (
        '2025-03-01 * "a" "b"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
        '2025-03-02 * "a" "b"\n  Assets:Bank  1.00 EUR\n  Equity:Coop\n'
    )
    files = {
        "march.beancount": f"\ufeff{sale}",
        "customers.yaml": "\ufeffa: {name: A}\n",
    }
    report = report_on(
        tmp_path,
        'include "march.beancount"\n',
        members=f"\ufeff{MEMBERS}",
        files=files,
    )
    (found,) = report.verdict.findings
    assert (found.code, Path(found.source.file).name, found.source.line) == (
        *("BC00", "march.beancount"),
        1,
    )
    assert words(found).startswith("The file begins with an invisible mark (a BOM)")
    assert "UTF-8 without BOM" in hints(found)
    files["march.beancount"] = sale
    report = report_on(
        tmp_path, 'include "march.beancount"\n', members=f"\ufeff{MEMBERS}", files=files
    )
    assert report.verdict.findings == ()
