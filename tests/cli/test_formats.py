"""`paraplu check` for programs: json, github and sarif."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import LEDGER, REGISTER, Run
from tests.support import write_books

from paraplu import __version__
from paraplu.check import check
from paraplu.rules import RULES
from paraplu_cli.main import main
from paraplu_cli.output.data import money

PF01 = (
    "50.00 of L01's cash goes to Expenses:Coop:Lunch. What a member earns may only be "
    "used for the business, for its growth, or for training."
)
PF01_HINT = (
    "If it was growth or training, book it there. If not, it is the cooperative's "
    "cost: book it in an entry of its own, paid from the cooperative's own money."
)
MB04 = "The permission of L01 ends on 2025-02-28, in 24 days."
MB04_HINT = (
    "Ask the client manager to renew it: paraplu report renewal L01 makes the letter. "
    "Without it no sale may be booked."
)


def test_json_is_the_contract(books: Path, run: Run) -> None:
    report = check(books / "ledger/main.beancount")
    status, out, err = run("check", "--format", "json")
    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "version": 2,
        "proof": {
            "paraplu": __version__,
            "commit": None,
            "clean": None,
            "checksums": 3,
            "from_cache": 0,
            "not_verified": [],
            "not_run": [],
            "not_read": [],
            "not_followed": [],
            "waived": 1,
            "only_since": None,
        },
        "books": {
            "file": "ledger/main.beancount",
            "transactions": 4,
            "members": 2,
            "checksum": report.books_checksum,
        },
        "files": {"checksum": report.files_checksum},
        "register": {"file": "members.yaml", "checksum": report.register_checksum},
        "rules": {
            "ran": list(RULES),
            "unjudged": [],
            "checksum": report.rules_checksum,
        },
        "waivers": [
            {
                "code": "EV01",
                "reason": "lost, declared by two board members",
                "member": "L01",
                "date": "2025-02-04",
                "days": 0,
                "findings": 1,
                "file": "ledger/main.beancount",
                "line": 18,
            }
        ],
        "thermometers": {"L01": "88.00", "L02": "0.00"},
        "findings": [
            {
                "code": "PF01",
                "severity": "error",
                "message": PF01,
                "hint": PF01_HINT,
                "member": "L01",
                "amount": "50.00",
                "currency": "EUR",
                "date": "2025-02-03",
                "file": "ledger/main.beancount",
                "line": 15,
            },
            {
                "code": "MB04",
                "severity": "warning",
                "message": MB04,
                "hint": MB04_HINT,
                "member": "L01",
                "amount": None,
                "currency": None,
                "date": "2025-02-28",
                "file": "members.yaml",
                "line": 18,
            },
        ],
    }


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1234.56", "1234.56"),
        ("0", "0.00"),
        ("-5.5", "-5.50"),
        ("1E+3", "1000.00"),
        ("0.125", "0.125"),
        ("2.5000", "2.50"),
    ],
)
def test_amounts_are_exact_with_two_decimals_at_least(amount: str, text: str) -> None:
    assert money(Decimal(amount)) == text


@pytest.mark.usefixtures("books")
def test_github_annotates_lines(run: Run) -> None:
    status, out, _ = run("check", "--format", "github")
    assert status == 1
    proof, sums, origin, *commands = out.splitlines()
    assert proof == (
        f"{len(RULES)} rules on 4 transactions of 2 members, 2025-01-02 to 2025-02-04"
    )
    assert sums.startswith("books ")
    assert (
        origin == f"paraplu {__version__}  checksums 3  no commit  left out: 1 waived"
    )
    assert commands == [
        (
            "::error file=ledger/main.beancount,line=15,title=PF01 L01::"
            f"{PF01} → {PF01_HINT}"
        ),
        f"::warning file=members.yaml,line=18,title=MB04 L01::{MB04} → {MB04_HINT}",
    ]


def test_github_cannot_be_given_commands(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = books / "a,b:c%0A"
    folder.mkdir()
    ledger = LEDGER.replace("lost", "100 %\n::error::gotcha")
    write_books(folder, ledger.replace("EV01", "XX01"), members=REGISTER)
    monkeypatch.chdir(books)
    out = run("check", f"{folder.name}/ledger/main.beancount", "--format", "github").out
    assert not [line for line in out.splitlines() if line.startswith("::error::")]
    assert "::error file=a%2Cb%3Ac%250A/ledger/main.beancount,line=15," in out


# What this project writes, as the standard's own schema has it (SARIF 2.1.0, sections
# 3.13, 3.14, 3.19, 3.27, 3.28, 3.29, 3.30, 3.49).
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
PLACE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["artifactLocation"],
    "properties": {
        "artifactLocation": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "uri": {"type": "string", "format": "uri-reference"},
                "uriBaseId": {"type": "string"},
            },
        },
        "region": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"startLine": {"type": "integer", "minimum": 1}},
        },
    },
}
RULE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"level": LEVEL},
        },
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": TEXT,
        "locations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"physicalLocation": PLACE},
            },
        },
        "partialFingerprints": {
            "type": "object",
            "additionalProperties": {"type": "string"},
        },
    },
}
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": RULE,
                                    },
                                },
                            }
                        },
                    },
                    "versionControlProvenance": {
                        "type": "array",
                        "items": {
                            "required": ["repositoryUri"],
                            "additionalProperties": False,
                            "properties": {
                                "repositoryUri": {"type": "string"},
                                "revisionId": {"type": "string"},
                            },
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}


def sarif(run: Run, *arguments: str) -> dict[str, Any]:
    log = json.loads(run("check", "--format", "sarif", *arguments).out)
    jsonschema.validate(log, SARIF)
    found: dict[str, Any] = log["runs"][0]
    return found


def test_sarif_keeps_to_its_schema(books: Path, run: Run) -> None:
    found = sarif(run)
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    first, second = found["results"]
    assert first["partialFingerprints"].keys() == {"finding/v1"}
    del first["partialFingerprints"]
    assert first == {
        "ruleId": "PF01",
        "ruleIndex": list(RULES).index("PF01"),
        "level": "error",
        "message": {"text": f"{PF01}\n{PF01_HINT}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "ledger/main.beancount",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 15},
                }
            }
        ],
    }
    assert (second["ruleId"], second["level"]) == ("MB04", "warning")
    assert found["properties"]["waivers"][0]["code"] == "EV01"
    assert books.name not in json.dumps(found)


def test_sarif_of_a_whole_file_has_no_region(books: Path, run: Run) -> None:
    write_books(
        books, LEDGER, members=REGISTER, head='plugin "beancount.plugins.auto"\n'
    )
    places = [
        result["locations"][0]["physicalLocation"]
        for result in sarif(run)["results"]
        if result["ruleId"] == "CK01"
    ]
    assert places == [
        {
            "artifactLocation": {
                "uri": "ledger/main.beancount",
                "uriBaseId": "%SRCROOT%",
            }
        }
    ]


def test_sarif_of_a_file_elsewhere_is_absolute(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(books / "ledger")
    (books / "ledger" / "é #1").mkdir()
    uris = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]
        for result in sarif(run, "main.beancount")["results"]
    ]
    assert uris == [
        {"uri": "main.beancount", "uriBaseId": "%SRCROOT%"},
        {"uri": (books / "members.yaml").as_uri()},
    ]


def test_sarif_fingerprints_outlast_lines_and_languages(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = LEDGER.replace("2025-02-04", LEDGER.split("\n\n")[2] + "\n\n2025-02-04")
    write_books(books, twice, members=REGISTER)

    def prints() -> list[str]:
        every = [result["partialFingerprints"] for result in sarif(run)["results"]]
        return [one["finding/v1"] for one in every]

    before = prints()
    assert len(set(before)) == len(before) == 3
    write_books(books, "\n\n\n" + twice, members=REGISTER)
    monkeypatch.setenv("PARAPLU_LANG", "nl")
    assert prints() == before


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_data_is_utf_8_and_printable(books: Path, run: Run, form: str) -> None:
    ledger = LEDGER.replace("lost", "verloren: één \u202e\x07")
    write_books(books, ledger, members=REGISTER)
    out = run("check", "--format", form).out
    assert "verloren: één \\\\u202e\\\\u0007, declared" in out
    assert "\x1b" not in out


def test_the_proof_names_the_commit_and_what_did_not_run(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
    for words in (
        ["init", "-q"],
        ["add", "-A"],
        [*who, "commit", "-qm", "x", "--no-verify"],
    ):
        subprocess.run(["git", "-C", str(books), *words], check=True)
    head = subprocess.run(
        ["git", "-C", str(books), "rev-parse", "HEAD"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    proof = json.loads(run("check", "--format", "json").out)["proof"]
    assert (proof["commit"], proof["clean"]) == (head, True)
    with (books / "ledger" / "main.beancount").open("a", encoding="utf-8") as ledger:
        ledger.write('option "plugin_processing_mode" "raw"\n')
    found = json.loads(run("check", "--format", "json").out)
    assert (found["proof"]["commit"], found["proof"]["clean"]) == (head, False)
    assert set(found["proof"]["not_run"]) == set(RULES) - set(found["rules"]["ran"])
    assert "PF01" in found["proof"]["not_run"]


@pytest.mark.parametrize(
    ("option", "of"), [("--canonical", "books"), ("--files", "files")]
)
def test_a_checksum_is_that_of_its_lines(
    option: str, of: str, books: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Beside them, on standard error, is what they are of."""
    report = check(books / "ledger/main.beancount")
    with pytest.raises(SystemExit) as stopped:
        main.main(["check", option])
    assert stopped.value.code == 0
    lines, told = capfdbinary.readouterr()
    assert sha256(lines).hexdigest() == getattr(report, f"{of}_checksum")
    assert lines.startswith(f"paraplu {of} 3\n".encode())
    assert told.decode() == (
        f"paraplu {__version__}  checksums 3  no commit  left out: 1 waived\n"
    )


