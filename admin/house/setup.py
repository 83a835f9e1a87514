"""The page "Set-up": a card for everything that is no daily work, found by a word of its name or of what it is for."""

from flask_admin import expose
from flask_babel import lazy_gettext as _l

from admin.base import menu, purpose
from admin.base.page import Page


class SetUpPage(Page):
    """The cards that the signed-in person may open, by heading."""

    page = "setup"
    heading = _l("Set-up")
    icon = "sliders"

    @expose("/")
    def index(self) -> str:
        """Show the cards."""
        return self.render("house/setup.html", groups=menu.cards(), purpose=purpose.of)
