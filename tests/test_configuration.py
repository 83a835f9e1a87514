"""Configuration: the set-up as one file, the same bytes again, one batch, and nothing in it that loosens what binds."""

import io
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from models import db
from models.audit import AuditEntry
from models.base import Language
from models.configuration import Configuration, ConfigurationState
from models.cost import Priced
from models.lender import Licence
from models.outcome import OutcomeCode
from models.reason import OverdueReason
from models.stage import Policy, Stage
from models.strategy import StrategyStatus
from models.template import Notice
from rules.access import Role
from rules.errors import RuleError
from rules.stage import Asks, Knows
from services import setup, strategy
from services.configuration import SeveralError, batch, read, text
from services.reminder import words
from tests import database, desk, makers

DAY = date(2026, 3, 2)
NOW = makers.NOW
State = ConfigurationState
READY = {
    "mainland_micro_lender.yaml": Licence.cn_micro_lender,
    "us_third_party_collector.yaml": Licence.us_third_party,
    "uk_firm.yaml": Licence.uk_firm,
}


@pytest.fixture
def book(app):
    """A book on its first day, with a little of everything a configuration holds."""
    portfolio = desk.start()
    policy = db.session.scalars(select(Policy)).one()
    policy.name, policy.legal_recovery_rate, policy.min_overdue = "House", Decimal("0.25"), Decimal("12.50")
    mild = stage("mild")
    makers.make_stage_condition(step=mild, knows=Knows.broken_promises, how=Asks.at_least, times=1)
    makers.make_stage_condition(step=mild, knows=Knows.overdue_amount, how=Asks.at_least, amount=Decimal(5), times=None)
    makers.make_contact_rule(lender=portfolio.lender)
    makers.make_notice_code(notice=Notice.promise, language=Language.en)
    makers.make_unit_price(kind=Priced.call, amount=Decimal("0.50"), currency="CNY", starts_on=DAY)
    makers.make_outcome_code(code="NO", name="no", name_zh_hans="不：是", name_zh_hant="null")
    db.session.commit()
    return portfolio


def stage(key: str) -> Stage:
    return db.session.scalars(select(Stage).filter_by(key=key)).one()


def landed(said: str, name: str = "house.yaml") -> Configuration:
    row = batch.bring(name, said, NOW, None)
    batch.land(row, NOW, None)
    db.session.commit()
    return row


def in_use(book: Any) -> None:
    """The house works: its first version stands, and somebody was spoken to."""
    strategy.take_up(DAY)
    file = desk.lend(book)
    makers.make_contact(borrower=file.borrower, case=file)
    db.session.commit()


def test_the_same_set_up_is_the_same_bytes_in_an_empty_book(book):
    """Exported, imported into a book on its first day, exported again; what the empty book had beside it is gone."""
    first, lender = batch.export(), book.lender.name
    database.empty()
    setup.start(setup.Start("Another team", lender, Licence.cn_micro_lender, Language.en, "Asia/Shanghai"), DAY)
    db.session.commit()
    assert batch.export() != first

    landed(first)

    assert batch.export().encode() == first.encode()
    assert read()["policy"].keys() == {("House",)}
    assert db.session.scalars(select(OutcomeCode).filter_by(code="NO")).one().name == "no"


def test_a_file_reads_like_the_set_up_and_has_nobody_in_it(book):
    person = makers.make_user(name="Zhang San", email="zhang@example.com")
    makers.make_phone(number="13812345678")
    said = batch.export()

    assert "    stages:\n      initial:\n" in said
    assert "    interest_rate: 0\n" in said
    assert "        words:\n          call:\n            en:\n" in said
    assert [each for each in (person.name, person.email, "13812345678", "id_number") if each in said] == []
    assert said == batch.export()


def test_what_a_file_changes_is_shown_before_it_lands_and_lands_as_one(book):
    said = batch.export().replace("min_overdue: 12.50", "min_overdue: 20.00")
    document = text.read(said)
    document["overdue_reason"]["flood",] = {"position": "20", "name": "Flood"}
    del document["overdue_reason"]["unwilling",]
    row = batch.bring("house.yaml", text.write(document), NOW, None)

    assert (row.added, row.changed, row.taken_out) == (1, 1, 1)
    changed = next(each for each in batch.changes(row) if each.noun == "policy")
    assert (changed.before, changed.after) == ({"min_overdue": "12.50"}, {"min_overdue": "20.00"})
    assert db.session.scalars(select(Policy)).one().min_overdue == Decimal("12.50")

    batch.land(row, NOW, None)
    assert db.session.scalars(select(Policy)).one().min_overdue == Decimal("20.00")
    codes = set(db.session.scalars(select(OverdueReason.code).where(OverdueReason.archived_on.is_(None))))
    assert "flood" in codes
    assert "unwilling" not in codes
    with pytest.raises(RuleError, match="not waiting"):
        batch.land(row, NOW, None)


