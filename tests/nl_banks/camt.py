"""CAMT.053 for tests: small pieces of it, put together."""

from __future__ import annotations

import io
import zipfile

OWN = "NL65INGB0006040930"
OTHER = "NL91ABNA0417164300"
V2 = "camt.053.001.02"


def document(*statements: str, version: str = V2, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}">\n'
        f"<BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>\n{''.join(statements)}"
        "</BkToCstmrStmt></Document>\n"
    )


def statement(*parts: str, account: str = OWN) -> str:
    return (
        f"<Stmt><Id>S</Id><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy>"
        f"<Svcr><FinInstnId><BIC>INGBNL2A</BIC></FinInstnId></Svcr></Acct>\n"
        f"{''.join(parts)}</Stmt>\n"
    )


def balance(code: str, amount: str, day: str, *, currency: str = "EUR") -> str:
    way = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{currency}">{amount.lstrip("-")}</Amt><CdtDbtInd>{way}</CdtDbtInd>'
        f"<Dt><Dt>{day}</Dt></Dt></Bal>\n"
    )


def entry(
    amount: str,
    *details: str,
    day: str = "2026-03-02",
    status: str = "<Sts>BOOK</Sts>",
    more: str = "",
    after: str = "",
) -> str:
    """An entry: `more` stands right after the days, `after` at its end."""
    way = "DBIT" if amount.startswith("-") else "CRDT"
    told = f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else ""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount.lstrip("-")}</Amt><CdtDbtInd>{way}</CdtDbtInd>'
        f"{status}<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>{more}"
        f"<BkTxCd/>{told}{after}</Ntry>\n"
    )


def payment(*parts: str) -> str:
    return f"<TxDtls>{''.join(parts)}</TxDtls>"


def party(side: str, who: str, number: str = OTHER) -> str:
    return (
        f"<{side}><Nm>{who}</Nm></{side}>"
        f"<{side}Acct><Id><IBAN>{number}</IBAN></Id></{side}Acct>"
    )


def parties(*parts: str) -> str:
    return f"<RltdPties>{''.join(parts)}</RltdPties>"


def share(amount: str) -> str:
    return f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>'


def text(*lines: str) -> str:
    return f"<RmtInf>{''.join(f'<Ustrd>{line}</Ustrd>' for line in lines)}</RmtInf>"


def archive(*documents: str | bytes, names: tuple[str, ...] = ()) -> bytes:
    """A ZIP with these documents, under these names or others."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, one in enumerate(documents):
            name = names[number] if number < len(names) else f"{number}.xml"
            packed.writestr(name, one)
    return file.getvalue()


# What a cooperative may get: a sale, a bill, and a payment that was sent back.
DAY = document(
    statement(
        balance("OPBD", "100.00", "2026-03-02"),
        balance("CLBD", "62.50", "2026-03-02"),
        entry(
            "12.50",
            payment(
                "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>",
                parties(party("Dbtr", "Bakker Bram")),
                text("Taart voor Els"),
            ),
            more="<AcctSvcrRef>26061AB0000000001</AcctSvcrRef>",
        ),
        entry(
            "-75.00",
            payment(
                "<Refs><EndToEndId>T-3</EndToEndId><MndtId>M-7</MndtId></Refs>",
                parties(party("Cdtr", "Stroom &amp; Co", "NL20INGB0001234567")),
                text("Termijn maart ", " klant 12"),
            ),
            more="<AcctSvcrRef>26061AB0000000002</AcctSvcrRef>",
        ),
        entry(
            "25.00",
            payment(
                parties(party("Cdtr", "Garage Gijs")),
                "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>",
            ),
            more="<AcctSvcrRef>26058AB0000000009</AcctSvcrRef>",
        ),
    )
)
