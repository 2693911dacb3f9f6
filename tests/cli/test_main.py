"""The command as a whole: help, version, wrong calls, faults, pipes and terminals."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from paraplu import __version__
from paraplu_cli import loading
from paraplu_cli.bill import command as bill
from paraplu_cli.export import command as export
from paraplu_cli.hours import command as hours
from paraplu_cli.invoice import command as invoice
from paraplu_cli.main import main
from paraplu_cli.member import command as member
from paraplu_cli.network import command as network
from paraplu_cli.period import command as period
from paraplu_cli.report import command as report
from paraplu_cli.year import command as year

GROUPS = {
    "bill": bill.lazy,
    "export": export.lazy,
    "hours": hours.lazy,
    "invoice": invoice.lazy,
    "network": network.lazy,
    "period": period.lazy,
    "report": report.lazy,
    "year": year.lazy,
}
COMMANDS = [
    # A group that shows one member as well, with a usage of its own.
    *(name for name in main.lazy if name not in {*GROUPS, "member"}),
    *(f"{group} {name}" for group, lazy in GROUPS.items() for name in lazy),
    *(f"member {name}" for name in member.lazy),
]
PROGRAM = [sys.executable, "-c", "from paraplu_cli.main import main; main()"]


def shown(command: str) -> str:
    """Return how the examples of a command begin: a member is shown by the code."""
    return "member L07" if command == "member show" else f"{command} "


def examples(command: str, title: str) -> str:
    """Return how the examples begin; a shell takes in the words of one for itself."""
    wraps = 'eval "$(' if command == "completion" else ""
    return f"\n{title}:\n  {wraps}paraplu {shown(command)}"


def test_help_and_version(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert out == run().out
    assert out.startswith("Usage: paraplu COMMAND [OPTIONS]\n\nWatches over")
    assert "  2    it could not run; the message says why\n" in out
    assert run("--version") == (0, f"paraplu {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_every_command_teaches(run: Run, command: str) -> None:
    status, out, err = run(*command.split(), "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: paraplu {command} [OPTIONS]")
    assert examples(command, "Examples") in out
    assert "\nExit status:\n  0  " in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("group", GROUPS)
def test_help_of_a_group_names_its_commands(run: Run, group: str) -> None:
    status, out, err = run(group, "--help")
    assert (status, err) == (0, "")
    assert out.startswith(f"Usage: paraplu {group} COMMAND [OPTIONS]")
    assert out == run(group).out
    for name in GROUPS[group]:
        assert f"\n  {name} " in out
    assert run(group, "nothing").err == (
        f"paraplu: There is no command “nothing”. See paraplu {group} --help.\n"
    )


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("setting", ["PARAPLU_LANG", "LC_ALL"])
def test_help_in_dutch(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, setting: str
) -> None:
    monkeypatch.setenv(setting, "nl_NL.UTF-8")
    out = run(*command.split(), "--help").out
    assert out.startswith(f"Gebruik: paraplu {command} [OPTIES]")
    assert examples(command, "Voorbeelden") in out
    assert "\nUitkomst, voor programma's:\n  0  " in out
    assert "Toon deze tekst." in out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["chek"],
            "There is no command “chek”. Did you mean check? See paraplu --help.",
        ),
        (["x"], "There is no command “x”. See paraplu --help."),
        (["--bogus"], "There is no option --bogus. See paraplu --help."),
        (["member", "show"], "CODE is missing. See paraplu member show --help."),
        (
            ["explain", "A", "B"],
            "“B” is one argument too many. See paraplu explain --help.",
        ),
        (["check", "--since"], "--since needs a value. See paraplu check --help."),
        (["pay", "--dry-run=x"], "--dry-run takes no value. See paraplu pay --help."),
        (
            ["browse", "--port", "abc"],
            "Give --port a number from 1 to 65535. See paraplu browse --help.",
        ),
    ],
)
def test_a_wrong_call(
    run: Run,
    arguments: list[str],
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == (2, "", f"paraplu: {line}\n")


def test_a_wrong_call_in_dutch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    assert (
        run("--bogus").err == "paraplu: Er is geen optie --bogus. Zie paraplu --help.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["vat"], "TIJDVAK"),
        (["contribution"], "MAAND"),
        (["init"], "MAP"),
        (["member", "show"], "CODE"),
        (["invoice", "credit"], "NUMMER"),
    ],
)
def test_what_is_missing_is_called_as_the_help_does(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str
) -> None:
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    assert run(*arguments).err.startswith(f"paraplu: {name} ontbreekt. Zie paraplu ")
    usage = run(*arguments, "--help").out.splitlines()[0]
    assert name in usage.split()


def fail(fault: BaseException) -> object:
    def check(*_arguments: object, **_named: object) -> None:
        raise fault

    return check


@pytest.mark.usefixtures("books")
def test_a_fault_of_paraplu_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "check", fail(ValueError("odd\nthing")))
    line = (
        "paraplu: Stopped by a fault in paraplu itself (ValueError: odd\\u000athing). "
        "Please report this message; with PARAPLU_DEBUG=1 it shows where.\n"
    )
    assert run("check") == (2, "", line)
    monkeypatch.setenv("PARAPLU_DEBUG", "1")
    with pytest.raises(ValueError, match="odd"):
        main.main(["check"])


@pytest.mark.usefixtures("books")
def test_a_fault_of_the_computer_is_not_to_be_reported(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "check", fail(OSError(28, "No space left on device")))
    assert run("check") == (
        2,
        "",
        "paraplu: Stopped: the disk is full.\n",
    )


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("ledger/2026.beancount", "ledger/2026.beancount"),
        ("ledger/.2026.beancount.x1.part", "ledger"),
    ],
)
def test_the_file_that_the_computer_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, file: str, told: str
) -> None:
    refused = PermissionError(13, "Permission denied", file)
    monkeypatch.setattr(loading, "check", fail(refused))
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    line = f"paraplu: Gestopt bij {told}: je hebt er geen rechten voor.\n"
    assert run("check") == (2, "", line)


@pytest.mark.usefixtures("books")
def test_a_rare_fault_of_the_computer_is_in_its_own_words(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "check", fail(OSError(71, "Protocol error")))
    assert run("check").err == (
        "paraplu: Stopped: the computer says: Protocol error.\n"
    )


@pytest.mark.usefixtures("books")
def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "check", fail(KeyboardInterrupt()))
    status, out, err = run("check")
    assert (status, out, err.strip()) == (130, "", "")


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_who_stops_reading_is_left_in_peace(form: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [*PROGRAM, "check", "--format", form],
            check=False,
            stdout=closed,
            stderr=subprocess.PIPE,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_output_in_any_encoding(encoding: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "check"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    arrow = "→" if encoding == "utf-8" else "->"
    dot = "-" if encoding == "ascii" else "·"
    out = done.stdout.decode(encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert f"\n  {arrow} If it was growth or training" in out
    assert f"\n1 error {dot} 1 warning {dot} 1 waived (EV01, 0 days)\n" in out


def test_data_is_utf_8_in_any_encoding(books: Path) -> None:
    register = (books / "members.yaml").read_text("utf-8")
    (books / "members.yaml").write_text(register.replace("Zoet", "Zoët"), "utf-8")
    done = subprocess.run(
        [*PROGRAM, "members", "--format", "json"],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert '"trade_name": "Taartenatelier Zoët"' in done.stdout.decode("utf-8")


def terminal(arguments: list[str], columns: int, **settings: str) -> str:
    """Return what the command writes in a terminal of so many columns."""
    pty = pytest.importorskip("pty")
    program = textwrap.dedent(f"""\
        import fcntl, struct, sys, termios
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, {columns}, 0, 0))
        from paraplu_cli.main import main
        main()
    """)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **settings},
    ):
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # so Linux says that the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


@pytest.mark.usefixtures("books")
def test_a_terminal_has_progress_colours_and_bars() -> None:
    out = terminal(["check"], 100)
    assert out.startswith("\rreading the register…\rloading the ledger…")
    assert "  \x1b[1mPF01\x1b[0m  \x1b[31merror\x1b[0m  L01  50.00 EUR\n" in out
    assert "         88.00   ▇░░░░░░░░░░░░░░\n" in out


@pytest.mark.usefixtures("books")
def test_colours_are_never_needed() -> None:
    assert "\x1b" not in terminal(["check"], 100, NO_COLOR="1")
    assert "\x1b" not in terminal(["check"], 100, TERM="dumb")


@pytest.mark.usefixtures("books")
def test_a_narrow_terminal_gets_lists() -> None:
    out = terminal(["members"], 30, NO_COLOR="1")
    assert "\nL01\n  permission until: 2025-02-28\n  thermometer: 88.00\n\nL02" in out


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("columns", "title"),
    [
        (200, "trade name  permission until  net turnover"),
        (80, "trade name  permission until  thermometer"),
        (40, "permission until  thermometer"),
    ],
)
def test_a_table_goes_without_what_can_be_missed(columns: int, title: str) -> None:
    out = terminal(["members"], columns, NO_COLOR="1")
    heads = next(line for line in out.splitlines() if line.startswith("member "))
    assert " ".join(title.split()) in " ".join(heads.split())
    assert max(map(len, out.splitlines()[-6:])) <= columns
    assert ("There is no room for all columns" in out) == (columns < 200)
    wide = terminal(["members", "--wide"], columns, NO_COLOR="1")
    assert "net turnover" in wide
    assert "There is no room" not in wide


@pytest.mark.skipif(os.name == "nt", reason="has no such shell")
@pytest.mark.parametrize("command", [["check"], ["--help"], ["members"]])
def test_standard_output_that_is_closed(command: list[str], books: Path) -> None:
    shell = ["/bin/sh", "-c", 'exec "$@" >&-', "sh"]
    ran = subprocess.run(
        [*shell, *PROGRAM, *command],
        cwd=books,
        env=os.environ | {"PARAPLU_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.decode() == (
        "paraplu: Standard output is closed, so nothing can be shown. Nothing was "
        "done.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="has no such shell")
def test_standard_error_that_is_closed(books: Path) -> None:
    shell = ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh"]
    ran = subprocess.run(
        [*shell, *PROGRAM, "check"],
        cwd=books,
        env=os.environ | {"PARAPLU_LANG": "en"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout.split()[1] == b"rules"
