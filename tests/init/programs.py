"""The programs that new books use, as this Python has them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

_CODE = {
    "paraplu": "from paraplu_cli.main import main; main()",
    "bean-check": "from beancount.scripts.check import main; main()",
    "bean-format": "from beancount.scripts.format import main; main()",
}


def programs_in(folder: Path) -> str:
    """Make the programs in a folder; return it, to be put before what is found."""
    folder.mkdir()
    for name, code in _CODE.items():
        program = folder / name
        program.write_text(
            f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "{code}" "$@"\n', "utf-8"
        )
        program.chmod(0o755)
    return str(folder)
