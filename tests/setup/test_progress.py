"""What is told while `.venv` is made, before paraplu itself can speak."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SETUP = Path(__file__).resolve().parents[2] / "scripts" / "setup.sh"


@pytest.mark.skipif(os.name == "nt", reason="the script is for bash")
@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "one"),
        ({"LANG": "nl_NL.UTF-8"}, "een"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": "C"}, "one"),
        ({"LANG": "en_GB.UTF-8", "PARAPLU_LANG": "nl"}, "een"),
        ({"LANG": "nl_NL.UTF-8", "PARAPLU_LANG": "en"}, "one"),
    ],
)
def test_progress_is_told_in_both_languages(
    settings: dict[str, str], told: str
) -> None:
    done = subprocess.run(
        ["bash", "-c", f'. "{SETUP}"; tell one een'],
        env={"PATH": os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", f"paraplu: {told} ...\n")
