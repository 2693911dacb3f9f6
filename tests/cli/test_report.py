"""`paraplu report`: what it shows, what it writes, and what it refuses."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import SOUND, Run
from tests.reports.papers.everything import EVERYTHING
from tests.reports.papers.support import csv_values
from tests.support import HEAD, MEMBERS, write_books

from paraplu.base.language import Language
from paraplu.journal.atomic_file import locked
from paraplu.rendering.as_json import paper_data
from paraplu.reports.papers.catalogue import DOCUMENTS
from paraplu_cli.report import command as group
from paraplu_cli.report import writing

LEDGER = (
    SOUND
    + """
2025-03-04 * "Klant" "Stoel" ^F1
  Assets:Members:L02:Receivable              40.00 EUR
  Income:Members:L02:Sales
"""
)
TEXT = """\
Statement of L01 · Tweede Leven Meubels
February 2025, for member L01, Coöperatie De Proeftuin U.A.

Left for your business and for training   € 38.00
Still to come in                          € 0.00
Permission until                          31 December 2025

Your money in February 2025
From what you had to what is left now, in euros without VAT
What                                     Amount
What you had before 1 February 2025        0.00
What came in: your sales                +100.00
What it cost                             −12.00
To the cooperative: your contribution      0.00
Used for growth of your business           0.00
Used for training                        −50.00
Left on 28 February 2025                 +38.00

Your thermometer  € 38.00  (threshold 2,500.00)

Still to come in
No invoices are open.
"""
_WORDS = {"type": "string"}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_VALUE = {
    "anyOf": [
        {"type": ["string", "integer", "null"]},
        {
            "type": "object",
            "properties": {"not_known": _WORDS},
            "required": ["not_known"],
            "additionalProperties": False,
        },
    ]
}
_KIND = {"enum": ["text", "money", "day", "number", "percent", "hours"]}


def _object(**properties: Any) -> dict[str, Any]:  # noqa: ANN401 - as JSON Schema
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_KEYED = {"key": _WORDS}
_BLOCKS = {
    "table": _object(
        **_KEYED,
        type={"const": "table"},
        title=_WORDS,
        columns=_list(_object(**_KEYED, title=_WORDS, kind=_KIND)),
        rows=_list(
            _object(
                **_KEYED,
                role={"enum": ["plain", "subtotal", "total"]},
                cells={"type": "object", "additionalProperties": _VALUE},
            )
        ),
        notes=_list(_WORDS),
    ),
    "facts": _object(
        **_KEYED,
        type={"const": "facts"},
        title={"type": ["string", "null"]},
        facts=_list(_object(**_KEYED, label=_WORDS, kind=_KIND, value=_VALUE)),
    ),
    "sentences": _object(
        **_KEYED, type={"const": "sentences"}, sentences=_list(_WORDS)
    ),
    "thermometer": _object(
        **_KEYED,
        type={"const": "thermometer"},
        title=_WORDS,
        said=_WORDS,
        level=_WORDS,
        threshold={"type": ["string", "null"]},
    ),
    "chart": _object(
        **_KEYED,
        type={"const": "chart"},
        title=_WORDS,
        said=_WORDS,
        shape={"enum": ["bars", "line"]},
        kind=_KIND,
        points=_list(_object(**_KEYED, label=_WORDS)),
        series=_list(_object(**_KEYED, title=_WORDS, values=_list(_VALUE))),
    ),
    "ticks": _object(
        **_KEYED,
        type={"const": "ticks"},
        title=_WORDS,
        ticks=_list(_object(**_KEYED, text=_WORDS, done={"type": "boolean"})),
    ),
    "signatures": _object(
        **_KEYED, type={"const": "signatures"}, title=_WORDS, signers=_list(_WORDS)
    ),
}
SCHEMA = _object(
    version={"const": 1},
    kind={"enum": ["everything", *(one.kind for one in DOCUMENTS)]},
    subject=_WORDS,
    language={"enum": ["en", "nl"]},
    title=_WORDS,
    about=_WORDS,
    **{"for": _WORDS},
    period=_object(code=_WORDS, **{"from": _DAY}, until=_DAY, words=_WORDS),
    closing=_DAY,
    status={"enum": ["provisional", "final", "corrected"]},
    currency=_WORDS,
    issuer=_object(name=_WORDS, address=_list(_WORDS), kvk=_WORDS),
    state=_object(
        newest={"anyOf": [_DAY, {"type": "null"}]},
        commit={"type": ["string", "null"]},
        clean={"type": ["boolean", "null"]},
        books=_WORDS,
        files=_WORDS,
        register=_WORDS,
        rules=_WORDS,
        version=_WORDS,
        checksums={"type": "integer"},
    ),
    notices=_list(_WORDS),
    sections=_list(
        _object(
            **_KEYED,
            title={"type": ["string", "null"]},
            blocks=_list({"anyOf": list(_BLOCKS.values())}),
        )
    ),
)


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with sound books of two members."""
    files = {"cursus.txt": "cursus"}
    write_books(tmp_path, LEDGER, members=MEMBERS, files=files)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_document_has_a_command() -> None:
    assert {one.kind for one in DOCUMENTS} <= set(group.lazy)


