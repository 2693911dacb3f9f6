"""No invoice is issued that says who somebody is; it would say so for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.invoices.books import CAKES, CHAIR, CUSTOMERS, PRIVATE
from tests.invoices.conftest import Run

PEOPLE = """\
L01: {name: Petronella van der Olsthoorn, ibans: [NL02ABNA0123456789]}
L02: {name: Bos}
"""
DRAFT = "ledger/invoices/2025/cakes.yaml"


@pytest.fixture
def people(books: Path) -> Path:
    (books.parent / "members.private.yaml").write_text(PEOPLE, "utf-8")
    return books


def draft(ledger: Path, text: str) -> None:
    (ledger.parent / DRAFT).write_text(text, "utf-8")


def files(ledger: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in ledger.rglob("*") if p.is_file()}


PERSON = "a name, an e-mail address or an IBAN from the private register"


@pytest.mark.parametrize(
    ("text", "what", "part"),
    [
        (CAKES.replace("Gebak", "Gebak van P. v.d. Olsthoorn"), PERSON, "lines › 1"),
        (CAKES + "note: aan 0123.456.789\n", PERSON, "note"),
        (CAKES + 'note: "BSN van het lid: 111222333"\n', "a BSN", "note"),
        (CAKES + "reference: Olsthoorn, Petronella van der\n", PERSON, "reference"),
        (CAKES.replace("Gebak", "bos tulpen"), "", ""),
        (CAKES + "note: L01 heeft ze gebracht\n", "", ""),
    ],
)
def test_a_draft_is_judged_first(
    text: str, what: str, part: str, people: Path, run: Run
) -> None:
    draft(people, text)
    before = files(people)
    ran = run("issue", DRAFT, "--date", "2025-03-10")
    if what:
        assert ran.status == 2
        assert f"There is {what} in {part}, and an issued invoice" in ran.err
        assert files(people) == before
    else:
        assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "  attention: mevr. P. van der Olsthoorn\n",
        "  ibans: [NL02 ABNA 0123 4567 89]\n",
    ],
)
def test_so_is_a_customer_whom_git_keeps(line: str, people: Path, run: Run) -> None:
    name = "  name: Zorgcentrum De Linde\n"
    changed = CUSTOMERS.replace(name, name + line)
    (people / "customers.yaml").write_text(changed, "utf-8")
    before = files(people)
    ran = run("issue", DRAFT, "--date", "2025-03-10")
    assert ran.status == 2
    assert f"There is {PERSON} in customers.yaml › linde" in ran.err
    assert files(people) == before


def test_a_private_customer_may_have_a_name(people: Path, run: Run) -> None:
    named = PRIVATE.replace("name: Jansen", "name: Kim Jansen")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    assert run("issue", "ledger/invoices/2025/chair.yaml").status == 0


def test_a_private_customer_is_not_named_in_a_line(people: Path, run: Run) -> None:
    named = PRIVATE.replace("name: Jansen", "name: Kim Jansen")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    draft(people, CHAIR.replace("Stoel", "Stoel voor K. Jansen"))
    ran = run("issue", DRAFT)
    assert ran.status == 2
    assert "lines › 1" in ran.err
