"""No invoice is issued that says who somebody is; it would say so for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bookkeeping.invoices.books import CAKES, CHAIR, CUSTOMERS, PRIVATE
from tests.bookkeeping.invoices.conftest import Run

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
    assert (
        run("issue", "ledger/invoices/2025/chair.yaml", "--date", "2025-03-10").status
        == 0
    )


def test_a_private_customer_is_not_named_in_a_line(people: Path, run: Run) -> None:
    named = PRIVATE.replace("name: Jansen", "name: Kim Jansen")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    draft(people, CHAIR.replace("Stoel", "Stoel voor K. Jansen"))
    ran = run("issue", DRAFT)
    assert ran.status == 2
    assert "lines › 1" in ran.err


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("kim-jansen", "Kim Jansen"),
        ("kjansen", "Kim Jansen"),
        ("jansen", "Kim Jansen"),
        ("jansen2", "Jansen"),
        ("vdberg", "Kim van den Berg"),
    ],
)
def test_no_private_customer_has_a_name_for_a_code(
    code: str, name: str, people: Path, run: Run
) -> None:
    named = PRIVATE.replace("k07", code).replace("name: Jansen", f"name: {name}")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    draft(people, CHAIR.replace("k07", code))
    before = files(people)
    ran = run("issue", DRAFT, "--date", "2025-03-10")
    assert ran.status == 2
    assert "a code that tells nothing, such as k07" in ran.err
    assert files(people) == before


@pytest.mark.parametrize(
    ("code", "name"),
    [("k07", "K. Jansen"), ("klant-1", "Jan Klantmans"), ("j", "Jan Jol")],
)
def test_a_code_that_tells_nothing(
    code: str, name: str, people: Path, run: Run
) -> None:
    named = PRIVATE.replace("k07", code).replace("name: Jansen", f"name: {name}")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    draft(people, CHAIR.replace("k07", code))
    assert run("issue", DRAFT, "--date", "2025-03-10").status == 0


def named_later(ledger: Path, run: Run, text: str = CAKES) -> None:
    """Issue an invoice before the register knows whom it is about."""
    people = ledger.parent / "members.private.yaml"
    people.unlink(missing_ok=True)
    draft(ledger, text)
    assert run("issue", DRAFT, "--date", "2025-03-10").status == 0
    people.write_text(PEOPLE, "utf-8")


def test_a_credit_note_does_not_say_it_again(people: Path, run: Run) -> None:
    text = CAKES.replace("Gebak", "Gebak van P. v.d. Olsthoorn")
    named_later(people, run, text + "reference: aan 0123.456.789\n")
    for part in ("1=5", "1=7"):
        ran = run("credit", "2025-0001", "--line", part, "--date", "2025-03-11")
        assert (ran.status, ran.err) == (0, "")
    note = (people / "invoices/2025/2025-0002-linde.yaml").read_text("utf-8")
    assert "Gebak van L01" in note
    assert "reference: aan L01" in note
    ran = run("credit", "2025-0001", "--date", "2025-03-11")
    assert "Nothing is left" in ran.err


def test_nor_does_a_letter(people: Path, run: Run) -> None:
    named_later(people, run)
    name = "  name: Zorgcentrum De Linde\n"
    named = CUSTOMERS.replace(name, name + "  attention: P. van der Olsthoorn\n")
    (people / "customers.yaml").write_text(named, "utf-8")
    before = files(people)
    ran = run("remind", "--date", "2025-05-01")
    assert (ran.status, ran.out) == (2, "")
    assert f"There is {PERSON} in customers.yaml › linde" in ran.err
    assert "letter about 2025-0001" in ran.err
    assert files(people) == before
    (people / "customers.yaml").write_text(CUSTOMERS, "utf-8")
    assert run("remind", "--date", "2025-05-01").status == 0


def test_a_letter_to_a_private_customer_may_name_that_customer(
    people: Path, run: Run
) -> None:
    named = PRIVATE.replace("name: Jansen", "name: Kim Jansen")
    (people / "customers.private.yaml").write_text(named, "utf-8")
    chair = "ledger/invoices/2025/chair.yaml"
    assert run("issue", chair, "--date", "2025-03-10").status == 0
    assert run("remind", "--date", "2025-05-01").status == 0


def test_a_trade_name_that_is_a_name_may_be_known(people: Path, run: Run) -> None:
    register = people.parent / "members.yaml"
    said = register.read_text("utf-8")
    name = "P. v.d. Olsthoorn Taarten"
    register.write_text(said.replace("Taartenatelier Zoet", name), "utf-8")
    ran = run("issue", DRAFT, "--date", "2025-03-10")
    assert ran.status == 2
    assert "in trade_name" in ran.err
    assert "add it to `not_a_name:`" in ran.err
    known = PEOPLE.replace("789]}", f"789], not_a_name: [{name}]}}")
    (people.parent / "members.private.yaml").write_text(known, "utf-8")
    assert run("issue", DRAFT, "--date", "2025-03-10").status == 0
