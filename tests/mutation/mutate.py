"""Changes the rules one small step at a time, and prints what no test notices.

A comparison that is turned or takes in its bound, `and` for `or`, plus for minus, zero
for one, a `not` left out, nothing returned: each is tried by itself, with the tests
that run the line. What survives is a test that is missing, or code that says more than
it has to.

    scripts/mutate                                    the flows and the rules: hours
    scripts/mutate plugins/paraplu/rules/cash.py      one module: minutes
    scripts/mutate FILE --line 68 --tests tests/rules/test_cash.py

Nothing on the disk is changed: a mutant lives in a process of its own, and is gone with
it. One that takes far too long counts as noticed.
"""

from __future__ import annotations

import argparse
import ast
import os
import signal
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import pytest
from coverage import CoverageData
from tests.conftest import EVERY_CASE
from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("plugins", "importers", "scripts")
JUDGING = ("plugins/paraplu/rules",)
TESTS = ("tests/rules/flows", "tests/rules", "tests/ledger")
SECONDS = 300
# Imported once instead of for each mutant: most of its time would go there.
AHEAD = ("beancount.loader", "fava.application", "click", "yaml", "lxml.etree")
# A plugin of pytest that comes with what is imported ahead is not rewritten any more,
# which the settings would make an error: then no test would run, and no mutant live.
_QUIETLY = (
    *("-x", "-q", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
# Those named as the module come first; more than this tell little that is new. Where
# there are more, that is said: a mutant may live because its test was not among them.
MOST_TESTS = 400


def survives(mutant: Mutant, tests: list[str]) -> bool:
    """Tell whether all these tests pass with a mutant, in a process of its own."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        sys.meta_path.insert(0, mutant)
        with Path(os.devnull).open("w") as nowhere:
            for stream in (1, 2):
                os.dup2(nowhere.fileno(), stream)
            os._exit(pytest.main([*_QUIETLY, *tests]))
    return os.waitpid(child, 0)[1] == 0


Touching = dict[Path, dict[int, list[str]]]


def touching(files: list[Path], tests: list[str]) -> Touching:
    """Run the tests, and return which of them run which lines of these files."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "settings")
        settings.write_text(
            "[run]\ninclude =\n" + "".join(f"    {file}\n" for file in files), "utf-8"
        )
        where = Path(folder, "data")
        subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "--cov", "--cov-report="),
                *("--cov-context=test", f"--cov-config={settings}", *tests),
            ],
            check=True,
            env=os.environ | {"COVERAGE_FILE": str(where), EVERY_CASE: "1"},
        )
        data = CoverageData(str(where))
        data.read()
        return {file: data.contexts_by_lineno(str(file)) for file in files}


def tests_of(data: Touching, file: Path, lines: range) -> list[str]:
    """Return the tests that run one of these lines; else all that run the file.

    Those that are named as the module come first.
    """
    by_line = data[file]
    named = {one for line in lines for one in by_line.get(line, ()) if one}
    # What runs when a module is imported counts for all that use the module.
    every = named or {one for ones in by_line.values() for one in ones if one}
    ids = {one.partition("|")[0] for one in every}
    return sorted(ids, key=lambda one: (file.stem not in one, one))


def passed(tried: int, every: int) -> str:
    """Return how many tests pass with a mutant, and how many were not tried."""
    left = every - tried
    more = f", {left} more run the line and were not tried" if left else ""
    return f"{tried} tests pass{more}"


def main() -> int:
    """Try every mutant of the files on the command line; 1 where one survives."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("files", nargs="*", default=JUDGING, metavar="FILE")
    arguments.add_argument("--line", type=int, action="append", default=[])
    arguments.add_argument("--tests", nargs="+", default=TESTS)
    arguments.add_argument(
        "--most",
        type=int,
        default=MOST_TESTS,
        metavar="N",
        help="tests that are tried on each mutant, at most (default: %(default)s)",
    )
    asked = arguments.parse_args()
    given = [(ROOT / name).resolve() for name in asked.files]
    files = [one for path in given for one in sorted(path.rglob("*.py")) or [path]]
    data = touching(files, list(asked.tests))
    for name in AHEAD:
        import_module(name)
    tried = alive = cut = 0
    for file in files:
        parts = file.relative_to(ROOT).with_suffix("").parts[1:]
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        tree = ast.parse(file.read_text("utf-8"))
        statements = [one for one in ast.walk(tree) if isinstance(one, ast.stmt)]
        every = tests_of(data, file, range(0))[: asked.most]
        if every and not survives(Mutant(module, file, tree), every):
            sys.exit(f"{file.relative_to(ROOT)}: the tests fail without any change")
        for line, change, changed in mutants(tree):
            if asked.line and line not in asked.line:
                continue
            around = [
                range(one.lineno, (one.end_lineno or one.lineno) + 1)
                for one in statements
                if one.lineno <= line <= (one.end_lineno or one.lineno)
            ]
            running = tests_of(data, file, min(around, key=len))
            tests = running[: asked.most]
            tried += 1
            cut += len(tests) < len(running)
            if survives(Mutant(module, file, changed), tests):
                alive += 1
                print(
                    f"{file.relative_to(ROOT)}:{line}: {change}  "
                    f"({passed(len(tests), len(running))})",
                    flush=True,
                )
    print(f"{alive} of {tried} survive")
    if cut:
        print(
            f"{cut} of them were tried with the first {asked.most} tests alone: "
            "--most takes more"
        )
    return min(alive, 1)


if __name__ == "__main__":
    sys.exit(main())
