"""Fields of the forms: money, rates, instants, members, sealed values and related rows, each in its own way."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_admin.contrib.sqla.form import AdminModelConverter
from flask_admin.form import BaseForm as FlaskAdminForm
from flask_admin.model.form import converts
from flask_babel import LazyString, get_domain, gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, fields, validators, widgets
from wtforms.fields.choices import Choice, SelectFieldBase
from wtforms.validators import ValidationError

from admin.base import clock, filters, format, labels, mask, scope
from models import db
from models.user import User
from rules import value
from services import setup
from services.case import worker

MOST_WHOLE = 2**31 - 1


class Words:
    """The texts of WTForms in our own catalogue, which knows Traditional Chinese."""

    def gettext(self, text: str) -> str:
        """One text."""
        return gettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A text that counts; WTForms fills its places afterwards."""
        return str(get_domain().get_translations().ngettext(singular, plural, number))


class Form(FlaskAdminForm):
    """The base of every form of a record; `version` stops one person from overwriting another unseen."""

    class Meta:
        """Translations from our catalogue."""

        def get_translations(self, form: Any) -> Words:
            """The texts of the checks."""
            return Words()


class VersionField(fields.HiddenField):
    """The version that the person looked at; it never changes the row."""

    def populate_obj(self, obj: Any, name: str) -> None:
        """Leave the row's own version alone."""


class NumberField(fields.StringField):
    """A decimal number written with or without separators, exact to the column's scale."""

    def __init__(self, *args: Any, places: int = 2, factor: Decimal = Decimal(1), **kwargs: Any) -> None:
        given = kwargs.get("render_kw")
        super().__init__(*args, **kwargs)
        self.places, self.factor = places, factor
        self.render_kw = {"inputmode": "decimal", "class": "numeric", "autocomplete": "off", **(given or {})}

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        shown = Decimal(self.data) * self.factor
        return f"{shown:,.2f}" if self.factor == 1 else f"{shown.normalize():f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; a finer one than the column holds is refused."""
        text = re.sub(r"[,\s%]", "", valuelist[0]) if valuelist else ""
        if not text:
            self.data = None
            return
        self.data, typed = None, value.number(text)
        if typed is None:
            raise ValueError(gettext("'%(text)s' is not an amount.", text=valuelist[0][:40]))
        found = typed / self.factor
        if found != round(found, self.places):
            raise ValueError(gettext("At most %(count)s decimals.", count=self.places))
        self.data = round(found, self.places)


class DateField(fields.DateField):
    """A day that means something here."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; one too far away is refused."""
        super().process_formdata(valuelist)
        check_day(self)


def check_day(field: Field) -> None:
    """Refuse a day or moment beyond what can be reckoned with."""
    if field.data is not None and not value.is_day(date(field.data.year, field.data.month, field.data.day)):
        field.data = None
        first, last = value.FIRST_DAY.year, value.LAST_DAY.year
        raise ValueError(gettext("A day from %(first)s to %(last)s is needed.", first=first, last=last))


class WholeField(fields.IntegerField):
    """A whole number that every database holds."""

    data: int | None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; one that no database holds is refused, before a check makes a fraction of it."""
        super().process_formdata(valuelist)
        if self.data is not None and abs(self.data) > MOST_WHOLE:
            self.data = None
            raise ValueError(gettext("'%(text)s' is not an amount.", text=valuelist[0][:40]))


class ZoneField(fields.StringField):
    """The names of one or, separated by commas, several time zones; those of the list are offered while typing."""

    data: str | None

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def pre_validate(self, form: Any) -> None:
        """Refuse a name that is not in the list."""
        names = [part.strip() for part in (self.data or "").replace("，", ",").split(",")]
        wrong = next((name for name in names if not value.is_zone(name)), None)
        if wrong is not None or len(names) > self.most:
            what = str(self.data if wrong is None else wrong)[:40]
            raise ValidationError(gettext("'%(name)s' is not a time zone; write it like Asia/Shanghai.", name=what))
        self.data = ", ".join(names)


class InstantField(fields.DateTimeLocalField):
    """A moment in the team's zone on the page, UTC in the row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.astimezone(clock.zone()).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read local time and keep the instant."""
        if not valuelist or not valuelist[0]:
            self.data = None
            return
        super().process_formdata(valuelist)
        check_day(self)
        if isinstance(self.data, datetime):
            self.data = self.data.replace(tzinfo=clock.zone()).astimezone(UTC)


