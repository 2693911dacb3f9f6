"""The codes in UBL: of the profiles, of documents, of numbers and of units."""

from __future__ import annotations

_EN = "urn:cen.eu:en16931:2017#compliant#urn:fdc:"
PROFILES = {
    "nlcius": f"{_EN}nen.nl:nlcius:v1.0",
    "peppol": f"{_EN}peppol.eu:2017:poacc:billing:3.0",
}
PROCESS = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
CURRENCY = "EUR"

# Code lists of the norm: UNTDID 1001 for the kind of document, UNTDID 4461 for a SEPA
# credit transfer, ISO 6523 for who gives a number out.
INVOICE, CREDIT_NOTE = "380", "381"
SEPA = "58"
KVK, OIN = "0106", "0190"
# Whom a VAT number addresses in Peppol (code list EAS), by the letters it begins
# with. Sweden has another number for that, which “peppol:” of the customer tells.
_BY_LETTERS = (
    "AT9914 BE9925 BG9926 CY9928 CZ9929 DE9930 DK0198 EE9931 EL9933 ES9920 FI0213 "
    "FR9957 HR9934 HU9910 IE9935 IT0211 LT9937 LU9938 LV9939 MT9943 NL9944 PL9945 "
    "PT9946 RO9947 SI9949 SK9950 XI9932"
)
VAT_SCHEMES = {both[:2]: both[2:] for both in _BY_LETTERS.split()}
# The category of what is outside of VAT (UNTDID 5305): no party then has a VAT number.
NOT_TAXED = "O"
# Units, UN/ECE recommendation 20, by the words that people write.
PIECE = "C62"
UNITS = {
    word: code
    for code, words in {
        "C62": "stuk stuks st st. piece pieces pcs",
        "HUR": "uur uren hour hours u h",
        "DAY": "dag dagen day days",
        "WEE": "week weken weeks",
        "MON": "maand maanden month months mnd",
        "ANN": "jaar jaren year years",
        "MIN": "minuut minuten minute minutes min",
        "KMT": "km kilometer kilometers kilometre kilometres",
        "MTR": "m m1 meter meters metre metres",
        "CMT": "cm centimeter centimeters centimetre centimetres",
        "MMT": "mm millimeter millimeters millimetre millimetres",
        "MTK": "m2 m²",
        "MTQ": "m3 m³ kuub",
        "KGM": "kg kilo kilos kilogram",
        "GRM": "g gram grams",
        "TNE": "ton tonne tonnes",
        "LTR": "l liter liters litre litres",
        "DLT": "dl deciliter deciliters decilitre decilitres",
        "CLT": "cl centiliter centiliters centilitre centilitres",
        "MLT": "ml milliliter milliliters millilitre millilitres",
        "KWH": "kwh",
        "PR": "paar pair pairs",
        "SET": "set sets",
        "DZN": "dozijn",
        "XBX": "doos box boxes",
    }.items()
    for word in words.split()
}