@pytest.mark.usefixtures("books")
def test_a_statement_on_the_screen(run: Run) -> None:
    status, out, err = run("report", "member", "L01", "2025-02")
    assert (status, err) == (0, "")
    assert out[: len(TEXT)] == TEXT
    assert out == run("report", "member", "l01", "2025-02").out
    assert (
        "Overzicht van L01"
        in run("report", "member", "L01", "2025-02", "--language", "nl").out
    )


@pytest.mark.usefixtures("books")
def test_json_has_a_schema(run: Run) -> None:
    status, out, err = run(
        "report", "member", "L02", "2025-03", "--format", "json", "--explain"
    )
    assert (status, err) == (0, "")
    jsonschema.validate(json.loads(out), SCHEMA)
    everything = paper_data(EVERYTHING, Language("en"))
    jsonschema.validate(everything, SCHEMA)
    types = {b["type"] for s in everything["sections"] for b in s["blocks"]}
    assert types == set(_BLOCKS)


@pytest.mark.usefixtures("books")
def test_csv_is_one_table(run: Run) -> None:
    _, out, _ = run("report", "member", "L01", "2025-02", "--format", "csv")
    values = csv_values(out)
    assert values["account", "turnover", "amount"] == "100.00"
    assert values["account", "costs", "amount"] == "-12.00"
    assert values["answer", "permission", "value"] == "2025-12-31"
    assert values["paper", "status", "value"] == "final"
    assert "account,left,amount,38.00,EUR\n" in out


def test_text_cannot_become_a_formula() -> None:
    from paraplu.rendering.as_csv import as_csv

    values = csv_values(as_csv(EVERYTHING, Language("en")))
    assert values["kinds", "first", "what"] == "'=1+1 <b>&amp;"
    assert values["small", "who", "value"] == "'@you"
    assert values["kinds", "sum", "share"] == ""
    assert values["kinds", "sum", "share.reason"] == "hours are not kept yet"


@pytest.mark.parametrize(
    ("options", "name", "begins"),
    [
        (("--format", "pdf"), "member-L01-2025-02.pdf", b"%PDF-"),
        (("--format", "html"), "member-L01-2025-02.html", b"<!DOCTYPE html>"),
        (("--output", "mine.pdf"), "mine.pdf", b"%PDF-"),
        (("--output", "mine.csv"), "mine.csv", b"section,row,column,value,unit\n"),
        (("--output", "mine"), "mine", b"%PDF-"),
        (("--output", "new/"), "new/member-L01-2025-02.pdf", b"%PDF-"),
        (
            ("--output", "new/", "--format", "json"),
            "new/member-L01-2025-02.json",
            b'{\n  "version": 1,',
        ),
        (("--output", "a/b/c.txt"), "a/b/c.txt", b"Statement of L01"),
    ],
)
def test_a_file_is_for_its_owner_alone(
    books: Path, run: Run, options: tuple[str, ...], name: str, begins: bytes
) -> None:
    status, out, err = run("report", "member", "L01", "2025-02", *options)
    assert (status, out, err) == (0, f"{name}\n", "")
    file = books / name
    assert file.read_bytes().startswith(begins)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert run("report", "member", "L01", "2025-02", *options).out == (
        "1 already there, and the same\n"
    )


