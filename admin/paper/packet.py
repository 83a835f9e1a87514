"""The words of a packet: what stands on its pages, in the language of the court."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import format_date, gettext

from admin.base import clock, format, labels
from admin.paper import statement as case_statement_words
from admin.paper import tongue
from models.base import Language
from models.case import Case
from models.contact import Contact, Direction
from models.contact_person import JointDebtor
from models.demand import Demand
from models.document import Document
from models.packet import Packet
from rules import mask
from services import document as loan_document
from services import early, limitation, referral
from services.loan import joint
from services.paper import letterhead, packet, statement
from services.reminder import AT_THE_PRINTER


def build(row: Case, language: Language | None = None, user: Any = None) -> Packet:
    """Build the next version of a case's packet, as of today. Raises RuleError as services.paper.packet does."""
    return packet.build(row, content, clock.today(), clock.now(), language, user)


def content(row: Case, account: statement.Account, language: Language) -> packet.Content:
    """What a packet says, in the language of the court."""
    with tongue.reading(row.borrower.lender, language):
        return packet.Content(words(row, account), attachments(row))


def attachments(row: Case) -> list[packet.Attachment]:
    """The papers that are joined in, in the order in which a court reads them."""
    found = []
    for each in loan_document.ordered(row.loan):
        found += attached(labels.member(each.kind), each.on, each.document, each.note)
    for plan in row.plans:
        found += attached(gettext("Signed plan"), plan.agreed_on, plan.document)
    for demand in packet.demands(row):
        name = f"{labels.member(demand.kind)} {demand.reference}"
        found += attached(name, demand.made_on, demand.document)
        found += attached(f"{name}: {gettext('proof of delivery')}", demand.settled_on, demand.scan)
    return found


def attached(name: str, on: date | None, document: Document | None, note: str = "") -> list[packet.Attachment]:
    """A paper, under its title in the index, where there is one."""
    title = " · ".join(part for part in (name, format_date(on, "medium") if on else "", note) if part)
    return [packet.Attachment(title, document)] if document else []


def words(row: Case, account: statement.Account) -> dict[str, Any]:
    """Everything on the pages that the house sets."""
    return {
        "title": gettext("Case packet"),
        "subtitle": letterhead.name(row.borrower.lender, format.language()),
        "facts": cover(row, account),
        "index": gettext("Index"),
        "index_heads": [gettext("Title"), gettext("Page")],
        "sections": [section for section in sections(row, account) if section],
    }


def cover(row: Case, account: statement.Account) -> list[list[str]]:
    """The cover: parties, identity masked, claim, jurisdiction, limitation, whom to reach."""
    lender, limit, found = row.borrower.lender, limitation.of(row.loan, clock.today()), referral.open_of(row)
    return [
        [gettext("Creditor"), letterhead.name(lender, format.language())],
        [gettext("Debtor"), row.borrower.name],
        *([labels.record("joint_debtor"), str(each)] for each in _further(row)),
        [labels.column("borrower.id_number"), mask.id_number(row.borrower.id_number or "") or "–"],
        [labels.column("loan.contract_no"), row.loan.contract_no],
        [
            gettext("Claim, all that is due"),
            format.money(early.claim(row.loan, account.statement.day), row.loan.currency),
        ],
        *case_statement_words.called(row),
        [gettext("As of"), format_date(account.statement.day, "long")],
        [labels.column("referral.court"), (found and found.court) or gettext("not chosen yet")],
        [gettext("Limitation, last day"), format_date(limit.term.last_day, "long") if limit else "–"],
        [gettext("Contact of the creditor"), lender.callback_number or "–"],
        [labels.record("referral"), found.reference if found else "–"],
        [gettext("Guarantors"), ", ".join(each.name for each in row.loan.guarantors) or "–"],
    ]


def sections(row: Case, account: statement.Account) -> Iterable[dict[str, Any] | None]:
    """The pages behind the index."""
    yield identity(row)
    yield terms(row)
    yield account_of(row, account)
    yield payments(row)
    yield demands(row)
    yield contacts(row)
    yield codes(row)
    yield recordings(row)
    yield messages(row)
    yield agreements(row)
    yield objections(row)
    yield ownership(row)
    yield instructions(row)
    yield files(row)


