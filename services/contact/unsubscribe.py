"""The link in an e-mail that ends e-mails to its address, at once and without a sign-in."""

from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer

from models import db
from models.borrower import Address, PointStatus
from models.sealed import ring
from models.wish import WishKind
from rules.sentence import Sentence
from services.contact import wish


def token(address_id: int) -> str:
    """What the link names the address by: good for as long as somebody may keep an e-mail."""
    return str(_signer().dumps(address_id))


def find(text: str) -> Address | None:
    """The address of a link; None when it is forged."""
    try:
        return db.session.get(Address, _signer().loads(text))
    except BadSignature:
        return None


def stop(address: Address, now: datetime, said: str = "") -> None:
    """Keep the wish for no more e-mails to an address; again changes nothing."""
    if address.status != PointStatus.opted_out:
        words = said or Sentence("By the link in an e-mail.")
        wish.record(address.borrower, WishKind.opt_out, now, words, now, address=address)


def _signer() -> URLSafeSerializer:
    """Signs with the key that never rotates: an old e-mail's link works too."""
    return URLSafeSerializer(ring.index_key, salt="unsubscribe")
