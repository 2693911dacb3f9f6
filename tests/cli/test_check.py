"""`paraplu check` for people: exact words in both languages, and exit statuses."""

from __future__ import annotations

from pathlib import Path

import beancount
import pytest
from tests.cli.conftest import LEDGER, REGISTER, SOUND, Run
from tests.support import HEAD, write_books

from paraplu import __version__
from paraplu.check import check
from paraplu.ledger import loader
from paraplu.rules import RULES

N = len(RULES)


def sums(folder: Path) -> tuple[str, ...]:
    """Return the short checksums of books, files, register and rules."""
    report = check(folder / "ledger/main.beancount")
    of_books = report.books_checksum, report.files_checksum
    every = *of_books, report.register_checksum, report.rules_checksum
    return tuple(checksum[:8] for checksum in every)


ENGLISH = f"""\
{N} rules on 4 transactions of 2 members, 2025-01-02 to 2025-02-04
books {{}}  files {{}}  register members.yaml {{}}  rules {{}}
paraplu {__version__}  checksums 3  no commit  left out: 1 waived

ledger/main.beancount:15  PF01  error  L01  50.00 EUR
  50.00 of L01's cash goes to Expenses:Coop:Lunch. What a member earns may only be
  used for the business, for its growth, or for training.
  → If it was growth or training, book it there. If not, it is the cooperative's
    cost: book it in an entry of its own, paid from the cooperative's own money.
    paraplu explain PF01

members.yaml:18  MB04  warning  L01
  The permission of L01 ends on 2025-02-28, in 24 days.
  → Ask the client manager to renew it: paraplu report renewal L01 makes the letter.
    Without it no sale may be booked.   paraplu explain MB04

Waivers
  ledger/main.beancount:18  EV01  L01  0 days
    lost, declared by two board members

member   trade name             permission until   thermometer
L01      Tweede Leven Meubels   2025-02-28               88.00
Thermometers: 88.00 together, of 2 members. See each with paraplu members.

1 error · 1 warning · 1 waived (EV01, 0 days)
"""

# Without the words of the findings, which are the rules' own.
DUTCH = f"""\
{N} spelregels op 4 boekingen van 2 leden, 2025-01-02 tot en met 2025-02-04
boeken {{}}  bestanden {{}}  register members.yaml {{}}  spelregels {{}}
paraplu {__version__}  controlegetallen 3  geen commit  weggelaten: 1 ontheffing

ledger/main.beancount:15  PF01  fout  L01  50,00 EUR

members.yaml:18  MB04  waarschuwing  L01

Ontheffingen

lid   handelsnaam            toestemming t/m   thermometer
L01   Tweede Leven Meubels   2025-02-28              88,00
Thermometers: samen 88,00, van 2 leden. Bekijk ze met paraplu members.

1 fout · 1 waarschuwing · 1 ontheffing (EV01, 0 dagen)
"""


def test_findings_waivers_and_thermometers(books: Path, run: Run) -> None:
    assert run("check") == (1, ENGLISH.format(*sums(books)), "")


def test_the_register_chooses_the_language(books: Path, run: Run) -> None:
    (books / "members.yaml").write_text(REGISTER + "language: nl\n", "utf-8")
    out = run("check").out
    told = [line for line in out.splitlines(keepends=True) if line[:2] != "  "]
    assert "".join(told) == DUTCH.format(*sums(books))
    assert "\n  50,00 uit de kas van L01 gaat naar Expenses:Coop:Lunch. Wat een" in out


def test_the_reader_chooses_before_the_register(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (books / "members.yaml").write_text(REGISTER + "language: nl\n", "utf-8")
    monkeypatch.setenv("PARAPLU_LANG", "en")
    assert run("check").out == ENGLISH.format(*sums(books))


def test_all_is_well(books: Path, run: Run) -> None:
    write_books(books, SOUND, files={"cursus.txt": "50,00"})
    status, out, err = run("check", "--today", "2025-02-04")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].startswith(f"{N} rules on 4 transactions of 2 members")
    assert out.endswith(
        "All is well: no rule found anything wrong.\n1 waived (EV01, 0 days)\n"
    )


