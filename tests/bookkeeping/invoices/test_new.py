"""A draft by answering questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.bookkeeping.invoices.conftest import Run

from paraplu.bookkeeping.invoices.meant import meant_choice, meant_number
from paraplu_cli.command import Stopped
from paraplu_cli.invoice.new import command

ANSWERS = """\
L02
linde
2025-03-05

Gebak: "rond" & #plat
12
stuks
6.50
9%
y
Bezorgen


18.00

n
"""
DRAFT = """\
member: L02
customer: linde
delivered: '2025-03-05'
lines:
- description: 'Gebak: "rond" & #plat'
  quantity: '12'
  unit: stuks
  price: '6.50'
  vat: 9%
- description: Bezorgen
  quantity: '1'
  price: '18.00'
  vat: 21%
"""


def test_answers_become_a_draft_that_can_be_issued(books: Path, run: Run) -> None:
    ran = CliRunner().invoke(command, [], input=ANSWERS)
    path = "ledger/invoices/2025/draft-gebak-rond-plat.yaml"
    assert ran.stdout == f"{path}\n"
    assert (books.parent / path).read_text("utf-8") == DRAFT
    assert run("issue", path, "--date", "2025-03-10").status == 0


def test_a_second_draft_of_the_same_name(books: Path) -> None:
    for _ in range(2):
        assert CliRunner().invoke(command, [], input=ANSWERS).return_value is None
    names = {path.name for path in (books / "invoices/2025").glob("draft-*")}
    assert names == {"draft-gebak-rond-plat.yaml", "draft-gebak-rond-plat-2.yaml"}


def test_no_draft_is_made_behind_a_link_that_leads_out(
    books: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (books / "invoices/2025").rename(books / "invoices/2024")
    (books / "invoices/2025").symlink_to(outside)
    with pytest.raises(Stopped):
        CliRunner().invoke(
            command, [], input=ANSWERS, catch_exceptions=False, standalone_mode=False
        )
    assert not list(outside.iterdir())


NOT_A_PRICE = (
    "is not a price: write digits, with a full stop before at most four decimals."
)
NOT_A_DATE = "Write year, month and day, without a time: 2025-02-01."


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("L02", "L09", "L09 is not one of: L01, L02."),
        ("linde", "9", "9 is not one of: atelier, gemeente, k07, linde"),
        ("linde", "nobody", "nobody is not one of: atelier, gemeente, k07, linde"),
        ("2025-03-05", "5-5-25", f"5-5-25 is not a date. {NOT_A_DATE}"),
        ("2025-03-05", "2025-02-30", "2025-02-30 is not a real date."),
        (
            "12",
            "12 pieces",
            "12 pieces is not a quantity: write digits, with a full stop before",
        ),
        ("12", "0", "is zero."),
        ("6.50", "6,5,0", f"6,5,0 {NOT_A_PRICE}"),
        ("6.50", "1,250.50", f"1,250.50 {NOT_A_PRICE}"),
        (
            "6.50",
            "-1",
            "-1 is below zero. To take something off, write a quantity below zero",
        ),
        ("6.50", "1e9", f"1e9 {NOT_A_PRICE}"),
        ("6.50", "9999999", "9999999 is more than 1,000,000, which cannot be right."),
        (
            "9%",
            "6%",
            "6% was not a VAT rate on 2025-03-05. The rates then were 21%, 9%,",
        ),
        ("9%", "low-ish", "there is no VAT code low-ish. Write a percentage such"),
        ("y", "perhaps", "Answer y or n."),
        (
            "Bezorgen",
            "Bezorgen\u202e",
            "has a line break, a tab or an invisible character",
        ),
        ("Bezorgen", "x" * 501, "is longer than 500 characters."),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(
    right: str, wrong: str, reason: str, books: Path
) -> None:
    answers = ANSWERS.replace(f"{right}\n", f"{wrong}\n{right}\n", 1)
    ran = CliRunner().invoke(command, [], input=answers)
    assert ran.exit_code == 0
    (told,) = [line for line in ran.stderr.splitlines() if line[:2] == "  "]
    assert reason in told
    assert "yaml" not in told
    draft = books / "invoices/2025/draft-gebak-rond-plat.yaml"
    assert draft.read_text("utf-8") == DRAFT


@pytest.mark.parametrize(
    ("right", "typed"),
    [
        ("linde", "4"),
        ("linde", "lin"),
        ("linde", "zorgcentrum"),
        ("2025-03-05", "05-03-2025"),
        ("2025-03-05", "5/3/2025"),
        ("2025-03-05", "2025-3-5"),
        ("6.50", "6,50"),
        ("6.50", "€ 6,50"),
        ("6.50", "€ 6.50"),
        ("18.00", "18,00"),
        ("9%", "9"),
        ("9%", "9 %"),
    ],
)
def test_an_answer_is_taken_as_it_is_meant(right: str, typed: str, books: Path) -> None:
    answers = ANSWERS.replace(f"{right}\n", f"{typed}\n", 1)
    assert answers != ANSWERS
    ran = CliRunner().invoke(command, [], input=answers)
    assert [line for line in ran.stderr.splitlines() if line[:2] == "  "] == []
    draft = books / "invoices/2025/draft-gebak-rond-plat.yaml"
    assert draft.read_text("utf-8") == DRAFT


def test_the_day_is_today_and_what_is_next_is_told(books: Path) -> None:
    answers = ANSWERS.replace("2025-03-05\n", "\n", 1)
    ran = CliRunner().invoke(command, [], input=answers)
    (draft,) = (books / "invoices").rglob("draft-*.yaml")
    day = draft.read_text("utf-8").split("delivered: '")[1][:10]
    assert f"[{day}]" in ran.stderr
    assert ran.stderr.endswith(
        "It comes to 106.80 with VAT. Read it, and then: paraplu invoice issue "
        f"{ran.stdout}"
    )


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("1.250,50", "1250.50"),
        ("1.250", "1.250"),
        ("1,250.50", "1,250.50"),
        ("0,333", "0.333"),
        ("twelve", "twelve"),
    ],
)
def test_a_number_is_taken_where_it_can_mean_one_thing(answer: str, meant: str) -> None:
    assert meant_number(answer) == meant


def test_of_two_that_begin_alike_neither_is_taken() -> None:
    known = {"linde": "Zorgcentrum De Linde", "lindor": "Chocolade", "l": "Lex"}
    assert meant_choice("lind", known) == "lind"
    assert meant_choice("l", known) == "l"
    assert meant_choice("choc", known) == "lindor"
    assert meant_choice("4", known) == "4"


def test_an_invoice_of_nothing_keeps_what_was_answered_above(books: Path) -> None:
    member, lines = ANSWERS.split("\n\n", 1)
    nothing = "Gratis\n\n\n0\n\nn\n"
    ran = CliRunner().invoke(command, [], input=f"{member}\n\n{nothing}{lines}")
    assert ran.exit_code == 0
    assert "\n  the invoice adds up to 0.00, which cannot be paid. Check" in ran.stderr
    draft = books / "invoices/2025/draft-gebak-rond-plat.yaml"
    assert draft.read_text("utf-8") == DRAFT


def test_yes_in_dutch(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    answers = ANSWERS.replace("\ny\n", "\nJa\n").replace("\nn\n", "\nnee\n")
    assert CliRunner().invoke(command, [], input=answers).exit_code == 0
    draft = books / "invoices/2025/draft-gebak-rond-plat.yaml"
    assert draft.read_text("utf-8") == DRAFT


def test_stopping_writes_nothing(books: Path) -> None:
    before = sorted(books.rglob("*"))
    CliRunner().invoke(command, [], input="L02\nlinde\n")
    assert sorted(books.rglob("*")) == before
