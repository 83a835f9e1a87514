"""The law as rows: every rule stands there once, says where it comes from, and binds whom it should."""

import re
from datetime import date

import pytest

from rules.contact import FAILS, policy
from rules.contact.facts import Action, Flags
from rules.contact.policy import PolicyRow
from rules.errors import RuleError
from rules.law import kept, pack, row
from rules.law.check import Bar, Cap, Hours, Limit, Pace, Pause, span
from tests import ROOT

RULES = {rule.id: rule for rule in pack.ALL}
LICENCES = [
    "cn_micro_lender", "cn_bank", "cn_private_lender", "us_third_party", "us_first_party", "uk_firm", "tw_agency",
    "hk_lender",
]  # fmt: skip


def test_every_rule_stands_once_and_says_what_and_from_where():
    assert len(RULES) == len(pack.ALL) == 180
    for rule in pack.ALL:
        assert rule.sentence.endswith("."), rule.id
        assert rule.source, rule.id
        assert rule.provenance in ("P", "S", "M", "S/M", "P/S", "P/M", "S/P", ""), rule.id


def test_what_nobody_could_verify_is_marked_so():
    for rule in pack.ALL:
        assert rule.verified == ("M" not in rule.provenance and bool(rule.provenance)), rule.id
    assert RULES["US-FR-01"].reviewed_on == date(2026, 3, 9)
    assert RULES["CN-FR-01"].in_force_since == date(2025, 2, 28)
    assert not RULES["HK-INT-01"].verified


def test_the_numbers_of_a_check_are_the_numbers_of_its_sentence():
    for name, most in (("CN-FR-01", 3), ("CN-FR-02", 3), ("CN-FR-03", 6), ("US-FR-01", 7)):
        (cap,) = (check for check in RULES[name].checks if isinstance(check, Cap))
        assert str(most) in RULES[name].sentence
        assert cap.limits[0].most == most
    assert RULES["TW-QH-01"].checks == (Hours((span("07:00", "22:00"),) * 7),)


def test_every_check_can_be_asked_and_names_facts_that_exist():
    for rule in pack.ALL:
        for check in rule.checks:
            assert isinstance(check, Pace) or type(check) in FAILS
            if isinstance(check, Bar):
                assert set(filter(None, (check.flag, *check.unless))) <= set(Flags._fields), rule.id
                assert {name for name, _ in check.says} <= set(Action._fields), rule.id
            if isinstance(check, Pause):
                assert check.flag in Flags._fields


@pytest.mark.parametrize("licence", LICENCES)
def test_every_licence_has_hours_and_the_stops_that_bind_everywhere(licence):
    chosen = pack.of(licence)

    assert [check for _, check in chosen.timed if isinstance(check, Hours)]
    assert "ALL-STOP-PAID" in {name for name, _ in chosen.standing}
    assert not {name for name, _ in (*chosen.standing, *chosen.daily)} & {"POL-US-01", "POL-CN-03"}


def test_a_licence_without_rules_is_refused():
    with pytest.raises(RuleError, match="no contact rules"):
        pack.of("mars_lender")


@pytest.mark.parametrize("text", ["XX-1 law P 2020-01-01\n  Four words only.", "XX-1 law P soon -\n  No date."])
def test_a_row_that_is_none_is_not_read(text):
    with pytest.raises(ValueError, match=r"head|soon"):
        row.table(text)


def test_checks_without_a_rule_are_not_read():
    with pytest.raises(ValueError, match="without a rule"):
        row.table("XX-1 law P - -\n  A sentence.\n  @ A source", {"XX-2": (Bar("paid_or_settled"),)})


def test_no_module_of_the_gate_knows_a_country():
    folder = ROOT / "rules"
    modules = [module for module in folder.rglob("*.py") if "contact" in module.relative_to(folder).as_posix()]
    assert len(modules) > 5
    for module in modules:
        assert not re.search(r"[\"'](cn|us|uk|tw|hk|CN|US|UK|TW|HK)[-_]", module.read_text("utf-8")), module.name


EARLY, SHORT = span("07:00", "22:00"), span("09:00", "18:00")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (PolicyRow("CN-FR-01", (Limit(1, 2),)), ""),
        (PolicyRow("CN-FR-01", (Limit(7, 21),)), ""),
        (PolicyRow("CN-FR-01", (Limit(1, 4),)), "at most 3 effective calls"),
        (PolicyRow("CN-FR-01", (Limit(7, 22),)), "GB/T 45251-2025"),
        (PolicyRow("CN-FR-01", (Limit(0, 1),)), "no limit within the law"),
        (PolicyRow("CN-FR-01", (Limit(1, -1),)), "no limit within the law"),
        (PolicyRow("CN-QH-01", week=(*(SHORT,) * 5, None, None)), ""),
        (PolicyRow("CN-QH-01", week=(EARLY,) * 7), "Monday are wider"),
        (PolicyRow("CN-QH-01", week=(SHORT,) * 6), "all seven days"),
        (PolicyRow("CN-TP-01"), "no rule that a policy can set"),
        (PolicyRow("XX-99"), "no rule that a policy can set"),
        (PolicyRow("POL-CN-03"), ""),
    ],
)
def test_a_policy_may_be_stricter_but_not_laxer(own, said):
    found = policy.laxer([own], pack.of("cn_micro_lender"))

    assert bool(found) == bool(said)
    assert said in "".join(map(str, found))
    if said:
        with pytest.raises(RuleError, match=own.rule):
            policy.stricter([own], pack.of("cn_micro_lender"))


def test_a_closed_day_cannot_be_opened_by_a_policy():
    found = policy.laxer([PolicyRow("UK-QH-01", week=(SHORT,) * 7)], pack.of("uk_firm"))

    assert [str(error).split(" are")[0] for error in found] == ["UK-QH-01: the hours of Sunday"]


def test_every_rule_has_a_check_or_a_module_that_keeps_it_or_says_that_a_person_does():
    checked = {rule.id for rule in pack.ALL if rule.checks}
    lists = [checked, set(kept.BY_THE_HOUSE), set(kept.BY_A_PERSON)]
    assert set().union(*lists) == {rule.id for rule in pack.ALL}
    assert sum(map(len, lists)) == len(pack.ALL)
