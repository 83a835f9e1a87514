"""Flask-Admin's own words that our base cannot honour: a screen that sets one is refused at start, with ours named."""

import functools
import inspect
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from flask_admin._backwards import ObsoleteAttr
from flask_admin.contrib.sqla import ModelView
from sqlalchemy.orm import RelationshipProperty

from admin.base import columns, export, labels
from admin.base.columns import Kind

MOST_ROWS = 1000
PREFIXES = ("can_", "column_", "form_")
KIND = "columns are shown by kind (admin/base/format.py); one column by column_formatters"
LOADED = "a list loads what its columns need by itself"
GROUPS = "form_groups, form_columns, form_args and form_overrides say what a form asks"
MODAL = "a form is a page; its template is create_template, edit_template or details_template"
STYLE = "static/concord.css and static/concord.js; the content policy lets nothing else in"
REACH = "who reaches which rows is TABLE in rules/access.py, and belongs_to on the model"
BUTTON = "bulk(service, label, question) is a button on rows, @action one on all chosen ids"
SAVED = "make(form) makes a row, on_model_change(form, model, is_created) is what else a save does"
NARROWED = "column_list, column_sortable_list, column_filters and column_searchable_list say it"

# Theirs, and what does it here.
REFUSED: dict[str, str] = {
    "column_auto_select_related": LOADED,
    "column_choices": "an enumeration on the model; its words come by themselves",
    "column_display_actions": "a row is opened by its first column, and its buttons stand on its page",
    "column_display_all_relations": "name the relation in column_list",
    "column_editable_list": "a row is changed on its form, or by bulk(service, label, question)",
    "column_extra_row_actions": BUTTON,
    "column_select_related_list": LOADED,
    "column_type_formatters": KIND,
    "column_type_formatters_detail": KIND,
    "column_type_formatters_export": KIND,
    "create_modal": MODAL,
    "create_modal_template": MODAL,
    "details_modal": MODAL,
    "details_modal_template": MODAL,
    "edit_modal": MODAL,
    "edit_modal_template": MODAL,
    "extra_css": STYLE,
    "extra_js": STYLE,
    "fast_mass_delete": "rows are deleted one by one, each after a question",
    "filter_converter": "column_filters names columns; the control comes by their kind (admin/base/filters.py)",
    "form": GROUPS,
    "form_ajax_refs": "a related row is looked up by itself, as its own screen's lookup_fields say",
    "form_base_class": GROUPS,
    "form_choices": "an enumeration on the model",
    "form_create_rules": "form_groups",
    "form_edit_rules": "form_groups, and form_fixed for what stays as it was made",
    "form_extra_fields": "a column on the model, or a page of its own (admin/base/page.py)",
    "form_rules": "form_groups",
    "ignore_hidden": GROUPS,
    "inline_model_form_converter": "related, and a screen of its own",
    "inline_models": "related lists the rows that hang on a row, each with a screen of its own",
    "model_form_converter": "admin/base/fields.py has one field for each kind of value",
    "simple_list_pager": "a count stops at 10,000 by itself",
    # Methods that nothing here would ask.
    "action_form": BUTTON,
    "after_model_change": SAVED,
    "after_model_delete": "on_model_delete(model), in the same transaction",
    "build_new_instance": SAVED,
    "create_form": GROUPS,
    "create_model": SAVED,
    "delete_form": "can_delete",
    "delete_model": "on_model_delete(model)",
    "edit_form": GROUPS,
    "get_action_form": BUTTON,
    "get_column_name": "column_labels",
    "get_column_names": "column_list and column_labels",
    "get_count_query": REACH,
    "get_delete_form": "can_delete",
    "get_details_columns": "column_details_list",
    "get_empty_list_message": "empty",
    "get_export_columns": "column_export_list",
    "get_export_name": "a file is named by its record and day",
    "get_export_value": "column_formatters_export",
    "get_filter_arg": NARROWED,
    "get_filters": NARROWED,
    "get_form": GROUPS,
    "get_invalid_value_msg": NARROWED,
    "get_list": NARROWED,
    "get_list_columns": "column_list",
    "get_list_form": "a row is changed on its form",
    "get_list_row_actions": BUTTON,
    "get_list_value": "column_formatters",
    "get_detail_value": "column_formatters_detail",
    "get_one": REACH,
    "get_pk_value": "a row's key is its id",
    "get_query": REACH,
    "get_safe_page_size": "page_size, page_size_options and can_set_page_size",
    "get_save_return_url": "after(id)",
    "get_sortable_columns": "column_sortable_list",
    "handle_filter": NARROWED,
    "handle_view_exception": "raise RuleError; the base shows its sentence",
    "init_search": "column_searchable_list",
    "is_editable": "form_fixed",
    "is_sortable": "column_sortable_list",
    "is_valid_filter": NARROWED,
    "is_visible": "its place in admin/base/places.py, and is_accessible",
    "list_form": "a row is changed on its form",
    "on_form_prefill": "a default on the model, or ?borrower=7 in the address",
    "scaffold_auto_joins": LOADED,
    "scaffold_filters": NARROWED,
    "scaffold_form": GROUPS,
    "scaffold_inline_form_models": "related, and a screen of its own",
    "scaffold_list_columns": "column_list",
    "scaffold_list_form": "a row is changed on its form",
    "scaffold_pk": "a row's key is its id",
    "scaffold_sortable_columns": "column_sortable_list",
    "search_placeholder": "column_searchable_list",
    "update_model": SAVED,
    "validate_form": "form_args with validators, or a RuleError in on_model_change",
}
# Theirs that have one meaning here already, or that the base itself asks by its own way.
KEPT = frozenset({"form_optional_types", "is_action_allowed", "named_filter_urls"})
# Lists of columns, which may be named by attributes of a model.
NAMED = (
    "column_list",
    "column_exclude_list",
    "column_details_list",
    "column_details_exclude_list",
    "column_export_list",
    "column_export_exclude_list",
    "column_filters",
    "column_searchable_list",
    "column_sortable_list",
    "form_columns",
    "form_excluded_columns",
)
# What their own form fields take and ours do not.
CHOOSERS = frozenset({"query_factory", "get_label", "get_pk", "blank_text"})


