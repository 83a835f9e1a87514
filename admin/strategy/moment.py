"""The moments beside the stages: in whose words each is told, and the form that begins with those of the house."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import request, url_for

from admin.base import labels
from models.base import Language
from models.stage import Channel
from models.template import Notice, NoticeText
from services.reminder import notice


class Told(NamedTuple):
    """A language in which a moment is told: the form of its words, and whether they are the house's own."""

    language: Language
    address: str
    is_own: bool


class Moment(NamedTuple):
    """A moment, and for each way of leaving the languages it is told in."""

    name: str
    ways: list[tuple[str, list[Told]]]


def moments(texts: Mapping[notice.Key, NoticeText]) -> list[Moment]:
    """Every moment with its ways and languages."""
    return [
        Moment(labels.member(each), [(labels.member(way), _told(texts, each, way)) for way in notice.channels(each)])
        for each in Notice
    ]


def _told(texts: Mapping[notice.Key, NoticeText], each: Notice, way: Channel) -> list[Told]:
    return [
        Told(tongue, _address(texts.get((each, way, tongue)), each, way, tongue), (each, way, tongue) in texts)
        for tongue in Language
    ]


def _address(row: NoticeText | None, each: Notice, way: Channel, tongue: Language) -> str:
    if row is not None:
        return url_for("notice_text.edit_view", id=row.id)
    return url_for("notice_text.create_view", notice=each, channel=way, language=tongue)


def begin(form: Any) -> None:
    """Fill a new form with the words of the house for what the address names; with nothing where it names nothing."""
    try:
        key = (
            Notice(request.args.get("notice", "")),
            Channel(request.args.get("channel", "")),
            Language(request.args.get("language", "")),
        )
    except ValueError:
        return
    if key[1] not in notice.channels(key[0]):
        return
    said = notice.of_house(key)
    form.notice.data, form.channel.data, form.language.data = key
    form.subject.data, form.body.data = said