def test_of_several_waivers_the_oldest_is_named(books: Path, run: Run) -> None:
    glue = (
        LEDGER.split("\n\n")[3]
        .replace("02-04", "02-05")
        .replace("Assets:Bank", "Assets:Members:L01:Cash")
    )
    write_books(books, f"{LEDGER}\n{glue}\n", members=REGISTER)
    assert run("check").out.endswith(" · 2 waived (oldest EV01, 1 day)\n")


def test_a_warning_does_not_fail(books: Path, run: Run) -> None:
    write_books(books, SOUND, members=REGISTER, files={"cursus.txt": "50,00"})
    status, out, _ = run("check")
    assert status == 0
    assert out.endswith("\n1 warning · 1 waived (EV01, 0 days)\n")


@pytest.mark.usefixtures("books")
def test_today_moves_the_terms(run: Run) -> None:
    out = run("check", "--today", "2025-03-01").out
    assert "EV01  L01  25 days\n" in out
    assert "The permission of L01 ended on 2025-02-28" in out


def test_a_file_outside_the_working_directory_is_shown_in_full(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(books / "ledger")
    out = run("check", "main.beancount").out
    assert "\nmain.beancount:15  PF01" in out
    assert f"\n{books}/members.yaml:18  MB04" in out


def test_another_register(books: Path, run: Run) -> None:
    other = REGISTER.replace("Tweede Leven Meubels", "Houtwerk")
    (books / "other.yaml").write_text(other, "utf-8")
    out = run("check", "--register", "other.yaml").out
    assert "\nL01      Houtwerk" in out
    assert "\nother.yaml:18  MB04" in out


def test_a_narrow_screen_cuts_nothing(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = run("check").out
    prose = [line for line in out.splitlines() if ":" not in line]
    assert max(map(len, prose)) <= 40
    assert (
        "\nmember   permission until   thermometer\n"
        "L01      2025-02-28               88.00\nThermometers: 88.00 "
    ) in out
    monkeypatch.setenv("COLUMNS", "30")
    out = run("check").out
    assert "\nL01\n  permission until: 2025-02-28\n  thermometer: 88.00\nTherm" in out
    assert str(books) not in out


def test_a_refused_ledger_is_not_loaded(books: Path, run: Run) -> None:
    write_books(books, LEDGER, members=REGISTER, head=HEAD + 'plugin "evil.twin"\n')
    status, out, _ = run("check")
    assert status == 1
    assert " ".join(out.split()).startswith(
        "The ledger was not loaded, because it asks to run something that was not "
        "agreed. Only 6 of "
        f"{N} rules ran: CK01, CK03, CK04, CK06, CK07, MB00. register members.yaml "
        f"{sums(books)[2]} rules {sums(books)[3]} paraplu {__version__} checksums 3 "
        f"no commit left out: {N - 6} rules "
    )
    assert "CK03  error" in out
    assert "thermometer" not in out


def test_a_plugin_can_be_trusted_for_once(books: Path, run: Run) -> None:
    write_books(books, LEDGER, members=REGISTER, head=HEAD + 'plugin "string"\n')
    assert "CK03" in run("check").out
    assert "CK03" not in run("check", "--allow-plugin", "string").out


def test_a_faulty_register(books: Path, run: Run) -> None:
    (books / "members.yaml").write_text("members: {L01: {}}\nchart: du\n", "utf-8")
    status, out, _ = run("check")
    assert status == 1
    assert f" of {N} rules on 4 transactions of 1 member, 2025" in out
    assert "Not all rules could run; the findings say what stopped the others." in out
    assert "members.yaml:1  MB00  error  L01\n" in out
    assert "\nmember " not in out


def test_hostile_text_is_made_visible(books: Path, run: Run) -> None:
    ledger = LEDGER.replace("declared by", "\x1b[2J\u202edeclared\nby")
    write_books(books, ledger, members=REGISTER)
    out = run("check").out
    assert "lost, \\u001b[2J\\u202edeclared\\u000aby two board members\n" in out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nowhere.beancount"], "There is no file {books}/nowhere.beancount."),
        (["ledger"], "{books}/ledger is a folder, not a ledger file."),
        (
            ["elsewhere/main.beancount"],
            (
                "There is no file {books}/elsewhere/main.beancount. Go to the folder "
                "of your books, or name their main file. No books yet? Start them "
                "with paraplu init."
            ),
        ),
        (
            ["members.yaml"],
            (
                "{books}/members.yaml is not a ledger: it is YAML, like a register. "
                "Name the main file of the books; the register is checked along with "
                "it."
            ),
        ),
        (
            ["ledger/2025/2025-01.beancount"],
            (
                "{books}/ledger/2025/2025-01.beancount is part of the books, without "
                "a register of its own. Name the main file: "
                "{books}/ledger/main.beancount"
            ),
        ),
        (["--register", "no.yaml"], "There is no file {books}/no.yaml."),
        (["--bogus"], "There is no option --bogus. See paraplu check --help."),
        (["--today"], "--today needs a value. See paraplu check --help."),
        (["a", "b"], "“b” is one argument too many. See paraplu check --help."),
        (
            ["--today", "31-12-2025"],
            "“31-12-2025” is not a day such as 2026-10-31. See paraplu check --help.",
        ),
        (
            ["--format", "xml"],
            "Choose one of text, json, github, sarif. See paraplu check --help.",
        ),
    ],
)
def test_what_cannot_run_is_told_in_one_line(
    books: Path, run: Run, arguments: list[str], line: str
) -> None:
    part = books / "ledger" / "2025" / "2025-01.beancount"
    part.parent.mkdir()
    part.write_text("", "utf-8")
    assert run("check", *arguments) == (
        2,
        "",
        f"paraplu: {line.format(books=books)}\n",
    )


