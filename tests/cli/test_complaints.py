"""Complaints are in the language of the books that a command is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import REGISTER, SOUND, Run
from tests.support import HEAD, write_books

UNKNOWN_ROOT = '2025-01-02 * "Kosten"\n  Kosten:Coop  1.00 EUR\n  Assets:Bank\n'
COMMANDS = [
    (("member", "L99"), "Er is geen lid “L99”."),
    (("members", "--nope"), "Er is geen optie --nope."),
    (("vat", "2025-Q9"), "“2025-Q9” is geen"),
    (("contribution", "2025-99"), "“2025-99” is geen maand"),
    (("contribution", "2025-02", "--today", "2025-02-01"), "2025-02 loopt tot en met"),
    (("import",), "Noem de bestanden"),
    (("import", "nowhere.csv"), "nowhere.csv"),
    (("vat", "2025-Q1", "--today", "x"), "“x” is geen dag"),
    (("invoice", "credit", "2025-001", "--date", "9999-01-01"), "9999-01-01 moet nog"),
    (("check", "--format", "x"), "Kies een van"),
    (("check", "a", "b"), "“b” is een woord te veel."),
]


@pytest.fixture
def dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with books in Dutch; the computer speaks English."""
    main = write_books(tmp_path, SOUND, members=f"language: nl\n{REGISTER}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return main


@pytest.mark.usefixtures("dutch")
@pytest.mark.parametrize(("call", "said"), COMMANDS)
def test_the_register_says_in_which(
    call: tuple[str, ...], said: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert said in err
    monkeypatch.setenv("PARAPLU_LANG", "en")
    assert run(*call).err != err
    assert run(*call).status == 2


def test_of_a_register_elsewhere(dutch: Path, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(REGISTER, "utf-8")
    assert "There is no member" in run("member", "L99", "--register", str(other)).err
    dutch.unlink()
    assert "Er is geen bestand" in run("check").err


@pytest.mark.parametrize("damage", ["", "language: [", "language: xx\n"])
def test_without_a_register_that_can_be_read_the_computer_says_in_which(
    dutch: Path, run: Run, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    register = dutch.parent.parent / "members.yaml"
    register.unlink()
    if damage:
        register.write_text(damage, "utf-8")
    assert "There is no option --nope." in run("check", "--nope").err
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "Er is geen optie --nope." in run("check", "--nope").err


def test_of_books_that_cannot_be_read_whole(dutch: Path, run: Run) -> None:
    dutch.write_text(HEAD + UNKNOWN_ROOT, "utf-8")
    for call in (("contribution", "2025-01"), ("member", "L99")):
        status, _, err = run(*call)
        assert status == 2
        assert "--no-ledger" not in err
    assert "Beancount vindt een fout in de boeken" in run("contribution", "2025-01").err
