"""Everything that rules read changes a checksum: of the books, or of their files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount.core import data
from beancount.core.account import TYPE as ACCOUNT
from beancount.core.amount import Amount
from beancount.parser.grammar import ValueType
from tests.support import HEAD, MEMBERS, write_books

from paraplu.check import Report, check
from paraplu.ledger.books import Books
from paraplu.ledger.checksums import canonical, canonical_files

DAY = dt.date(2025, 1, 1)
EUR = Amount(Decimal("1.00"), "EUR")
# Its types say less than it takes.
custom: Any = ValueType

# What covers each part of the books: what is made of other parts needs nothing.
LINES, FILES, REGISTER, MADE = "books", "files", "register", "made of the others"
COVERED = {
    "chart": LINES,
    "currency": LINES,
    "today": MADE,
    "main": MADE,
    "root": MADE,
    "transactions": LINES,
    "by_signature": MADE,
    "by_keys": MADE,
    "remarked": MADE,
    "uneven": MADE,
    "links": MADE,
    "accounts": MADE,
    "sums": MADE,
    "opened": MADE,
    "assertions": MADE,
    "pads": MADE,
    "documents": MADE,
    "papers": MADE,
    "files": FILES,
    "plugins": LINES,
    "errors": FILES,
    "others": LINES,
    "text": LINES,
    # What was signed is in git's objects: the proof has the commit.
    "history": MADE,
    # What it knows of texts follows from their bytes and the register's.
    "cleared": MADE,
}


def test_every_part_of_the_books_is_covered() -> None:
    """Whoever adds a part says here which checksum it changes."""
    assert [field.name for field in dataclasses.fields(Books)] == list(COVERED)


# For each field of each directive, two values that a ledger can give it.
TWO: dict[str, dict[str, tuple[Any, Any]]] = {
    "Open": {
        "account": ("Assets:Bank", "Assets:Cash"),
        "currencies": (["EUR"], ["EUR", "USD"]),
        "booking": (None, data.Booking.FIFO),
    },
    "Close": {"account": ("Assets:Bank", "Assets:Cash")},
    "Commodity": {"currency": ("EUR", "USD")},
    "Pad": {
        "account": ("Assets:Bank", "Assets:Cash"),
        "source_account": ("Equity:Coop", "Equity:Coop:Reserve"),
    },
    "Balance": {
        "account": ("Assets:Bank", "Assets:Cash"),
        "amount": (EUR, Amount(Decimal("1.0"), "EUR")),
        "tolerance": (None, Decimal(0)),
    },
    "Note": {
        "account": ("Assets:Bank", "Assets:Cash"),
        "comment": ("a", "b"),
        "tags": (frozenset(), frozenset({"a"})),
        "links": (frozenset(), frozenset({"a"})),
    },
    "Event": {"type": ("a", "b"), "description": ("a", "b")},
    "Query": {"name": ("a", "b"), "query_string": ("a", "b")},
    "Price": {"currency": ("USD", "CAD"), "amount": (EUR, Amount(Decimal(2), "EUR"))},
    "Document": {
        "account": ("Assets:Bank", "Assets:Cash"),
        "filename": ("/books/a.pdf", "/books/b.pdf"),
        "tags": (frozenset(), frozenset({"a"})),
        "links": (frozenset(), frozenset({"a"})),
    },
    "Custom": {
        "type": ("a", "b"),
        "values": (
            [custom("Assets:Bank", str)],
            [custom("Assets:Bank", ACCOUNT)],
        ),
    },
}
ALL = {
    "meta": ({"filename": "a", "lineno": 1}, {"filename": "a", "lineno": 1, "b": "c"}),
    "date": (DAY, dt.date(2025, 1, 2)),
}
# What Beancount works out by itself.
WORKED_OUT = {"Balance": {"diff_amount"}}
KINDS = [kind for kind in data.ALL_DIRECTIVES if kind is not data.Transaction]


def told(books: Books, directive: object) -> bytes:
    return canonical(dataclasses.replace(books, others=(directive,), text=None))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_every_directive(
    kind: Any,  # noqa: ANN401 - their classes share no type
    tmp_path: Path,
) -> None:
    books = check(write_books(tmp_path, "")).books
    fields = ALL | TWO[kind.__name__]
    left_out = WORKED_OUT.get(kind.__name__, set())
    assert set(kind._fields) - left_out == set(fields)
    first = dict.fromkeys(left_out) | {name: two[0] for name, two in fields.items()}
    plain = told(books, kind(**first))
    for name, (_, other) in fields.items():
        assert told(books, kind(**first | {name: other})) != plain, name
    elsewhere = {"filename": "b", "lineno": 2}
    assert told(books, kind(**first | {"meta": elsewhere})) == plain


SALE = """
2025-02-01 * "Klant" "Kast" ^kast
  Assets:Bank                                121.00 EUR
  Income:Members:L01:Sales                  -100.00 EUR
  Liabilities:VAT:High                       -21.00 EUR