def test_everything_that_was_left_out_is_told(books: Path, run: Run) -> None:
    folder = books / "ledger"
    (folder / "april.beancount").write_text("", "utf-8")
    main = folder / "main.beancount"
    text = main.read_text("utf-8")
    origin = f"paraplu {__version__}  checksums 3  no commit  left out: "
    assert run("check").out.splitlines()[2] == origin + "1 file; 1 waived"
    assert sarif(run)["properties"]["proof"] == {
        "paraplu": __version__,
        "commit": None,
        "clean": None,
        "checksums": 3,
        "from_cache": 0,
        "not_verified": [],
        "not_run": [],
        "not_read": ["ledger/april.beancount"],
        "not_followed": [],
        "waived": 1,
        "only_since": None,
    }
    main.write_text(text + 'include "../../else.beancount"\n', "utf-8")
    not_run = len(RULES) - 6
    line = run("check", "--format", "github").out.splitlines()[2]
    assert line == f"{origin}{not_run} rules; 1 include"
    proof = json.loads(run("check", "--format", "json").out)["proof"]
    assert proof["not_followed"] == ["../../else.beancount"]
    main.write_text(text.replace("  waiver:", "  other:"), "utf-8")
    (folder / "april.beancount").unlink()
    assert run("check").out.splitlines()[2] == origin + "nothing"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://example.org/books.git", "https://example.org/books.git"),
        ("https://me:secret@example.org/books", "https://example.org/books"),
        ("git@example.org:books.git", None),
        ("/srv/books.git", None),
        (None, None),
    ],
)
def test_the_commit_is_told_to_people_and_to_code_scanning(
    address: str | None,
    told: str | None,
    books: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)

    def git(*words: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid")
        ran = ["git", "-C", str(books), *who, *words]
        done = subprocess.run(ran, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x", "--no-verify")
    head = git("rev-parse", "HEAD")
    if address:
        git("config", "remote.origin.url", address)
        git("update-ref", "refs/remotes/origin/main", "HEAD")
    where = [{"repositoryUri": told, "revisionId": head}] if told else None
    log = sarif(run)
    assert log.get("versionControlProvenance") == where
    assert "secret" not in json.dumps(log)
    assert f"  commit {head[:8]}  left out: 1 waived" in run("check").out
    (books / "new.txt").write_text("", "utf-8")
    assert f"  commit {head[:8]} with changes  left" in run("check").out


def test_github_shows_no_control_character(
    books: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = books / "a\x1b[2J"
    folder.mkdir()
    ledger = LEDGER.replace("lost", "\x1b[8mlost\u202e")
    write_books(folder, ledger.replace("EV01", "XX01"), members=REGISTER)
    monkeypatch.chdir(books)
    out = run("check", f"{folder.name}/ledger/main.beancount", "--format", "github").out
    assert "::error file=a\\u001b[2J/ledger/main.beancount,line=15," in out
    assert not [sign for sign in out if not sign.isprintable() and sign != "\n"]
