"""The page "Glossary": every word of the house in the reader's language, with what it is."""

from flask_admin import expose
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from admin.base import labels
from admin.base.page import Page
from admin.base.terms import terms


class GlossaryPage(Page):
    """The words of the house, one per thing."""

    page = "glossary"
    heading = _l("Glossary")
    icon = "note"

    @expose("/")
    def index(self) -> str:
        """Show the words, each beside its English, which files and letters of other countries use."""
        language = str(get_locale())
        words = [(getattr(each, language, each.en), each.en, labels.told(each.told)) for each in terms()]
        return self.render("house/glossary.html", words=words, beside=language != "en")