def check(view: Any, base: type) -> None:
    """Refuse a screen with a word that would be ignored in silence; raises TypeError that names ours."""
    for name, ours in (*refused(view, base), *unknown(view, base), *wrong(view)):
        raise TypeError(f"{type(view).__name__}.{name} is not honoured here: {ours}. See docs/how-to.md.")


def differs(view: Any, base: type, name: str) -> bool:
    """Whether a screen says something else than the base."""
    return vars(view).get(name, of_class(view.__class__, name)) is not of_class(base, name)


@functools.cache
def of_class(kind: type, name: str) -> Any:
    """What a class says, unread; looked up once, for every start of an application asks for thousands."""
    return inspect.getattr_static(kind, name, None)


def refused(view: Any, base: type) -> Iterator[tuple[str, str]]:
    """The words that a screen sets and nothing here reads."""
    yield from ((name, ours) for name, ours in REFUSED.items() if differs(view, base, name))
    for kind in ModelView.__mro__:
        old = (item for item in vars(kind).values() if isinstance(item, ObsoleteAttr))
        yield from ((item.old_name, f"it is called {item.new_name}") for item in old if hasattr(view, item.old_name))


def unknown(view: Any, base: type) -> Iterator[tuple[str, str]]:
    """The words that look like an option and are none, as a slip of the pen leaves them."""
    for name in dir(type(view)):
        if name.startswith(PREFIXES) and not hasattr(base, name) and not callable(getattr(type(view), name)):
            close = get_close_matches(name, dir(base), 1)
            yield name, f"there is no such option{f', perhaps {close[0]}' if close else ''}"


def wrong(view: Any) -> Iterator[tuple[str, str]]:
    """The values of known words that nothing here can follow."""
    if any(not isinstance(as_name(item), str) for item in view.column_filters or ()):
        yield "column_filters", "name the columns; the control comes by their kind"
    if not 0 < view.page_size <= MOST_ROWS:
        yield "page_size", f"it is a whole number from 1 to {MOST_ROWS}"
    if set(view.export_types) - set(export.TYPES):
        yield "export_types", f"files are {' and '.join(export.TYPES)}"
    yield from forms(view)


def forms(view: Any) -> Iterator[tuple[str, str]]:
    """What a form cannot ask, or how it cannot be drawn."""
    for name in view.form_columns or ():
        yield from (("form_columns", ours) for ours in closed(view, as_name(name)))
    for name, given in (view.form_args or {}).items():
        if CHOOSERS & set(given):
            yield "form_args", f"{name}: its rows are those in reach, named as everywhere"
    for name in view.form_overrides or ():
        if columns.of(view.model, name).kind in (Kind.sealed, Kind.relation):
            yield "form_overrides", f"{name}: its field keeps masks and reach, and stays"
    for name, given in (view.form_widget_args or {}).items():
        if any(key == "style" or key.startswith("on") for key in given):
            yield "form_widget_args", f"{name}: {STYLE}"


def closed(view: Any, name: str) -> Iterator[str]:
    """Why a column is in no form: keys, versions, indexes and secrets."""
    attribute = view.model.__mapper__.attrs.get(name)
    if attribute is None:
        yield f"{name} is no column of the model"
    elif not isinstance(attribute, RelationshipProperty) and attribute.columns[0].foreign_keys:
        yield f"name the relation, {name.removesuffix('_id')}, whose rows in reach are offered"
    elif name in columns.QUIET or not labels.shown(name):
        yield f"{name} is kept by the house"


def as_name(item: Any) -> Any:
    """A column as a screen names it: a text, or an attribute of a model; anything else comes back as it is."""
    return item if isinstance(item, str) or not hasattr(item, "parent") else str(item.key)


def names(model: Any, given: Any) -> Any:
    """The dotted paths of columns that may be attributes of the model, or of a model related to it; None stays."""
    if not given or all(isinstance(item, str) for item in given):
        return given
    pairs = {item[0]: item[1] for item in given if isinstance(item, tuple)}
    plain = [item[0] if isinstance(item, tuple) else item for item in given]
    return tuple(
        (path(model, item), paths(model, pairs[item])) if item in pairs else path(model, item) for item in plain
    )


def paths(model: Any, given: Any) -> tuple[str, ...]:
    """The paths of one column or of several."""
    return tuple(path(model, item) for item in given) if isinstance(given, tuple | list) else (path(model, given),)


def path(model: Any, item: Any) -> str:
    """The dotted path of one column; raises TypeError where no one relation, or more than one, leads to it."""
    if isinstance(item, str):
        return item
    if item.parent.class_ is model:
        return str(item.key)
    ways = [each.key for each in model.__mapper__.relationships if each.mapper is item.parent and not each.uselist]
    if len(ways) != 1:
        raise TypeError(f"{item} is not reached from {model.__name__} by one relation: write the path as text.")
    return f"{ways[0]}.{item.key}"
