"""A start with books that cannot be shown: one line that says why, and status 2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.fava.test_last_good import CHANGES, EXTENSION, SALE
from tests.support import HEAD, write_books

CANNOT = [one for one in CHANGES if one[1] not in {"evil", "outside"}]


@pytest.mark.parametrize(("change", "why"), CANNOT)
def test_a_start_with_such_books_is_one_line(
    tmp_path: Path, run: Run, change: Callable[[Path], None], why: str
) -> None:
    main = write_books(tmp_path, SALE, head=HEAD + EXTENSION)
    change(main)
    if not (tmp_path / "members.yaml").exists():
        pytest.skip("books without a register are shown, and the pages say so")
    status, out, err = run("browse", "--no-open", str(main))
    assert (status, out) == (2, "")
    assert err.startswith("paraplu: ")
    assert why in err
    assert err.count("\n") == 1
