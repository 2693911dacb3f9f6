"""What the documents say of a check of the example is what such a check says today."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from paraplu_cli.main import main

ROOT = Path(__file__).resolve().parents[2]


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
    proof = "\n".join(ran.stdout.splitlines()[:2])
    text = (ROOT / document).read_text(encoding="utf-8")
    assert proof in text, f"scripts/proofs writes it into {document}:\n{proof}"


def test_the_readme_shows_the_whole_check_of_the_example() -> None:
    ledger = str(ROOT / "ledger" / "main.beancount")
    ran = CliRunner().invoke(main, ["check", ledger], env={"PARAPLU_LANG": "en"})
    shown = f"$ PARAPLU_LANG=en scripts/paraplu check\n{ran.stdout}```\n"
    assert shown in (ROOT / "README.md").read_text(encoding="utf-8")
