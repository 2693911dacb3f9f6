"""`paraplu period`: closing, filing and opening; what is refused, told and anchored."""

from __future__ import annotations

import json
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.bookkeeping.periods.small import FILES, LEDGER
from tests.support import write_books

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SEALS = Path("ledger/seals")
MAIN = Path("ledger/main.beancount")
BY = ("--by", "L01", "--today", "2025-06-01")
CLOSED = (
    "2025-Q1 is closed. The seal is ledger/seals/2025-Q1.seal, of 4 entries and 1 "
    "document."
)
WHY = ("--reason", "a bill came late")


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_books(tmp_path, LEDGER, files=FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def period(run: Run, *words: str) -> tuple[int, str, str]:
    return run("period", *words)


def names() -> list[str]:
    return sorted(file.name for file in SEALS.glob("*"))


@pytest.mark.usefixtures("books")
def test_a_period_is_closed_once(run: Run) -> None:
    assert period(run, "close", "2025-q1", *BY, "--dry-run")[0] == 0
    assert not SEALS.exists()
    status, out, _ = period(run, "close", "2025-q1", *BY)
    seal = (SEALS / "2025-Q1.seal").read_bytes()
    digest = sha256(seal).hexdigest()
    assert (status, out.splitlines()[0], out.split("\n\n")[2]) == (
        0,
        CLOSED,
        f"  paraplu seal 2025-Q1.seal {digest}\n",
    )
    again = "It is closed like that already; nothing was written.\n"
    assert period(run, "close", "2025-Q1", *BY) == (0, again, "")
    assert (SEALS / "2025-Q1.seal").read_bytes() == seal
    assert names() == ["2025-Q1.seal"]


REFUSED = {
    "not over": (("2025-Q2",), "2025-Q2 has not ended: it can be closed from"),
    "not first": (("2025-03",), "What is before 2025-03 is open, from 2025-01-15 on."),
    "no period": (("march",), "“march” is not a period such as 2026-03"),
    "no scope": (("2025-01", "--scope", "stall"), "“stall” is not a scope."),
    "nobody": (("2025-01", "--by", "L09"), "“L09” is neither a member nor on"),
    "a name": (("2025-01", "--by", "Pietje Precies"), "“Pietje Precies” is neither a"),
    "two lines": (("2025-01", "--by", "board\nby: x"), "is neither a member nor on"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.usefixtures("books")
def test_what_cannot_be_closed(case: str, run: Run) -> None:
    words, why = REFUSED[case]
    status, out, err = period(run, "close", *BY, *words)
    assert (status, out, SEALS.exists()) == (2, "", False)
    assert why in err


@pytest.mark.usefixtures("books")
def test_an_error_keeps_it_open_and_a_later_one_does_not(run: Run) -> None:
    text = MAIN.read_text("utf-8")
    wrong = (
        '\n{} * "Lunch"\n  Expenses:Coop:Lunch  5.00 EUR\n'
        "  Assets:Members:L01:Cash  -5.00 EUR\n"
    )
    MAIN.write_text(text + wrong.format("2025-03-31"), "utf-8")
    status, _, err = period(run, "close", "2025-Q1", *BY)
    assert (status, "error until the end of 2025-Q1; the first is PF" in err) == (
        2,
        True,
    )
    MAIN.write_text(text + wrong.format("2025-05-31"), "utf-8")
    assert period(run, "close", "2025-Q1", *BY)[0] == 0


@pytest.mark.usefixtures("books")
def test_opening_needs_a_reason_and_opens_what_follows(run: Run) -> None:
    for one in ("2025-01", "2025-02", "2025-03"):
        assert period(run, "close", one, *BY)[0] == 0
    status, _, err = period(run, "open", "2025-02", *BY)
    assert (status, "Say why" in err) == (2, True)
    status, out, _ = period(run, "open", "2025-02", *BY, *WHY)
    assert (status, out.count("is open again")) == (0, 2)
    assert names() == [
        "2025-01.seal",
        "2025-02.2.seal",
        "2025-02.seal",
        "2025-03.2.seal",
        "2025-03.seal",
    ]
    assert "a bill came late" in period(run, "list")[1]
    assert period(run, "open", "2025-02", *BY, *WHY)[0] == 2
    # Closed anew, with what came in between.
    text = MAIN.read_text("utf-8").replace("54.50", "54.51").replace("-50.00", "-50.01")
    MAIN.write_text(text, "utf-8")
    assert period(run, "close", "2025-02", *BY)[0] == 0
    assert period(run, "close", "2025-03", *BY)[0] == 0
    assert period(run, "verify")[0] == 0


@pytest.mark.usefixtures("books")
def test_what_was_filed_is_not_opened(run: Run) -> None:
    assert period(run, "close", "2025-Q1", *BY, "--scope", "vat")[0] == 0
    assert period(run, "file", "2025-Q1", *BY, "--scope", "vat")[0] == 0
    assert names() == ["2025-Q1.vat.2.seal", "2025-Q1.vat.seal"]
    status, _, err = period(run, "open", "2025-Q1", *BY, *WHY, "--scope", "vat")
    assert (status, "2025-Q1 was filed" in err) == (2, True)
    # Of all of the books nothing was closed yet.
    status, _, err = period(run, "open", "2025-Q1", *BY, *WHY)
    assert (status, "2025-Q1 is not closed." in err) == (2, True)


@pytest.mark.usefixtures("books")
def test_what_changed_is_not_filed(run: Run) -> None:
    assert period(run, "close", "2025-Q1", *BY)[0] == 0
    MAIN.write_text(MAIN.read_text("utf-8").replace('"Oak"', '"Ash"'), "utf-8")
    status, _, err = period(run, "file", "2025-Q1", *BY)
    assert (status, "PD01" in err or "changed since" in err) == (2, True)
    assert names() == ["2025-Q1.seal"]


@pytest.mark.usefixtures("books")
def test_verifying_tells_what_changed_and_what_anchors(run: Run) -> None:
    assert "No period was closed yet." in period(run, "verify")[1]
    line = period(run, "close", "2025-01", *BY)[1].split("\n\n")[2].strip()
    assert period(run, "close", "2025-02", *BY)[0] == 0
    Path("minutes.txt").write_text(f"Vastgesteld:\n> {line}\n", "utf-8")
    status, out, _ = period(run, "verify", "--against", "minutes.txt")
    rows = [" ".join(row.split()) for row in out.splitlines()[1:]]
    kept = ["kept by others", "none"]
    assert (status, [row.split("unchanged ")[1] for row in rows]) == (0, kept)
    MAIN.write_text(MAIN.read_text("utf-8").replace("500.00", "501.00"), "utf-8")
    status, out, _ = period(run, "verify", "--format", "json")
    first, second = json.loads(out)["periods"]
    assert (status, first["unchanged"], second["unchanged"]) == (1, False, True)
    assert first["changed"][0]["was"].endswith("500.00 Assets:Bank")
    # Written anew: the seal fits the books, but not what others kept.
    for file in SEALS.glob("*"):
        file.unlink()
    assert period(run, "close", "2025-01", *BY)[0] == 0
    assert period(run, "verify")[0] == 0
    status, out, _ = period(run, "verify", "--against", "minutes.txt")
    assert (status, "was anchored as" in out) == (1, True)
    Path("empty.txt").write_text("nothing", "utf-8")
    assert period(run, "verify", "--against", "empty.txt")[0] == 2
    assert period(run, "verify", "--against", "gone.txt")[0] == 2


@pytest.mark.usefixtures("books")
def test_another_program_computes_the_checksum(run: Run) -> None:
    assert period(run, "close", "2025-Q1", *BY)[0] == 0
    lines = period(run, "verify", "--lines", "2025-Q1")[1]
    text = (SEALS / "2025-Q1.seal").read_text("utf-8")
    assert f"checksum: {sha256(lines.encode()).hexdigest()}\n" in text
    assert sorted(lines.splitlines()) == lines.splitlines()
    documents = text.split("documents\n")[1].split("\n\n")[0]
    told = subprocess.check_output(["sha256sum", "--check"], input=documents.encode())
    assert told == b"ledger/oak.pdf: OK\n"
    assert period(run, "verify", "--lines", "2024")[0] == 2


@pytest.mark.parametrize("gone", ["2025-01.seal", "2025-01.2.seal"])
@pytest.mark.usefixtures("books")
def test_a_seal_that_went_is_missed_by_the_next(gone: str, run: Run) -> None:
    assert period(run, "close", "2025-01", *BY)[0] == 0
    assert period(run, "open", "2025-01", *BY, *WHY)[0] == 0
    assert period(run, "close", "2025-01", *BY)[0] == 0
    (SEALS / gone).unlink()
    assert period(run, "verify")[0] == 1
    assert "`git log -- ledger/seals` tells what it was." in " ".join(
        run("check", "--today", "2025-06-01")[1].split()
    )
    status, _, err = period(run, "close", "2025-02", *BY)
    assert (status, "is gone or was changed" in err) == (2, True)


@pytest.mark.usefixtures("books")
def test_two_who_close_at_once_are_both_followed(run: Run) -> None:
    """As after a merge: all of the books by one, VAT by another."""
    assert period(run, "close", "2025-01", *BY)[0] == 0
    first = (SEALS / "2025-01.seal").read_bytes()
    (SEALS / "2025-01.seal").unlink()
    assert period(run, "close", "2025-01", *BY, "--scope", "vat")[0] == 0
    (SEALS / "2025-01.seal").write_bytes(first)
    assert period(run, "verify")[0] == 0
    assert period(run, "close", "2025-02", *BY)[0] == 0
    text = (SEALS / "2025-02.seal").read_text("utf-8")
    assert text.count("\nprevious: ") == 2


@pytest.fixture
def signing(books: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Put the books into git, with a key that signs."""
    key = tmp_path_factory.mktemp("key") / "id"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True
    )
    known = key.with_name("known")
    known.write_text(f"a@b {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    for words in (
        ("init", "-q"),
        ("config", "user.name", "a"),
        ("config", "user.email", "a@b"),
        ("config", "gpg.format", "ssh"),
        ("config", "user.signingkey", str(key)),
        ("config", "gpg.ssh.allowedSignersFile", str(known)),
        ("add", "."),
        ("commit", "-qm", "books"),
    ):
        subprocess.run(["git", *words], cwd=books, check=True)
    return key


def test_a_signed_tag_holds_a_seal(run: Run, signing: Path, books: Path) -> None:
    status, out, _ = period(run, "close", "2025-01", *BY, "--sign")
    assert (status, "Git has the signed tag paraplu/2025-01." in out) == (0, True)
    assert period(run, "close", "2025-02", *BY)[0] == 0
    assert "signed tag paraplu/2025-01" in period(run, "verify")[1]
    # A signature that this computer does not know is told as that.
    signing.with_name("known").write_text("", "utf-8")
    assert "signature not known here" in period(run, "verify")[1]
    (books / SEALS / "2025-02.seal").unlink()
    (books / SEALS / "2025-01.seal").unlink()
    assert period(run, "verify")[0] == 1


@pytest.mark.usefixtures("signing")
def test_a_key_that_is_not_there_leaves_the_seal(run: Run, books: Path) -> None:
    subprocess.run(["git", "config", "user.signingkey", "/gone"], cwd=books, check=True)
    status, _, err = period(run, "close", "2025-01", *BY, "--sign")
    assert (status, "git could not sign a tag" in err) == (2, True)
    assert not subprocess.check_output(["git", "tag"], cwd=books)
    assert names() == ["2025-01.seal"]


def test_signing_later_makes_the_tag_that_was_missed(
    run: Run, signing: Path, books: Path
) -> None:
    key = ("git", "config", "user.signingkey")
    subprocess.run([*key, "/gone"], cwd=books, check=True)
    assert period(run, "close", "2025-01", *BY, "--sign")[0] == 2
    subprocess.run([*key, str(signing)], cwd=books, check=True)
    made = (0, "Git has the signed tag paraplu/2025-01.")
    # Without the word nothing is signed; with it, once.
    assert period(run, "close", "2025-01", *BY)[0] == 0
    assert not subprocess.check_output(["git", "tag"], cwd=books)
    for _ in range(2):
        status, out, _ = period(run, "close", "2025-01", *BY, "--sign")
        assert (status, out.splitlines()[-1]) == made
    assert subprocess.check_output(["git", "tag"], cwd=books) == b"paraplu/2025-01\n"
    assert names() == ["2025-01.seal"]
