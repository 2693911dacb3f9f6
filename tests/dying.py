"""A process that ends, as by a power cut, while it writes."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def die_at(step: int) -> None:
    """Kill this process the n-th time that it writes, renames or syncs."""
    left = [step]

    def dying(real: object) -> object:
        def call(*args: object, **rest: object) -> object:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **rest)  # type: ignore[operator]

        return call

    for module, name in ((os, "fsync"), (Path, "replace"), (Path, "mkdir")):
        setattr(module, name, dying(getattr(module, name)))
