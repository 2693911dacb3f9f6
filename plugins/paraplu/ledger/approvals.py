"""Approvals: who approved what is spent, on which day, and who was left out.

An `approved:` is who, then the day. The first name is the one who approved; what
follows a comma or “asked by” is about it, and a code by itself after a comma is of a
fellow who approved it as well. A sentence that denies is not an approval. Somebody who
is named as left out did not approve, and takes nothing from those who did.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.metadata import APPROVED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# What is between those who approve, and what begins to tell whom it was about.
_AND = re.compile(r"[,;/&+]|\s(?:AND|EN)\s")
_ABOUT = re.compile(
    r"(?<=\S)[\s,]"
    r"(?:(?:ASKED|REQUESTED) BY|AT THE REQUEST OF|FOR"
    r"|(?:AAN)?GEVRAAGD DOOR|OP VERZOEK VAN|VOOR)\b"
)
_CLAUSE = re.compile(r"[,;:()\[\]]|\s-\s|\s–\s")
_NOT = re.compile(r"N['’]T\b")

# Words that deny wherever they are.
_DENIES = re.compile(
    r"(?<![\w-])(?:AFGEWEZEN|AFWIJZING|WIJST AF|WEES AF|WEZEN AF|GEWEIGERD|WEIGERT"
    r"|WEIGERDE|WEIGERDEN|WEIGERING|AFGEKEURD|AFKEURING|KEURT AF|KEURDE AF|KEURDEN AF"
    r"|VERWORPEN|INGETROKKEN|AANGEHOUDEN|UITGESTELD|IN AFWACHTING|WACHT OP|WACHTEN OP"
    r"|IN BEHANDELING|REJECTED|REJECTS|REJECTION|DECLINED|DECLINES|REFUSED|REFUSES"
    r"|REFUSAL|DENIED|DENIES|DENIAL|DISAPPROVED|UNAPPROVED|REVOKED|WITHDRAWN|VETOED"
    r"|PENDING|POSTPONED|DEFERRED|AWAITING|AWAITS|WAITING FOR|UNDER REVIEW"
    r"|VOLGT|WORDT NOG|TO FOLLOW|NOG NIET|NOT YET|NEE|NEEN|NOOIT|NEVER|CANNOT"
    r"|(?:BESTUUR|BOARD)(?: IS| WAS| STEMDE| VOTED)? (?:TEGEN|AGAINST)"
    r"|(?<!NIET )(?:ONDER|MET)(?: EEN| HET| ENIG| DIT)? VOORBEHOUD"
    r"|(?<!NOT )SUBJECT TO|WITH(?: A| SOME)? RESERVATIONS?"
    r"|(?:NIET|NOT|NON)-[\w-]+)(?![\w-])"
)
# What may be denied without denying the approval: who was there, who was against.
_FREE = (
    r"(?:BEZWA(?:AR|REN)|TEGENSTEM(?:MEN|MERS?)?|TEGEN|VOORBEHOUD"
    r"|BIJZONDERHEDEN|OPMERKINGEN|ONTHOUDING(?:EN)?|AANWEZIG|VOLTALLIG|ERBIJ|BIJ|MEE"
    r"|MEEGESTEMD|STEMDE|STEMDEN|UNANIEM|OBJECTIONS?|AGAINST|ABSTENTIONS?|RESERVATIONS?"
    r"|REMARKS|PRESENT|THERE|VOTING|VOTED|VOTE|UNANIMOUS(?:LY)?|COMPLETE|FULL|ALLEEN"
    r"|ONLY|ALONE|DUURDER|MEER|HOGER|BOVEN|LATER|EXCEEDING|EXCEED|OVER|ABOVE|MORE"
    r")(?![\w-])"
)
_HARMLESS = re.compile(rf"(?<![\w-]){_FREE}")
# Words that deny by what comes with them.
_AGREEING = (
    r"(?:GOEDKEURING|GOEDGEKEURD|GOED|AKKOORD|TOESTEMMING|TOEGESTAAN|TOESTAAN"
    r"|INSTEMMING|BESLUIT|BESLOTEN|MANDAAT|APPROVAL|APPROVED|APPROVE|APPROVING|CONSENT"
    r"|PERMISSION|PERMITTED|AGREED|AGREE|AGREEMENT|DECISION|DECIDED|ALLOWED|GRANTED"
    r"|ACCEPTED|OK|EENS)"
)
_BETWEEN = r"(?:\s+[^\W\d_]+){0,3}?\s+"
_WITHOUT = re.compile(
    rf"(?<![\w-])(?:NO|ZONDER|WITHOUT|GEEN|NIET|NOT)"
    rf"(?!\s+(?:(?:ENIGE?|ENKELE?|ANY)\s+)?{_FREE}){_BETWEEN}"
    rf"{_AGREEING}(?![\w-])"
    rf"|(?<![\w-]){_AGREEING}{_BETWEEN}(?:NIET|NOT|ONTHOUDEN|WITHHELD)(?![\w-])"
    rf"(?!\s+{_FREE})"
)
# What was asked for, and says no more than that.
_ASKS = re.compile(
    r"(?:AANGEVRAAGD|VERZOCHT|GEVRAAGD|REQUESTED|ASKED)(?! DOOR| BY)(?![\w-])"
    r"|(?:TO BE|MOET NOG|NOG TE)(?![\w-])"
    # To whom it was put; what they said of it may come after that.
    rf"|(?:AAN\s+(?:\S+\s+){{1,6}}?(?:(?:AAN)?GEVRAAGD|VERZOCHT|VOORGELEGD)"
    rf"|VOORGELEGD AAN|(?:PUT|SUBMITTED) TO)(?![\w-])"
    rf"(?!.*(?:[,;:(]|\s(?:EN|AND|MAAR|BUT)\s).*{_AGREEING}(?![\w-]))"
)
_NEGATES = re.compile(r"(?<![\w-])(?:NIET|NOT|GEEN|NONE|NIEMAND|NOBODY)(?![\w-])")
# What names who was left out, before a name and after it.
_BUT = (
    r"ZONDER|BEHALVE|UITGEZONDERD|BUITEN STEMMING|MET UITZONDERING VAN|M\.?U\.?V\.?"
    r"|MAAR NIET|NIET DOOR|NOT BY|IN (?:THE )?(?:AFWEZIGHEID VAN|ABSENCE OF)"
    r"|MET ONTHOUDING VAN|WITHOUT|EXCEPT(?: FOR)?|EXCEPTING|EXCLUDING|EXCL\.?"
    r"|APART FROM|BUT NOT|ALL BUT|MINUS"
)
_OUT = (
    r"ONTHIELD(?:EN)?|ONTHOUDT|ONTHOUDEN|BUITEN STEMMING|AFWEZIG|UITGEZONDERD|NIET|GEEN"
    r"|TEGEN|ABSTAIN(?:ED|S|ING)?|ABSENT|EXCLUDED|EXCEPTED|RECUSED|NOT|AGAINST|LEFT OUT"
)
# Without such a word nobody is left out.
_LEAVES_OUT = re.compile(rf"{_BUT}|{_OUT}|\bNA\b")
_NOTHING = re.compile(r"(?!)")
_HELPS = r"WAS|WERE|IS|ARE|HEEFT|HEBBEN|HAS|HAVE|DID|STEMDE|STEMDEN|DEED|ZICH|VOTED"
_ENDS = r"(?=\s*(?:[,;)\]]|$|\s(?:EN|AND|MAAR|BUT|OP|ON|IN)\s))"
_ROLE = r"(?:(?:LID|MEMBER|HET|THE|DE)\s+)*"
_ARTICLES = frozenset({"DE", "HET", "THE"})
# The board as one, in either language: whoever the register says that it is.
_BODY = frozenset({"BOARD", "BESTUUR"})


class Approval(Struct, frozen=True):
    """Who approved, and when; `day` is None where no date can be read."""

    who: str
    day: dt.date | None


class Approvers:
    """Reads approvals by one register: who its members are, and who is its board."""

    def __init__(self, register: Register) -> None:
        self.board = register.board
        self._register = register
        self._seats = [_words(one.upper()) for one in register.board]
        self._known = {code.upper(): code for code in register.members}
        people = (person.name.upper() for person in register.private.values())
        seats = (one.upper() for one in register.board)
        names = sorted({*self._known, *seats, *people} - {""}, key=len, reverse=True)
        either = "|".join(map(re.escape, names)) or r"(?!)"
        self._name = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
        self._read: dict[str, _Reading] = {}

    def denies(self, approval: Approval) -> bool:
        """Tell whether the words say that it was not approved, or by nobody."""
        return self._reading(approval).denies

    def own(self, approval: Approval, member: str) -> bool:
        """Tell whether only the member who spends approved it."""
        read, known = self._reading(approval), self._known
        code = next((known[word] for word in read.first if word in known), None)
        fellows = {known.get(" ".join(words)) for words in read.others}
        if fellows - {member, None}:
            return False
        person = self._register.private.get(member)
        name = _WORD.findall(person.name.upper()) if person else []
        if code == member or bool(not code and name and _within(name, read.first)):
            names = self._others_on_board(read, member)
            return not any(words in names for words in read.others)
        return False

    def known(self, approval: Approval, member: str) -> bool:
        """Tell whether somebody of the board approved it, beside the spender.

        Where the register names no board, anybody may approve.
        """
        if not self._seats:
            return True
        read = self._reading(approval)
        names = self._others_on_board(read, member)
        return any(words in names for words in read.others) or any(
            _within(name, read.first) for name in names
        )

    def _others_on_board(self, read: _Reading, member: str) -> list[list[str]]:
        """Return how the board can be named that approved, but for the member.

        The board as one is no longer that where the word has a fellow beside it who is
        not on it.
        """
        seats = [words for words in self._seats if words != [member.upper()]]
        left = [words for words in seats if " ".join(words) not in read.left]
        strangers = (
            word for word in read.first if word in self._known and [word] not in seats
        )
        if not left or any(strangers):
            return left
        return [*left, *([word] for word in _BODY)]

    def _reading(self, approval: Approval) -> _Reading:
        if approval.who not in self._read:
            self._read[approval.who] = _Reading(approval.who, self._name)
        return self._read[approval.who]


class _Reading:
    """What the words of an approval say, to who knows the names in the register."""

    def __init__(self, who: str, name: re.Pattern[str]) -> None:
        self._text = _NOT.sub(" NOT", " ".join(who.upper().split()))
        self._name = name

    @cached_property
    def left(self) -> frozenset[str]:
        """Who is named as left out, in capitals."""
        return frozenset(
            " ".join(_words(name))
            for part in self._left_out.finditer(self._text)
            for name in self._name.findall(part[0])
        )

    @property
    def _left_out(self) -> re.Pattern[str]:
        """What names somebody who was left out, as it is taken out of the words."""
        # With every name in it many times it takes long to make, and is seldom needed.
        if not _LEAVES_OUT.search(self._text):
            return _NOTHING
        name = self._name.pattern
        several = rf"{_ROLE}{name}(?:\s*(?:,|&|\+|/|\bEN\b|\bAND\b)\s*{_ROLE}{name})*"
        after = r"(?:(?!,|;|\)|\sEN\s|\sAND\s).)*"
        return re.compile(
            rf"(?<![\w-])(?:{_BUT}):?\s+(?:\w+ (?:VAN|OF|BY|DOOR) )?{several}"
            rf"|(?<![\w-])OP\s+{several}\s+NA(?![\w-])"
            rf"|(?<![\w-])(?:NIET|NOT):?\s+{several}{_ENDS}"
            rf"|{several}(?:\s+(?:{_HELPS}))*\s+(?:{_OUT})(?![\w-]){after}"
        )

    @cached_property
    def _rest(self) -> str:
        """The words without those who were left out."""
        return self._left_out.sub(self._unless_denied, self._text).strip(" ,;")

    def _unless_denied(self, part: re.Match[str]) -> str:
        """Return what stays of a part: all where it is the approval that it denies.

        After a comma it tells of one who was against, while others approved.
        """
        denied = _DENIES.search(part[0]) or _WITHOUT.search(part[0])
        beside = self._text[: part.start()].rstrip().endswith((",", ";", "("))
        return part[0] if denied and not beside else " "

    @cached_property
    def denies(self) -> bool:
        """Whether the words deny, or nobody is left who approved."""
        rest = self._rest
        if not _WORD.search(rest) or _ASKS.match(rest):
            return True
        if _DENIES.search(rest) or _WITHOUT.search(rest):
            return True
        return any(
            clause == "NO"
            or (
                _NEGATES.search(clause)
                and not _HARMLESS.search(clause)
                and not (self._name.search(clause) and not _NEGATES.match(clause))
            )
            for clause in self._clauses()
        )

    def _clauses(self) -> Iterator[str]:
        yield from filter(None, map(str.strip, _CLAUSE.split(self._rest)))

    @cached_property
    def _parts(self) -> list[list[str]]:
        who = _ABOUT.split(self._rest, maxsplit=1)[0]
        return [words for part in _AND.split(who) if (words := _words(part))]

    @property
    def first(self) -> list[str]:
        """The words of the part that comes first."""
        return self._parts[0] if self._parts else []

    @property
    def others(self) -> list[list[str]]:
        """The words of each part after that."""
        return self._parts[1:]


def _words(text: str) -> list[str]:
    """Return the words of a text in capitals, without articles."""
    return [word for word in _WORD.findall(text) if word not in _ARTICLES]


def _within(part: list[str], words: list[str]) -> bool:
    starts = range(len(words) - len(part) + 1)
    return any(words[start : start + len(part)] == part for start in starts)


def approval_of(transaction: Transaction, position: int) -> Approval | None:
    """Return the approval of a posting, or else of its transaction, or None."""
    text = transaction.said(APPROVED, position)
    return None if text is None else read_approval(str(text))


def read_approval(text: str) -> Approval:
    """Return what an `approved:` says: who, then the day."""
    words = text.split()
    if len(words) > 1:
        try:
            day = dt.date.fromisoformat(words[-1])
            return Approval(" ".join(words[:-1]), day)
        except ValueError:
            pass
    return Approval(text, None)
