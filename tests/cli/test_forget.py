"""`paraplu forget`: personal data goes when its term is over, and nothing else does."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import SOUND
from tests.support import MEMBERS, write_books

from paraplu.ledger.cache_folder import SETTING

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PRIVATE = Path("members.private.yaml")
# The last entry of L01 is of February 2025; L02 did not leave.
LEFT = MEMBERS.replace(
    "joined: 2025-01-01\n  L02:",
    "joined: 2025-01-01\n    left: 2025-03-01\n    left_to: work\n  L02:",
)
PEOPLE = """\
# Who they are.

# Johanna Vermeulen, since the fair
L01:
  name: Johanna Vermeulen
  ibans: [NL91ABNA0417164300]

# the second one
L02: {name: Karel Oosterbeek}
"""
AFTER = """\
# Who they are.

# the second one
L02: {name: Karel Oosterbeek}
"""


@pytest.fixture(autouse=True)
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = {"cursus.txt": "a course", "documents/L01/besluit.pdf": "a decision"}
    write_books(tmp_path, SOUND, members=LEFT, files=files)
    monkeypatch.chdir(tmp_path)
    PRIVATE.write_text(PEOPLE)
    PRIVATE.chmod(0o600)
    return tmp_path


def others(books: Path) -> dict[str, bytes]:
    """Return what all files but the private register say."""
    return {
        str(file): file.read_bytes()
        for file in books.rglob("*")
        if file.is_file() and file.name != PRIVATE.name
    }


def test_it_goes_after_seven_years_and_the_books_stay(books: Path, run: Run) -> None:
    before = others(books)
    asked = ("forget", "L01", "--today", "2033-01-01")
    shown = (
        "The term of L01 ended on 2032-12-31, so it can be taken out of "
        "members.private.yaml. Nothing was written.\n"
        "These files may have the name in them; look at them yourself:\n"
        "  ledger/documents/L01/besluit.pdf\n"
    )
    assert run(*asked, "--dry-run") == (0, shown, "")
    assert PRIVATE.read_text() == PEOPLE
    status, out, _ = run(*asked)
    assert (status, out.splitlines()[0]) == (
        0,
        "L01 was taken out of members.private.yaml.",
    )
    assert PRIVATE.read_text() == AFTER
    assert stat.S_IMODE(PRIVATE.stat().st_mode) == 0o600
    assert others(books) == before
    again = run(*asked).out.splitlines()[0]
    assert again == "The private register has nothing of L01."
    assert PRIVATE.read_text() == AFTER


REFUSED = {
    "in the term": (
        ("L01", "--today", "2032-12-31"),
        "L01 cannot be forgotten before 2033-01-01: until then the books",
    ),
    "in the long term": (
        ("L01", "--years", "10", "--today", "2035-12-31"),
        "L01 cannot be forgotten before 2036-01-01",
    ),
    "a member": (("L02", "--today", "2050-01-01"), "L02 has not left"),
    "nobody": (("L09", "--today", "2050-01-01"), "The register has no member L09."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str, run: Run) -> None:
    words, why = REFUSED[case]
    status, out, err = run("forget", *words)
    assert (status, out, PRIVATE.read_text()) == (2, "", PEOPLE)
    assert why in " ".join(err.split())


def test_a_register_on_one_line_is_left_to_people(run: Run) -> None:
    line = "{L01: {name: Johanna Vermeulen}, L02: {name: Karel Oosterbeek}}\n"
    PRIVATE.write_text(line)
    status, _, err = run("forget", "L01", "--today", "2033-01-01")
    assert (status, PRIVATE.read_text()) == (2, line)
    assert "L01 cannot be taken out of" in err


def test_the_last_one_leaves_a_register_that_can_be_read(run: Run) -> None:
    PRIVATE.write_text("L01:\n  name: Johanna Vermeulen\n")
    assert run("forget", "L01", "--today", "2033-01-01")[0] == 0
    assert PRIVATE.read_text() == "{}\n"
    assert run("check")[0] == 0


def test_what_is_kept_of_books_goes_too(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = books / "cache" / "files" / f"{'a' * 16}-{'b' * 64}.kept"
    kept.parent.mkdir(parents=True)
    for folder in (kept.parent, kept.parent.parent):
        folder.chmod(0o700)
    kept.write_bytes(b"the words of the books")
    monkeypatch.setenv(SETTING, str(books / "cache"))
    assert run("forget", "L01", "--today", "2033-01-01", "--dry-run").status == 0
    assert kept.exists()
    assert run("forget", "L01", "--today", "2033-01-01").status == 0
    assert not kept.exists()