class ChoiceField(SelectFieldBase):
    """A member of an enumeration, by name; what is named in `but` is chosen elsewhere."""

    widget = widgets.Select()

    def __init__(self, *args: Any, members: Any, blank: bool, but: Any = (), **kwargs: Any) -> None:
        self.members, self.blank, self.but = members, blank, frozenset(but)
        super().__init__(*args, **kwargs)

    def read(self, value: Any) -> Any:
        """The member of a name."""
        if value in (None, ""):
            return None
        found = value if isinstance(value, self.members) else self.members[str(value)]
        if found in self.but:
            raise KeyError(value)
        return found

    def pre_validate(self, form: Any) -> None:
        """Refuse an empty choice where there must be one."""
        if not self.blank and self.data is None and self.raw_data:
            raise ValidationError(gettext("This field is required."))

    def iter_choices(self) -> Iterator[Choice]:
        """The members in the reader's words, with the present one marked."""
        if self.blank or self.data is None:
            yield Choice("", "–", self.data is None, {})
        for item in self.members:
            if item not in self.but:
                yield Choice(item.name, labels.member(item), item is self.data, {})

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a name; an unknown one is refused."""
        try:
            self.data = self.read(valuelist[0]) if valuelist else None
        except KeyError:
            self.data = None
            raise ValueError(gettext("Not a valid choice.")) from None


class SealedField(fields.StringField):
    """A sealed value: it never travels to the page; left empty it stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = False
        self.hint = ""

    def process_data(self, value: Any) -> None:
        """Keep that there is a value, not the value."""
        self.kept, self.data = bool(value), None

    def _value(self) -> str:
        return ""

    def show_mask(self, row: Any) -> None:
        """Put the mask of the row's value where the person types."""
        self.hint = mask.sealed(row, self.name)
        self.render_kw = {"placeholder": self.hint, "autocomplete": "off"}

    def populate_obj(self, obj: Any, name: str) -> None:
        """Write only what was typed."""
        if self.data:
            setattr(obj, name, self.data.strip())


class SaidField(fields.StringField):
    """Words of a person; a sentence of the house stands in the reader's language, and unchanged it stays what it is."""

    def process_data(self, value: Any) -> None:
        """Show what is kept."""
        self.kept, self.data = value, format.said(value)

    def populate_obj(self, obj: Any, name: str) -> None:
        """Write what was changed."""
        setattr(obj, name, self.kept if self.data == format.said(self.kept) else self.data)


class Needed:
    """A sealed value must be there: typed now, or kept from before."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse an empty field that keeps nothing."""
        if not field.data and not field.kept:
            raise ValidationError(gettext("This field is required."))


