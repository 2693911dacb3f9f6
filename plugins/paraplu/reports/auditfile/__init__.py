"""The XML Auditfile Financieel (XAF): a year of the books for accountant and inspector.

`accounts`, `parties` and `entries` say what goes into it, `making` puts that together,
and `writing` writes it as a stream, as version 4.0 or 3.2.
"""

from paraplu.reports.auditfile.making import CannotExport, auditfile_of
from paraplu.reports.auditfile.model import Auditfile, Imprint, XafVersion
from paraplu.reports.auditfile.writing import PROVISIONAL, write_auditfile

__all__ = [
    "PROVISIONAL",
    "Auditfile",
    "CannotExport",
    "Imprint",
    "XafVersion",
    "auditfile_of",
    "write_auditfile",
]
