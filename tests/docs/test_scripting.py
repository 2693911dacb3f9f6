"""The programs of the page on scripting run, and say what the commands say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paraplu.check import check
from paraplu.reports.members import members_in
from paraplu.reports.span import Span

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scripting.md").read_text("utf-8")
PROGRAMS = re.findall(r"<!-- runs -->\n```python\n(.*?)```", PAGE, re.DOTALL)


def printed(program: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    exec(compile(program, "scripting.md", "exec"), {})  # noqa: S102 - our own page
    return capsys.readouterr().out.splitlines()


def test_every_program_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    opened, checked, figures = (printed(program, capsys) for program in PROGRAMS)
    report = check(ROOT / "ledger" / "main.beancount")
    assert opened == [
        f"{report.books.size} transactions in EUR",
        *report.register.members,
    ]
    assert len(checked) == len(report.verdict.findings) + 1
    assert checked[-1] == f"passed {report.books_checksum}"
    standings = members_in(report, Span()).standings
    assert figures == [f"{one.code} {one.thermometer}" for one in standings]
    assert len(figures) > 1


def test_there_is_no_program_that_nobody_runs() -> None:
    assert PAGE.count("```python") == len(PROGRAMS) > 0
