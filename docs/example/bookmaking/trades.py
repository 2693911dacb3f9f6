"""The trades of the eight members. Shops, firms and places are invented."""

from __future__ import annotations

from bookmaking.days import day
from bookmaking.money import Vat
from bookmaking.trade import Firm, Supply, Trade, Ware

FURNITURE = Trade(
    code="L01",
    vat=Vat.HIGH,
    wares=(
        Ware("Krukje van kaasplank", 35, 60),
        Ware("Ladekast, zeegroen opgeknapt", 140, 240),
        Ware("Salontafel van steigerhout", 120, 190),
        Ware("Spiegel in vensterluik", 55, 95),
        Ware("Nachtkastjes, set van twee", 80, 130),
        Ware("Boekenkast uit oude deuren", 160, 260),
        Ware("Bankje voor de hal", 70, 120),
    ),
    firms=(
        Firm("Eetcafé De Lepelaar", "Tafels en banken", 180, 420),
        Firm("Buurthuis De Brug", "Opbergkasten", 150, 330),
        Firm("Kapsalon De Krultang", "Balie van pallethout", 240, 460),
    ),
    supplies=(
        Supply("Bouwmarkt De Klos", "Beits, lak en schuurpapier", 14, 46, "Materials"),
        Supply("Verfhandel De Kwast", "Krijtverf en kwasten", 22, 58, "Materials"),
        Supply("Kringloop Wilgerdam", "Kastje", 10, 35, "Materials", Vat.NONE),
        Supply("IJzerhandel Van Nu", "Grepen en scharnieren", 8, 29, "Materials"),
        Supply("Busverhuur De Sleutel", "Bestelbus, halve dag", 42, 61, "Transport"),
    ),
    orders=140,
    invoices=30,
    purchases=165,
    season=(80, 85, 105, 115, 120, 110, 75, 70, 115, 120, 115, 90),
    market=(40, 130),
)

CAKES = Trade(
    code="L02",
    vat=Vat.LOW,
    wares=(
        Ware("Verjaardagstaart met aardbeien", 28, 42),
        Ware("Chocoladetaart", 25, 39),
        Ware("Kindertaart met figuurtjes", 34, 55),
        Ware("Doos bonbons", 12, 24),
        Ware("High tea voor zes personen", 66, 108),
        Ware("Taart zonder gluten", 27, 40),
    ),
    firms=(
        Firm("Eetcafé De Lepelaar", "Appeltaarten van de week", 48, 96),
        Firm("Basisschool De Wilgenroos", "Traktaties", 35, 85),
        Firm("Buurthuis De Brug", "Koekjes voor bijeenkomsten", 28, 66),
        Firm("Zorgcentrum De Linde", "Gebak voor de verjaardagen", 58, 124),
    ),
    supplies=(
        Supply(
            "Groothandel De Korenschoof", "Meel, suiker, boter", 28, 74,
            "Ingredients", Vat.LOW,
        ),
        Supply(
            "Zuivelboerderij Het Weiland", "Eieren en room", 11, 32,
            "Ingredients", Vat.LOW,
        ),
        Supply(
            "Groothandel De Korenschoof", "Chocolade en noten", 19, 52,
            "Ingredients", Vat.LOW,
        ),
        Supply("Verpakkingen De Doos", "Taartdozen en linten", 16, 38, "Packaging"),
    ),
    orders=255,
    invoices=80,
    purchases=220,
    season=(70, 90, 100, 115, 140, 110, 75, 65, 100, 105, 110, 150),
    market=(60, 150),
)  # fmt: skip

ART = Trade(
    code="L03",
    vat=Vat.LOW,
    wares=(
        Ware("Linosnede, gesigneerd en genummerd", 35, 65),
        Ware("Aquarel van de kaai", 60, 110),
        Ware("Huisdierportret in pastel", 75, 140),
        Ware("Schilderij in olieverf", 140, 320),
    ),
    firms=(
        Firm("Huisartsenpraktijk De Vlier", "Schilderijen wachtkamer", 160, 310),
        Firm("Boekhandel De Leeslamp", "Linosneden voor de etalage", 75, 150),
    ),
    supplies=(
        Supply("Kunstmaterialen Het Palet", "Doek en olieverf", 18, 55, "Materials"),
        Supply(
            "Kunstmaterialen Het Palet", "Lino, inkt en papier", 12, 34, "Materials"
        ),
        Supply("Lijstenmakerij De Hoek", "Lijsten", 24, 68, "Materials"),
    ),
    orders=75,
    invoices=14,
    purchases=80,
    season=(70, 80, 95, 105, 110, 110, 85, 70, 105, 115, 140, 150),
    market=(30, 110),
)

