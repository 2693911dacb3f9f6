"""Patterns that are made when they are first asked: few of them are, in one run."""

from __future__ import annotations

import re
from typing import Any, cast


class _LatePattern:
    """Stands for a pattern until one of its methods is called; then it has them all."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the pattern has it
        found = getattr(re.compile(self.pattern, self.flags), name)
        # The next time it is there.
        setattr(self, name, found)
        return found


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern for its methods, such as `match`; none that is wrong is told."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
