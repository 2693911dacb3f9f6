"""Somebody who reads a guide from the top, and does as it says."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.docs.guides import Step, alike, as_shown
from tests.support import MEMBERS, ROOT, copy_example, report_on

from paraplu_cli import pay
from paraplu_cli.invoice import desk
from paraplu_cli.main import main

# A year longer than elsewhere, so that a year can be closed without MB04.
_MEMBERS = MEMBERS.replace("until: 2025-12-31}]", "until: 2026-12-31}]")
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "L06",
    "GIT_AUTHOR_EMAIL": "books@example.invalid",
    "GIT_COMMITTER_NAME": "L06",
    "GIT_COMMITTER_EMAIL": "books@example.invalid",
}


class Reader:
    """The books that a reader of a page has so far, in folders of their own."""

    def __init__(
        self,
        language: str,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        for key, value in (*_ENVIRONMENT.items(), ("PARAPLU_LANG", language)):
            monkeypatch.setenv(key, value)
        monkeypatch.delenv("COLUMNS", raising=False)
        monkeypatch.setattr(desk, "clock", lambda: dt.date(2026, 12, 31))
        monkeypatch.setattr(pay, "clock", lambda: dt.date(2026, 11, 1))
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self._members = f"language: {language}\n{_in_words_of(language)}"
        self._files: dict[str, str] = {}
        self._added = ""
        self._above = folder / "above"
        self._example = folder / "example"
        self._network = folder / "network"
        self._session = folder / "session"
        self._session.mkdir()

    def do(self, step: Step) -> None:
        """Do one step; an AssertionError says where the page is wrong."""
        match step.kind:
            case "file":
                self._files[step.about] = step.about
            case "member":
                self._members += step.body
            case "clean" | "finds":
                self._judge(step)
            case "saved":
                for command in ("init -q -b main", "add .", "commit -q -m saved"):
                    _git(self._above, *command.split())
            case "run":
                self._run(step)
            case "shown":
                assert not re.search(r"^(\$ )?paraplu\b", step.body, re.MULTILINE)
            case "computed":
                # Programs of the system compute it; test_proofs.py runs them.
                assert "sha256sum" in step.body
            case _:
                self._edit(step)

    def _judge(self, step: Step) -> None:
        """Hold what the check says of a ledger against what the page says."""
        report = report_on(
            self._above, step.body, members=self._members, files=self._files
        )
        findings = report.verdict.findings
        told = sorted(as_shown(finding, step.finds) for finding in findings)
        assert told == sorted(step.finds), step.body

    def _edit(self, step: Step) -> None:
        """Change a file of the session."""
        file = self._session / step.about
        file.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text("utf-8") if file.exists() else ""
        match step.kind:
            case "write":
                text = step.body
            case "add":
                self._added = step.body
                text += "\n" + step.body
            case "gone":
                assert text.count(self._added) == 1
                text = text.replace(self._added, "")
            case "change":
                text = _changed(text, step.body)
        file.write_text(text, "utf-8")

    def _run(self, step: Step) -> None:
        """Run commands, and hold what they print against the page."""
        if step.about == "example" and not self._example.exists():
            copy_example(self._example)
        if step.about == "network" and not self._network.exists():
            shutil.copytree(ROOT / "docs/example/network", self._network / "files")
        folders = {
            "above": self._above,
            "example": self._example,
            "session": self._session,
            "network": self._network,
        }
        self._monkeypatch.chdir(folders[step.about])
        for command, shown in step.commands:
            printed = self._command(command)
            assert shown is None or alike(shown, printed), f"$ {command}\n{printed}"

    def _command(self, command: str) -> str:
        name, *arguments = shlex.split(command)
        match name:
            case "cd":
                self._session = self._session / arguments[0]
                self._monkeypatch.chdir(self._session)
                return ""
            case "git":
                return _git(Path.cwd(), *arguments)
            case "paraplu":
                with pytest.raises(SystemExit) as stopped:
                    main.main(args=arguments)
                out, err = self._capsys.readouterr()
                # A command that could not run says so there.
                assert not err or stopped.value.code in {0, 1}, err
                return out
        raise AssertionError(f"a page shows a command that no test runs: {command}")


def _in_words_of(language: str) -> str:
    """Return the register of a page; a Dutch one has Dutch accounts."""
    if language == "en":
        return _MEMBERS
    words = _MEMBERS.replace("Costs:Phone", "Kosten:Telefoon")
    words = words.replace("[StallRent]", "[Kraamhuur]")
    return f"chart: nl\n{words}"


def _changed(text: str, lines: str) -> str:
    """Return a text with lines in the place of those that have the same key."""
    for line in lines.splitlines():
        key = re.escape(line.split(":")[0])
        text, times = re.subn(rf"^{key}:.*$", line, text, flags=re.MULTILINE)
        assert times == 1, line
    return text


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