def test_a_file_is_taken_back_as_one(book):
    before = batch.export()
    file = desk.lend(book)
    makers.make_contact(
        borrower=file.borrower,
        case=file,
        reason=db.session.scalars(select(OverdueReason).filter_by(code="unwilling")).one(),
    )
    document = text.read(before)
    document["policy"]["House",]["promise_grace_days"] = "4"
    document["policy"]["Second",] = {**document["policy"]["House",], "starts_on": "2026-03-01"}
    document["overdue_reason"].pop(("unwilling",))
    document["stage_condition"] = {}
    row = landed(text.write(document))
    assert batch.export() == text.write(document)

    batch.undo(row, NOW, None)

    assert (batch.export(), row.state) == (before, State.undone)
    assert db.session.scalars(select(Policy.name)).all() == ["House"]


def test_what_was_changed_since_is_not_taken_back(book):
    row = landed(batch.export().replace("min_overdue: 12.50", "min_overdue: 20.00"))
    db.session.scalars(select(Policy)).one().promise_grace_days = 7
    with pytest.raises(RuleError, match="changed since"):
        batch.undo(row, NOW, None)


def test_in_a_house_in_use_what_lives_in_versions_becomes_a_draft_and_the_rest_lands(book):
    in_use(book)
    person = makers.make_user(role=Role.administrator)
    document = text.read(batch.export())
    document["policy"]["House",]["promise_grace_days"] = "4"
    document["stage"]["House", "mild"]["days"] = "9"
    document["overdue_reason"]["flood",] = {"position": "20", "name": "Flood"}
    row = batch.bring("house.yaml", text.write(document), NOW, person)
    batch.land(row, NOW, person)
    db.session.commit()

    version = row.strategy_version
    assert (version.status, version.editors) == (StrategyStatus.draft, [person.id])
    assert {(each.table, each.id) for each in strategy.changes(version)} == {
        ("policy", db.session.scalars(select(Policy.id)).one()),
        ("stage", stage("mild").id),
    }
    assert stage("mild").days == 11
    assert db.session.scalars(select(OverdueReason).filter_by(code="flood")).one()

    with pytest.raises(RuleError, match="draft is open already"):
        batch.land(batch.bring("again.yaml", text.write(document), NOW, person), NOW, person)
    batch.undo(row, NOW, person)
    assert version.status == StrategyStatus.dropped
    assert db.session.scalars(select(OverdueReason).filter_by(code="flood")).first() is None


def test_stages_may_change_places_and_a_policy_that_went_comes_back(book):
    document = text.read(batch.export())
    one, two = document["stage"]["House", "mild"], document["stage"]["House", "firm"]
    one["position"], two["position"] = two["position"], one["position"]
    said = text.write(document)
    landed(said)
    assert batch.export() == said
    assert said.index("      firm:") < said.index("      mild:")


@pytest.mark.parametrize("name", READY)
def test_one_to_begin_with_lands_on_a_first_day_and_stands_as_it_is_written(app, name):
    portfolio = desk.start(licence=READY[name])
    desk.borrow(portfolio.lender)
    said = batch.ready(name)
    landed(said)

    assert batch.export() == said
    policy = db.session.scalars(select(Policy)).one()
    assert len(policy.stages) >= 3
    assert [gap.said for each in policy.stages for gap in words.of_stage(each)] == []


def loose(path: str, value: str | None) -> Any:
    """An attempt: the file of the house with one value otherwise, or one row left out."""
    *place, last = path.split("/")

    def attempt(said: str) -> str:
        body = text.loaded(said)
        here = body
        for name in place:
            here = here.setdefault(name, {})
        if value is None:
            del here[last]
        else:
            here[last] = value
        return text.dumped(body)

    return attempt


