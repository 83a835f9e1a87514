"""The screens about contact, in the order of the menu."""

from admin.complaint import ComplaintView
from admin.contact import ContactView, ReminderView
from admin.contact_person import ContactPersonView, GuarantorView
from admin.contact_rule import ContactRuleView, OverrideView
from admin.decision import BreachView, DecisionView
from admin.letters import LettersPage
from admin.proof import ProofPage
from admin.wish import WishView

SCREENS = (
    WishView,
    ComplaintView,
    ContactPersonView,
    GuarantorView,
    DecisionView,
    BreachView,
    OverrideView,
    ContactRuleView,
    ContactView,
    ReminderView,
    LettersPage,
    ProofPage,
)
