"""IN08: what was issued is sealed, and whatever of it is changed or gone is found."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.bookkeeping.invoices.conftest import Run

from paraplu.base.language import Language
from paraplu.check import check

CAKES = "invoices/2025/2025-0001-linde"
CHAIR = "invoices/2025/private/2025-0002-k07.pdf"


def sealing(books: Path) -> list[str]:
    found = check(books / "main.beancount").verdict.findings
    return [Language("en").render(f.message) for f in found if f.code == "IN08"]


def test_any_file_that_is_not_what_it_was(issued: Path) -> None:
    assert sealing(issued) == []
    seal = issued / f"{CAKES}.sha256"
    done = subprocess.run(
        ["sha256sum", "--check", seal.name],
        cwd=seal.parent,
        check=True,
        capture_output=True,
    )
    assert done.stdout.count(b": OK") == 3
    for name, (old, new) in (
        (f"{CAKES}.yaml", ("terms: 14", "terms: 90")),
        (f"{CAKES}.yaml", ("customer: linde", "customer: gemeente")),
        (f"{CAKES}.xml", ("Gebak", "Gebakje")),
        (CHAIR, ("%PDF", "%PDG")),
    ):
        file = issued / name
        was = file.read_bytes()
        assert old.encode() in was
        file.write_bytes(was.replace(old.encode(), new.encode(), 1))
        told = name.removeprefix("invoices/2025/")
        number = Path(name).name[:9]
        assert sealing(issued) == [
            f"{told} of invoice {number} was changed after it was issued."
        ]
        file.write_bytes(was)
    (issued / f"{CAKES}.xml").unlink()
    assert sealing(issued) == ["2025-0001-linde.xml of invoice 2025-0001 is gone."]


def test_a_seal_that_is_gone_or_no_seal(issued: Path) -> None:
    later = issued / "invoices/2025/2025-0002-k07.sha256"
    was = later.read_bytes()
    later.unlink()
    assert sealing(issued) == [
        "The seal of invoice 2025-0002 is gone: 2025-0002-k07.sha256."
    ]
    later.write_bytes(b"sealed\n")
    assert sealing(issued) == [
        "The seal of invoice 2025-0002 cannot be read: 2025-0002-k07.sha256."
    ]
    later.write_bytes(was)
    # An older invoice had none: nobody sealed it.
    (issued / f"{CAKES}.sha256").unlink()
    assert sealing(issued) == []


def test_private_papers_may_be_elsewhere(issued: Path, run: Run) -> None:
    (issued / "customers.private.yaml").unlink()
    (issued / CHAIR).unlink()
    assert sealing(issued) == []
    assert run("list").status == 0


def test_private_papers_that_are_no_page(issued: Path) -> None:
    """Told where private papers are kept on this computer, and nowhere else."""
    seal = issued / "invoices/2025/2025-0002-k07.sha256"
    more = f"{'0' * 64}  private/2025-0002-k07.xml\n"
    seal.write_text(seal.read_text("utf-8") + more, "utf-8")
    gone = "private/2025-0002-k07.xml of invoice 2025-0002 is gone."
    assert sealing(issued) == [gone]
    (issued / "customers.private.yaml").unlink()
    assert sealing(issued) == []


def test_what_is_gone_besides_private_papers(issued: Path) -> None:
    (issued / "customers.private.yaml").unlink()
    (issued / f"{CAKES}.xml").unlink()
    assert sealing(issued) == ["2025-0001-linde.xml of invoice 2025-0001 is gone."]


def test_that_a_page_is_gone_is_told_by_another_rule(issued: Path) -> None:
    (issued / f"{CAKES}.pdf").unlink()
    assert sealing(issued) == []