RULE = "contact_rules/Lender One/CN-FR-01/2026-03-02"
WORDS = "policies/House/stages/initial/words/sms/en/body"
ATTEMPTS: dict[str, tuple[Any, str]] = {
    "a law of its own": (loose("law/CN-FR-01", "99"), "law stands in the program"),
    "rules of its own": (loose("rules/quiet_hours", "none"), "law stands in the program"),
    "more calls than the law": (loose(f"{RULE}/most", "99"), "CN-FR-01"),
    "hours by night": (
        loose("contact_rules/Lender One/CN-TM-01/2026-03-02", {"opens": "03:00", "closes": "23:59"}),
        "CN-",
    ),
    "a contact rule left out": (loose("contact_rules", None), "what binds stays"),
    "a rule that no law has": (
        loose("contact_rules/Lender One/CN-XX-99/2026-03-02", {"most": "1", "days": "1"}),
        "CN-XX-99",
    ),
    "rights of a role": (loose("rights/collector", "all:vceaxr"), "Who may do what"),
    "a new administrator": (loose("users/eve", "administrator"), "People are no configuration"),
    "a book that is a demo": (loose("team/is_demo", "true"), "no configuration"),
    "another mail server": (loose("sending/mail_server", "evil.example"), "never in a file"),
    "another licence": (loose("lenders/Lender One/licence", "hk_lender"), "picks the law"),
    "money of the ledger": (loose("payments/L-1", "100"), "no borrowers, loans or money"),
    "a part nobody knows": (loose("gate/open", "true"), "no part of a configuration"),
    "a row by its number": (loose("policies/House/id", "1"), "nobody knows 'id'"),
    "a column of another record": (loose("policies/House/balance", "0"), "nobody knows 'balance'"),
    "a threat": (loose(WORDS, "Pay or we will hurt your family, {{ lender }}."), "must not be sent"),
    "a place nobody fills": (loose(WORDS, "Dear {{ id_number }}, pay {{ lender }}."), "id_number"),
    "a call that counts no more": (loose("outcomes/NA/is_attempt", "false"), "counts as a contact"),
    "a talk that cools nothing": (loose("outcomes/RPC-INFO/is_reached", "false"), "counts as a contact"),
    "a wish that stops nothing": (loose("outcomes/CEASE/effect", "nothing"), "stops the work"),
    "a wish nobody can log": (loose("outcomes/CEASE", None), "stops the work"),
    "a collector above the manager": (loose("authority_limits/collector/principal_rate", "1"), "may not grant more"),
    "a collector without limits": (loose("authority_limits/collector/plan_count", ""), "may not grant more"),
    "a level left out": (loose("authority_limits/collector", None), "what binds stays"),
    "a level nobody has": (loose("authority_limits/king", {"currency": "CNY"}), "king"),
    "more than all of it": (loose("authority_limits/director/principal_rate", "7"), "cannot be"),
    "less than nothing": (loose("policies/House/min_overdue", "-5"), "cannot be"),
    "no number": (loose("policies/House/promise_grace_days", "NaN"), "cannot be"),
    "money that is none": (loose("policies/House/currency", "BTC"), "cannot be"),
    "a day that is none": (loose("policies/House/starts_on", "2026-02-30"), "cannot be"),
    "yes in another word": (loose("policies/House/requires_sent", "no"), "cannot be"),
    "a first stage that waits for one before": (
        loose("policies/House/stages/initial/trigger", "since_previous_sent"),
        "no reminder before it",
    ),
    "a first stage that asks": (
        loose(
            "policies/House/stages/initial/conditions/1", {"knows": "broken_promises", "how": "at_least", "times": "1"}
        ),
        "first stage asks",
    ),
    "a policy that is used left out": (loose("policies/House", None), "works by it"),
    "a lender nobody entered": (
        loose("contact_rules/Nobody/CN-FR-01/2026-03-02", {"most": "1", "days": "1"}),
        "no lender",
    ),
    "a key twice": (lambda said: said + "reasons: {}\n", "cannot be read"),
    "an alias": (lambda said: said.replace("currency: CNY", "currency: &a CNY", 1) + "more: *a\n", "no aliases"),
    "an object": (lambda said: said + "law: !!python/object/apply:os.system [true]\n", "law stands in the program"),
    "another program's file": (
        lambda said: said.replace("configuration: 1", "configuration: 2", 1),
        "no configuration",
    ),
    "no mapping": (lambda said: "- a\n- b\n", "no configuration"),
    "no YAML": (lambda said: "{{{", "cannot be read"),
    "too much of it": (lambda said: said + "#" * text.MOST_BYTES, "larger"),
}
"""By what a file would loosen gate, law, rights or ledger, or say what nobody can check; each is refused in words."""


