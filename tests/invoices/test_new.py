"""A draft by answering questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.invoices.conftest import Run

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


@pytest.mark.parametrize("wrong", ["6,50", "-1", "1e9"])
def test_an_answer_that_cannot_be(wrong: str, books: Path) -> None:
    before = sorted(books.rglob("*"))
    answers = ANSWERS.replace("6.50", wrong)
    ran = CliRunner().invoke(command, [], input=answers, standalone_mode=False)
    assert ran.return_value == 2
    assert "price: " in ran.stderr
    assert sorted(books.rglob("*")) == before


def test_an_unknown_member_is_asked_again(books: Path) -> None:
    ran = CliRunner().invoke(command, [], input="L09\n" + ANSWERS)
    assert ran.exit_code == 0
    assert len(list((books / "invoices/2025").glob("draft-*"))) == 1


def test_stopping_writes_nothing(books: Path) -> None:
    before = sorted(books.rglob("*"))
    CliRunner().invoke(command, [], input="L02\nlinde\n")
    assert sorted(books.rglob("*")) == before
