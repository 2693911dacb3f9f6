"""The books in the repository are those that the script makes."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from stdnum import iban

KINDS = (".beancount", ".csv", ".pdf", ".xml", ".yaml")


@pytest.fixture(scope="module")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the script writes, by path."""
    folder = tmp_path_factory.mktemp("made")
    script = project / "docs" / "example" / "make_books.py"
    subprocess.run([sys.executable, script, folder], check=True)
    return _files(folder)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in KINDS
    }


def _papers(made: dict[str, bytes]) -> dict[str, bytes]:
    """What stands for receipts and decisions, which the script draws itself."""
    return {name: data for name, data in made.items() if name.startswith("documents/")}


def test_the_ledger_is_what_the_script_writes(
    project: Path, made: dict[str, bytes]
) -> None:
    kept = _files(project / "ledger")
    assert sorted(kept) == sorted(made)
    assert [name for name, data in made.items() if kept[name] != data] == []


def test_papers_are_small_and_all_different(made: dict[str, bytes]) -> None:
    papers = list(_papers(made).values())
    assert len({sha256(data).digest() for data in papers}) == len(papers) > 400
    assert sum(map(len, papers)) < 2_000_000


def test_papers_are_pdfs_whose_tables_are_right(made: dict[str, bytes]) -> None:
    papers = _papers(made)
    assert papers
    for name, data in papers.items():
        assert data.startswith(b"%PDF-1.4\n"), name
        start = int(data.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        assert data[start:].startswith(b"xref\n0 6\n"), name
        places = re.findall(rb"(\d{10}) 00000 n ", data[start:])
        for number, place in enumerate(places, 1):
            assert data[int(place) :].startswith(b"%d 0 obj" % number), name


def test_invoices_are_whole_and_few(made: dict[str, bytes]) -> None:
    names = [name for name in made if name.startswith("invoices/")]
    stems = {name.rsplit(".", 1)[0] for name in names}
    assert len(stems) == 11
    assert set(names) == {
        stem + end for stem in stems for end in (".yaml", ".pdf", ".xml")
    }
    assert sum(len(made[name]) for name in names) < 500_000


def test_every_paper_is_named_in_the_books(
    project: Path, made: dict[str, bytes]
) -> None:
    texts = [data.decode() for name, data in made.items() if ".beancount" in name]
    texts.append((project / "members.yaml").read_text("utf-8"))
    named = set(re.findall(r"documents/[\w/.-]+\.pdf", "\n".join(texts)))
    assert named == set(_papers(made))


def test_account_numbers_are_well_formed_and_nobodys(made: dict[str, bytes]) -> None:
    texts = "\n".join(d.decode() for name, d in made.items() if ".beancount" in name)
    numbers = set(re.findall(r'"(NL\d\d[A-Z]{4}\d{10})"', texts))
    assert len(numbers) > 40
    for number in numbers:
        assert iban.is_valid(number)
        digits = enumerate(reversed(number[-10:]), 1)
        assert sum(weight * int(digit) for weight, digit in digits) % 11


def test_books_and_register_say_first_that_they_are_fictional(project: Path) -> None:
    for name in (
        *("members.yaml", "ledger/customers.yaml"),
        *("ledger/main.beancount", "ledger/accounts.beancount"),
    ):
        first, second = (project / name).read_text("utf-8").splitlines()[:2]
        assert "VERZONNEN" in first
        assert "FICTIONAL" in second
