"""People as Flask-Security stores them, and codes that are good only once."""

import base64
from typing import Any

from flask_security import SQLAlchemyUserDatastore
from flask_security.totp import Totp as Codes

from services import user


class People(SQLAlchemyUserDatastore):
    """The people of the house, who have one access role and no table of roles."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given, role_model=None)  # type: ignore[arg-type, misc]

    def find_user(self, case_insensitive: bool = False, **by: Any) -> Any:
        """The person of a session, as every page asks; or by anything else, as the library does."""
        if by.keys() == {"fs_uniquifier"}:
            return user.of_session(by["fs_uniquifier"])
        return super().find_user(case_insensitive, **by)

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
