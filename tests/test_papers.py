"""Each paper in three languages, as a picture: its pages, every sign, nothing outside, found again, readable by ear."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask_babel import force_locale
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from admin.paper import agreement, month, tongue
from admin.paper import packet as packet_words
from admin.paper import statement as statement_words
from models import db
from models.base import Language
from models.borrower import AddressKind
from models.contact import Direction
from models.demand import DemandKind
from models.document import DocumentKind, PaperKind
from models.lender import Lender, Licence
from models.referral import ReferralStatus
from models.reminder import ReminderStatus
from models.stage import Channel
from rules.access import Role
from rules.errors import RuleError
from services import case as services_case
from services import demand, document, paper, payment, reminder, written
from services.channel import letter
from services.paper import letterhead, packet, statement
from services.referral.reconciliation import ReferralMonth
from services.reminder import print_run
from tests import desk, makers, pictures

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 4, tzinfo=UTC)
NAMES = {Language.en: "Mingde Microcredit", Language.zh_Hans: "明德小额贷款", Language.zh_Hant: "明德小額貸款"}
EVERY = pytest.mark.parametrize("language", [*Language])


@pytest.fixture
def row(app):
    """A case with a letter, an answer, a payment, a contract and a plan, of a lender with a full letterhead."""
    found = desk.lend(desk.start(), opened_on=date(2025, 12, 1))
    lender = found.borrower.lender
    lender.name, lender.name_zh_hans, lender.name_zh_hant = (NAMES[each] for each in Language)
    lender.address, lender.credit_code = "上海市黄浦区南京东路1号\n8楼", "91310101MA00000000"
    lender.pay_to_zh_hans, lender.pay_to_zh_hant = "账户一", "帳戶一"
    picture = io.BytesIO()
    Image.new("RGB", (120, 40), "navy").save(picture, "PNG")
    lender.logo = document.kept(picture.getvalue(), DocumentKind.png, "logo.png")
    found.borrower.name, found.overdue_since = "歐陽娜娜", desk.DUE
    for each in found.borrower.addresses:
        each.kind, each.value = AddressKind.postal, "200001 上海市黄浦区南京东路100号3室"
    payment.record(found.loan, Decimal("12.00"), date(2026, 2, 20), date(2026, 2, 20), "B-1")
    db.session.flush()
    return found


def written_to(row, language, channel=Channel.letter):
    row.borrower.language = language
    address = next((each for each in row.borrower.addresses if each.kind == AddressKind.postal), None)
    address = address or makers.make_address(
        borrower=row.borrower, kind=AddressKind.postal, value="200001 上海市黄浦区南京东路100号3室"
    )
    words = "First line.\n\n" + "\n\n".join(f"{number}. 您的還款 your payment " * 6 for number in range(3))
    return makers.make_reminder(
        borrower=row.borrower,
        channel=channel,
        address=address,
        phone=None,
        language=language,
        subject="Your payment 您的还款",
        body=words,
        status=ReminderStatus.sent,
    )


def a_letter(row: Any, language: Language) -> bytes:
    return letter.pdf(reminder.message_of(written_to(row, language), TODAY))


def a_statement(row: Any, language: Language) -> bytes:
    account = statement.of(row.loan, TODAY, TODAY)
    with tongue.reading(row.borrower.lender, language):
        words, lines = statement_words.words(row, account), statement_words.lines(account.statement)
        return paper.pdf("statement", words, lines, language)


def an_agreement(row: Any, language: Language) -> bytes:
    made = makers.make_plan(case=row)
    return agreement.pdf(made, language, for_signing=True)


def a_packet(row: Any, language: Language) -> bytes:
    sent = written_to(row, language)
    makers.make_contact(case=row, at=NOW, reminder=sent, channel=Channel.letter, address=sent.address, phone=None)
    document.add(row.loan, PaperKind.contract, date(2025, 12, 1), scan("借款合同第一页"), TODAY, user=None)
    return packet.pdf(packet_words.build(row, language))


def scan(words: str) -> Any:
    return document.keep(io.BytesIO(desk.pdf(words)), "scan0001.pdf")


def a_demand(kind: DemandKind, licence: Licence) -> Any:
    """A letter of weight of a lender of a licence, set as its page sets it."""

    def made(row: Any, language: Language) -> bytes:
        row.borrower.lender.licence, row.loan.original_creditor = licence, "First Bank"
        told = {"clause": "8.2", "breach": "…", "called_on": "…", "cure_by": "…", "rest": "¥1.00"}
        services_case.restage(row, TODAY)
        places = told if kind == DemandKind.acceleration_notice else {}
        return document.read(demand.draft(row, kind, language, makers.make_user(), TODAY, places=places).document)

    made.__name__ = str(kind)
    return made


def a_month(row: Any, language: Language) -> bytes:
    """A list of two pages in two currencies."""
    firm = makers.make_legal_partner(name="歐陽律師事務所")
    lines = []
    for number in range(40):
        case = desk.lend(row.loan.portfolio, currency=("CNY", "USD")[number % 2])
        referral = makers.make_referral(case=case, partner=firm, status=[*ReferralStatus][number % 14])
        sums = (Decimal("1234567.89"), Decimal("617283.94"), Decimal("61728.39"), Decimal("555555.55"), Decimal(number))
        lines.append(ReferralMonth(referral, referral.status, number % 4 == 0, number % 9 == 0, *sums))
    with force_locale(str(language)):
        return month.pdf(firm, date(2026, 3, 1), lines)


DEMANDS = {
    DemandKind.demand_letter: Licence.cn_micro_lender,
    DemandKind.placement_notice: Licence.cn_micro_lender,
    DemandKind.acceleration_notice: Licence.cn_micro_lender,
    DemandKind.validation_notice: Licence.us_third_party,
    DemandKind.arrears_notice: Licence.uk_firm,
}
PAPERS = {a_letter: 1, a_statement: 1, an_agreement: 1, a_packet: None, a_month: 2}
PAPERS |= {a_demand(*each): None for each in DEMANDS.items()}
WITHOUT_LENDER = ("an_agreement", "a_month")


def test_every_kind_of_demand_is_looked_at():
    assert set(DEMANDS) == set(DemandKind)


@EVERY
@pytest.mark.parametrize("make", PAPERS, ids=lambda make: make.__name__)
def test_every_paper_can_be_read(app, row, make, language):
    with app.test_request_context():
        made = make(row, language)

    found = pictures.pages(made)
    assert PAPERS[make] in (None, len(found))
    assert pictures.outside(made) == []
    assert pictures.fonts_outside(made) == []
    assert "\ufffd" not in "".join(found)
    assert "歐陽" in "".join(found)
    if make.__name__ not in WITHOUT_LENDER:
        assert "".join(NAMES[language].split()) in "".join(found)
    assert pictures.against_ua(made) == []


def test_what_a_reader_by_ear_lacks_is_found(app, row):
    plain = pictures.against_ua(desk.pdf("words"))
    assert "the part is not named" in plain
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_letter(row, Language.en))))
    roles = [held for kind, held in pictures.structure(writer.root_object["/StructTreeRoot"], {}) if kind == "/H1"]
    roles[0][NameObject("/S")] = NameObject("/H3")
    out = io.BytesIO()
    writer.write(out)
    assert pictures.against_ua(out.getvalue()) == ["heading 3 after 0"]


@EVERY
def test_the_list_of_a_month_groups_currencies_and_says_its_month(app, row, language):
    with app.test_request_context():
        first, last = pictures.pages(a_month(row, language))
    said = {Language.en: "March2026", Language.zh_Hans: "2026年3月", Language.zh_Hant: "2026年3月"}[language]
    assert said in first
    assert first.rindex("CNY") < first.index("USD")
    assert (last.count("CNY"), last.count("USD") > 1) == (1, True)


@EVERY
def test_a_letter_says_who_writes_to_whom_when_and_on_which_page(row, language):
    text = pictures.pages(a_letter(row, language))[0]

    for words in ("91310101MA00000000", "上海市黄浦区南京东路1号", "200001", "021-1", "1/1"):
        assert words in text
    wanted = {"en": "20March2026", "zh_Hans": "2026年3月20日", "zh_Hant": "2026年3月20日"}
    assert wanted[language] in text
    if language != Language.en:
        assert text.index("200001") < text.index("歐陽娜娜收")
        assert "盖章" in text or "蓋章" in text


@pytest.mark.parametrize(
    ("licence", "language", "day", "sum_"),
    [
        (Licence.uk_firm, "en", "27 November 2026", "£1,234.50"),
        (Licence.us_first_party, "en", "November 27, 2026", "US$1,234.50"),
        (Licence.tw_agency, "zh_Hant", "2026年11月27日", "人民幣1,234.50元"),
        (Licence.cn_bank, "zh_Hans", "2026年11月27日", "¥1,234.50"),
    ],
)
def test_days_and_money_are_written_as_in_the_readers_country(licence, language, day, sum_):
    from services.reminder import text

    reader = letterhead.locale(Lender(licence=licence), language)
    currency = {"£": "GBP", "U": "USD"}.get(sum_[0], "CNY")
    assert text.day(date(2026, 11, 27), reader) == day
    assert written.amount(Decimal("1234.50"), currency, reader) in (sum_, sum_.removeprefix("US"))


def test_an_english_packet_of_a_british_lender_writes_days_as_they_do(app, row):
    row.borrower.lender.licence = Licence.uk_firm
    with app.test_request_context():
        text = "".join(pictures.pages(a_packet(row, Language.en)))

    assert "2March2026" in text
    assert "1December2025" in text


def test_an_administrator_puts_a_logo_on_letters(sign_in):
    browser, _ = sign_in(Role.administrator)
    row = makers.make_lender()
    db.session.commit()
    address = f"/lenders/details/?id={row.id}"
    sent = {"id": row.id, "logo": (io.BytesIO(desk.pdf("x")), "logo.pdf")}

    browser.submit("/lenders/logo/", **sent)
    assert "is no PNG or JPEG" in browser.get(address).text
    browser.submit("/lenders/logo/", id=row.id, logo=(io.BytesIO(desk.picture("PNG")), "logo.png"))

    db.session.expire_all()
    assert row.logo.name == "logo.png"
    assert "logo.png" in browser.get(address).text


def test_a_letter_without_an_address_is_a_sentence(row):
    message = reminder.message_of(written_to(row, Language.en), TODAY)

    with pytest.raises(RuleError, match="no postal address of 歐陽娜娜"):
        letter.pdf(message._replace(to=" \n"))


@EVERY
def test_a_sign_that_no_font_has_is_named(row, language):
    message = reminder.message_of(written_to(row, language), TODAY)

    with pytest.raises(RuleError, match=r"𡸅 \(U\+21E05\)"):
        letter.pdf(message._replace(name="歐陽𡸅"))


def test_a_print_run_is_readable_by_ear_letter_by_letter(row, tmp_path):
    first, second = written_to(row, Language.zh_Hans), makers.make_reminder(borrower=row.borrower, queued_on=TODAY)
    for each in (first, second):
        (tmp_path / f"reminder-{each.id}.pdf").write_bytes(letter.pdf(reminder.message_of(first, TODAY)))
    made = print_run.pdf([first.id, second.id], tmp_path)

    assert len(pictures.pages(made)) == 2
    assert pictures.outside(made) == []
    assert pictures.is_readable_by_ear(made)
    keys = [page["/StructParents"] for page in PdfReader(io.BytesIO(made)).pages]
    assert len(set(keys)) == 2


def test_a_packet_tells_court_numbers_words_and_originals_by_kind(app, row):
    row.borrower.phones[0].number = "14012345678"
    makers.make_contact(case=row, at=NOW, phone=row.borrower.phones[0], note="house note")
    makers.make_contact(case=row, at=NOW, direction=Direction.inbound, note="I pay on Friday", user=None, phone=None)
    made = makers.make_referral(case=row, court="黄浦区人民法院")
    with app.test_request_context():
        document.add(row.loan, PaperKind.contract, date(2025, 12, 1), scan("第一页"), TODAY, user=None)
        built = packet_words.build(row, Language.zh_Hans)

    text = "".join(pictures.pages(packet.pdf(built)))
    for words in ("黄浦区人民法院", "140****5678", "IpayonFriday", made.partner.name.replace(" ", ""), "起诉授权"):
        assert words in text
    assert "housenote" not in text
    with zipfile.ZipFile(io.BytesIO(packet.read(built))) as file:
        assert [each for each in file.namelist() if each.startswith("originals/")] == [
            "originals/01 借款合同 · 2025年12月1日.pdf"
        ]
    assert row.loan.papers[0].document.digest in text


def test_what_a_packet_has_nothing_of_is_left_out(app):
    bare = desk.lend(desk.start(), opened_on=date(2025, 12, 1))
    bare.overdue_since = desk.DUE
    db.session.flush()
    with app.test_request_context():
        account = statement.of(bare.loan, TODAY, TODAY)
        found = packet_words.words(bare, account)["sections"]

    assert [each["title"] for each in found if each["heads"] and not each["rows"]] == []
    assert "Contact log" not in [each["title"] for each in found]


def test_a_watermark_keeps_what_a_reader_by_ear_needs(app, row):
    with app.test_request_context():
        made = packet.watermarked(a_packet(row, Language.en), "Firm · 2026-03-20")

    assert pictures.is_readable_by_ear(made)
    assert all("Firm" in page for page in pictures.pages(made))
