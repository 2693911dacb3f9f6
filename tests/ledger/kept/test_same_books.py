"""What was kept of a ledger is what reading all of it again gives, whatever it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.example.test_breaches import BREACHES, LAST
from tests.ledger.kept.conftest import ACCOUNTS, HEAD, kept
from tests.support import ROOT, copy_example, write_books
from tests.test_loading import OTHERS, transaction

from paraplu.ledger.kept.store import Store

SALE = """\
2025-02-01 * "Jansen" "a chair" ^2025-0001 #market
  receipt: "chair.pdf"
  seen: 2025-02-02
  weight: 12.50
  worth: 12.00 EUR
  sold: TRUE
  nothing:
  Assets:Bank                  100.00 EUR
    note: "paid at once"
  Income:Members:L01:Sales
"""
JANUARY = """\
2025-01-05 * "opening"
  Assets:Bank                   50.00 EUR
  Equity:Opening-Balances      -50.00 EUR
2025-01-06 balance Assets:Bank  50.00 EUR
"""
FEBRUARY = (
    SALE
    + """\
2025-02-03 ! "nothing at all"
  Assets:Bank                    0.00 EUR
  Expenses:Members:L01:Costs:Phone  0.00 EUR
2025-02-03 * "of two members, one of whom gets nothing"
  Income:Members:L01:Sales       0.00 EUR
  Income:Members:L02:Sales      -1.00 EUR
  Expenses:Members:L01:Costs:Phone  1.00 EUR
2025-02-03 * "the same with something"
  Income:Members:L02:Sales       2.00 EUR
  Income:Members:L02:Sales      -1.00 EUR
  Expenses:Members:L01:Costs:Phone  -1.00 EUR
2025-02-03 * "and of one"
  Income:Members:L01:Sales       0.00 EUR
  Income:Members:L01:Sales      -1.00 EUR
  Expenses:Members:L01:Costs:Phone  1.00 EUR