def test_a_file_of_no_books_names_what_is_missing(tmp_path: Path, run: Run) -> None:
    notes = tmp_path / "notes" / "notes.beancount"
    notes.parent.mkdir()
    notes.write_text("", "utf-8")
    assert run("check", str(notes)).err == (
        f"paraplu: There is no register {tmp_path}/members.yaml, and {notes} does "
        "not name one. Name the main file of the books, or the register with "
        "--register.\n"
    )
    main = notes.with_name("main.beancount")
    main.write_text("", "utf-8")
    assert run("check", str(main)).err.startswith("paraplu: There is no register ")


@pytest.mark.parametrize(
    "register",
    ["language: de\n", "policies: [{from: 2024-01-01, contribution: {base: netto}}]\n"],
)
def test_behind_every_arrow_stands_advice(books: Path, run: Run, register: str) -> None:
    (books / "members.yaml").write_text("members: {}\n" + register, "utf-8")
    out = run("check").out
    assert "is not one of: " in out
    assert "  → " in out
    assert "→ paraplu" not in out


def test_the_proof_names_the_register(books: Path, run: Run) -> None:
    (books / "rules").mkdir()
    (books / "members.yaml").rename(books / "rules/x.yaml")
    head = HEAD.replace("../members.yaml", "../rules/x.yaml")
    (books / "ledger/main.beancount").write_text(head + LEDGER, "utf-8")
    assert "  register rules/x.yaml " in run("check").out.splitlines()[1]


def test_verbose_says_how_the_books_are_loaded(
    run: Run, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the side: what a check prints stays what it was."""
    quiet = run("check")
    status, out, err = run("check", "--verbose")
    assert (status, out, quiet.err) == (quiet.status, quiet.out, "")
    assert err == f"Loaded by paraplu, as Beancount {beancount.__version__} does.\n"
    monkeypatch.setattr(loader, "beancount_version", "3.9.0")
    status, out, err = run("check", "--verbose")
    assert (status, out) == (quiet.status, quiet.out)
    assert err == (
        "Loaded by Beancount 3.9.0 itself, which takes longer: paraplu's own loading "
        "was tested with 3.2 only.\n"
    )
    assert not list(books.rglob("*.picklecache"))
