"""Sealed columns: personal data encrypted with a key ring, found again only by a blind index.

A sealed value is `key id (4) . nonce (12) . AES-256-GCM ciphertext`; the first key of the ring writes, every key reads.
A blind index is a keyed hash of the normalised value, or of its last four characters.
"""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO, NamedTuple, cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, TypeDecorator, event
from sqlalchemy.orm import Mapped, MappedColumn, Mapper, mapped_column

from models.base import Record

INDEX_BYTES = 16
PIECES, PIECE_BYTES = b"concord pieces 1", 1024 * 1024
"""How a file begins that was encrypted piece by piece, and how large a piece is."""


class Key(NamedTuple):
    """One key of the ring: its four-byte id and the cipher made of it."""

    id: bytes
    cipher: AESGCM


class KeyRing:
    """The keys that seal and open values; set once when the program starts."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.index_key = b""

    def load(self, secrets: list[bytes], index_secret: bytes) -> None:
        """Use these 32-byte secrets, newest first, and the secret of the blind index, which never rotates."""
        self.keys = [Key(hashlib.sha256(b"id" + secret).digest()[:4], AESGCM(secret)) for secret in secrets]
        self.index_key = index_secret

    def seal(self, text: str) -> bytes:
        """Encrypt with the newest key."""
        return self.lock(text.encode())

    def open(self, sealed: bytes) -> str:
        """Decrypt with the key that sealed it; raises KeyError when the ring has lost it."""
        return self.unlock(sealed).decode()

    def lock(self, data: bytes) -> bytes:
        """Encrypt the bytes of a file with the newest key."""
        key, nonce = self.keys[0], os.urandom(12)
        return key.id + nonce + key.cipher.encrypt(nonce, data, None)

    def unlock(self, sealed: bytes) -> bytes:
        """Decrypt the bytes of a file; raises KeyError when the ring has lost the key."""
        for key in self.keys:
            if key.id == sealed[:4]:
                return key.cipher.decrypt(sealed[4:16], sealed[16:], None)
        raise KeyError("no key of the ring opens this value")

    def lock_file(self, source: BinaryIO, target: BinaryIO) -> None:
        """Encrypt a large file piece by piece, so that no memory holds it whole."""
        target.write(PIECES)
        while piece := source.read(PIECE_BYTES):
            locked = self.lock(piece)
            target.write(len(locked).to_bytes(4, "big") + locked)

    def is_newest(self, source: BinaryIO) -> bool:
        """Whether what either way of locking wrote is sealed with the newest key."""
        head = source.read(len(PIECES) + 8)
        return (head[len(PIECES) + 4 :] if head.startswith(PIECES) else head)[:4] == self.keys[0].id

    def unlock_file(self, source: BinaryIO) -> bytes:
        """Decrypt what either way of locking wrote; raises KeyError when the ring has lost the key."""
        return b"".join(self.unlock_pieces(source))

    def unlock_pieces(self, source: BinaryIO) -> Iterator[bytes]:
        """The same piece by piece, so that no memory holds it whole."""
        head = source.read(len(PIECES))
        if head != PIECES:
            yield self.unlock(head + source.read())
            return
        while size := source.read(4):
            yield self.unlock(source.read(int.from_bytes(size, "big")))

    def blind(self, text: str, last: int | None = None) -> bytes:
        """The index of a value, or of its last characters."""
        plain = normal(text)[-last:] if last else normal(text)
        label = f"last{last}:" if last else "whole:"
        return hmac.digest(self.index_key, (label + plain).encode(), "sha256")[:INDEX_BYTES]


ring = KeyRing()


def normal(text: str) -> str:
    """A value as it is compared: full-width folded, without spaces and punctuation between digits, lower case."""
    if text.isascii() and text.isalnum():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded if "@" in folded else "".join(c for c in folded if c.isalnum() or c == "+")


class Sealed(TypeDecorator[str]):
    """Text that is stored only encrypted."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else ring.seal(value)

    def process_result_value(self, value: bytes | None, dialect: Any) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else ring.open(bytes(value))


def sealed(**options: Any) -> MappedColumn[Any]:
    """A sealed column; give it blind indexes to search by."""
    return mapped_column(Sealed(), **options)


def blind(of: str, last: int | None = None) -> Mapped[bytes | None]:
    """The blind index over the sealed column `of`, kept by itself."""
    info = {"blind_of": of, "last": last}
    return cast(Mapped[bytes | None], mapped_column(LargeBinary(INDEX_BYTES), nullable=True, index=True, info=info))


def index_values(model: type[Record], values: dict[str, Any]) -> dict[str, bytes | None]:
    """The blind indexes that belong to column values, for inserts and updates that bypass the session."""
    blinds = (each for each in _blinds(model.__mapper__) if each[1] in values)
    return {key: ring.blind(values[of], last) if values[of] else None for key, of, last in blinds}


@event.listens_for(Record, "before_insert", propagate=True)
@event.listens_for(Record, "before_update", propagate=True)
def keep_indexes(mapper: Mapper[Any], connection: Any, row: Record) -> None:
    """Set every blind index of a row from its sealed value."""
    for key, of, last in _blinds(mapper):
        value = getattr(row, of)
        setattr(row, key, ring.blind(value, last) if value else None)


@cache
def _blinds(mapper: Mapper[Any]) -> tuple[tuple[str, str, int | None], ...]:
    """The indexes of a table: their columns, what each stands for, and of how many last characters."""
    columns = (column for column in mapper.columns if "blind_of" in column.info)
    return tuple((column.key, column.info["blind_of"], column.info["last"]) for column in columns)