2025-02-04 balance Assets:Bank 150.00 EUR
"""
)


def in_files(folder: Path, **files: str) -> Path:
    """Return the main file of a ledger of files, included in their order."""
    texts = {f"{name}.beancount": text for name, text in files.items()}
    includes = "".join(f'include "{name}"\n' for name in texts)
    return write_books(folder, includes, head=HEAD + ACCOUNTS, files=texts)


def test_the_example(store: Store) -> None:
    found = kept(ROOT / "ledger" / "main.beancount", store)
    assert found is not None
    assert found.size > 1000


def test_the_example_with_breaches(tmp_path: Path, store: Store) -> None:
    main = copy_example(tmp_path)
    codes = {"PF02", "PF03", "PF05"}
    chosen = [one for one in BREACHES if one.code in codes and one.file == LAST]
    assert len(chosen) == len(codes)
    for breach in chosen:
        with (tmp_path / breach.file).open("a", encoding="utf-8") as file:
            file.write(f"\n{breach.new}")
    assert kept(main, store) is not None


@pytest.mark.parametrize(
    "line",
    [
        '2025-03-01 note Assets:Bank "a note" #tag ^link\n',
        '2025-03-01 event "place" "Utrecht"\n',
        '2025-03-01 query "all" "SELECT *"\n',
        "2025-03-01 price USD 0.90 EUR\n",
        '2025-03-01 commodity EUR\n  name: "Euro"\n',
        '2025-03-01 custom "x" "text" 1.50 TRUE 2025-01-01 Assets:Bank 3.00 EUR\n',
        '2025-03-01 document Assets:Bank "main.beancount" ^2025-0001\n',
        '2025-03-01 document Assets:Bank "gone.pdf"\n',
        "2025-03-01 close Assets:Bank:Savings\n",
        '2025-03-01 open Assets:Bank:Other EUR, USD "FIFO"\n',
        "2025-03-01 balance Assets:Bank 150.00 ~ 0.01 EUR\n",
        "2025-03-01 balance Assets:Nowhere 150.00 EUR\n",
        "2025-03-01 balance Assets:Bank 1.00 USD\n",
        "2025-03-01 balance Assets:Bank 151.00 EUR\n",
        "2025-03-01 balance Assets:Bank:Savings 0.01 EUR\n",
        "2025-01-01 balance Assets:Bank 0.00 EUR\n",
        (
            'pushtag #spring\n2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n'
            "  Income:Members:L02:Sales\npoptag #spring\n"
        ),
        (
            'pushmeta by: "Els"\n2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n'
            "  Income:Members:L02:Sales\npopmeta by:\n"
        ),
        'option "title" "Één"\noption "operating_currency" "USD"\n',
        'include "main.beancount"\n',
        'include "nothing-*.beancount"\n',
        "; only a remark\n",
    ],
)
def test_a_line_that_is_kept(line: str, tmp_path: Path, store: Store) -> None:
    main = in_files(tmp_path, january=JANUARY, february=FEBRUARY + line)
    assert kept(main, store) is not None


@pytest.mark.parametrize(
    "line",
    [
        '2025-03-01 * "x"\n  Assets:Bank  1.00 USD\n  Income:Members:L01:Sales\n',
        (
            '2025-03-01 * "x"\n  Assets:Bank  1.00 EUR @ 1.10 USD\n'
            "  Income:Members:L01:Sales  -1.10 USD\n"
        ),
        (
            '2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n  Income:Members:L01:Sales'
            "  -2.00 EUR\n"
        ),
        '2025-03-01 * "x"\n  ! Assets:Bank  1.00 EUR\n  Income:Members:L01:Sales\n',
        '2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n  Income:Nowhere\n',
        '2024-03-01 * "x"\n  Assets:Bank  1.00 EUR\n  Income:Members:L01:Sales\n',
        (
            '2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n  Assets:Bank:Savings\n'
            "2025-02-28 close Assets:Bank:Savings\n"
        ),
        '2025-03-01 * "x"\n  Assets:Bank  1.00 EUR\n',
        '2025-03-01 * "x"\n',
        (
            "2025-03-01 pad Assets:Bank Equity:Opening-Balances\n"
            "2025-03-02 balance Assets:Bank 500.00 EUR\n"
        ),
        "2025-03-01 open Assets:Bank\n",
        "2025-03-01 nonsense\n",
        "2025-03-01 balance Assets 0.00 EUR\n",
        "pushtag #spring\n",
        # What it comes to is not written as its parts are.
        (
            '2025-03-01 * "x"\n  Assets:Bank  1 EUR\n  Income:Members:L01:Sales\n'
            "2025-03-02 balance Assets:Bank 500.00 EUR\n"
        ),
    ],
)
def test_a_line_by_which_nothing_is_kept(
    line: str, tmp_path: Path, store: Store
) -> None:
    main = in_files(tmp_path, january=JANUARY, february=FEBRUARY + line)
    assert kept(main, store) is None


@pytest.mark.parametrize(
    "line",
    [
        'option "inferred_tolerance_default" "EUR:0.005"\n',
        'plugin "beancount.plugins.leafonly"\n',
    ],
)
def test_books_that_ask_for_more_are_not_kept(
    line: str, tmp_path: Path, store: Store
) -> None:
    main = write_books(tmp_path, JANUARY, head=HEAD + line + ACCOUNTS)
    assert kept(main, store) is None
    assert kept(write_books(tmp_path, JANUARY, head=HEAD + ACCOUNTS), store)


@pytest.mark.parametrize(
    "file",
    [
        "documents/Assets/Bank/2025-03-01.statement.pdf",
        "documents/Assets/Bank/2025-13-41.statement.pdf",
        "documents/Assets/Nowhere/2025-03-01.letter.pdf",
        "documents/Assets/2025-03-01.letter.pdf",
        "documents/readme.txt",
        "elsewhere/2025-03-01.letter.pdf",
    ],
)
def test_documents_of_a_folder_come_with_what_is_kept(
    file: str, tmp_path: Path, store: Store
) -> None:
    head = HEAD + 'option "documents" "documents"\n' + ACCOUNTS
    main = write_books(tmp_path, JANUARY, head=head)
    kept(main, store)
    path = main.parent / file
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    assert kept(main, store)
    path.unlink()
    kept(main, store)


plain = st.builds(
    lambda day, cents, one, other: (
        f'2025-02-{day:02} * "x"\n  {one}  {cents / 100:.2f} EUR\n  {other}\n'
    ),
    st.integers(1, 9),
    st.integers(-300, 300).filter(bool),
    st.sampled_from(["Assets:Bank", "Assets:Bank:Savings"]),
    st.sampled_from(["Income:Members:L01:Sales", "Expenses:Members:L01:Costs:Phone"]),
)
balance = st.builds(
    lambda day, cents, name: (
        f"2025-02-{day:02} balance {name}  {cents / 100:.2f} EUR\n"
    ),
    st.integers(1, 9),
    st.integers(-300, 300),
    st.sampled_from(["Assets:Bank", "Assets:Bank:Savings"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(plain | balance, max_size=6), min_size=1, max_size=3))
def test_plain_books_and_balance_lines(
    store: Store, tmp_path_factory: pytest.TempPathFactory, files: list[list[str]]
) -> None:
    texts = {f"f{number}": "".join(parts) for number, parts in enumerate(files)}
    assert kept(in_files(tmp_path_factory.mktemp("books"), **texts), store)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(transaction | st.sampled_from(OTHERS), max_size=5))
def test_any_books(
    store: Store, tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    text = "\n".join(parts)
    head = HEAD + "2020-01-01 open Assets:A\n2020-01-01 open Expenses:C\n"
    kept(write_books(tmp_path_factory.mktemp("books"), text, head=head), store)


def _without(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


EDITS: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
    "a line in": lambda files: files | {"january": "; new\n" + files["january"]},
    "a line out": lambda files: files | {"february": _without(files["february"])},
    "an amount": lambda files: (
        files | {"february": files["february"].replace("100.00", "100.10")}
    ),
    "a file renamed": lambda files: {
        "januari": files["january"],
        "february": files["february"],
    },
    "a file moved": lambda files: {
        "2025/january": files["january"],
        "february": files["february"],
    },
    "a file split": lambda files: {
        "january": files["january"],
        "february": SALE,
        "rest": files["february"].removeprefix(SALE),
    },
    "files swapped": lambda files: {
        "january": files["february"],
        "february": files["january"],
    },
    "another order": lambda files: dict(reversed(files.items())),
    "a file out": lambda files: {"january": files["january"]},
    "the same twice": lambda files: files | {"march": files["february"]},
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit(edit: str, tmp_path: Path, store: Store) -> None:
    files = {"january": JANUARY, "february": FEBRUARY}
    assert kept(in_files(tmp_path, **files), store) is not None
    assert kept(in_files(tmp_path, **EDITS[edit](files)), store) is not None
    assert kept(in_files(tmp_path, **files), store) is not None
