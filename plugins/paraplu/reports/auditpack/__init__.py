"""The audit pack: a year of the books in one zip that opens without paraplu.

`files` says which files of the books go into it, `tables` what is worked out of them,
`readme` how to verify a figure by hand, and `archive` writes the zip, the same bytes
for the same books.
"""

from paraplu.reports.auditpack.archive import PackedFile, write_archive
from paraplu.reports.auditpack.files import CannotPack
from paraplu.reports.auditpack.making import pack_of

__all__ = ["CannotPack", "PackedFile", "pack_of", "write_archive"]
