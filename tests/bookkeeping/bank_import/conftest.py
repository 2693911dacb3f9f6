from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.bookkeeping.bank_import.books import make_books

from paraplu_cli.main import main


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with small books."""
    make_books(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `paraplu` with some arguments; its status, output and complaints."""

    def run_paraplu(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main.main(args=[str(arg) for arg in args])
        assert isinstance(stopped.value.code, int)
        return (stopped.value.code, *capsys.readouterr())

    return run_paraplu
