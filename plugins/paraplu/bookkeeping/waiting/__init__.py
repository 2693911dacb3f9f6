"""Lines of statements that wait for somebody who knows: what they can be, and placing.

`open_desk` opens the books, and the `Desk` says what waits, what each line can be, and
what placing it writes. `paraplu allocate` is made of it, and so may a page be: nothing
here knows of a terminal.
"""

from paraplu.bookkeeping.waiting.answer import Part
from paraplu.bookkeeping.waiting.desk import Desk, PlacingStep, open_desk
from paraplu.bookkeeping.waiting.model import Choice, WaitingLine

__all__ = [
    "Choice",
    "Desk",
    "Part",
    "PlacingStep",
    "WaitingLine",
    "open_desk",
]
