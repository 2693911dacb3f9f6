"""The exit status of every command is one that its help tells, and means that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import HEAD, write_books

from paraplu_cli.command import Command
from paraplu_cli.group import CANNOT_RUN, Group
from paraplu_cli.guide import INTERRUPTED, Guide
from paraplu_cli.main import main
from paraplu_cli.vat import file, icp, margin

# Every command that reads books, as it is called.
CALLS = {
    "allocate": ["allocate", "allocate --again", "allocate --format json"],
    "anonymise": ["anonymise copy"],
    "bill read": ["bill read bill.xml"],
    "approve": ["approve L01-2025-001 --by board"],
    "browse": ["browse --no-open"],
    "check": ["check", "check --format json", "check --since HEAD"],
    "contribution": ["contribution 2025-02", "contribution 2025-02 --dry-run"],
    "diff": ["diff HEAD", "diff HEAD --format markdown"],
    "forget": ["forget L01"],
    "export audit": ["export audit 2025"],
    "export xaf": ["export xaf 2025"],
    "hours add": ["hours add L01 1:30 Cakes", "hours add L01 90m Cakes --dry-run"],
    "hours helped": ["hours helped"],
    "hours import": ["hours import st.csv --member L01"],
    "hours list": ["hours list", "hours list --by row --format csv"],
    "import": ["import st.csv", "import --dry-run st.csv", "import --rules"],
    "invoice credit": ["invoice credit 2025-0001"],
    "invoice renumber": ["invoice renumber 2025-0001"],
    "invoice issue": ["invoice issue --all", "invoice issue"],
    "invoice list": ["invoice list"],
    "invoice new": ["invoice new", "invoice new --from-quote Q2025-0001"],
    "invoice quote": ["invoice quote"],
    "invoice recurring": ["invoice recurring"],
    "invoice template": ["invoice template"],
    "invoice send": ["invoice send 2025-0001 --dry-run"],
    "invoice remind": ["invoice remind"],
    "member freeze": ["member freeze L01 --from 2025-03-01 --reason x"],
    "member join": [
        "member join L09 --nominated-by K --from 2025-03-01 --reference x",
        "member join",
    ],
    "member leave": ["member leave L01 --on 2025-03-01 --to work"],
    "member approve": ["member approve L01-2025-001 --by board"],
    "member request": [
        "member request L01 --for growth --amount 9 --what x --on 2025-03-01"
    ],
    "member permit": ["member permit L01 --from 2026-03-01 --reference x"],
    "member renew": ["member renew L01 --reference x"],
    "member return": ["member return L01 --on 2026-03-01 --reference x"],
    "member show": ["member L01", "member show L01"],
    "member unfreeze": ["member unfreeze L01 --until 2025-03-01"],
    "members": ["members", "members --format csv"],
    "network export": ["network export 2025-Q1"],
    "period close": ["period close 2025-01 --by L01"],
    "period file": ["period file 2025-01 --by L01 --scope vat"],
    "period list": ["period list"],
    "period open": ["period open 2025-01 --by L01 --reason x"],
    "period verify": ["period verify", "period verify --lines 2025-01"],
    "report audit": ["report audit 2025"],
    "report calendar": ["report calendar"],
    "report fund": ["report fund Cordaid2025"],
    "report meeting": ["report meeting 2025"],
    "report member": ["report member L01 2025", "report member --all 2025-Q1"],
    "report municipality": ["report municipality 2025-Q1"],
    "report outflow": ["report outflow"],
    "report renewal": ["report renewal L01"],
    "report viability": ["report viability L01"],
    "pay": ["pay", "pay --dry-run", "pay --format json"],
    "year close": ["year close 2024", "year close 2024 --dry-run"],
    "vat": ["vat 2025-Q1"],
    "vat file": ["vat file 2025-Q1"],
    "vat icp": ["vat icp 2025-Q1"],
    "vat margin": ["vat margin 2025-Q1", "vat margin 2025-Q1 --book"],
}
# What reads no books.
APART = {"explain", "init", "register", "completion", "demo", "doctor"}
APART |= {"network report"}
APART |= {"network lake", "network indicators"}

# What a help says of books by which nothing can be made; without it, it cannot run.
UNUSABLE = ("cannot be used", "not allowed", "at least one error was found")


def commands(group: Group, above: str = "") -> Iterator[tuple[str, Command]]:
    """Yield every command by its whole name; the list of sales is one of its own."""
    for name in group.lazy:
        command = group.get_command(click.Context(group), name)
        if isinstance(command, Group):
            yield from commands(command, f"{name} ")
        else:
            assert isinstance(command, Command)
            yield above + name, command
    if not above:
        yield "vat file", file.command
        yield "vat icp", icp.command
        yield "vat margin", margin.command


GUIDES = {name: command.guide for name, command in commands(main)}
CASES = [(name, call) for name, calls in CALLS.items() for call in calls]


def unusable(guide: Guide) -> int:
    """Return the status that a help gives for books that cannot be used."""
    told = [
        number
        for number, words in guide.statuses
        if any(part in words.template for part in UNUSABLE)
    ]
    return told[0] if told else CANNOT_RUN


def test_every_command_is_called() -> None:
    assert set(GUIDES) == CALLS.keys() | APART


@pytest.mark.parametrize("name", GUIDES)
def test_every_help_tells_success_failure_and_interrupts(name: str, run: Run) -> None:
    assert {0, CANNOT_RUN, INTERRUPTED} <= GUIDES[name].every_status.keys()
    assert list(GUIDES[name].every_status) == sorted(GUIDES[name].every_status)
    out = run(*name.split(), "--help").out
    assert out.endswith("\n  130  Ctrl-C stopped it before it was done\n")


@pytest.mark.parametrize(("name", "call"), CASES)
def test_without_books_nothing_runs(
    name: str, call: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "st.csv").write_text("a;b\n", "utf-8")
    status, out, err = run(*call.split())
    assert (status, out) == (CANNOT_RUN, "")
    assert err.startswith("paraplu: ")
    assert CANNOT_RUN in GUIDES[name].every_status
    assert list(tmp_path.iterdir()) == [tmp_path / "st.csv"]


@pytest.mark.parametrize(("name", "call"), CASES)
@pytest.mark.parametrize("fault", ["the register", "a plugin"])
def test_books_that_cannot_be_used(
    fault: str,
    name: str,
    call: str,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = "members: 5\n" if fault == "the register" else REGISTER
    head = 'plugin "somebody.tidy_up"\n' + HEAD if fault == "a plugin" else HEAD
    if name == "browse" and fault == "the register":
        pytest.skip("it shows such books, and says what is wrong with them")
    if "--since" in call:
        pytest.skip("it asks git first; tests/cli/test_since.py is about it")
    write_books(tmp_path, LEDGER, members=register, head=head)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "st.csv").write_text("a;b\n", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run(*call.split()).status == unusable(GUIDES[name])
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("name", "call"), CASES)
def test_a_wrong_call_cannot_run(
    name: str, call: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*call.split(), "--bogus")
    assert (status, out) == (CANNOT_RUN, "")
    assert f"See paraplu {name} --help." in err
