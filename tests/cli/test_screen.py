"""Screens: terminals with progress, colours and bars, and streams of few characters."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import write_books

from paraplu.base.language import Language, say
from paraplu_cli.loading import progress
from paraplu_cli.screen import screen_of
from paraplu_cli.stream import emit


@pytest.fixture
def terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> pytest.CaptureFixture[str]:
    """Have standard output and error say that they are terminals."""
    # The class, for pytest puts other objects there between set-up and test.
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _self: True)
    monkeypatch.setenv("TERM", "xterm")
    return capsys


@pytest.mark.usefixtures("terminal")
def test_what_a_terminal_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    screen = screen_of(Language("en"))
    assert (screen.width, screen.colour, screen.bars) == (100, True, True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not screen_of(Language("en")).colour
    monkeypatch.setenv("COLUMNS", "wide")
    assert screen_of(Language("en")).width == 80  # of a terminal that does not say


def test_what_a_pipe_can() -> None:
    screen = screen_of(Language("en"))
    assert (screen.width, screen.colour, screen.bars) == (None, False, False)
    assert screen.prose == 84


def test_progress_leaves_nothing_behind(
    terminal: pytest.CaptureFixture[str],
) -> None:
    with progress() as tell:
        tell(say("loading the ledger"))
        tell(say("judging"))
    written = terminal.readouterr().err
    assert written == (
        "\rloading the ledger…\rjudging…           \r                   \r"
    )


@pytest.mark.usefixtures("terminal")
def test_members_have_bars_up_to_the_threshold(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    half = LEDGER.replace("121.00", "1,283.00").replace("-100.00", "-1,262.00")
    write_books(books, half, members=REGISTER)
    first, second, total = run("members").out.splitlines()[3:6]
    assert first.endswith("1,250.00   ▇▇▇▇▇▇▇▇░░░░░░░")
    assert second.endswith("0.00   ░░░░░░░░░░░░░░░")
    assert total.endswith("1,250.00")


@pytest.mark.usefixtures("terminal")
def test_without_a_threshold_bars_go_up_to_the_largest(books: Path, run: Run) -> None:
    members = REGISTER.replace("    threshold: 2500.00\n", "")
    write_books(books, LEDGER, members=members)
    assert "         88.00   ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇\n" in run("check").out


@pytest.mark.parametrize(
    ("text", "ascii_text"),
    [
        ("→ 1 · 2 †", "-> 1 - 2 +"),
        ("▇░ “één” …", '#. "een" ...'),
        ("日本 \udcff", "?? ?"),
    ],
)
def test_characters_that_a_stream_lacks(text: str, ascii_text: str) -> None:
    assert text.encode("ascii", "paraplu.plain").decode("ascii") == ascii_text


def test_the_fallback_is_for_writing_only() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "paraplu.plain")


def test_files_that_have_no_text_are_data(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    emit("één \udcff\n", data=True)
    assert capfdbinary.readouterr().out == b"\xc3\xa9\xc3\xa9n \\udcff\n"