def test_each_member_has_a_file(books: Path, run: Run) -> None:
    status, out, err = run("report", "member", "--all", "2025-03", "--output", "out")
    assert (status, err) == (0, "")
    assert out == "out/member-L01-2025-03.pdf\nout/member-L02-2025-03.pdf\n"
    assert sorted(one.name for one in (books / "out").iterdir()) == [
        "member-L01-2025-03.pdf",
        "member-L02-2025-03.pdf",
    ]
    assert stat.S_IMODE((books / "out").stat().st_mode) == 0o700


@pytest.mark.usefixtures("books")
def test_each_member_on_the_screen(run: Run) -> None:
    out = run("report", "member", "--all", "2025-Q1").out
    assert [line for line in out.splitlines() if line.startswith("Statement of")] == [
        "Statement of L01 · Tweede Leven Meubels  *PROVISIONAL*",
        "Statement of L02 · Taartenatelier Zoet  *PROVISIONAL*",
    ]


def test_nothing_is_written_over(books: Path, run: Run) -> None:
    call = ("report", "member", "--all", "2025-03", "--output", "out")
    (books / "out").mkdir()
    theirs = books / "out" / "member-L02-2025-03.pdf"
    theirs.write_text("theirs")
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert err == (
        "paraplu: out/member-L02-2025-03.pdf is already there, with something else in "
        "it. Nothing was written; --force writes over it.\n"
    )
    assert [one.name for one in (books / "out").iterdir()] == [theirs.name]
    assert theirs.read_text() == "theirs"
    assert run(*call, "--force").status == 0
    assert theirs.read_bytes().startswith(b"%PDF-")
    assert len(list((books / "out").iterdir())) == 2


def test_no_document_takes_the_place_of_a_device(books: Path, run: Run) -> None:
    os.mkfifo(books / "pipe.pdf")
    (books / "link.pdf").symlink_to("pipe.pdf")
    for name in ("pipe.pdf", "link.pdf"):
        call = ("report", "member", "L01", "2025-03", "--output", name, "--force")
        status, out, err = run(*call)
        assert (status, out) == (2, "")
        assert err.startswith(
            f"paraplu: {name} is a device or a pipe, and no document "
        )
    assert (books / "pipe.pdf").is_fifo()
    assert (books / "link.pdf").is_symlink()


OF_BOOKS = (
    "ledger/main.beancount",
    "members.yaml",
    "members.private.yaml",
    "ledger/customers.yaml",
    "ledger/invoices/2025/2025-0001.pdf",
    "ledger/bon.pdf",
)


@pytest.mark.parametrize("file", OF_BOOKS)
@pytest.mark.parametrize(
    "command",
    [
        ("member", "L01", "2025-03", "--format", "pdf", "--output"),
        ("fund", "Cordaid2025", "--bundle"),
        ("calendar", "--output"),
    ],
    ids=" ".join,
)
def test_no_document_is_written_over_the_books(
    books: Path, run: Run, file: str, command: tuple[str, ...]
) -> None:
    """Also where its name would fit, and by way of a link."""
    main = books / "ledger" / "main.beancount"
    main.write_text(
        main.read_text()
        + '\n2025-03-01 * "Shop"\n  receipt: "bon.pdf"\n'
        + "  Expenses:Members:L01:Costs  20.00 EUR\n  Assets:Members:L01:Cash\n"
    )
    theirs = books / file
    theirs.parent.mkdir(parents=True, exist_ok=True)
    if not theirs.exists():
        theirs.write_text("{}\n")
    before = theirs.read_bytes()
    end = {"fund": ".zip", "calendar": ".ics"}.get(command[0], ".pdf")
    (books / f"link{end}").symlink_to(theirs)
    for name in (file, f"link{end}"):
        ran = run("report", *command, name, "--force")
        assert ran.status == 2
        assert len(ran.err.splitlines()) == 1
        assert theirs.read_bytes() == before
    # Beside it there is room.
    assert run("report", *command, f"mine{end}", "--force").status == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--output", "a.docx"], "does not say what to make"),
        (["--output", "a.csv", "--format", "json"], "would not be what its name says"),
        (["--output", "a.ics"], "does not say what to make"),
    ],
)
def test_the_name_of_a_file_says_what_is_in_it(
    books: Path, run: Run, options: list[str], why: str
) -> None:
    ran = run("report", "member", "L01", "2025-03", *options)
    assert (ran.status, why in ran.err) == (2, True)
    assert not list(books.glob("a*"))
    assert run("report", "member", "L01", "2025-03", "--output", "a.HTM").status == 0


