"""A life at the real server: what its script says, what a page tells its people, and whose clock it is."""

import inspect
from datetime import date, timedelta

import app as program
import config
from bench.life import acts, browser
from demo import happenings, routines, script
from rules.access import Role

PAGE = """
<p class="message good"><span>Saved.</span></p><a href="/cases/details/?id=3">Case</a>
<form method="post" action="/cases/plan/?id=3#plan"><input type="hidden" name="csrf_token" value="t">
<input type="text" name="total" value="90.00"><select name="every"><option value="week">Weekly</option>
<option value="month" selected>Monthly</option></select><textarea name="note">As told</textarea>
<input type="radio" name="kind" value="1" data-code="PTP"><input type="checkbox" name="inbound" value="y"></form>
"""


def test_what_happens_can_be_entered_through_forms_and_through_services():
    everything = set(script.Happening)

    assert everything == set(script.ODDS) == set(acts.ACTS) == set(happenings.ACTS)


def test_every_routine_of_the_desk_is_played_in_the_demo():
    assert set(script.Routine) == set(script.ROUTINES) == set(routines.ACTS)


def test_the_same_day_and_seed_bring_the_same_and_other_seeds_something_else():
    days = [date(2026, 3, 2) + timedelta(days=number) for number in range(30)]
    lived = [[list(script.happenings(day, seed)) for day in days] for seed in (1, 1, 2)]

    assert lived[0] == lived[1] != lived[2]
    assert {role for role, _ in script.ODDS.values()} == {Role.collector, Role.manager}


def test_a_form_is_sent_as_it_stands_but_for_what_a_person_fills_in():
    page = browser.read("/cases/details/?id=3", PAGE)
    form = page.form("/cases/plan/")

    assert form.fields == {"csrf_token": "t", "total": "90.00", "every": "month", "note": "As told"}
    assert form.choices["kind"] == [("1", "PTP")]
    assert (page.said, page.linked("details")) == ("Saved.", ["/cases/details/?id=3"])


def test_no_setting_moves_the_clock_of_the_program():
    served = inspect.getsource(program.main)

    assert "create_app()" in served
    assert not [name for name in config.Settings._fields if "clock" in name or "now" in name]
