"""Looks for inputs on which a reader of statements does anything but read or refuse.

A coverage-guided fuzzer (Atheris) changes good statements, those of the tests, and
keeps every change that reaches new code:

    python -m pip install "atheris>=3,<4"
    python tests/fuzz/readers.py                    all layouts, 100,000 inputs each
    python tests/fuzz/readers.py ing-11 --inputs 1000000

It ends with a line per layout, and status 1 where a reader failed; the input that it
failed on is then kept, and its place printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(__file__).with_name("one_reader.py")
# An input that takes longer than this hangs, as far as its reader can tell.
SECONDS = 20
# Excel and XML libraries make and drop much; this is far under what a machine has.
MEGABYTES = 2048


def main() -> int:
    """Fuzz each layout in a process of its own, for a hang or a crash ends it."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("layouts", nargs="*", metavar="LAYOUT")
    arguments.add_argument("--inputs", type=int, default=100_000)
    asked = arguments.parse_args()

    from nl_banks.registry import LAYOUTS

    names = asked.layouts or [layout.name for layout in LAYOUTS]
    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        _write_seeds(seeds)
        return max([_fuzz(name, seeds, asked.inputs) for name in names])


def _write_seeds(seeds: Path) -> None:
    """Keep the statements that the tests hand in, all of them, as files."""
    subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "--no-header", "tests/nl_banks"),
            *("--basetemp", str(seeds), "-o", "tmp_path_retention_policy=all"),
            *("-k", "not samples and not fuzz"),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _fuzz(name: str, seeds: Path, inputs: int) -> int:
    """Run one layout, print what came of it, and return 0 where all went well."""
    corpus = seeds.parent / name
    corpus.mkdir()
    result = subprocess.run(
        [
            *(sys.executable, str(TARGET), name, str(seeds), str(corpus)),
            *(f"-runs={inputs}", f"-timeout={SECONDS}", f"-rss_limit_mb={MEGABYTES}"),
            *("-max_len=65536", "-len_control=0", "-print_final_stats=1"),
            f"-report_slow_units={SECONDS}",
            f"-artifact_prefix={ROOT}/",
        ],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    counted = next(
        (
            line.rpartition(" ")[2]
            for line in result.stderr.splitlines()
            if "number_of_executed_units" in line
        ),
        "",
    )
    print(f"{name:24} {'FAILED' if result.returncode else 'ok':8} {counted:>9}")
    if result.returncode:
        print(result.stderr[-4000:])
    return min(result.returncode, 1)


if __name__ == "__main__":
    sys.exit(main())
