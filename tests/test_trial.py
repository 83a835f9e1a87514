"""Trials of a strategy: arms by hash, the same law in both, who is never tried on, and what stops one."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from jobs import nightly, timetable
from models import db
from models.case import Case, Episode
from models.contact_rule import ContactRule
from models.decision import Breach
from models.hardship import CareNote, HardshipStatus
from models.hold import HoldKind
from models.lender import Licence
from models.reminder import Reminder
from models.stage import Channel, Stage, StageCondition, TaskKind
from models.strategy import StrategyStatus
from models.task import Task
from models.template import Template
from models.trial import CaseArm, StrategyTrial, TrialStatus
from models.wish import WishKind
from rules.access import Role
from rules.errors import RuleError
from rules.stage import Asks, Knows
from rules.strategy import arms as rule
from rules.strategy.arms import Arm
from rules.strategy.effect import Part, compare
from services import case, hold, reminder, strategy, task
from services.case import ahead
from services.demand import arrears
from services.strategy import arm, compared, dry_run, trial
from tests import desk, makers
from tests.test_dry_run import lived, real, standing, told
from tests.test_dry_run import tried as rehearsed

DAY = desk.DUE + timedelta(days=1)
NEXT = DAY + timedelta(days=1)
HALF = Decimal("0.5")


@pytest.fixture
def book(app):
    """Twenty borrowers with an open case each in the first stage, one of whom was spoken with."""
    lender = desk.start()
    rows = [desk.lend(lender) for _ in range(20)]
    case.restage_many([row.id for row in rows], DAY)
    strategy.take_up(DAY)
    makers.make_contact(borrower=rows[0].borrower, case=rows[0])
    return rows


@pytest.fixture
def people(app):
    return makers.make_user(role=Role.manager), makers.make_user(role=Role.manager)


def stage(key):
    return db.session.scalars(select(Stage).filter_by(key=key)).one()


def sooner():
    """Mild begins on the second day, by e-mail, and asks a person for a letter."""
    row = stage("mild")
    row.days, row.channel, row.next_task = 2, Channel.email, TaskKind.send_letter
    row.fallback_channel = None
    stage("initial").remind_every_days = 1
    for key in ("initial", "mild"):
        for each in db.session.scalars(select(Template).filter_by(stage_id=stage(key).id)):
            each.body = f"{each.body} Challenger."


def drafted(change, user):
    def work():
        change()
        db.session.flush()

    strategy.written(work, DAY, user)
    return strategy.draft()


def asked(people, change=sooner, share=HALF, starts_on=NEXT):
    row = drafted(change, people[0])
    found = dry_run.make(row, NEXT, DAY, desk.at(DAY), share)
    dry_run.keep(row, NEXT, row.digest, found, desk.at(DAY), people[0], share)
    return trial.ask(row, share, starts_on, starts_on + timedelta(days=60), "Sooner may help.", DAY, people[0])


def begun(people, change=sooner, share=HALF):
    row = asked(people, change, share)
    trial.publish(row, DAY, people[1])
    trial.follow(NEXT)
    return row


def members(row, of):
    return set(db.session.scalars(select(CaseArm.case_id).filter_by(strategy_trial_id=row.id, arm=of)))


def test_an_arm_is_told_by_the_number_alone_in_about_the_share_that_was_asked():
    drawn = [rule.arm_of("abc", number, Decimal("0.2")) for number in range(10_000)]

    assert drawn == [rule.arm_of("abc", number, Decimal("0.2")) for number in range(10_000)]
    assert 1880 < Counter(drawn)[Arm.challenger] < 2120
    assert drawn != [rule.arm_of("other", number, Decimal("0.2")) for number in range(10_000)]
    more = [rule.arm_of("abc", number, Decimal("0.4")) for number in range(10_000)]
    assert all(after == Arm.challenger for before, after in zip(drawn, more, strict=True) if before == Arm.challenger)


@pytest.mark.parametrize("share", [Decimal(0), Decimal("0.51"), Decimal(1)])
def test_a_share_is_some_and_never_the_larger_part(share):
    with pytest.raises(RuleError, match="between 1 and 50"):
        rule.check_terms(share, NEXT, NEXT)


def test_a_trial_has_a_last_day():
    with pytest.raises(RuleError, match="at most 180"):
        rule.check_terms(HALF, NEXT, NEXT + timedelta(days=181))


def test_cases_join_by_hash_and_stay_in_their_arm(book, people):
    row = begun(people)
    first = members(row, Arm.challenger), members(row, Arm.champion)

    assert sum(map(len, first)) == 20
    assert all(first)
    assert all(
        rule.arm_of(row.digest, each.borrower_id, row.share) == each.arm for each in db.session.scalars(select(CaseArm))
    )
    trial.follow(NEXT + timedelta(days=1))
    assert (members(row, Arm.challenger), members(row, Arm.champion)) == first


def test_all_cases_of_a_borrower_are_in_one_arm(book, people):
    for each in book:
        desk.lend(each.loan.portfolio, borrower=each.borrower)
    db.session.flush()

    begun(people)

    arms = {}
    for each in db.session.scalars(select(CaseArm)):
        arms.setdefault(each.borrower_id, set()).add(each.arm)
    assert Counter(map(len, arms.values())) == {1: 20}


def test_the_night_treats_each_case_by_the_version_of_its_arm(book, people):
    row = begun(people)

    case.restage_many([each.id for each in book], NEXT)

    keys = {id: db.session.get(Case, id).stage.key for id in members(row, Arm.challenger)}
    assert set(keys.values()) == {"initial"}
    later = NEXT + timedelta(days=1)
    for each in book:
        makers.make_contact(borrower=each.borrower, case=each, at=desk.at(NEXT), outcome=desk.outcome("RPC-INFO"))
    db.session.flush()
    case.restage_many([each.id for each in book], later)
    stages = {of: {db.session.get(Case, id).stage.key for id in members(row, of)} for of in Arm}
    assert stages == {Arm.champion: {"initial"}, Arm.challenger: {"mild"}}
    kinds = {of: {_task(id) for id in members(row, of)} for of in Arm}
    assert kinds[Arm.challenger] == {TaskKind.send_letter}
    assert TaskKind.send_letter not in kinds[Arm.champion]


def _task(id):
    return db.session.scalars(select(Task.kind).where(Task.case_id == id, Task.done_at.is_(None))).one()


def test_a_finished_task_is_followed_by_that_of_the_arm(book, people):
    def other():
        stage("initial").next_task = TaskKind.negotiate

    row = begun(people, other)

    for each in book:
        task.complete(task.open_of(each), desk.at(NEXT))
    db.session.flush()

    assert {_task(id) for id in members(row, Arm.challenger)} == {TaskKind.negotiate}
    assert TaskKind.negotiate not in {_task(id) for id in members(row, Arm.champion)}


def test_messages_are_those_of_the_arm(book, people):
    row = begun(people)

    reminder.queue(reminder.due(NEXT), NEXT, desk.at(NEXT))

    said = {of: {"Challenger." in body for body in _bodies(members(row, of))} for of in Arm}
    assert said == {Arm.champion: {False}, Arm.challenger: {True}}
    later = NEXT + timedelta(days=1)
    for each in db.session.scalars(select(Reminder)):
        each.status, each.sent_at = "sent", desk.at(NEXT)
    db.session.flush()
    again = {each.id for each in book if each.borrower_id in reminder.due(later)}
    found = {each["borrower_id"] for each in reminder.planned([each.borrower_id for each in book], later).rows}
    assert members(row, Arm.challenger) <= again
    assert found == {db.session.get(Case, id).borrower_id for id in members(row, Arm.challenger)}


def _bodies(ids):
    return [each.body for each in db.session.scalars(select(Reminder)) for one in each.cases if one.case_id in ids]


def test_what_lies_ahead_of_a_case_is_told_by_the_version_of_its_arm(book, people):
    def patient():
        stage("initial").remind_every_days = 2

    row = begun(people, patient)
    case.restage_many([each.id for each in book], NEXT)
    reminder.queue(reminder.due(NEXT), NEXT, desk.at(NEXT))
    for each in db.session.scalars(select(Reminder)):
        each.status, each.sent_at = "sent", desk.at(NEXT)
    db.session.flush()

    told = {of: _message_days(members(row, of)) for of in Arm}

    assert told[Arm.challenger] == {NEXT + timedelta(days=2)}
    assert told[Arm.champion] == {NEXT + timedelta(days=stage("initial").remind_every_days)}


def _message_days(ids):
    known = (ahead.of(db.session.get(Case, id), NEXT).ahead for id in ids)
    return {each.on for found in known for each in found if (each.kind, each.what) == ("sent", "message")}


def hardship(row):
    makers.make_hardship(borrower=row.borrower, status=HardshipStatus.running)


def care(row):
    db.session.add(CareNote(borrower=row.borrower, noted_on=DAY, expires_on=NEXT + timedelta(days=30)))
    db.session.flush()


def dispute(row):
    makers.make_dispute(case=row)


def rest(row):
    hold.open(row, HoldKind.other, DAY, "Rests", NEXT + timedelta(days=30))


def refuse(row):
    makers.make_wish(borrower=row.borrower, kind=WishKind.no_automation, received_at=desk.at(DAY))


def vulnerable(row):
    makers.make_wish(borrower=row.borrower, kind=WishKind.vulnerable, received_at=desk.at(DAY))


BARS = (hardship, care, dispute, rest, refuse, vulnerable)


@pytest.mark.parametrize("bar", BARS)
def test_who_must_not_be_tried_on_joins_no_arm(book, people, bar):
    bar(book[0])
    other = desk.lend(book[0].loan.portfolio, borrower=book[0].borrower)

    row = begun(people)

    assert not {book[0].id, other.id} & (members(row, Arm.champion) | members(row, Arm.challenger))
    assert len(members(row, Arm.champion) | members(row, Arm.challenger)) == 19


@pytest.mark.parametrize("bar", BARS)
def test_what_becomes_known_later_ends_the_treatment_at_once_but_not_the_count(book, people, bar):
    row = begun(people)
    tried = db.session.get(Case, min(members(row, Arm.challenger)))
    case.restage_many([each.id for each in book], NEXT)
    assert arm.version_of(tried, NEXT) == row.strategy_version

    bar(tried)
    db.session.flush()

    assert arm.treated(arm.treatment(), [tried.id], NEXT) == set()
    assert arm.version_of(tried, NEXT) is None
    assert tried.id in case.due(NEXT)
    assert trial.follow(NEXT) == {"left": 1}
    assert tried.id in members(row, Arm.challenger)
    assert compared.rates(row, NEXT)["cured"].after.n == len(members(row, Arm.challenger))


def test_who_left_a_trial_joins_it_by_no_other_case(book, people):
    row = begun(people)
    tried = db.session.get(Case, min(members(row, Arm.challenger)))
    dispute(tried)
    assert trial.follow(NEXT) == {"left": 1}
    for each in tried.disputes:
        each.status = "rejected"
    desk.lend(tried.loan.portfolio, borrower=tried.borrower)
    db.session.flush()

    assert trial.follow(NEXT + timedelta(days=1)) == {}


def test_who_was_merged_from_two_is_treated_by_the_version_in_force(book, people):
    row = begun(people)
    tried = db.session.get(Case, min(members(row, Arm.challenger)))
    other = db.session.get(Case, min(members(row, Arm.champion)))
    other.borrower_id = tried.borrower_id
    db.session.flush()

    assert arm.treated(arm.treatment(), [tried.id], NEXT) == set()
    assert list(db.session.scalars(arm.leaving(NEXT))) == [tried.id]
    assert trial.follow(NEXT) == {"left": 2}


def test_a_promise_ends_no_treatment(book, people):
    row = begun(people)
    tried = db.session.get(Case, min(members(row, Arm.challenger)))

    hold.open(tried, HoldKind.promise, NEXT, "Promised", NEXT + timedelta(days=3))
    db.session.flush()

    assert arm.treated(arm.treatment(), [tried.id], NEXT) == {tried.id}


def law(row):
    def change():
        lender = row.borrower.lender
        db.session.add(ContactRule(lender=lender, rule="CN-FR-01", most=1, days=7, starts_on=NEXT))

    return change


def test_both_arms_are_held_to_the_same_law_and_limits(book, people):
    row = drafted(law(book[0]), people[0])

    with pytest.raises(RuleError, match="same rules of contact"):
        dry_run.make(row, NEXT, DAY, desk.at(DAY), HALF)


def legal_sooner():
    stage("mild").proposes_referral = True


def new_stage():
    first = stage("firm")
    values = {name: getattr(first, name) for name in ("policy_id", "trigger", "days", "channel")}
    db.session.add(Stage(key="last", name="Last", position=9, **values))


@pytest.mark.parametrize("change", [legal_sooner, new_stage])
def test_a_challenger_differs_only_in_how_cases_are_treated(book, people, change):
    row = drafted(change, people[0])

    with pytest.raises(RuleError, match="A challenger may differ"):
        dry_run.make(row, NEXT, DAY, desk.at(DAY), HALF)


def test_a_second_person_lets_a_trial_begin_and_its_version_is_written_no_more(book, people):
    row = asked(people)
    with pytest.raises(RuleError, match="second person"):
        trial.publish(row, DAY, people[0])
    assert trial.second_people(row) == [people[1]]

    trial.publish(row, DAY, people[1])

    assert row.strategy_version.status == StrategyStatus.challenger
    assert strategy.draft() is None
    with pytest.raises(RuleError, match="no draft"):
        strategy.wrote(row.strategy_version, {}, people[0])
    assert trial.follow(DAY) == {}
    assert trial.follow(NEXT) == {"begun": 1, "joined": 20}


def test_a_draft_that_was_changed_after_it_was_asked_for_does_not_begin(book, people):
    row = asked(people)
    drafted(lambda: setattr(stage("mild"), "days", 3), people[0])

    with pytest.raises(RuleError, match="ask again"):
        trial.publish(row, DAY, people[1])


def test_one_trial_runs_at_a_time(book, people):
    begun(people)
    drafted(lambda: setattr(stage("mild"), "days", 7), people[0])

    with pytest.raises(RuleError, match="One trial"):
        dry_run.make(strategy.draft(), NEXT, DAY, desk.at(DAY), HALF)


def test_a_trial_ends_when_another_version_comes_in_force(book, people):
    row = begun(people)
    stage("mild").days = 9
    later = NEXT + timedelta(days=1)
    strategy.take_up(later)

    assert trial.follow(later) == {"ended": 1}
    assert (row.status, row.ended_on, row.reason) == (TrialStatus.ended, later, trial.REPLACED)
    assert arm.treatment() is None


def test_a_trial_ends_after_its_last_day_and_everybody_is_treated_alike(book, people):
    row = begun(people)
    for each in book:
        each.touched = False
    db.session.flush()

    assert trial.follow(row.last_on + timedelta(days=1)) == {"ended": 1}

    assert arm.treatment() is None
    assert {each.id for each in book if each.touched} == members(row, Arm.challenger)
    assert row.strategy_version.status == StrategyStatus.past


def test_a_trial_that_harms_is_stopped_by_rule(book, people):
    lender = book[0].loan.portfolio
    more = [desk.lend(lender) for _ in range(60)]
    case.restage_many([each.id for each in more], DAY)
    row = begun(people)
    rows = {each.id: each for each in (*book, *more)}
    day = NEXT + timedelta(days=3)
    for of, count in ((Arm.champion, 0), (Arm.challenger, 20)):
        ids = sorted(members(row, of))
        for place, id in enumerate((ids * 2)[:40]):
            talk = makers.make_contact(borrower=rows[id].borrower, case=rows[id], at=desk.at(NEXT))
            if place < count:
                db.session.add(Breach(contact=talk, case=rows[id], rules="CN-FR-01", reason="x", raised_on=NEXT))
    db.session.flush()

    assert compared.rates(row, day)["breaches"].verdict == "rose"
    assert trial.follow(day) == {"stopped": 1}

    assert (row.status, row.reason) == (TrialStatus.stopped, trial.HARM["breaches"])
    assert arm.treatment() is None
    assert trial.follow(day) == {}


@pytest.mark.parametrize(
    ("name", "champion", "challenger", "harm"),
    [
        ("cured", Part(60, 100), Part(30, 100), "cured"),
        ("cured", Part(30, 100), Part(60, 100), None),
        ("complaints", Part(0, 100), Part(20, 100), "complaints"),
        ("complaints", Part(1, 20), Part(20, 20), None),
        ("breaches", Part(5, 100), Part(6, 100), None),
    ],
)
def test_harm_is_told_from_chance(name, champion, challenger, harm):
    assert rule.harm({name: compare(champion, challenger)}) == harm


def test_the_arms_are_compared_by_borrower_with_how_many_more_it_takes(book, people):
    row = begun(people)
    case.restage_many([each.id for each in book], NEXT)
    paid = sorted(members(row, Arm.challenger))[:3]
    for id in paid:
        db.session.scalars(select(Episode).filter_by(case_id=id)).one().closed_on = NEXT + timedelta(days=1)
    db.session.flush()

    found = compared.rates(row, NEXT + timedelta(days=5))["cured"]

    assert (found.after.hits, found.after.n) == (3, len(members(row, Arm.challenger)))
    assert found.before.n == len(members(row, Arm.champion))
    assert found.verdict == "cannot_tell"
    assert found.more is not None
    assert found.more > 0
    rows = compared.rows("cured", row, Arm.challenger, NEXT + timedelta(days=5), True)
    assert sorted(rows) == sorted(db.session.get(Case, id).borrower_id for id in paid)


def test_a_challenger_that_won_becomes_a_draft_for_everybody(book, people):
    row = begun(people)
    with pytest.raises(RuleError, match="End the trial"):
        trial.adopt(row, NEXT, people[0])
    trial.stop(row, "It helps.", NEXT)

    draft = trial.adopt(row, NEXT, people[0])

    assert draft.content == row.strategy_version.content
    assert (draft.status, draft.base) == (StrategyStatus.draft, strategy.in_force())


def test_who_wrote_a_challenger_does_not_publish_it_for_everybody(book, people):
    row = begun(people)
    trial.stop(row, "It helps.", NEXT)

    draft = trial.adopt(row, NEXT, people[1])

    assert set(draft.editors) == {each.id for each in people}
    assert strategy.second_people(draft) == []


def test_a_trial_is_put_away_before_its_day_and_its_draft_goes_on(book, people):
    row = asked(people)
    trial.publish(row, DAY, people[1])

    trial.drop(row)

    assert (row.status, row.strategy_version) == (TrialStatus.dropped, strategy.draft())
    assert trial.follow(NEXT) == {}
    with pytest.raises(RuleError, match="has begun"):
        trial.drop(row)


def test_no_notice_that_the_law_requires_is_withheld_from_who_hears_nothing_else(app, people):
    lender = desk.start(licence=Licence.uk_firm)
    rows = [desk.lend(lender, [desk.DUE - timedelta(days=30 * n) for n in range(4)]) for _ in range(12)]
    case.restage_many([row.id for row in rows], DAY)
    strategy.take_up(DAY)
    makers.make_contact(borrower=rows[0].borrower, case=rows[0])

    def silence():
        for each in db.session.scalars(select(Stage)):
            each.days = 3000

    before = set(arrears.waiting(NEXT))
    row = begun(people, silence)
    case.restage_many([each.id for each in rows], NEXT)

    held_out = members(row, Arm.challenger)
    assert held_out
    assert {db.session.get(Case, id).stage_id for id in held_out} == {None}
    assert before == set(arrears.waiting(NEXT)) >= held_out


def test_the_night_follows_the_trial(book, people):
    row = asked(people)
    trial.publish(row, DAY, people[1])
    db.session.commit()

    assert nightly.follow_trial(NEXT, desk.at(NEXT)).counts == {"begun": 1, "joined": 20}
    assert nightly.follow_trial(NEXT, desk.at(NEXT)).counts == {}


def only_who_broke_a_promise():
    stage("mild").days = 3
    db.session.add(StageCondition(step=stage("mild"), knows=Knows.broken_promises, how=Asks.at_least, times=1))


@pytest.fixture
def life(app, clock):
    """A book of twelve loans lived for some days: some were written to, one rests."""
    lender = desk.start()
    for number in range(12):
        desk.lend(lender, [desk.DUE - timedelta(days=number * 3)])
    db.session.commit()
    for number in range(7):
        lived(app, clock, DAY + timedelta(days=number))
        nightly_day(app, DAY + timedelta(days=number))
    rows = db.session.scalars(select(Case).order_by(Case.id)).all()
    day = DAY + timedelta(days=6)
    hold.open(rows[3], HoldKind.other, day, "Rests", day + timedelta(days=9))
    makers.make_contact(borrower=rows[0].borrower, case=rows[0])
    db.session.commit()
    return day


def nightly_day(app, day):
    timetable.run_job(app, "daytime", day)


def published_on(day, change, people):
    """A trial that a second person let begin tomorrow."""
    db.session.rollback()
    user, other = people

    def work():
        change()
        db.session.flush()

    strategy.written(work, day, user)
    row, tomorrow = strategy.draft(), day + timedelta(days=1)
    dry_run.keep(row, tomorrow, row.digest, {}, desk.at(day), user, HALF)
    found = trial.ask(row, HALF, tomorrow, tomorrow + timedelta(days=60), "Why", day, user)
    db.session.commit()
    return row, found, other


@pytest.mark.parametrize("change", [sooner, only_who_broke_a_promise])
def test_a_dry_run_on_a_share_is_what_the_first_night_of_the_trial_does(app, clock, life, people, change):
    row, asked_for, other = published_on(life, change, people)
    asked_for.status = TrialStatus.dropped
    db.session.commit()
    tomorrow = life + timedelta(days=1)

    found = rehearsed(row, tomorrow, share=HALF)

    asked_for = db.session.get(StrategyTrial, asked_for.id)
    asked_for.status = TrialStatus.asked
    trial.publish(asked_for, life, other)
    last, stood = db.session.scalar(select(db.func.max(Reminder.id))) or 0, standing()
    db.session.commit()
    lived(app, clock, tomorrow)
    assert told(found["draft"]) != told(found["today"])
    assert told(found["draft"]) == real(stood, last)


def test_a_dry_run_while_a_trial_runs_is_what_the_next_night_does(app, clock, life, people):
    _, running, other = published_on(life, sooner, people)
    trial.publish(running, life, other)
    db.session.commit()
    first, second = life + timedelta(days=1), life + timedelta(days=2)
    lived(app, clock, first)
    nightly_day(app, first)
    strategy.written(lambda: (setattr(stage("firm"), "days", 12), db.session.flush()), first, people[0])
    row = strategy.draft()
    db.session.commit()
    found = rehearsed(row, second)
    last, stood = db.session.scalar(select(db.func.max(Reminder.id))) or 0, standing()
    db.session.commit()

    lived(app, clock, second)

    assert told(found["today"]) == real(stood, last)
    assert arm.running() is not None


def test_a_trial_is_asked_for_let_begin_and_read_on_screens(book, sign_in, clock):
    clock.now = desk.at(DAY)
    db.session.commit()
    browser, me = sign_in(Role.manager)
    row = drafted(sooner, me)
    db.session.commit()
    given = {"id": row.id, "share": "50", "starts_on": NEXT.isoformat(), "last_on": "2026-03-30", "why": "Sooner."}
    assert browser.submit("/strategy/try-out/", id=row.id, day=NEXT.isoformat(), share="50").status_code == 302
    assert "on 50% of the borrowers" in browser.get(f"/strategy/details/?id={row.id}").text
    browser.submit("/trials-of-a-strategy/ask/", **given | {"share": "80"})
    assert db.session.scalars(select(StrategyTrial)).all() == []

    browser.submit("/trials-of-a-strategy/ask/", **given)

    found = db.session.scalars(select(StrategyTrial)).one()
    assert "Version 2 beside version 1" in browser.get(f"/strategy/details/?id={row.id}").text
    assert browser.get(f"/trials-of-a-strategy/details/?id={found.id}").status_code == 200
    pressed = {"action": "publish", "rowid": found.id, "confirmed": "1"}
    browser.submit("/trials-of-a-strategy/action/", **pressed)
    assert found.status == TrialStatus.asked
    other, _ = sign_in(Role.manager)
    assert "Trials to decide on" in other.get("/").text
    other.submit("/trials-of-a-strategy/action/", **pressed)
    assert found.status == TrialStatus.published
    clock.now = desk.at(NEXT)
    trial.follow(NEXT)
    db.session.commit()
    page = other.get(f"/trials-of-a-strategy/details/?id={found.id}").text
    assert [words for words in ("Borrowers who paid up", "Cannot tell yet.", "Champion") if words not in page] == []
    for of in Arm:
        shown = other.get(f"/trials-of-a-strategy/rows/?id={found.id}&rate=cured&arm={of}&of=all").text
        assert shown.count("/borrowers/details/?id=") == len(members(found, of))
    assert other.get(f"/trials-of-a-strategy/rows/?id={found.id}&rate=cured&arm=x").status_code == 404
    tried = min(members(found, Arm.challenger))
    assert f"/strategy/details/?id={row.id}" in other.get(f"/cases/details/?id={tried}").text
    plain = min(members(found, Arm.champion))
    assert f"/strategy/details/?id={row.id}" not in other.get(f"/cases/details/?id={plain}").text
    collector, _ = sign_in(Role.collector)
    assert collector.submit("/trials-of-a-strategy/ask/", **given).status_code == 403
    assert collector.get(f"/trials-of-a-strategy/rows/?id={found.id}&rate=cured&arm=champion").status_code == 403
    other.submit("/trials-of-a-strategy/action/", **pressed | {"action": "stop", "reason": "Enough."})
    assert (found.status, found.reason) == (TrialStatus.ended, "Enough.")


def test_a_move_on_the_page_of_a_case_names_the_version_that_made_it(book, people):
    row = begun(people)
    tried = db.session.get(Case, min(members(row, Arm.challenger)))
    plain = db.session.get(Case, min(members(row, Arm.champion)))
    trial.stop(row, "Enough.", NEXT + timedelta(days=2))
    days = [NEXT - timedelta(days=1), NEXT, NEXT + timedelta(days=2)]

    assert arm.versions_of(tried, days) == {NEXT: row.strategy_version}
    assert arm.versions_of(plain, days) == {}
