"""The packages that paraplu needs, each at one version and with its hashes, for pip.

They come with the program: what was tested is what is installed elsewhere.
"""

from __future__ import annotations

from pathlib import Path

# What builds paraplu where it comes as its sources, and what it runs with.
NAMES = ("build.txt", "run.txt")


def folder() -> Path:
    """Return where the pins are: in the package, or in the sources."""
    package = Path(__file__).parent
    installed = package / "requirements"
    return installed if installed.is_dir() else package.parents[1] / "requirements"


def pins() -> str:
    """Return the lines of a requirements file with all that paraplu needs.

    Installed with `--no-deps` and `--require-hashes` it is complete: nothing in it
    asks for a package that it does not name.
    """
    texts = [(folder() / name).read_text("utf-8") for name in NAMES]
    lines = [line for text in texts for line in text.splitlines()]
    return "\n".join(line for line in lines if not line.startswith("#"))
