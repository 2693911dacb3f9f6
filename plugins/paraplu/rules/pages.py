"""The page of each rule, in Markdown: what `paraplu explain` prints and Fava shows."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Return where the pages lie: in the package, or in the sources."""
    package = Path(__file__).parents[1]
    installed = package / "pages"
    return installed if installed.is_dir() else package.parents[1] / "docs" / "rules"


def page_of(code: str, language: str) -> str | None:
    """Return the page of a rule in a language, else in English, else None.

    `code` is that of a rule: it becomes part of a path.
    """
    where = folder()
    for page in (where / language / f"{code}.md", where / f"{code}.md"):
        if page.is_file():
            lines = page.read_text("utf-8").rstrip().splitlines()
            # Comments tell the tests what the ledgers on the page must give.
            return "\n".join(line for line in lines if not line.startswith("<!--"))
    return None
