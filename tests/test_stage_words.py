"""Stages that cannot be written to: refused or told where they are made, on the first steps, and by the night."""

from datetime import timedelta

import pytest

from jobs import nightly
from models import db
from models.base import Language
from models.lender import Licence
from models.stage import Channel
from models.template import Template
from rules import region
from rules.access import Role
from rules.errors import RuleError
from services import case, checklist, setup
from services.reminder import text, words
from tests import desk


@pytest.fixture
def opened(app):
    """An open case in its first stage."""
    row = desk.lend(desk.start())
    case.restage(row, desk.DUE + timedelta(days=1))
    return row


def forget(row, channel=Channel.sms):
    found = db.session.query(Template).filter_by(stage_id=row.stage_id, channel=channel, language=Language.en).one()
    db.session.delete(found)
    db.session.flush()


def said():
    return [str(gap.said) for gap in words.gaps()]


def test_a_desk_as_it_is_set_up_lacks_nothing(opened):
    assert words.gaps() == []


def test_a_stage_without_words_in_a_language_of_its_borrowers_is_named(opened):
    forget(opened)

    assert said() == ["initial has no words for sms in en."]


def test_words_of_blanks_are_no_words(opened):
    row = db.session.query(Template).filter_by(stage_id=opened.stage_id, channel=Channel.sms, language="en").one()
    row.body = "  "

    assert said() == ["initial has no words for sms in en."]
    with pytest.raises(RuleError, match="Write what to send"):
        text.check(row)


def test_a_language_nobody_reads_asks_for_no_words(opened):
    for row in db.session.query(Template).filter_by(language=Language.zh_Hant):
        db.session.delete(row)

    assert words.gaps() == []


def test_what_the_words_ask_of_the_lender_and_nobody_filled_in_is_named_with_its_page(opened):
    lender = opened.borrower.lender
    lender.callback_number = ""

    assert {gap.lender_id for gap in words.gaps()} == {lender.id}
    assert "initial: Lender One has no callback_number." in said()


def test_a_stage_that_only_calls_writes_to_nobody(opened):
    opened.stage.channel, opened.stage.fallback_channel = Channel.call, None

    assert said() == ["initial writes to nobody: it has no channel but the telephone."]


def test_the_night_names_each_gap_once_however_many_cases_there_are(opened):
    for _ in range(3):
        other = desk.lend(opened.loan.portfolio)
        case.restage(other, desk.DUE + timedelta(days=1))
    forget(opened)
    db.session.commit()

    done = nightly.queue_reminders(desk.DUE + timedelta(days=1), desk.at(desk.DUE + timedelta(days=1)))

    assert [(each["record"], each["id"], str(each["problem"])) for each in done.problems] == [
        ("stage", opened.stage_id, "initial has no words for sms in en.")
    ]


def test_the_first_steps_show_what_is_missing_and_lead_to_the_mend(opened, sign_in, settings):
    forget(opened)
    browser, _ = sign_in(Role.administrator)

    page = browser.get("/checklist/").text

    assert "has no words for" in page
    assert f"/templates/new/?stage={opened.stage_id}" in page
    assert "words" in {step.name for step in checklist.steps(settings, desk.DUE) if not step.done}


def test_a_stage_that_is_saved_without_words_says_so_at_once(opened, sign_in):
    forget(opened)
    browser, _ = sign_in(Role.administrator)

    names = ("policy_id", "position", "key", "name", "trigger", "channel", "fallback_channel", "next_task")
    form = {name.removesuffix("_id"): getattr(opened.stage, name) for name in (*names, "next_task_days")}
    answer = browser.submit(f"/stages/edit/?id={opened.stage_id}", **form, days=2, version=str(opened.stage.version))
    assert answer.status_code == 302

    assert "has no words for" in browser.get("/stages/").text


def test_words_that_a_stage_writes_with_are_not_dropped(opened):
    row = db.session.query(Template).filter_by(stage_id=opened.stage_id, channel=Channel.sms, language="en").one()

    with pytest.raises(RuleError, match="change them instead"):
        words.check_removal(row)
    other = (
        db.session.query(Template).filter_by(stage_id=opened.stage_id, channel=Channel.sms, language="zh_Hant").one()
    )
    words.check_removal(other)


def test_a_book_of_hong_kong_begins_with_its_own_words(app):
    desk.start(licence=Licence.hk_lender)

    said = " ".join(row.subject + row.body for row in db.session.query(Template).filter_by(language=Language.zh_Hant))
    assert "合約" in said
    assert [word for word in region.HONG_KONG if word in said] == []


@pytest.mark.parametrize(
    ("licence", "said", "unsaid"),
    [
        (Licence.us_third_party, "right to dispute this debt", ("credit record", "to court")),
        (Licence.uk_firm, "Financial Ombudsman Service", ()),
        (Licence.us_first_party, "", ("right to dispute this debt", "Financial Ombudsman")),
    ],
)
def test_a_book_begins_with_the_words_that_the_law_of_its_licence_wants(app, licence, said, unsaid):
    desk.start(licence=licence)
    found = db.session.query(Template).filter(Template.channel.in_((Channel.email, Channel.letter))).all()
    english = [each for each in found if each.language == Language.en]
    assert len(found) == 3 * len(english) == 18
    for each in english:
        assert said in each.body
        assert [word for word in unsaid if word in each.body] == []
        assert "\n\n\n" not in each.body
        assert text.check_content(each.body, "en") is None
        assert each.body.index(said) <= each.body.index("{{ collector }}\n{{ lender }}")
    for each in found:
        assert each.body.count("{{ pay_to }}") == 1


@pytest.mark.parametrize("licence", [Licence.us_third_party, Licence.uk_firm])
def test_what_a_licence_leaves_out_stands_in_the_words_that_it_begins_with(app, licence):
    for language in Language:
        for sentence in setup.MESSAGES.glob(f"left_out.{licence}.{language}.txt"):
            for each in sentence.read_text("utf-8").splitlines():
                shipped = [
                    path.read_text("utf-8") for path in setup.MESSAGES.glob(f"*.{language}.txt") if path != sentence
                ]
                assert any(each in one for one in shipped), each
