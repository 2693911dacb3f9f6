"""The CI files of new books: they parse, and their steps run with the wheel alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from tests.init.repository import BANK, FIRST, SETTINGS
from tests.init.test_precommit import LUNCH, SALE

from paraplu_cli.beginning import Beginning

ROOT = Path(__file__).resolve().parents[2]
FORGES = {
    ".github/workflows/check.yml": "paraplu check --format github",
    ".forgejo/workflows/check.yml": "paraplu check",
    ".gitlab-ci.yml": "paraplu check",
}
FAILED = (
    "paraplu could not be installed: requirements.txt has to say where to find it, at"
)

_FILES = Beginning("en", "en", FIRST).files()


def steps(file: str) -> list[str]:
    """Return the commands that a CI file runs, in their order."""
    tree: dict[Any, Any] = yaml.safe_load(_FILES[file])
    if file.endswith("gitlab-ci.yml"):
        script: list[str] = tree["check"]["script"]
        return script
    # YAML 1.1 reads the key `on` as true.
    assert tree[True] == ["push", "pull_request"]
    return [step["run"] for step in tree["jobs"]["check"]["steps"] if "run" in step]


@pytest.mark.parametrize("file", FORGES)
def test_every_forge_installs_and_checks(file: str) -> None:
    pins, install, *changes, check = steps(file)
    assert pins == "pip install --no-deps --require-hashes -r requirements-pinned.txt"
    # Nothing is fetched that the pins do not name, to build paraplu with either.
    assert install.startswith("pip install --no-deps --no-build-isolation -r requi")
    assert check == FORGES[file]
    assert [one[:21] for one in changes] == ['paraplu diff "origin/'] * len(changes)


def test_a_pull_request_shows_what_it_does_and_is_judged_by_the_check() -> None:
    trees = with_jobs()
    assert len(trees) == 2
    for tree in trees:
        *_, shown, check = tree["jobs"]["check"]["steps"]
        assert shown["run"].startswith("paraplu diff")
        assert (shown["if"], shown["continue-on-error"]) == (
            "github.event_name == 'pull_request'",
            True,
        )
        assert "continue-on-error" not in check


def test_a_ci_machine_fetches_the_books_first() -> None:
    trees = with_jobs()
    assert len(trees) == 2
    for tree in trees:
        first = tree["jobs"]["check"]["steps"][0]["uses"]
        assert "/checkout@" in first or first.startswith("actions/checkout@")


def test_nothing_of_others_can_change_by_itself() -> None:
    trees = with_jobs()
    assert len(trees) == 2
    for tree in trees:
        assert tree["permissions"] == {"contents": "read"}
        used = [one for one in tree["jobs"]["check"]["steps"] if "uses" in one]
        assert all(re.search("@[0-9a-f]{40}$", one["uses"]) for one in used)
        # With all of its history, for `paraplu diff`.
        held = {"persist-credentials": False, "fetch-depth": 0}
        assert used[0]["with"] == held


def test_only_the_main_branch_keeps_what_was_read() -> None:
    """A pull request reads everything again, so it cannot be fed a forged file.

    What it keeps itself, with a workflow of its own that is gone by the next commit, is
    never asked for.
    """
    github, forgejo = (tree["jobs"]["check"] for tree in with_jobs())
    main = "github.ref == format('refs/heads/{0}', github.event.repository."
    wish = github["env"]["PARAPLU_CACHE"]
    assert wish.startswith("${{ github.event_name == 'push' && " + main)
    assert wish.endswith(" || 'off' }}")
    (kept,) = [one for one in github["steps"] if "/cache@" in one.get("uses", "")]
    assert kept["if"] == "env.PARAPLU_CACHE != 'off'"
    assert forgejo["env"] == {"PARAPLU_CACHE": "off"}
    assert not [one for one in forgejo["steps"] if "/cache@" in one.get("uses", "")]
    gitlab = yaml.safe_load(_FILES[".gitlab-ci.yml"])["check"]
    assert (gitlab["variables"]["PARAPLU_CACHE"], gitlab["variables"]["KEEP"]) == (
        "off",
        "pull",
    )
    first, other = gitlab["rules"]
    assert '$CI_COMMIT_REF_PROTECTED == "true"' in first["if"]
    assert first["variables"]["KEEP"] == "pull-push"
    assert "variables" not in other
    # Its own is kept apart from that of branches that anybody may push to.
    assert "unprotect" not in gitlab["cache"]


@pytest.mark.skipif(os.name == "nt", reason="the steps are for a shell")
def test_a_change_that_brings_what_was_read_is_red(tmp_path: Path) -> None:
    """What is kept on GitLab lies in the checkout, where a commit may put a file."""
    asked = yaml.safe_load(_FILES[".gitlab-ci.yml"])["check"]["before_script"][0]

    def status(*added: str) -> int:
        for name in added:
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("what a forger says")
        for words in (["init", "-q"], ["add", "--force", *added]):
            subprocess.run(["git", *words], cwd=tmp_path, check=True)
        step = ["sh", "-c", asked]
        return subprocess.run(step, cwd=tmp_path, check=False).returncode

    assert status("members.yaml") == 0
    assert status(".paraplu-cache/files/a.kept") == 1


def test_the_image_is_of_one_version_and_has_git_in_it() -> None:
    image = yaml.safe_load(_FILES[".gitlab-ci.yml"])["check"]["image"]
    assert re.fullmatch(r"python:3\.\d+\.\d+-[a-z]+(@sha256:[0-9a-f]{64})?", image)
    # A paraplu that comes from a repository is fetched by git.
    assert not re.search("slim|alpine", image)


def with_jobs() -> list[dict[str, Any]]:
    """Return what the machines of a forge read that knows jobs: all but GitLab."""
    trees = [yaml.safe_load(_FILES[file]) for file in FORGES]
    return [tree for tree in trees if "jobs" in tree]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("chart", ["en", "nl"])
def test_the_board_owns_what_judges(language: str, chart: str) -> None:
    files = Beginning(language, chart, FIRST).files()
    lines = files["CODEOWNERS"].splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    owned = {path: owners for path, *owners in rows}
    for path in (
        "/members.yaml",
        "/requirements.txt",
        "/requirements-pinned.txt",
        "/CODEOWNERS",
        *FORGES,
    ):
        folder = f"/{path.lstrip('/').split('/')[0]}"
        assert owned.get(folder) or owned.get(f"{folder}/")
    for path in owned:
        if "*" not in path:
            assert any(f"/{name}".startswith(path) for name in files)


def test_the_pins_are_those_that_were_tested() -> None:
    """Every package of `requirements/`, at its version and with all its hashes."""
    written = re.sub(r"\\\n *", "", _FILES["requirements-pinned.txt"]).splitlines()
    tested = [
        line
        for name in ("build", "run")
        for line in re.sub(
            r"\\\n *", "", (ROOT / f"requirements/{name}.txt").read_text("utf-8")
        ).splitlines()
    ]
    pinned = [line for line in tested if not line.startswith("#")]
    assert [line for line in written if not line.startswith("#")] == pinned
    assert all(re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line) for line in pinned)
    assert not re.search("://|file:|^-", "\n".join(written), re.MULTILINE)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the wheel of this project, built anew."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d"]
    done = subprocess.run(
        [*command, str(folder)], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.skipif(os.name == "nt", reason="the machines of CI run Linux")
def test_the_steps_run_with_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "python"
    venv.create(home, with_pip=True, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    # What paraplu needs is installed already, beside whatever runs this test.
    needed = Path(click.__file__).parents[1]
    (Path(paths["purelib"]) / "needed.pth").write_text(f"{needed}\n", "utf-8")
    settings = {k: v for k, v in SETTINGS.items() if not k.startswith(("PIP_", "PY"))}
    settings |= {
        "PATH": f"{paths['scripts']}{os.pathsep}{SETTINGS['PATH']}",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": str(wheel),
        "PIP_NO_INDEX": "1",
    }
    books = tmp_path / "books"
    books.mkdir()

    def run(command: str, **more: str) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=books,
            env=settings | more,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    needs = books / "requirements.txt"
    for text in ("# paraplu @ git+https://ADDRESS@COMMIT\n", "nothing-like-this==1\n"):
        needs.write_text(text, "utf-8")
        for file in FORGES:
            status, out = run(steps(file)[1])
            assert status == 1
            note = "::error file=requirements.txt::" if "github" in file else ""
            assert f"\n{note}{FAILED} an address that" in f"\n{out}"
    needs.unlink()
    # The paraplu beside whatever runs this test is another one.
    anew = {"PIP_IGNORE_INSTALLED": "1"}
    assert run("pip install --no-deps paraplu", **anew)[0] == 0
    where = "import paraplu_cli; print(paraplu_cli.__file__)"
    assert run(f'python -c "{where}"')[1].startswith(str(home))
    assert run("paraplu init . --language en --today 2026-11-01")[0] == 0
    # It was installed by its name, as from an index.
    pinned = f"paraplu=={version('paraplu')}"
    assert needs.read_text("utf-8").splitlines()[-1] == pinned
    for file in FORGES:
        pins, install, *_changes, check = steps(file)
        status, out = run(pins)
        assert (status, "Collecting" in out) == (0, False), out
        status, out = run(install, **anew)
        assert status == 0, out
        status, out = run(check)
        assert (status, "::" in out) == (0, False), out
    with (books / BANK).open("a", encoding="utf-8") as bank:
        bank.write(SALE + LUNCH)
    for file in FORGES:
        status, out = run(steps(file)[-1])
        note = f"\n::error file={BANK},line=27,title=PF01 L01::50.00 of L01"
        assert status == 1
        assert (note in out) == ("github" in file)
        assert "PF01" in out
    status, out = run("paraplu explain PF01")
    assert (status, out.startswith("# PF01")) == (0, True)
