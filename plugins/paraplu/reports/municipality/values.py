"""What the parts of the report have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paraplu.base.language import Message


@dataclass(frozen=True)
class NotKnown:
    """A value that the books cannot give, and why: it stays open."""

    reason: Message
