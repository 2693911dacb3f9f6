"""A repository of new books for tests, and what people do in it with git."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from paraplu.check import check
from paraplu_cli.beginning import Beginning
from paraplu_cli.placing import place_files

FIRST = dt.date(2026, 11, 1)
BANK = "ledger/2026/2026-11-bank.beancount"
# Whatever git is told elsewhere on the machine, or by the hook that runs the tests.
SETTINGS = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass(frozen=True)
class Repository:
    """A folder under git."""

    folder: Path

    def git(self, *arguments: str, path: str = "") -> subprocess.CompletedProcess[str]:
        """Run git, with `path` before the programs that it may find."""
        found = f"{path}{os.pathsep}{SETTINGS['PATH']}" if path else SETTINGS["PATH"]
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=SETTINGS | {"PATH": found},
            check=False,
            capture_output=True,
            text=True,
        )

    def do(self, *arguments: str) -> str:
        """Run git, which must succeed; return what it says."""
        done = self.git(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin(self) -> None:
        """Make the folder a repository, with all that is there in its first commit."""
        self.do("init", "--quiet", "--initial-branch", "main")
        self.do("config", "user.name", "Test")
        self.do("config", "user.email", "test@example.org")
        self.do("add", "--all")
        self.do("commit", "--quiet", "--message", "beginning")

    def change(self, branch: str, file: str, text: str, after: str = "") -> None:
        """Put text into a file, below a line or at its end, on a branch of its own."""
        self.do("checkout", "--quiet", "-b", branch, "main")
        path = self.folder / file
        old = path.read_text("utf-8") if path.is_file() else ""
        assert old.count(after + "\n") == 1 or not after
        begin, line, rest = old.partition(after + "\n") if after else (old, "", "")
        path.write_text(f"{begin}{line}\n{text}{rest}", "utf-8")
        self.do("add", "--all")
        self.do("commit", "--quiet", "--message", branch)

    def join(self, *branches: str) -> bool:
        """Merge branches into main; tell whether all of them joined by themselves."""
        self.do("checkout", "--quiet", "main")
        merges = (self.git("merge", "--quiet", "--no-edit", name) for name in branches)
        return all(merge.returncode == 0 for merge in merges)

    def read(self, file: str) -> str:
        """Return the text of a file."""
        return (self.folder / file).read_text("utf-8")

    def told(self) -> list[str]:
        """Return the codes that the check finds."""
        report = check(self.folder / "ledger" / "main.beancount")
        return [finding.code for finding in report.verdict.findings]


def new_books(folder: Path, language: str = "en", chart: str = "en") -> Repository:
    """Return the repository of books that have just begun."""
    place_files(folder, Beginning(language, chart, FIRST).files())
    books = Repository(folder)
    books.begin()
    return books