CLOTHES = Trade(
    code="L04",
    vat=Vat.HIGH,
    wares=(
        Ware("Tas van spijkerbroek", 28, 45),
        Ware("Jurk van sari's", 65, 110),
        Ware("Kinderjas uit wollen deken", 48, 72),
        Ware("Vest, nieuw uit oud", 40, 68),
        Ware("Sloop met naam", 18, 27),
    ),
    firms=(
        Firm("Winkel De Kapstok", "Tassen in commissie", 95, 210),
        Firm("Koor De Leeuweriken", "Sjaals voor het koor", 130, 240),
    ),
    supplies=(
        Supply("Stoffenhuis De Rol", "Stof en voering", 18, 54, "Materials"),
        Supply("Fournituren De Vingerhoed", "Garen en ritsen", 9, 27, "Materials"),
        Supply("Kringloop Wilgerdam", "Wollen dekens", 12, 30, "Materials", Vat.NONE),
    ),
    orders=190,
    invoices=22,
    purchases=125,
    season=(75, 80, 100, 110, 115, 105, 80, 75, 110, 115, 120, 140),
    market=(30, 100),
    begun=day("2025-02-01"),
)

LAMPS = Trade(
    code="L05",
    vat=Vat.HIGH,
    wares=(
        Ware("Hanglamp van wijnflessen", 58, 95),
        Ware("Tafellamp van typemachine", 85, 135),
        Ware("Wandlamp van fietskoplamp", 45, 75),
        Ware("Staande lamp van statief", 110, 165),
    ),
    firms=(
        Firm("Eetcafé De Lepelaar", "Lampen boven de bar", 180, 320),
        Firm("Kapsalon De Krultang", "Spiegellampen", 120, 210),
        Firm("Theater De Coulisse", "Lampen voor de foyer", 220, 390),
    ),
    supplies=(
        Supply("Elektro De Fitting", "Snoer, fittingen, stekkers", 17, 49, "Materials"),
        Supply("Elektro De Fitting", "Ledlampen", 12, 34, "Materials"),
        Supply(
            "Kringloop Wilgerdam", "Oude lampenkappen", 10, 28, "Materials", Vat.NONE
        ),
    ),
    orders=140,
    invoices=26,
    purchases=120,
    season=(110, 100, 90, 85, 80, 70, 70, 75, 110, 130, 140, 140),
    market=(40, 120),
    begun=day("2025-05-16"),
)

BOOKKEEPING = Trade(
    code="L06",
    vat=Vat.HIGH,
    wares=(),
    firms=(
        Firm("Fietsenmaker De Trapper", "Administratie van de maand", 65, 95),
        Firm("Rijschool De Rotonde", "Administratie van de maand", 75, 110),
        Firm("Kapsalon De Krultang", "Jaarcijfers en btw", 90, 160),
    ),
    supplies=(
        Supply("Kantoorwinkel De Nietmachine", "Papier en ordners", 11, 29, "Office"),
        Supply("Telecom De Lijn", "Telefoon en internet", 16, 22, "Phone"),
    ),
    orders=0,
    invoices=70,
    purchases=70,
    season=(130, 105, 100, 120, 100, 95, 85, 70, 95, 110, 95, 95),
)

WEB_SHOPS = Trade(
    code="L07",
    vat=Vat.HIGH,
    wares=(),
    firms=(
        Firm("Bloemenhuis De Anjelier", "Onderhoud webwinkel", 60, 95),
        Firm("Fietsenmaker De Trapper", "Afsprakenpagina", 240, 380),
        Firm("Theater De Coulisse", "Kaartverkoop op de site", 310, 480),
        Firm("Winkel De Kapstok", "Webwinkel, deel van de opdracht", 280, 450),
        Firm("Zorgcentrum De Linde", "Aanpassing van de site", 120, 260),
    ),
    supplies=(
        Supply("Hosting De Serverkast", "Servers en domeinen", 18, 36, "Hosting"),
        Supply("Telecom De Lijn", "Telefoon en internet", 16, 22, "Phone"),
    ),
    orders=0,
    invoices=62,
    purchases=90,
    begun=day("2025-04-01"),
)

TOYS = Trade(
    code="L08",
    vat=Vat.HIGH,
    wares=(
        Ware("Houten trein met naam", 32, 54),
        Ware("Blokkendoos", 26, 42),
        Ware("Poppenwieg", 48, 76),
        Ware("Houten hijskraan", 39, 58),
    ),
    firms=(
        Firm("Speelgoedwinkel De Tol", "Treinen en blokken", 140, 290),
        Firm("Kinderopvang De Kikker", "Poppenhoek", 160, 320),
    ),
    supplies=(
        Supply("Houthandel De Spint", "Beuken latten", 19, 52, "Materials"),
        Supply(
            "Verfhandel De Kwast", "Verf, veilig voor speelgoed", 14, 33, "Materials"
        ),
        Supply("Verpakkingen De Doos", "Kartonnen dozen", 11, 24, "Packaging"),
    ),
    orders=175,
    invoices=34,
    purchases=130,
    season=(60, 70, 85, 90, 95, 90, 75, 80, 105, 120, 180, 230),
    market=(40, 120),
    ended=day("2026-04-24"),
)

TRADES = (FURNITURE, CAKES, ART, CLOTHES, LAMPS, BOOKKEEPING, WEB_SHOPS, TOYS)
