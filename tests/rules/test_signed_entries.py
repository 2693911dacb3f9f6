"""EV07 of approvals on entries, in the account names of either language, and by GPG."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.signing import SigningRepository
from tests.support import HEAD, words

from paraplu.check import check

MEMBERS = """\
chart: nl
policies: [{{from: 2024-01-01, receipt_from: 90000.00,
  approval_from: 250.00, signature_from: 500.00}}]
board: [{{code: voorzitter, signing: {key}}}]
members:
  L01: {{joined: 2025-01-01, permission: [{{from: 2025-01-01}}]}}
"""
DUTCH = """\
option "name_assets" "Activa"
option "name_liabilities" "Passiva"
option "name_equity" "Vermogen"
option "name_income" "Inkomsten"
option "name_expenses" "Uitgaven"
"""
MEANS = """\
2025-01-02 * "Middelen"
  Activa:Bank                        90000.00 EUR
  Inkomsten:Leden:L01:Omzet         -90000.00 EUR

"""


def bill(what: str, amount: str = "600.00") -> str:
    return (
        f'2025-03-05 * "School" "{what}" ^{what}\n'
        '  approved: "voorzitter 2025-03-04"\n'
        f"  Uitgaven:Leden:L01:Scholing           {amount} EUR\n"
        f"  Passiva:Leden:L01:Crediteuren        -{amount} EUR\n\n"
    )


def paid(what: str, amount: str = "600.00") -> str:
    return (
        f'2025-03-20 * "School" "{what}" ^{what}\n'
        f"  Passiva:Leden:L01:Crediteuren         {amount} EUR\n"
        f"  Activa:Bank                          -{amount} EUR\n\n"
    )


def found(main: Path) -> dict[str, str]:
    """Return what EV07 says, by the narration of the entry."""
    report = check(main)
    assert not [one for one in report.verdict.findings if one.code in {"BC00", "MB00"}]
    named = {one.source.line: one.narration for one in report.books.transactions}

    def name(line: int) -> str:
        return max(((n, it) for n, it in named.items() if n <= line), default=(0, ""))[
            1
        ]

    return {
        name(one.source.line): words(one)
        for one in report.verdict.findings
        if one.code == "EV07"
    }


def test_entries_that_were_signed(tmp_path: Path) -> None:
    at = SigningRepository(tmp_path / "books", tmp_path / "keys")
    at.write("members.yaml", MEMBERS.format(key=at.key("chair")))
    head = DUTCH + HEAD + MEANS
    signed, typed, other = bill("signed"), bill("typed"), bill("other")
    # What one approval is of is told as one, on however many postings.
    line = "  Uitgaven:Leden:L01:Scholing           {} EUR\n"
    assert line.format("600.00") in typed
    typed = typed.replace(
        line.format("600.00"), line.format("350.00") + line.format("250.00")
    )
    at.write("ledger/main.beancount", head + typed)
    at.commit()
    at.write("ledger/main.beancount", head + typed + signed + other)
    at.commit("chair", day="2025-03-10")
    # Another layout, a receipt and the payments come later, and one amount changes.
    spaced = signed.replace("           600", " 600").replace(
        "  approved", '  bank-ref: "7"\n  ; later\n  approved'
    )
    changed = other.replace("600", "700")
    rest = paid("signed") + paid("typed") + paid("other", "700.00")
    at.write("ledger/main.beancount", head + spaced + changed + typed + rest)
    at.commit()
    assert found(at.folder / "ledger" / "main.beancount") == {
        "typed": (
            "The approval of 600.00 is only typed: no commit that somebody on the "
            "board signed has it."
        ),
        "other": (
            "voorzitter signed the approval of 700.00 on 2025-03-10 in another form. "
            "What was approved changed since: its amount, its words or its member."
        ),
    }
    # A copy of what was signed was not signed.
    at.write("ledger/main.beancount", head + signed + signed + paid("signed"))
    assert len(found(at.folder / "ledger" / "main.beancount")) == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where GPG has its keys; the program that keeps them open there ends as well."""
    home = tmp_path / "g"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    yield home
    subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=True)


@pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed here")
def test_keys_of_gpg(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gpg(*words: str) -> str:
        done = subprocess.run(
            ["gpg", "--batch", "--passphrase", "", *words],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def fingerprint(name: str) -> str:
        listed = gpg("--with-colons", "--list-keys", name).splitlines()
        return next(one.split(":")[9] for one in listed if one.startswith("fpr"))

    def sign(name: str, day: str) -> None:
        at.git("add", "--all")
        own = ("-c", "gpg.format=openpgp", "-c", f"user.signingkey={fingerprint(name)}")
        at.git(*own, "commit", "-q", "-S", "-m", "x", day=day)

    # Both keys have expired by now, and had not when they signed.
    (home / "gpg.conf").write_text("faked-system-time 20250310T110000\n")
    for name in ("chair", "stranger"):
        gpg("--quick-gen-key", f"{name} <{name}@example.org>", "ed25519", "sign", "1m")
    at = SigningRepository(tmp_path / "books", tmp_path / "keys")
    at.write("members.yaml", MEMBERS.format(key=fingerprint("chair").lower()))
    head = DUTCH + HEAD + MEANS
    main = at.folder / "ledger" / "main.beancount"
    at.write("ledger/main.beancount", head + bill("signed"))
    sign("chair", "2025-03-10")
    at.write("ledger/main.beancount", head + bill("signed") + bill("stranger"))
    sign("stranger", "2025-03-10")
    stranger = {
        "stranger": (
            "The approval of 600.00 was signed with a key that nobody in `board:` has."
        )
    }
    (home / "gpg.conf").unlink()
    assert found(main) == stranger
    # Without the public key nobody can tell.
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "none"))
    (tmp_path / "none").mkdir(mode=0o700)
    told = found(main)
    assert [one for one in told.values() if "cannot be verified here" in one]
