"""The words of an approval that deny it, that leave somebody out, or that may stand.

In Dutch and in English, in capitals: `paraplu.ledger.approvals` reads by them.
"""

from __future__ import annotations

from paraplu.base.late_patterns import late

WORD = late(r"[^\W_]+(?:-[^\W_]+)*")
# What is between those who approve, and what begins to tell whom it was about.
AND = late(r"[,;/&+]|\s(?:AND|EN)\s")
ABOUT = late(
    r"(?<=\S)[\s,]"
    r"(?:(?:ASKED|REQUESTED) BY|AT THE REQUEST OF|FOR"
    r"|(?:AAN)?GEVRAAGD DOOR|OP VERZOEK VAN|VOOR)\b"
)
CLAUSE = late(r"[,;:()\[\]]|\s-\s|\s–\s")
NOT = late(r"N['’]T\b")

# Words that deny wherever they are.
DENIES = late(
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
HARMLESS = late(rf"(?<![\w-]){_FREE}")
# Words that deny by what comes with them.
_AGREEING = (
    r"(?:GOEDKEURING|GOEDGEKEURD|GOED|AKKOORD|TOESTEMMING|TOEGESTAAN|TOESTAAN"
    r"|INSTEMMING|BESLUIT|BESLOTEN|MANDAAT|APPROVAL|APPROVED|APPROVE|APPROVING|CONSENT"
    r"|PERMISSION|PERMITTED|AGREED|AGREE|AGREEMENT|DECISION|DECIDED|ALLOWED|GRANTED"
    r"|ACCEPTED|OK|EENS)"
)
_BETWEEN = r"(?:\s+[^\W\d_]+){0,3}?\s+"
WITHOUT = late(
    rf"(?<![\w-])(?:NO|ZONDER|WITHOUT|GEEN|NIET|NOT)"
    rf"(?!\s+(?:(?:ENIGE?|ENKELE?|ANY)\s+)?{_FREE}){_BETWEEN}"
    rf"{_AGREEING}(?![\w-])"
    rf"|(?<![\w-]){_AGREEING}{_BETWEEN}(?:NIET|NOT|ONTHOUDEN|WITHHELD)(?![\w-])"
    rf"(?!\s+{_FREE})"
)
# What was asked for, and says no more than that.
ASKS = late(
    r"(?:AANGEVRAAGD|VERZOCHT|GEVRAAGD|REQUESTED|ASKED)(?! DOOR| BY)(?![\w-])"
    r"|(?:TO BE|MOET NOG|NOG TE)(?![\w-])"
    # To whom it was put; what they said of it may come after that.
    rf"|(?:AAN\s+(?:\S+\s+){{1,6}}?(?:(?:AAN)?GEVRAAGD|VERZOCHT|VOORGELEGD)"
    rf"|VOORGELEGD AAN|(?:PUT|SUBMITTED) TO)(?![\w-])"
    rf"(?!.*(?:[,;:(]|\s(?:EN|AND|MAAR|BUT)\s).*{_AGREEING}(?![\w-]))"
)
NEGATES = late(r"(?<![\w-])(?:NIET|NOT|GEEN|NONE|NIEMAND|NOBODY)(?![\w-])")
# What names who was left out, before a name and after it.
BUT = (
    r"ZONDER|BEHALVE|UITGEZONDERD|BUITEN STEMMING|MET UITZONDERING VAN|M\.?U\.?V\.?"
    r"|MAAR NIET|NIET DOOR|NOT BY|IN (?:THE )?(?:AFWEZIGHEID VAN|ABSENCE OF)"
    r"|MET ONTHOUDING VAN|WITHOUT|EXCEPT(?: FOR)?|EXCEPTING|EXCLUDING|EXCL\.?"
    r"|APART FROM|BUT NOT|ALL BUT|MINUS"
)
OUT = (
    r"ONTHIELD(?:EN)?|ONTHOUDT|ONTHOUDEN|BUITEN STEMMING|AFWEZIG|UITGEZONDERD|NIET|GEEN"
    r"|TEGEN|ABSTAIN(?:ED|S|ING)?|ABSENT|EXCLUDED|EXCEPTED|RECUSED|NOT|AGAINST|LEFT OUT"
)
# Without such a word nobody is left out.
LEAVES_OUT = late(rf"{BUT}|{OUT}|\bNA\b")
NOTHING = late(r"(?!)")
HELPS = r"WAS|WERE|IS|ARE|HEEFT|HEBBEN|HAS|HAVE|DID|STEMDE|STEMDEN|DEED|ZICH|VOTED"
ENDS = r"(?=\s*(?:[,;)\]]|$|\s(?:EN|AND|MAAR|BUT|OP|ON|IN)\s))"
ROLE = r"(?:(?:LID|MEMBER|HET|THE|DE)\s+)*"
ARTICLES = frozenset({"DE", "HET", "THE"})
# The board as one, in either language: whoever the register says that it is.
BODY = frozenset({"BOARD", "BESTUUR"})