"""
WOOD = """
2025-02-01 * "Hout" "Hout" ^hout
  Expenses:Members:L01:Costs:Wood            100.00 EUR
  Assets:Bank                               -100.00 EUR
"""
LATE = '2025-06-01 * "Klant" "Tafel"' + SALE.partition('"Kast" ^kast')[2]
BALANCE = "2025-05-30 balance Assets:Bank  121.00 EUR\n"
OPTION = 'option "operating_currency" "EUR"\n'

# What a rule reads of a ledger besides transactions: the ledger, a change, and a code
# whose findings it changes.
READ = {
    "balance": (SALE + BALANCE + LATE, BALANCE, "", "BK02"),
    "its day": (SALE + BALANCE + LATE, "2025-05-30", "2025-03-30", "BK02"),
    "its account": (SALE + BALANCE + LATE, "balance Assets:Bank ", "balance Assets:Clearing:Here ", "BK02"),  # noqa: E501 - one change a line
    "its amount": (SALE + BALANCE + LATE, "Bank  121.00", "Bank  120.00", "BC00"),
    "its tolerance": (SALE + BALANCE + LATE, "121.00 EUR\n2025-06", "121.00 ~ 5.00 EUR\n2025-06", "BK02"),  # noqa: E501
    "close": (SALE + LATE, "\n2025", "\n2025-03-01 close Assets:Bank\n2025", "BC00"),
    "open": (SALE, "\n2025", "\n2025-01-01 open Assets:Nowhere\n2025", "MB07"),
    "its currencies": (SALE, "\n2025", "\n2025-01-01 open Assets:Bank USD\n2025", "BC00"),  # noqa: E501
    "pad": (SALE, "\n2025", "\n2025-01-01 pad Assets:Members:L01:Cash Equity:Coop\n2025-01-02 balance Assets:Members:L01:Cash 5 EUR\n2025", "PF01"),  # noqa: E501
    "document": (WOOD, "\n2025", '\n2025-02-01 document Assets:Bank "bon.pdf" ^hout\n2025', "EV01"),  # noqa: E501
    "its links": (WOOD + '2025-02-01 document Assets:Bank "bon.pdf" ^hout\n', '"bon.pdf" ^hout', '"bon.pdf" ^steen', "EV01"),  # noqa: E501
    "its path": (WOOD + '2025-02-01 document Assets:Bank "bon.pdf" ^hout\n', "bon.pdf", "bom.pdf", "EV02"),  # noqa: E501
    "commodity": (SALE + "2025-01-01 commodity USD\n", "USD\n", "USD\n2025-01-01 commodity USD\n", "BC00"),  # noqa: E501
    "note": (SALE, "\n2025", '\n2025-01-01 note Assets:Nowhere "a"\n2025', "MB07"),
    "custom": (SALE, "\n2025", '\n2025-01-01 custom "fava-option" "default-page" "https://x.example"\n2025', "CK04"),  # noqa: E501
    "extension": (SALE, "\n2025", '\n2025-01-01 custom "fava-extension" "strange"\n2025', "CK03"),  # noqa: E501
    "currency": (SALE, OPTION, OPTION.replace("EUR", "USD"), ""),
    "root": (SALE, OPTION, OPTION + 'option "name_assets" "Activa"\n', "BC00"),
    "previous": (SALE.replace("Liabilities:VAT:High", "Equity:Begin"), OPTION, OPTION + 'option "account_previous_balances" "Begin"\n', "MB07"),  # noqa: E501
    "option": (SALE, OPTION, OPTION + 'option "insert_pythonpath" "TRUE"\n', "CK04"),
    "plugin": (SALE, OPTION, OPTION + 'plugin "strange"\n', "CK03"),
    "include": (SALE, OPTION, OPTION + 'include "../../x.beancount"\n', "CK04"),
}  # fmt: skip


def findings(report: Report, code: str) -> list[tuple[str, object]]:
    """Return what is told of a code, wherever."""
    return sorted(
        (one.code, one.message.template)
        for one in report.verdict.findings
        if code in {"", one.code}
    )


@pytest.mark.parametrize("read", READ.values(), ids=READ)
def test_what_changes_a_finding_changes_the_books(
    read: tuple[str, str, str, str], tmp_path: Path
) -> None:
    ledger, old, new, code = read
    text = HEAD + ledger
    assert old in text
    reports = [
        check(
            write_books(
                tmp_path / name,
                one,
                head="",
                files={"bon.pdf": "bon", "bom.pdf": ""},
            ),
            today=dt.date(2025, 6, 2),
        )
        for name, one in (("one", text), ("other", text.replace(old, new, 1)))
    ]
    assert findings(reports[0], code) != findings(reports[1], code)
    assert reports[0].books_checksum != reports[1].books_checksum


def test_the_order_of_plugins_counts_and_their_file_does_not(tmp_path: Path) -> None:
    """Options and plugins of other files say nothing to Beancount."""
    lines = 'plugin "beancount.plugins.auto_accounts"\n', 'option "title" "A"\n'
    sums = set()
    for number, (head, more) in enumerate(
        ((HEAD, ""), (HEAD, lines[1]), (HEAD, lines[0]), (HEAD + lines[1], ""))
    ):
        main = write_books(
            tmp_path / str(number),
            'include "*/more.beancount"\n' + SALE,
            head=head,
            files={"a/more.beancount": more},
        )
        sums.add(check(main).books_checksum)
        (main.parent / "a").rename(main.parent / "b")
        sums.add(check(main).books_checksum)
    assert len(sums) == 4


def test_the_same_books_in_another_folder(tmp_path: Path) -> None:
    ledger = WOOD + '2025-02-01 document Assets:Bank "papers/bon.pdf" ^hout\n'
    sums = set()
    for folder in ("one", "an/other"):
        files = {"papers/bon.pdf": "bon", "invoices/2025/draft.yaml": "a: 1\n"}
        report = check(write_books(tmp_path / folder, ledger, files=files))
        sums.add((report.books_checksum, report.files_checksum))
    linked = tmp_path / "linked"
    linked.symlink_to(tmp_path / "one")
    report = check(linked / "ledger" / "main.beancount")
    assert sums == {(report.books_checksum, report.files_checksum)}


TWICE = WOOD.replace(" ^hout\n", '\n  receipt: "a.pdf"\n') + WOOD.replace(
    " ^hout\n", '\n  receipt: "b.pdf"\n'
)


@pytest.mark.parametrize(
    ("files", "differ"),
    [
        ({"b.pdf": "abd"}, False),
        ({"b.pdf": "ab"}, True),
        ({"b.pdf": "abc"}, True),
        ({"b.pdf": ""}, True),
        ({"b.pdf": None}, True),
        ({"customers.yaml": "x: {name: X}\n"}, True),
        ({"invoices/2025/2025-0001-x.yaml": "number: 2025-0001\n"}, True),
        ({"invoices/2025/2025-0001-x.pdf": "pdf"}, True),
        ({"main.beancount": "; a comment\n" + HEAD + TWICE}, True),
        ({"main.beancount": HEAD + TWICE + "what is this\n"}, True),
        # Not of the books, or not on every machine.
        ({"todo.txt": "x"}, False),
        ({"invoices/2025/private/2025-0001-x.pdf": "x"}, False),
        ({"customers.private.yaml": "x: {name: X}\n"}, False),
    ],
)
def test_what_rules_read_of_files(
    files: dict[str, str | None],
    differ: bool,  # noqa: FBT001 - pytest gives it by its name
    tmp_path: Path,
) -> None:
    """Of receipts that is whether they are there, empty, and the same."""
    sums = []
    for name, others in (("one", {}), ("other", files)):
        main = write_books(
            tmp_path / name, TWICE, files={"a.pdf": "abc", "b.pdf": "xyz"}
        )
        for path, text in others.items():
            file = main.parent / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8") if text is not None else file.unlink()
        sums.append(check(main).files_checksum)
    assert (sums[0] != sums[1]) is differ


def test_the_lines_of_the_files(tmp_path: Path) -> None:
    main = write_books(
        tmp_path,
        TWICE,
        files={"a.pdf": "abc", "b.pdf": "abc", "invoices/2025/x.pdf": "abcd"},
    )
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    first, *lines = canonical_files(check(main).books).decode().splitlines()
    assert first == "paraplu files 3"
    assert lines[:3] == [
        f"ledger/a.pdf\t3\t{abc}",
        f"ledger/b.pdf\t3\t{abc}",
        "ledger/invoices/2025/x.pdf\t4",
    ]
    (of_main,) = lines[3:]
    assert of_main.startswith(f"ledger/main.beancount\t{main.stat().st_size}\t")


opened: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and opened is not None:
        opened.append(str(arguments[0]))


# What rules open that no checksum has, since git's commit does: what they look for is
# beside the books.
BESIDE = {"unread.beancount", "sent.jsonl", ".git"}


def test_every_file_that_is_opened_is_in_a_checksum(tmp_path: Path) -> None:
    """The files are those that Python itself says it opens below the folder."""
    global opened  # noqa: PLW0603 - such a hook cannot be taken away again
    main = write_books(
        tmp_path,
        'include "more.beancount"\n' + TWICE,
        files={
            "a.pdf": "abc",
            "b.pdf": "abc",
            "more.beancount": SALE,
            "unread.beancount": SALE,
            "customers.yaml": "klant: {name: Klant}\n",
            "invoices/2025/2025-0001-klant.yaml": "number: 2025-0001\n",
            "invoices/2025/draft.yaml": "member: L01\n",
            "invoices/2025/2025-0001-klant.xml": "<a/>",
            "payments/sent.jsonl": "{}\n",
        },
        members=MEMBERS,
    )
    sys.addaudithook(_listen)
    opened = []
    report = check(main)
    read, opened = opened, None
    # With their SHA-256: nobody opens what has only a size.
    listed = {
        line.split("\t")[0]
        for line in canonical_files(report.books).decode().splitlines()[1:]
        if line.count("\t") > 1
    }
    below = {
        Path(path).relative_to(tmp_path).as_posix()
        for path in read
        if path.startswith(f"{tmp_path}/")
    }
    assert "ledger/more.beancount" in below
    assert "ledger/a.pdf" in below
    left = below - listed - {"members.yaml", "members.private.yaml"}
    assert {name for name in left if Path(name).name not in BESIDE} == set()
