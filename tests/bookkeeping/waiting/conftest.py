from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import make_books

from paraplu_cli.main import main

Answer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with small books."""
    make_books(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def allocate(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Answer:
    """Run `paraplu allocate`, with what somebody types; status, output, complaints."""

    def run(*args: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as stopped:
            main.main(args=["allocate", *args])
        assert isinstance(stopped.value.code, int)
        return (stopped.value.code, *capsys.readouterr())

    return run
