"""Has git verify signatures, by the keys of the register and by nothing else.

The list of those who may sign is written anew for it in a folder of its own. What a
repository says of programs, keys and trust does not count.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from paraplu.bookkeeping.signatures.history import SignedObject, ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paraplu.base.git import Repository
    from paraplu.register.seats import Seat

# For each signature git starts another program twice, which takes most of the time.
_PART, _AT_ONCE = 25, 2
_FORM = "%H %G? %GF %GP %GK"
_SSH_GOOD = re.compile(r'^Good "git" signature .*(SHA256:[A-Za-z0-9+/]+)', re.MULTILINE)
_GPG_GOOD = re.compile(
    r"^\[GNUPG:\] (GOODSIG|EXPSIG|EXPKEYSIG|REVKEYSIG)", re.MULTILINE
)
_GPG_VALID = re.compile(
    r"^\[GNUPG:\] VALIDSIG ([0-9A-F]+)(?: \S+)* ([0-9A-F]+)\s*$", re.MULTILINE
)
_GPG_EXPIRED = re.compile(r"^\[GNUPG:\] KEYEXPIRED (\d+)", re.MULTILINE)
_GPG_MISSING = re.compile(r"^\[GNUPG:\] (?:ERRSIG|NO_PUBKEY) ([0-9A-F]+)", re.MULTILINE)
_LETTERS = {"GOODSIG": "G", "EXPSIG": "X", "EXPKEYSIG": "Y", "REVKEYSIG": "R"}


class Verified(NamedTuple):
    """What git says of a signature: its letter (`%G?` of git log), and whose it is.

    `fingerprints` are those of the key, and of the one it belongs to. N is for what git
    could not have verified.
    """

    letter: str
    fingerprints: tuple[str, ...] = ()


def verified(
    at: Repository, signed: Sequence[SignedObject], seats: Iterable[Seat]
) -> Mapping[str, Verified]:
    """Return what git says of signatures, by the name of what is signed."""
    if not signed:
        return {}
    with TemporaryDirectory(prefix="paraplu-", ignore_cleanup_errors=True) as name:
        settings = _settings(Path(name), seats)
        commits = [one.name for one in signed if not one.target]
        parts = [commits[n : n + _PART] for n in range(0, len(commits), _PART)]
        found: dict[str, Verified] = {}
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(_AT_ONCE) as threads:
            for part in threads.map(partial(_of_commits, at, settings), parts):
                found |= part
        for one in signed:
            if one.target:
                found[one.name] = _of_tag(at, settings, one.name)
    return found


def _settings(folder: Path, seats: Iterable[Seat]) -> list[str]:
    """Return the settings of git by which only those in the register may sign."""
    allowed, revoked = folder / "allowed_signers", folder / "revoked"
    keys = dict.fromkeys(seat.signing for seat in seats if seat.is_ssh)
    lines = (f'board namespaces="git" {key}\n' for key in keys)
    allowed.write_text("".join(lines), encoding="ascii")
    revoked.write_bytes(b"")
    settings = (
        "gpg.program=gpg",
        "gpg.openpgp.program=gpg",
        "gpg.ssh.program=ssh-keygen",
        "gpg.x509.program=gpgsm",
        "gpg.minTrustLevel=undefined",
        f"gpg.ssh.allowedSignersFile={allowed.as_posix()}",
        f"gpg.ssh.revocationFile={revoked.as_posix()}",
        "log.showSignature=false",
        "log.mailmap=false",
        "i18n.logOutputEncoding=UTF-8",
    )
    return [part for one in settings for part in ("-c", one)]


def _of_commits(
    at: Repository, settings: list[str], names: Iterable[str]
) -> dict[str, Verified]:
    asked = ("log", "--no-walk=unsorted", "--stdin", "--no-patch", "--no-color")
    done = ask(at, *settings, *asked, "--no-decorate", f"--format={_FORM}", given=names)
    found = {}
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        name, letter, *keys = line.split()
        found[name] = Verified(letter, tuple(keys))
        if letter == "Y":
            raw = ask(at, *settings, "verify-commit", "--raw", name)
            found[name] = _told(raw.stderr.decode("utf-8", "replace"))
    return found


def _of_tag(at: Repository, settings: list[str], name: str) -> Verified:
    done = ask(at, *settings, "verify-tag", "--raw", name)
    return _told(done.stderr.decode("utf-8", "replace"))


def _told(text: str) -> Verified:
    """Return what the words mean that git passes on from who verifies."""
    good, valid = _GPG_GOOD.search(text), _GPG_VALID.search(text)
    if good and valid:
        letter = _LETTERS[good[1]]
        keys = (valid[1], valid[2])
        expired, made = _GPG_EXPIRED.search(text), valid[0].split()[4]
        if letter == "Y" and expired and made.isdigit():
            # A key that expired since is as good as it was on the day of signing.
            letter = "X" if int(made) < int(expired[1]) else "Y"
        return Verified(letter, keys)
    if missing := _GPG_MISSING.search(text):
        return Verified("E", (missing[1],))
    if found := _SSH_GOOD.search(text):
        letter = "G" if " for board " in found[0] else "U"
        return Verified(letter, (found[1],))
    bad = "BADSIG" in text or "Could not verify signature" in text
    return Verified("B" if bad or "incorrect" in text else "N")
