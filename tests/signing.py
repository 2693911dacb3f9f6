"""A repository of books with real keys, in which people sign what they commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# Nothing of who runs the tests: no settings, no agent, no keys.
_PLAIN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "x",
    "GIT_AUTHOR_EMAIL": "x@example.org",
    "GIT_COMMITTER_NAME": "x",
    "GIT_COMMITTER_EMAIL": "x@example.org",
}


class SigningRepository:
    """A repository, and keys of people by a name; days are of commits and tags."""

    def __init__(self, folder: Path, keys: Path) -> None:
        self.folder = folder
        self._keys = keys
        folder.mkdir(parents=True, exist_ok=True)
        keys.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", ".")

    def git(self, *words: str, day: str = "2025-03-01", key: str = "") -> str:
        """Run git as somebody with a key on a day; return what it says."""
        own = ["-c", "gpg.format=ssh", "-c", f"user.signingkey={self._keys / key}"]
        when = f"{day}T12:00:00+01:00"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        done = subprocess.run(
            ["git", *own, *words],
            cwd=self.folder,
            env=os.environ | _PLAIN | dates,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.strip()

    def key(self, name: str) -> str:
        """Return the public key of somebody, made when it is first asked for."""
        file = self._keys / name
        if not file.exists():
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file],
                check=True,
            )
        return " ".join(file.with_name(f"{name}.pub").read_text().split()[:2])

    def write(self, name: str, text: str) -> None:
        """Write a file of the books."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def commit(
        self, key: str = "", *, day: str = "2025-03-01", message: str = "x"
    ) -> None:
        """Commit all there is, signed where a key is named."""
        if key:
            self.key(key)
        self.git("add", "--all")
        signed = ["-S"] if key else ["--no-gpg-sign"]
        words = ("commit", "-q", "--allow-empty", *signed, "-m", message)
        self.git(*words, day=day, key=key)

    def tag(self, name: str, key: str, *, day: str, message: str = "x") -> None:
        """Sign a tag on the last commit."""
        self.key(key)
        self.git("tag", "-s", "-m", message, name, day=day, key=key)
