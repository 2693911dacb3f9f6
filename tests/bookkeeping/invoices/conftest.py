"""The command, run in books that can invoice, on a day in March."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.bookkeeping.invoices.books import CAKES, CHAIR, DAY, write_invoicing_books

from paraplu_cli.invoice import desk
from paraplu_cli.main import main


class Ran(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _spring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(desk, "clock", lambda: dt.date(2025, 12, 31))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `paraplu invoice` with some arguments."""

    def run_invoice(*args: str) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main.main(args=["invoice", *args])
        assert isinstance(stopped.value.code, int)
        return Ran(stopped.value.code, *capsys.readouterr())

    return run_invoice


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in books with two drafts; the folder of the ledger."""
    drafts = {"cakes": CAKES, "chair": CHAIR}
    main_file = write_invoicing_books(tmp_path, drafts=drafts)
    monkeypatch.chdir(tmp_path)
    return main_file.parent


@pytest.fixture
def issued(books: Path, run: Run) -> Path:
    """Stand in books where both drafts were issued; the folder of the ledger."""
    year = "ledger/invoices/2025"
    ran = run("issue", f"{year}/cakes.yaml", f"{year}/chair.yaml", "--date", str(DAY))
    assert ran.status == 0, ran.err
    return books
