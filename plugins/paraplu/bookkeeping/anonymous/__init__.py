"""A copy of the books in which names, texts, references and amounts are others."""

from paraplu.bookkeeping.anonymous.copying import Copied, Copying

__all__ = ["Copied", "Copying"]