class RelationField(Field):
    """A related row within the person's reach: a list where there are few, a look-up where there are many."""

    widget = widgets.TextInput()

    def __init__(self, *args: Any, model: Any, allow_blank: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model, self.allow_blank = model, allow_blank
        self.wrong = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Find the row of the id; one out of reach is as if it were not there."""
        text = valuelist[0] if valuelist else ""
        with db.session.no_autoflush:
            self.data = self.find(text) if text else None
        self.wrong = bool(text) and self.data is None

    def pre_validate(self, form: Any) -> None:
        """Refuse an id that leads nowhere."""
        if self.wrong:
            raise ValidationError(gettext("Not a valid choice."))

    @property
    def small(self) -> bool:
        """Whether its rows fit a list."""
        return labels.named(self.model) in filters.SMALL

    def find(self, text: str) -> Any:
        """The row of an id, within reach and offered; the present one stays."""
        found = scope.find(self.model, text)
        if found is None or found is self.object_data or self.model is not User:
            return found
        return found if worker.is_at_work(found) else None

    def rows(self) -> list[Any]:
        """What can be chosen from a list, without what is archived; of people who may take work."""
        found = scope.rows(self.model).order_by(self.model.id).limit(200)
        if hasattr(self.model, "archived_on"):
            found = found.where(self.model.archived_on.is_(None))
        if self.model is User:
            found = found.where(worker.at_work())
        rows = list(db.session.scalars(found))
        return rows if self.data is None or self.data in rows else [self.data, *rows]

    def title(self, row: Any) -> str:
        """What a row is called."""
        return format.title(row)

    def look_up(self) -> str:
        """Where its rows are looked up."""
        return url_for(f"{labels.named(self.model)}.ajax_lookup")


DERIVED = (validators.Optional, validators.InputRequired)
"""What Flask-Admin adds by itself."""


class Converter(AdminModelConverter):
    """Which field a column gets."""

    def _get_label(self, name: str, field_args: Any) -> Any:
        return field_args.get("label") or LazyString(self.view.label, name)

    def convert(self, model: Any, mapper: Any, name: str, prop: Any, field_args: Any, hidden_pk: bool) -> Any:
        """A field; what the screen begins it with goes before what the column begins with.

        What the screen lets be empty, because its service fills it, is not asked for, whatever the column needs.
        """
        loose = any(isinstance(each, validators.Optional) for each in (field_args or {}).get("validators", ()))
        field = super().convert(model, mapper, name, prop, field_args, hidden_pk)
        if field is not None and loose:
            asked = field.kwargs["validators"]
            field.kwargs["validators"] = [each for each in asked if not isinstance(each, validators.InputRequired)]
        if field is not None and "default" in (field_args or {}):
            field.kwargs["default"] = field_args["default"]
        return field

    def _model_select_field(self, prop: Any, multiple: Any, remote_model: Any, **kwargs: Any) -> Any:
        return RelationField(model=remote_model, **kwargs)

    @converts("models.base.MoneyType")
    def convert_money(self, field_args: Any, **extra: Any) -> Any:
        """An amount in hundredths."""
        return NumberField(places=2, **field_args)

    @converts("models.base.RateType")
    def convert_rate(self, field_args: Any, **extra: Any) -> Any:
        """A fraction, typed as a percentage."""
        return NumberField(places=6, factor=Decimal(100), **field_args)

    @converts("models.base.Instant")
    def convert_instant(self, field_args: Any, **extra: Any) -> Any:
        """A moment."""
        return InstantField(**field_args)

    @converts("models.sealed.Sealed")
    def convert_sealed(self, column: Any, field_args: Any, **extra: Any) -> Any:
        """A sealed value."""
        required = not column.nullable
        kept = [each for each in field_args["validators"] if not isinstance(each, DERIVED)]
        field_args["validators"] = [Needed() if required else validators.Optional(), *kept]
        return SealedField(**field_args)

    @converts("sqlalchemy.sql.sqltypes.Enum")
    def convert_enum(self, column: Any, field_args: Any, **extra: Any) -> Any:
        """A member."""
        return ChoiceField(members=column.type.enum_class, blank=column.nullable, **field_args)

    @converts("String")
    def conv_String(self, column: Any, field_args: Any, **extra: Any) -> Any:  # noqa: N802
        """One line."""
        field_args["filters"] = [*field_args.get("filters", []), tidy]
        field_args["validators"].append(validators.Length(max=500))
        self._nullable_common(column, field_args)
        return fields.StringField(**field_args)

    @converts("models.base.ZoneType")
    def convert_zone(self, column: Any, field_args: Any, **extra: Any) -> Any:
        """Time zones by name."""
        return ZoneField(most=column.type.most, **field_args)

    @converts("models.sentence.SaidType")
    def convert_said(self, column: Any, field_args: Any, **extra: Any) -> Any:
        """Words, or a sentence of the house."""
        field_args["filters"] = [*field_args.get("filters", []), tidy]
        field_args["validators"].append(validators.Length(max=500))
        self._nullable_common(column, field_args)
        return SaidField(**field_args)

    @converts("Text")
    def conv_Text(self, field_args: Any, **extra: Any) -> Any:  # noqa: N802
        """Several lines."""
        field_args["filters"] = [*field_args.get("filters", []), tidy]
        field_args["validators"].append(validators.Length(max=20_000))
        return fields.TextAreaField(**field_args)

    @converts("Integer")
    def handle_integer_types(self, field_args: Any, **extra: Any) -> Any:
        """A whole number that every database holds."""
        return WholeField(**field_args)

    @converts("Date")
    def convert_date(self, field_args: Any, **extra: Any) -> Any:
        """A day."""
        return DateField(**field_args)


def asked(kind: Any, label: str) -> Any:
    """The field of what a button asks for: a day, a reason, or a row of a record."""
    needed = [validators.InputRequired()]
    if kind is date:
        return DateField(label, validators=needed)
    if kind is str:
        return fields.StringField(label, validators=[*needed, validators.Length(max=500)], filters=[tidy])
    return RelationField(label, model=kind, validators=needed)


def currency(text: str | None) -> str:
    """A currency as banks write it; that of the house where nothing is typed."""
    return (text or "").strip().upper() or setup.money()


CURRENCY = {
    "default": setup.money,
    "filters": [currency],
    "validators": [validators.Regexp("[A-Z]{3}$", message=_l("Three capital letters, like CNY."))],
}
"""What a form asks of the currency of limits and fees, as `form_args`."""


def lock(field: Any, row: Any) -> None:
    """Let a field stand as the row has it, or as a new row begins, whatever was sent."""
    field.process(None, getattr(row, field.name)) if row is not None else field.process(None)
    field.validators = ()


def tidy(text: str | None) -> str | None:
    """A text without what no database takes."""
    return value.plain(text).strip() if text else text