def section(title: str, **given: Any) -> dict[str, Any]:
    """A section with what it has: facts, a table with its widths (0: as wide as needed), sums and a note."""
    empty: dict[str, Any] = {"facts": [], "heads": [], "rows": [], "widths": [], "right": [], "sums": [], "note": ""}
    found = {**empty, "title": title, **given}
    found["widths"] = found["widths"] or [1] * len(found["heads"])
    return found


def identity(row: Case) -> dict[str, Any]:
    """Who the borrower is, and where they were reached last, with what is known of each number and address."""
    who = row.borrower
    facts = [[labels.column("borrower.name"), who.name], [labels.column("borrower.id_number"), who.id_number or "–"]]
    points = [(labels.record("phone"), each.number, each.status) for each in who.phones]
    points += [(labels.member(each.kind), each.value, each.status) for each in who.addresses]
    rows = [[name, value, labels.member(status)] for name, value, status in points]
    heads = [gettext("Kind"), gettext("Number or address"), gettext("Status")] if rows else []
    guarantors = [
        [f"{labels.record('guarantor')} · {labels.member(each.kind)}", each.name] for each in row.loan.guarantors
    ]
    further = [
        [labels.record("joint_debtor"), " · ".join(filter(None, (str(each), each.borrower.id_number)))]
        for each in _further(row)
    ]
    return section(
        gettext("Identity and addresses"), facts=facts + further + guarantors, heads=heads, rows=rows, widths=[0, 1, 0]
    )


def _further(row: Case) -> list[JointDebtor]:
    """The further debtors of the contract whom a person confirmed."""
    return joint.parties(row.loan)


def terms(row: Case) -> dict[str, Any]:
    """What was agreed, with the rates and how interest is counted."""
    loan = row.loan
    facts = [
        [labels.column("loan.contract_no"), loan.contract_no],
        [labels.column("loan.principal"), format.money(loan.principal, loan.currency)],
        [labels.column("loan.annual_rate"), format.rate(loan.annual_rate)],
        [labels.column("loan.overdue_rate"), format.rate(loan.overdue_rate)],
        [labels.column("loan.opened_on"), format_date(loan.opened_on, "long")],
        [gettext("Early repayment"), case_statement_words.basis(loan)],
        *case_statement_words.called(row),
    ]
    rows = [
        [
            format_date(each.due_on, "medium"),
            *(format.money(part, "") for part in (each.principal, each.interest, each.fee, each.unpaid)),
        ]
        for each in loan.instalments
    ]
    heads = [labels.column(f"instalment.{name}") for name in ("due_on", "principal", "interest", "fee")] + [
        gettext("Left")
    ]
    note = gettext("Overdue interest counts by the day on overdue principal, at the yearly rate divided by 365.")
    return section(
        gettext("Contract terms and schedule"), facts=facts, heads=heads, rows=rows, right=[1, 2, 3, 4], note=note
    )


def account_of(row: Case, account: statement.Account) -> dict[str, Any]:
    """The statement of account."""
    told = case_statement_words.words(row, account)
    lines = case_statement_words.lines(account.statement)
    given = {"heads": told["heads"], "rows": lines, "sums": told["sums"], "widths": [0, 1, 0, 0, 0], "right": [2, 3, 4]}
    return section(told["title"], **given)


def payments(row: Case) -> dict[str, Any] | None:
    """Every payment, waiver and reversal by value date, with a legend of the kinds."""
    found = sorted(row.loan.payments, key=lambda each: (each.paid_on, each.id))
    rows = [
        [
            format_date(each.paid_on, "medium"),
            labels.member(each.kind),
            format.said(each.reference),
            format.money(each.amount, ""),
        ]
        for each in found
    ]
    heads = [gettext("Value date"), gettext("Kind"), gettext("Reference"), gettext("Amount")]
    note = gettext("A reversal takes a payment back; a waiver is a part of the debt that the creditor let go of.")
    more = {"widths": [0, 0, 1, 0], "right": [3], "note": note}
    return section(gettext("Payment history"), heads=heads, rows=rows, **more) if rows else None


