"""What the documents say of a check of the example is what such a check says today."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from paraplu.check import check
from paraplu.ledger.checksums import canonical_files
from paraplu_cli.main import main

ROOT = Path(__file__).resolve().parents[2]

# Another one every time; none where the project is in no repository.
COMMIT = re.compile(
    "commit [0-9a-f]{8}( with changes| met wijzigingen)?|no commit|geen commit"
)


def without_commit(text: str) -> str:
    return COMMIT.sub("commit …", text, count=1)


@pytest.mark.parametrize(
    ("document", "language"),
    [
        ("README.md", "en"),
        ("docs/for-the-auditor.md", "en"),
        ("docs/nl/for-the-auditor.md", "nl"),
    ],
)
def test_the_proof_is_that_of_the_example(document: str, language: str) -> None:
    ledger = str(ROOT / "ledger" / "main.beancount")
    ran = CliRunner().invoke(main, ["check", ledger], env={"PARAPLU_LANG": language})
    proof = "\n".join(without_commit(ran.stdout).splitlines()[:3])
    text = (ROOT / document).read_text(encoding="utf-8")
    assert proof in text, f"scripts/proofs writes it into {document}:\n{proof}"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="has no sha256sum")
@pytest.mark.parametrize("document", ["for-the-auditor.md", "nl/for-the-auditor.md"])
def test_anybody_can_compute_the_checksums(document: str) -> None:
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    _, _, after = text.partition("```sh\nparaplu check --canonical")
    commands = "paraplu check --canonical" + after.partition("```")[0]
    program = f"{shlex.quote(sys.executable)} -c 'from paraplu_cli.main import main; "
    shell = f'paraplu() {{ {program}main()\' "$@"; }}\n{commands}'
    ran = subprocess.run(
        ["bash", "-ec", shell], cwd=ROOT, capture_output=True, check=True, text=True
    )
    computed = [line.split()[0] for line in ran.stdout.splitlines()]
    report = check(ROOT / "ledger" / "main.beancount")
    assert computed == [
        report.books_checksum,
        report.files_checksum,
        report.register_checksum,
        report.rules_checksum,
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="has no sha256sum")
def test_the_files_are_compared_with_their_lines() -> None:
    """As the page for the auditor has it; its commands know nothing of paraplu."""
    text = (ROOT / "docs" / "for-the-auditor.md").read_text(encoding="utf-8")
    _, found, after = text.partition("paraplu check --files | awk")
    assert found
    command = f"cat | awk{after.partition('```')[0]}"
    report = check(ROOT / "ledger" / "main.beancount")
    lines = canonical_files(report.books)
    ran = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, input=lines, check=True, capture_output=True
    )
    assert ran.stdout.count(b": OK\n") == sum(
        line.count(b"\t") == 2 for line in lines.splitlines()
    )


def test_the_readme_shows_the_whole_check_of_the_example() -> None:
    ledger = str(ROOT / "ledger" / "main.beancount")
    ran = CliRunner().invoke(main, ["check", ledger], env={"PARAPLU_LANG": "en"})
    shown = (
        f"$ PARAPLU_LANG=en scripts/paraplu check\n{without_commit(ran.stdout)}```\n"
    )
    assert shown in (ROOT / "README.md").read_text(encoding="utf-8")
