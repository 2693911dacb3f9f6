"""Where the `paraplu` command begins and ends, as a process."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from paraplu.base.interrupts import take_requests_to_end
from paraplu_cli.main import main


def run() -> NoReturn:
    """Run the command and leave with its exit status.

    A command lives for seconds and keeps all that it loads, so the garbage collector
    would only walk over it; and taking the books apart again, entry by entry, before
    leaving would take half a second on a hundred thousand of them.
    """
    gc.disable()
    take_requests_to_end()
    try:
        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(bool(end.code))
    else:
        status = 0
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # Whoever read it has gone, which the command has dealt with.
            continue
    os._exit(status)
