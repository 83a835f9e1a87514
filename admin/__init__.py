"""Screens: what people see."""

from flask import Flask
from flask_admin import Admin

from admin import first_run, home, hooks, screens, stop
from admin.base import frame
from admin.house import tour
from admin.portal import calendar
from admin.sign_in import invitation

# Records without a screen of their own: they stand on the page of what they belong to.
HIDDEN = frozenset(
    "absence acceleration allocation audit_seal bank_layout bulk_run calendar_link call_hour care_note case_arm "
    "case_event "
    "case_holder case_stage daily_figure deadline_alarm deadline_event demand dispute_document document episode "
    "former_instalment gateway_report guarantee_act handed_case handover import_mapping import_row item_request "
    "key_check legal_cost loan_document means offer_waiver outlook_count outlook_group packet payment_notice "
    "plan_instalment plan_paper reconciliation referral_event referral_question reminder_case remittance saved_view "
    "sending service_message sign_in_failure taken_back user_session week week_report".split()
)


def init_app(app: Flask) -> None:
    """Give the application its frame and its screens."""
    frame.init_app(app)
    first_run.init_app(app)
    app.context_processor(lambda: {"touring": tour.shown})
    app.register_blueprint(invitation.blueprint)
    calendar.init_app(app)
    for part in (hooks, stop):
        part.init_app(app, app.extensions["forgery"])
    house = Admin(app, name="Concord", index_view=home.HomePage(), endpoint="home", url="/")
    for screen in screens.SCREENS:
        house.add_view(screen())
