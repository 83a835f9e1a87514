"""People as Flask-Security stores them, and codes that are good only once."""

import base64
from typing import Any

from flask import current_app, g, session
from flask_security import SQLAlchemyUserDatastore
from flask_security.totp import Totp as Codes

from admin.base import clock
from models.user import User
from services import team, user


class People(SQLAlchemyUserDatastore):
    """The people of the house, who have one access role and no table of roles."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given, role_model=None)  # type: ignore[arg-type, misc]

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Any:
        """The person of a session, as every page asks; or by anything else, as the library does."""
        if by.keys() == {"fs_uniquifier"} and by["fs_uniquifier"] == session.get("_user_id"):
            return self.of_session(by["fs_uniquifier"])
        found = super().find_user(case_insensitive, **by)
        if isinstance(found, User):
            is_demo = current_app.config["CONCORD"].demo or team.is_demo()
            found.must_now = user.must_have_second_factor(found, team.today(clock.now()), is_demo)
        return found

    def of_session(self, key: str) -> User | None:
        """The person of a session that is good, which is kept for this request; one that is over names nobody."""
        found = user.of_session(key, session.get("sid", ""), clock.now())
        if found is None:
            for name in ("_user_id", "sid"):
                session.pop(name, None)
            return None
        person, g.user_session = found
        return person

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        """Take a used code away; a list of JSON is stored only when it is set anew."""
        left = [code for place, code in enumerate(user.mf_recovery_codes or []) if place != idx]
        found = len(left) < len(user.mf_recovery_codes or [])
        user.mf_recovery_codes = left
        return found


class Totp(Codes):
    """Six digits that change every 30 seconds; one that was used is refused for the rest of its time."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.used: dict[int, int] = {}

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The picture on white, so that a phone reads it in the dark theme too."""
        import qrcode
        from qrcode.image.svg import SvgFillImage

        picture = qrcode.make(self.get_totp_uri(username, totp), image_factory=SvgFillImage).to_string()
        return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode()}"

    def get_last_counter(self, user: Any) -> int | None:
        """The step of the last code this person used."""
        return self.used.get(user.id)

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember the step of a code that was used."""
        self.used[user.id] = tmatch.counter