def demands(row: Case) -> dict[str, Any] | None:
    """What was sent with which proof."""
    rows = [proof_of(each) for each in packet.demands(row)]
    heads = [gettext("Letter"), gettext("Dispatched"), gettext("Carrier, number, cover")]
    heads += [gettext("Address used"), gettext("Outcome, signer, day")]
    return section(gettext("Letters and proof of delivery"), heads=heads, rows=rows) if rows else None


def proof_of(row: Demand) -> list[str]:
    """One letter and its proof."""
    ended = format_date(row.settled_on, "medium") if row.settled_on else ""
    return [
        f"{row.reference} {labels.member(row.kind)}",
        format_date(row.dispatched_on, "medium"),
        " ".join(part for part in (row.carrier, row.tracking_no, row.cover_label) if part),
        row.address_used or "–",
        " ".join(part for part in (labels.member(row.status), row.signer, ended) if part),
    ]


def contacts(row: Case) -> dict[str, Any] | None:
    """Every contact, with the number or address by its mask; notes of the house stay in the house."""
    rows = [
        [
            format.moment(each.at),
            labels.member(each.channel),
            labels.member(each.direction),
            reached(each),
            each.outcome.code if each.outcome else "–",
            each.user.name if each.user else gettext("sent by the system"),
        ]
        for each in log(row)
    ]
    heads = [
        gettext("Day and time"),
        gettext("Channel"),
        gettext("Direction"),
        gettext("Number or address"),
        labels.column("outcome_code.code"),
        gettext("Person"),
    ]
    return section(gettext("Contact log"), heads=heads, rows=rows, widths=[0, 0, 0, 0, 0, 1]) if rows else None


def reached(row: Contact) -> str:
    """The mask of the number that was dialled or the address that was written to. Source: PIPL 6, 51."""
    if row.phone:
        return mask.phone(row.phone.number)
    if row.address:
        return mask.email(row.address.value) if "@" in row.address.value else mask.address(row.address.value)
    return "–"


def recordings(row: Case) -> dict[str, Any] | None:
    """The recordings of calls: under which reference each is found, how long it is, and where it is kept."""
    rows = [
        [format.moment(each.at), each.recording, lasting(each.recording_seconds), each.recording_kept]
        for each in log(row)
        if each.recording
    ]
    heads = [gettext("Day and time"), gettext("Reference"), gettext("Length"), gettext("Where it is kept")]
    return section(gettext("Recordings"), heads=heads, rows=rows, widths=[0, 1, 0, 1]) if rows else None


