"""What Fava refuses to do, in the reader's language and with a status that fits.

Fava says it in English, with status 500 as if it had failed itself, and of an importer
it gives Python's whole account. Here each kind of refusal has words of ours that say
what to do, and a status: 4xx where what is asked for cannot be, 500 for a fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fava import core, json_api, serialisation
from fava.core import documents, file, filters, ingest, query_shell
from fava.helpers import FavaAPIError
from werkzeug.exceptions import HTTPException

from paraplu.base.language import say
from paraplu.base.system import reason_of
from paraplu.fava_import import NotImported

if TYPE_CHECKING:
    from paraplu.base.language import Language, Message

_LONGEST = 500
# What Fava gives where it may change nothing; it means that somebody has to log in.
_READ_ONLY = 401


class FavaRefusal(NamedTuple):
    """A status of HTTP, and what to say to whoever asked."""

    status: int
    said: Message | str

    def words(self, language: Language) -> str:
        """Return what to say, in a language where it is not said in one yet."""
        return self.said if isinstance(self.said, str) else language.render(self.said)


NO_FILE = FavaRefusal(
    403, say("This file is not one that can be read or changed here.")
)
_LOOK = FavaRefusal(
    403,
    say(
        "You can look but not change anything. To allow changes, start again with "
        "--write."
    ),
)
_NOT_THERE = FavaRefusal(404, say("There is no file of this name."))
_NO_ENTRY = FavaRefusal(
    404, say("This entry is no longer in the books as it was. Load the page again.")
)
_UNCLEAR = FavaRefusal(
    400, say("This request is not complete, or Fava does not know it.")
)
_UNREADABLE_ENTRY = FavaRefusal(
    400, say("This entry cannot be read. Look at its date, accounts and amounts.")
)
_TYPED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
# What somebody asks for that cannot be is nothing for the terminal.
QUIET = (
    *(HTTPException, filters.FilterError, json_api.FavaJSONAPIError),
    *(json_api.ValidationError, core.EntryNotFoundForHashError),
    file.GeneratedEntryError,
)
# As such our own code tells why it refuses, in the reader's language already.
_OURS = (FavaAPIError, query_shell.FavaShellError)
_KINDS: dict[type[Exception], FavaRefusal] = {
    file.NonSourceFileError: NO_FILE,
    file.ExternallyChangedError: FavaRefusal(
        409,
        say(
            "The file was changed by another program since you opened it. Copy your "
            "text, load the page again, and put it back in."
        ),
    ),
    file.GeneratedEntryError: FavaRefusal(
        422, say("This entry is not in a file of the books, so it cannot be changed.")
    ),
    file.InvalidUnicodeError: FavaRefusal(
        422, say("This file is not written in UTF-8. Save it as UTF-8.")
    ),
    core.EntryNotFoundForHashError: _NO_ENTRY,
    core.StatementNotFoundError: _NOT_THERE,
    core.StatementMetadataInvalidError: FavaRefusal(
        400, say("This entry does not name a document under this key.")
    ),
    documents.NotADocumentsFolderError: FavaRefusal(
        422, say("This folder is not one that the books keep documents in.")
    ),
    documents.NotAValidAccountError: FavaRefusal(
        422, say("There is no account of this name in the books.")
    ),
    filters.FilterParseError: FavaRefusal(400, say("This filter cannot be read.")),
    filters.FilterIllegalCharError: FavaRefusal(
        400, say("This filter cannot be read.")
    ),
    filters.TimeFilterParseError: FavaRefusal(
        400, say("This is not a period. Write 2025, 2025-03 or 2025-q1, for example.")
    ),
    ingest.MissingImporterConfigError: FavaRefusal(
        422,
        say(
            "The books do not say what reads statements: the option {option} is "
            "missing.",
            option="import-config",
        ),
    ),
    ingest.MissingImporterDirsError: FavaRefusal(
        422,
        say(
            "The books do not name a folder for statements: the option {option} is "
            "missing.",
            option="import-dirs",
        ),
    ),
    json_api.DocumentDirectoryMissingError: FavaRefusal(
        422,
        say(
            "The books do not name a folder for documents: the option {option} is "
            "missing.",
            option="documents",
        ),
    ),
    json_api.NotFoundError: FavaRefusal(404, say("There is nothing here.")),
    json_api.TargetPathAlreadyExistsError: FavaRefusal(
        409, say("There is a file of this name already. Choose another name.")
    ),
    json_api.NoFileUploadedError: FavaRefusal(400, say("Choose a file first.")),
    json_api.UploadedFileIsMissingFilenameError: FavaRefusal(
        400, say("This file has no name.")
    ),
    json_api.NotAValidDocumentOrImportFileError: FavaRefusal(
        403, say("This file is neither a document of the books nor a statement.")
    ),
    json_api.NotAFileError: _NOT_THERE,
    json_api.FileDoesNotExistError: _NOT_THERE,
    json_api.ValidationError: _UNCLEAR,
    query_shell.QueryNotFoundError: FavaRefusal(
        400, say("There is no query of this name in the books.")
    ),
    query_shell.TooManyRunArgsError: FavaRefusal(
        400, say("There is no query of this name in the books.")
    ),
    query_shell.NonExportableQueryError: FavaRefusal(
        400, say("Only a query that gives a table can be saved as a file.")
    ),
    RecursionError: FavaRefusal(
        400, say("What is asked for has too many parts within each other.")
    ),
}


def refusal_of(fault: Exception, endpoint: str) -> FavaRefusal:
    """Return how to refuse a request in which Fava stopped on a fault.

    `endpoint` is what was asked for, as Fava calls it.
    """
    known = next((_KINDS[one] for one in type(fault).__mro__ if one in _KINDS), None)
    return known or _with_details(fault) or _of_entries(fault, endpoint)


def _with_details(fault: Exception) -> FavaRefusal | None:
    """Return a refusal that tells more than its kind; None where there is no more."""
    refusal = None
    match fault:
        case HTTPException(code=code):
            read_only = code == _READ_ONLY
            refusal = _LOOK if read_only else FavaRefusal(code or 500, _UNCLEAR.said)
        case OSError():
            why = say("A file cannot be read or written: {why}.", why=reason_of(fault))
            refusal = FavaRefusal(500, why)
        case serialisation.InvalidAmountError():
            amount = say("This is not an amount: {amount}", amount=_detail(fault))
            refusal = FavaRefusal(400, amount)
        case query_shell.QueryParseError() | query_shell.QueryCompilationError():
            why = say("This query cannot be read: {why}", why=_detail(fault))
            refusal = FavaRefusal(400, why)
        case ingest.ImporterMethodCallError():
            refusal = _of_importer(fault.__cause__ or fault.__context__ or fault)
    return refusal


def _of_entries(fault: Exception, endpoint: str) -> FavaRefusal:
    """Return a refusal of entries that somebody typed, or of anything else."""
    plain = type(fault) in _OURS
    if endpoint.endswith("put_add_entries") and (plain or isinstance(fault, _TYPED)):
        return _UNREADABLE_ENTRY
    if plain and isinstance(fault, FavaAPIError):
        return FavaRefusal(400, str(fault.message))
    return _stopped(fault)


def _detail(fault: FavaAPIError) -> str:
    """Return what comes after the English that Fava begins with."""
    return str(fault.message).partition(": ")[2][:_LONGEST]


def _of_importer(fault: BaseException) -> FavaRefusal:
    """Return what an importer says of a file, or that it failed."""
    return (
        FavaRefusal(422, str(fault)) if type(fault) is NotImported else _stopped(fault)
    )


def _stopped(fault: BaseException) -> FavaRefusal:
    said = say(
        "Fava cannot answer this: it stopped on {fault}.",
        fault=f"{type(fault).__name__}: {fault}"[:_LONGEST],
    )
    return FavaRefusal(500, said)