def test_one_file_is_no_place_for_several(books: Path, run: Run) -> None:
    call = ("report", "member", "--all", "2025-03", "--output", "a.csv")
    ran = run(*call)
    assert (ran.status, ran.out) == (2, "")
    assert "“a.csv” is the name of one file, and there may be several." in ran.err
    assert not (books / "a.csv").exists()
    # A folder may be called so.
    (books / "a.csv").mkdir()
    assert run(*call).status == 0


def test_a_link_is_not_followed(books: Path, run: Run) -> None:
    (books / "theirs").write_text("theirs")
    (books / "mine.pdf").symlink_to("theirs")
    call = ("report", "member", "L01", "2025-03", "--output", "mine.pdf")
    assert "is already there" in run(*call).err
    assert run(*call, "--force").status == 0
    assert (books / "theirs").read_text() == "theirs"
    assert not (books / "mine.pdf").is_symlink()


def test_all_are_written_or_none(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = books / "member-L01-2025-03.csv"
    theirs.write_text("theirs")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if "L02" in Path(target).name:
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    status, out, err = run(
        *("report", "member", "--all", "2025-03", "--output", "."),
        *("--format", "csv", "--force"),
    )
    assert (status, out) == (2, "")
    assert "Stopped at member-L02-2025-03.csv" in err
    assert theirs.read_text() == "theirs"
    assert [one.name for one in books.iterdir() if "member-" in one.name] == [
        theirs.name
    ]


def test_what_cannot_be_written_leaves_nothing(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(writing, "keep_data", full)
    status, _, err = run("report", "member", "L01", "2025-03", "--output", "x.pdf")
    assert status == 2
    assert err.startswith("paraplu: Stopped at ")
    assert not [one for one in books.iterdir() if "x.pdf" in one.name]


def test_a_name_that_no_font_has_is_told(books: Path, run: Run) -> None:
    register = books / "members.yaml"
    register.write_text(register.read_text().replace("Taartenatelier", "\u4f60"))
    status, out, err = run("report", "member", "--all", "2025-03", "--output", "out")
    assert (status, out) == (2, "")
    assert err.startswith("paraplu: member-L02-2025-03: The page cannot be made: ")
    assert not (books / "out").exists()


def test_one_writer_at_a_time(books: Path, run: Run) -> None:
    (books / "out").mkdir()
    with locked(books / "out"):
        assert run("report", "member", "L01", "2025-03", "--output", "out/") == (
            *(2, ""),
            "paraplu: Somebody else is writing in out; try again.\n",
        )
    assert list((books / "out").iterdir()) == []


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("call", "why"),
    [
        (("L09", "2025-03"), "There is no member “L09”. Similar: L02, L01."),
        (("L01", "2024"), "2024 is before these books: they begin on 2 January 2025."),
        (
            ("L01", "2025-06"),
            "2025-06 has not begun in these books: they go to 4 March 2025.",
        ),
        (
            ("L01", "2025-13"),
            (
                "“2025-13” is not a period such as 2026, 2026-Q1, 2026-03 or "
                "2026-01-15..2026-02-14. See paraplu report member --help."
            ),
        ),
        (
            ("L01", "2025-03-09..2025-03-01"),
            (
                "“2025-03-09..2025-03-01” is not a period such as 2026, 2026-Q1, "
                "2026-03 or 2026-01-15..2026-02-14. See paraplu report member --help."
            ),
        ),
        (
            ("L01",),
            (
                "Give a member's code and a period, or --all and a period; there is "
                "only “L01”. See paraplu report member --help."
            ),
        ),
        ((), "Give a member's code and a period. See paraplu report member --help."),
        (
            ("--all", "L01", "2025-03"),
            "“2025-03” is one argument too many. See paraplu report member --help.",
        ),
        (
            ("--all", "2025-03", "--format", "pdf"),
            "--all with --format pdf needs --output. See paraplu report member --help.",
        ),
        (
            ("L01", "2025-03", "--force"),
            "--force needs --output. See paraplu report member --help.",
        ),
        (
            ("L01", "2025-03", "--names"),
            (
                "There is no members.private.yaml beside the register, so there are no "
                "names. Leave out --names."
            ),
        ),
        (
            ("L01", "2025-03", "--output", "ledger/main.beancount/x.pdf"),
            "ledger/main.beancount is in the way: it is not a folder.",
        ),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    run: Run, call: tuple[str, ...], why: str
) -> None:
    assert run("report", "member", *call) == (2, "", f"paraplu: {why}\n")


def test_nobody_took_part(books: Path, run: Run) -> None:
    (books / "members.yaml").write_text(
        MEMBERS.replace("joined: 2025-01-01", "joined: 2025-03-04")
    )
    main = books / "ledger" / "main.beancount"
    main.write_text(
        f'{HEAD}2025-01-02 * "Gift"\n  Assets:Bank  1 EUR\n  Income:Coop:Gifts\n'
    )
    assert run("report", "member", "--all", "2025-01") == (
        *(2, ""),
        "paraplu: There is nothing to report on 2025-01.\n",
    )


@pytest.mark.parametrize("member", [("joined", "2025-03-01"), ("left", "2025-01-31")])
def test_who_was_no_member_then_has_no_statement(
    books: Path, run: Run, member: tuple[str, str]
) -> None:
    key, day = member
    days = {"joined": "2025-01-01", key: day}
    own = "".join(f"    {name}: {value}\n" for name, value in days.items())
    (books / "members.yaml").write_text(f"{MEMBERS}  L03:\n{own}")
    assert run("report", "member", "L03", "2025-02") == (
        *(2, ""),
        "paraplu: L03 was not a member in 2025-02, and nothing was booked.\n",
    )
    month = "2025-03" if key == "joined" else "2025-01"
    assert run("report", "member", "L03", month).status == 0


def test_names_are_there_for_who_asks(books: Path, run: Run) -> None:
    (books / "members.private.yaml").write_text("L01: {name: Anna de Wit}\n")
    call = ("report", "member", "L01", "2025-02")
    assert "Anna" not in run(*call).out
    assert run(*call, "--names").out.startswith(
        "Statement of L01 · Anna de Wit · Tweede Leven Meubels\n"
    )


def test_books_with_errors_still_have_papers(books: Path, run: Run) -> None:
    main = books / "ledger" / "main.beancount"
    main.write_text(
        main.read_text()
        + '\n2025-03-05 * "DIY"\n  Expenses:Members:L02:Costs  20 EUR\n  Assets:Bank\n'
    )
    status, out, _ = run("report", "member", "L02", "2025-03")
    assert status == 0
    assert "! The books have 1 error about you, so the amounts may still change." in out


def test_a_register_that_cannot_be_used_is_told(books: Path, run: Run) -> None:
    (books / "members.yaml").write_text("members: [\n")
    status, out, err = run("report", "member", "L01", "2025-03")
    assert status in {1, 2}
    assert out == ""
    assert err


def test_no_letter_is_made_where_there_is_nothing_to_renew(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of one member it says why; of all, those are left out who have nothing."""
    left = "joined: 2025-01-01\n    left: 2025-02-20"
    members = MEMBERS.replace("joined: 2025-01-01", left, 1)
    write_books(tmp_path, SOUND, members=members)
    monkeypatch.chdir(tmp_path)
    ran = run("report", "renewal", "L01", "2025-02")
    assert (ran.status, ran.out) == (2, "")
    assert "The last day of L01 as a member is 20 February 2025" in ran.err
    ran = run("report", "renewal", "--all", "2025-02", "--output", "letters")
    assert ran.status == 0
    assert "renewal-L02" in ran.out
    assert "L01" not in ran.out
