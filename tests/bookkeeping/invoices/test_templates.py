"""Templates of one's own: in the place of paraplu's, and told kindly where wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.bookkeeping.invoices.books import CAKES, REGISTER, write_invoicing_books
from tests.bookkeeping.invoices.conftest import Run

OWN = '#import "paper.typ": *\n#let data = json(bytes(sys.inputs.data))\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books with a folder of templates; that folder."""
    register = f"{REGISTER}invoices: {{templates: templates}}\n"
    write_invoicing_books(tmp_path, drafts={"a": CAKES}, register=register)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def _issue(run: Run) -> tuple[int, str]:
    ran = run("issue", "--all", "--date", "2025-03-10")
    return ran.status, ran.err


def test_one_template_of_ones_own(own: Path, run: Run) -> None:
    (own / "invoice.typ").write_text(
        f"{OWN}#show: sheet.with(data)\nVan ons: #data.number\n#offer(data)\n", "utf-8"
    )
    assert _issue(run) == (0, "")
    (pdf,) = own.parent.rglob("2025-0001-linde.pdf")
    said = PdfReader(pdf).pages[0].extract_text()
    assert "Van ons: 2025-0001" in said
    assert "85" in said


def test_those_of_paraplu_can_be_copied(own: Path, run: Run) -> None:
    (own / "paper.typ").write_text("mine", "utf-8")
    out = run("template").out
    names = ("invoice", "quote", "letter")
    assert out == "".join(f"templates/{name}.typ\n" for name in names)
    assert (own / "paper.typ").read_text("utf-8") == "mine"
    (own / "paper.typ").unlink()
    assert run("template").out == "templates/paper.typ\n"
    assert _issue(run) == (0, "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{OWN}#offre(data)\n", "invoice.typ, line 3: unknown variable: offre."),
        ("#foo(", "The template invoice.typ, line 1: unclosed delimiter."),
        # A paper is sent away: a template reads nothing but what is beside it.
        ('#read("/members.yaml")', "The template invoice.typ, line 1: file not found."),
        ('#read("../members.yaml")', "The template invoice.typ, line 1: path"),
    ],
)
def test_a_wrong_template_is_told(text: str, words: str, own: Path, run: Run) -> None:
    (own / "invoice.typ").write_text(text, "utf-8")
    status, said = _issue(run)
    assert status == 2
    assert words in said
    assert str(own.parent) not in said.replace("ledger/invoices/2025/a.yaml", "")
    assert not list(own.parent.rglob("2025-0001*"))


def test_no_folder_at_all(own: Path, run: Run) -> None:
    own.rmdir()
    status, said = _issue(run)
    assert (status, "The folder of templates templates is not there." in said) == (
        2,
        True,
    )