@pytest.mark.parametrize("name", ATTEMPTS)
def test_no_file_loosens_gate_law_rights_or_ledger(book, name):
    attempt, said = ATTEMPTS[name]
    before = batch.export()
    with pytest.raises(RuleError) as refused:
        batch.bring("evil.yaml", attempt(before), NOW, None)

    assert said in "\n".join(map(str, getattr(refused.value, "errors", [refused.value])))
    assert batch.export() == before
    assert db.session.scalars(select(Configuration)).all() == []


def test_a_house_in_use_refuses_the_same(book):
    in_use(book)
    before = batch.export()
    for attempt, said in ATTEMPTS.values():
        with pytest.raises(RuleError) as refused:
            batch.bring("evil.yaml", attempt(before), NOW, None)
        assert said in "\n".join(map(str, getattr(refused.value, "errors", [refused.value])))
    assert batch.export() == before


def test_all_that_is_wrong_is_said_at_once(book):
    document = text.read(batch.export())
    document["stage"]["House", "mild"]["days"] = "soon"
    document["outcome_code"]["NA",]["position"] = "first"
    with pytest.raises(SeveralError) as refused:
        batch.bring("wrong.yaml", text.write(document), NOW, None)
    assert len(refused.value.errors) == 2


HEAD = "concord:\n  configuration: '1'\n"


@pytest.mark.parametrize(
    "said",
    [
        "[" * 10_000,
        "- " * 10_000,
        "a: &x 1\nb: *x",
        "? [a, b]\n: c",
        "policies: !!omap\n- a: b",
        "!!set {a, b}",
        'policies: {"\\0": {}}',
        'policies: {"\\ud800": {}}',
        'outcomes: {"x": {"name": "\\ud800"}}',
        "? {a: b}\n: c",
    ],
)
def test_what_no_file_of_ours_holds_is_refused_at_once_with_a_sentence(said, app):
    begun = time.process_time()
    for head in ("", HEAD):
        with pytest.raises(RuleError):
            text.read(head + said)
    assert time.process_time() - begun < 6


def test_the_command_shows_then_lands(book, app, tmp_path):
    run = app.test_cli_runner().invoke
    file = tmp_path / "house.yaml"
    assert run(args=["config", "export", str(file)]).exit_code == 0
    assert run(args=["config", "export"]).output == file.read_text("utf-8")
    assert "Nothing differs." in run(args=["config", "import", str(file)]).output
    file.write_text(file.read_text("utf-8").replace("min_overdue: 12.50", "min_overdue: 20.00"), "utf-8")

    assert run(args=["config", "import", str(file)]).output == "~ policy House: min_overdue\n"
    assert "12.50" in batch.export()
    run(args=["config", "import", str(file), "--land"])
    db.session.expire_all()
    assert "20.00" in batch.export()

    file.write_text("law: {}\n", "utf-8")
    refused = run(args=["config", "import", str(file), "--land"])
    assert refused.exit_code == 1
    assert "no configuration" in refused.output


def test_an_administrator_brings_lands_and_takes_back_on_the_screen(book, sign_in):
    client, person = sign_in(Role.administrator)
    db.session.commit()
    before = client.get("/configurations/file/").get_data(as_text=True)
    assert before == batch.export()
    assert db.session.scalars(select(AuditEntry).filter_by(record="configuration")).one().user == person
    assert client.get("/configurations/file/?ready=uk_firm.yaml").get_data(as_text=True) == batch.ready("uk_firm.yaml")
    assert client.get("/configurations/file/?ready=../batch.py").status_code == 404

    changed = before.replace("min_overdue: 12.50", "min_overdue: 20.00")
    sent = client.submit("/configurations/bring/", file=(io.BytesIO(changed.encode()), "house.yaml"))
    page = client.get(sent.location).text
    assert "12.50 → 20.00" in page
    row = db.session.scalars(select(Configuration)).one()
    for name, amount in (("land", "20.00"), ("undo", "12.50")):
        client.submit("/configurations/action/", action=name, rowid=row.id, confirmed="1")
        db.session.expire_all()
        assert f"min_overdue: {amount}" in batch.export()

    wrong = client.submit("/configurations/bring/", file=(io.BytesIO(b"law: {}"), "evil.yaml"))
    assert "This file cannot land" in wrong.text
    auditor, _ = sign_in(Role.auditor)
    assert auditor.get("/configurations/").status_code == 200
    assert auditor.submit("/configurations/bring/", ready="uk_firm.yaml").status_code == 403
    manager, _ = sign_in(Role.manager)
    assert manager.get("/configurations/").status_code == 403