def lasting(seconds: int | None) -> str:
    """How long a recording is, in minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds else "–"


def messages(row: Case) -> dict[str, Any] | None:
    """What was written to the borrower, and what they wrote, in the words that were used."""
    rows = [
        [format.moment(each.at), f"{labels.member(each.channel)}, {labels.member(each.direction)}", said]
        for each in log(row)
        if (said := words_of(each))
    ]
    heads = [gettext("Day and time"), gettext("Channel"), gettext("Words")]
    return section(gettext("Messages in their words"), heads=heads, rows=rows, widths=[0, 0, 1]) if rows else None


def words_of(row: Contact) -> str:
    """The words of a message of the house, or of the borrower where they came by themselves; never a note."""
    if row.reminder:
        return "\n".join(filter(None, (row.reminder.subject, row.reminder.body)))
    return format.said(row.note) if row.direction == Direction.inbound and row.user_id is None else ""


def instructions(row: Case) -> dict[str, Any] | None:
    """Who let the claim be taken to court, when and why, and up to which costs.

    The least that a settlement may bring stays in the portal: this paper may lie before the other side.
    """
    found = referral.open_of(row)
    if found is None:
        return None
    capped, currency = found.cost_cap, row.loan.currency
    cap = gettext("as agreed each time") if capped is None else format.money(capped, currency)
    facts = [
        [labels.column("referral.referred_by"), found.referred_by.name if found.referred_by else "–"],
        [labels.column("referral.referred_on"), format_date(found.referred_on, "long") if found.referred_on else "–"],
        [labels.column("referral.partner"), found.partner.name],
        [labels.column("referral.reasons"), format.said(found.reasons) or "–"],
        [labels.column("referral.cost_cap"), cap],
        [labels.column("referral.sent_anyway"), found.sent_anyway or "–"],
    ]
    return section(gettext("Instructions to sue"), facts=facts)


def log(row: Case) -> list[Contact]:
    """The contacts with the borrower, oldest first; a letter that was not posted is none, whatever an old book says."""
    return sorted(filter(is_made, row.borrower.contacts), key=lambda each: (each.at, each.id))


def is_made(row: Contact) -> bool:
    """Whether a contact happened: its letter, if it has one, was posted."""
    return row.reminder is None or row.reminder.status not in AT_THE_PRINTER


def codes(row: Case) -> dict[str, Any] | None:
    """What each code of the log means."""
    found = {each.outcome.code: format.title(each.outcome) for each in log(row) if each.outcome}
    heads = [labels.column("outcome_code.code"), gettext("Meaning")]
    rows = [[code, name] for code, name in sorted(found.items())]
    return section(gettext("Legend of the contact log"), heads=heads, rows=rows, widths=[0, 1]) if rows else None


def agreements(row: Case) -> dict[str, Any] | None:
    """Promises, plans and offers, and what became of them."""
    money = [(each.made_on, labels.record("promise"), each.amount, each.status) for each in row.promises]
    money += [(each.proposed_on, labels.record("plan"), each.total, each.status) for each in row.plans]
    money += [(each.made_on, labels.record("offer"), each.pay_amount, each.status) for each in row.offers]
    rows = [
        [format_date(on, "medium"), name, format.money(amount, ""), labels.member(status)]
        for on, name, amount, status in sorted(money, key=lambda each: each[0])
    ]
    heads = [gettext("Day"), gettext("What"), gettext("Amount"), gettext("Status")]
    return section(gettext("Promises, plans and offers"), heads=heads, rows=rows, right=[2]) if rows else None


def objections(row: Case) -> dict[str, Any] | None:
    """Disputes and complaints, and how they ended."""
    found = [
        (each.opened_on, labels.record("dispute"), each.category, each.status, each.outcome) for each in row.disputes
    ]
    found += [
        (each.received_on, labels.record("complaint"), each.category, each.outcome, each.answer)
        for each in row.complaints
    ]
    rows = [
        [format_date(on, "medium"), f"{name}: {labels.member(what)}", labels.member(end) if end else "–", said or "–"]
        for on, name, what, end, said in sorted(found, key=lambda each: each[0])
    ]
    heads = [gettext("Day"), gettext("What"), gettext("Outcome"), gettext("Answer")]
    return section(gettext("Disputes and complaints"), heads=heads, rows=rows, widths=[0, 0, 0, 1]) if rows else None


def ownership(row: Case) -> dict[str, Any] | None:
    """From whom the debt was bought, if it was."""
    seller = row.loan.portfolio.bought_from
    facts = [
        [gettext("Assigned by"), seller],
        [gettext("Assigned to"), letterhead.name(row.borrower.lender, format.language())],
    ]
    return section(gettext("Ownership of the debt"), facts=facts) if seller else None


def files(row: Case) -> dict[str, Any] | None:
    """The joined papers with the SHA-256 of each file as it was handed over."""
    rows = [[each.title, f"{each.document.digest[:32]} {each.document.digest[32:]}"] for each in attachments(row)]
    heads = [gettext("Paper"), "SHA-256"]
    note = gettext("Each paper lies unchanged in the folder originals of this packet's file.")
    return section(gettext("Joined papers"), heads=heads, rows=rows, widths=[2, 3], note=note) if rows else None
