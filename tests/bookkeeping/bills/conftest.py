"""`paraplu bill read`, run in small books on a day in March."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.bookkeeping.invoices.books import OPENING, REGISTER
from tests.support import HEAD, write_books

from paraplu_cli.main import main

TODAY = "2025-03-31"
HEADING = HEAD + 'include "20*/*.beancount"\n\n'
BOOK = "2025/2025-03-bills.beancount"


class Ran(NamedTuple):
    """What a run of the command gave."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "en")
    monkeypatch.delenv("COLUMNS", raising=False)


class Desk:
    """Small books with an inbox, and the command to read it with."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[], Ran]
    ) -> None:
        self.folder = folder
        self.ledger = folder / "ledger"
        self._monkeypatch = monkeypatch
        self._captured = read

    def books(self, ledger: str = OPENING, register: str = REGISTER) -> None:
        write_books(self.folder, ledger, members=register, head=HEADING)
        (self.ledger / "2025").mkdir(exist_ok=True)

    def read(
        self,
        *files: bytes | str,
        account: str = "L01:Costs",
        answers: str = "",
        today: str = TODAY,
    ) -> Ran:
        """Read bills; what is text goes to the command as it is."""
        names = []
        for n, data in enumerate(files):
            if isinstance(data, bytes):
                path = self.folder / "inbox" / f"{n}.bin"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(data)
                names.append(f"inbox/{n}.bin")
            else:
                names.append(data)
        where = ["--account", account] if account else []
        self._monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        with pytest.raises(SystemExit) as stopped:
            main.main(args=["bill", "read", *names, *where, "--today", today])
        assert isinstance(stopped.value.code, int)
        out, err = self._captured()[1:]
        return Ran(stopped.value.code, out, err)

    def check(self) -> str:
        """Return what the check says of the books."""
        with pytest.raises(SystemExit):
            main.main(args=["check", "--today", TODAY, "--format", "github"])
        return self._captured()[1]

    @property
    def booked(self) -> str:
        """What the file of bills says, its receipts by the kind of file."""
        path = self.ledger / BOOK
        text = path.read_text("utf-8") if path.exists() else ""
        for receipt in self.ledger.glob("documents/*/*"):
            name = hashlib.sha256(receipt.read_bytes()).hexdigest()
            assert receipt.stem == name
            text = text.replace(name, "HASH")
        return text

    @property
    def files(self) -> list[str]:
        """Every file in the books, by its path from the ledger."""
        every = (path for path in self.ledger.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.ledger).as_posix() for path in every)


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Stand in small books with an inbox."""
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path, monkeypatch, lambda: Ran(0, *capsys.readouterr()))
    made.books(OPENING + ACCOUNTS)
    return made


# What the members spend, so that the books have the accounts.
ACCOUNTS = """\

2025-01-01 open Expenses:Members:L01:Costs
2025-01-01 open Expenses:Members:L01:Training
2025-01-01 open Expenses:Coop:Rent
"""
