"""Backups: the whole book in one sealed file, its documents beside it, read again before they count; and back."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from models import db
from models.backup import Backup, BackupStatus
from models.database import revision
from models.document import Document
from models.packet import Packet
from models.sealed import ring
from rules import backup as rule
from rules.errors import RuleError
from rules.sentence import Sentence
from services import document
from services.audit import seal
from services.backup import dump

MAGIC = b"concord backup 1"
NAME = re.compile(r"concord-(\d{8}T\d{6}Z)\.backup")
STAMP = "%Y%m%dT%H%M%SZ"
DOCUMENTS, LETTERS = "documents", "letters"
SEALED = ".sealed"
MOST_MANIFEST = 1024 * 1024
HEAD_BYTES = 64
"""Enough of a sealed file to tell by which key, and when, it was sealed."""
LEFT = timedelta(hours=6)
"""What is older and not done was cut off."""
CUT = Sentence("It was cut off, and ended by a later run.")


class Made(NamedTuple):
    """What a backup holds: the digest and size of the database in it, the head of the trail, how many files beside."""

    digest: str
    byte_count: int
    head: str
    document_count: int


def file_name(now: datetime) -> str:
    """The name of a backup that is made now."""
    return f"concord-{now.astimezone(UTC).strftime(STAMP)}.backup"


def make(folder: Path, name: str, data_dir: Path, now: datetime) -> Made:
    """Write a backup into a folder, and read it again; needs no transaction, and nobody waits for it.

    The database is sealed with the key ring, documents are sealed already, letters are sealed one by one; no key is in
    it. Raises RuleError where a step fails: then no file of this name is left.
    """
    head = seal.state().head
    db.session.rollback()
    path, part = folder / name, folder / f"{name}.part"
    try:
        folder.mkdir(exist_ok=True, mode=0o700)  # Not what it stands in: a disk that is not there is no new folder.
        with document.workplace() as place:
            made = _write(Path(place) / "book", part, head, now)
        count = _keep_files(data_dir, folder)
        with document.workplace() as place:
            found = Path(place) / "book"
            opened(part, found)
            dump.check(found)
        part.replace(path)
    except OSError as error:
        raise RuleError(
            "The backup cannot be written: %(error)s", error=error.strerror or type(error).__name__
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return made._replace(document_count=count)


def restore(path: Path, data_dir: Path) -> dict[str, Any]:
    """Make the empty present book the one of a backup, with the files that lie beside it; gives its manifest.

    Raises RuleError where the book holds anything, the keys are others, or the file is not whole.
    """
    if not dump.is_empty():
        raise RuleError("The database is not empty: a backup is restored into a new one.")
    with document.workplace() as place:
        found = Path(place) / "book"
        manifest = opened(path, found)
        if manifest["engine"] != db.engine.url.get_backend_name():
            raise RuleError("It is a backup of %(engine)s: DATABASE_URL names another.", engine=manifest["engine"])
        try:
            _give_files_back(path.parent, data_dir)  # First: harmless twice, and a book without its files is none.
        except (KeyError, InvalidTag, OSError) as error:
            raise RuleError(
                "A file beside %(name)s cannot be opened: set CONCORD_KEYS to all keys of its book.", name=path.name
            ) from error
        dump.read(found)
    return manifest


def opened(path: Path, target: Path) -> dict[str, Any]:
    """Unseal the database of a backup into a file, and check it by its digest; gives the manifest."""
    try:
        with path.open("rb") as source, target.open("wb") as file:
            target.chmod(0o600)
            manifest = _manifest(source)
            total = hashlib.sha256()
            for piece in ring.unlock_pieces(source):
                total.update(piece)
                file.write(piece)
    except (InvalidTag, ValueError) as error:
        raise RuleError("%(name)s is not a whole backup.", name=path.name) from error
    except KeyError as error:
        raise RuleError(
            "None of these keys opens %(name)s: set CONCORD_KEYS to those of its book.", name=path.name
        ) from error
    if total.hexdigest() != manifest["digest"]:
        raise RuleError("%(name)s is not a whole backup.", name=path.name)
    return manifest


def begin(name: str, now: datetime) -> Backup:
    """Note that a backup is being made; one that was cut off before failed."""
    for left in db.session.scalars(select(Backup).filter_by(status=BackupStatus.running)):
        if left.started_at < now - LEFT:
            end(left, None, CUT, now)
    row = Backup(started_at=now, file_name=name)
    db.session.add(row)
    db.session.flush()
    return row


def under_way(now: datetime) -> bool:
    """Whether a backup is being made, by whichever process."""
    here = select(Backup.id).where(Backup.status == BackupStatus.running, Backup.started_at >= now - LEFT)
    return db.session.scalars(here).first() is not None


def end(row: Backup, made: Made | None, problem: Sentence | str, now: datetime) -> None:
    """Note what came of it."""
    row.status, row.finished_at, row.problem = BackupStatus.good if made else BackupStatus.failed, now, problem
    if made:
        row.digest, row.byte_count, row.head, row.document_count = (
            made.digest,
            made.byte_count,
            made.head,
            made.document_count,
        )


def missing(folder: Path) -> list[str]:
    """The documents and packets that the book names and of which no copy lies in the folder of the backup."""
    named = [*db.session.scalars(select(Document.digest)), *db.session.scalars(select(Packet.digest))]
    return sorted({each for each in named if each and not (folder / DOCUMENTS / each).is_file()})


def name_missing(row: Backup, digests: Sequence[str]) -> None:
    """Say on a backup which files it lacks; none says nothing."""
    if digests:
        told = {"count": len(digests), "first": digests[0][:12]}
        row.problem = Sentence("%(count)s files of the book have no copy in it; the first is %(first)s.", **told)


def last_good() -> datetime | None:
    """When the last backup was made that could be read again."""
    query = select(Backup.started_at).where(Backup.status == BackupStatus.good).order_by(Backup.started_at.desc())
    return db.session.scalars(query.limit(1)).first()


def sweep(folder: Path, now: datetime) -> int:
    """Remove the backups of a folder that are not kept any longer; gives how many."""
    there = dict(_there(folder))
    gone = set(there) - rule.kept(there)
    for each in gone:
        there[each].unlink()
    for part in folder.glob("*.part"):  # What a kill left half written.
        if part.stat().st_mtime < now.timestamp() - LEFT.total_seconds():
            part.unlink()
    return len(gone)


def newest(folder: Path) -> datetime | None:
    """When the last backup that lies in a folder was made."""
    return max((made for made, _ in _there(folder)), default=None) if folder.is_dir() else None


def _there(folder: Path) -> Iterator[tuple[datetime, Path]]:
    for path in folder.iterdir():
        if found := NAME.fullmatch(path.name):
            yield datetime.strptime(found[1], STAMP).replace(tzinfo=UTC), path


def _write(book: Path, part: Path, head: str, now: datetime) -> Made:
    """Dump the database beside, and seal it into the file."""
    dump.write(book)
    book.chmod(0o600)
    with book.open("rb") as source, part.open("wb") as target:
        part.chmod(0o600)
        made = Made(hashlib.file_digest(source, "sha256").hexdigest(), book.stat().st_size, head, 0)
        source.seek(0)
        told = {
            "engine": db.engine.url.get_backend_name(),
            "revision": revision(),
            "made_at": now.isoformat(),
            "head": head,
        }
        sealed = ring.lock(json.dumps({**told, "digest": made.digest, "bytes": made.byte_count}).encode())
        target.write(MAGIC + len(sealed).to_bytes(4, "big") + sealed)
        ring.lock_file(source, target)
    return made


def _manifest(source: BinaryIO) -> dict[str, Any]:
    if source.read(len(MAGIC)) != MAGIC:
        raise ValueError("no backup")
    size = int.from_bytes(source.read(4), "big")
    if size > MOST_MANIFEST:
        raise ValueError("no backup")
    found: dict[str, Any] = json.loads(ring.unlock(source.read(size)))
    return found


def _keep_files(data_dir: Path, folder: Path) -> int:
    """Copy documents as they lie, and seal letters; what is there already stays. Gives how many documents there are."""
    _make_private(folder / DOCUMENTS)
    _make_private(folder / LETTERS)
    count = 0
    for path in (data_dir / DOCUMENTS).glob("*"):
        if document.DIGEST.fullmatch(path.name):
            count += 1
            _copied(path, folder / DOCUMENTS / path.name)
    for path in (data_dir / LETTERS).rglob("*"):
        if path.is_file():
            target = folder / LETTERS / path.relative_to(data_dir / LETTERS)
            _make_private(target.parent)
            _copied(path, target.with_name(target.name + SEALED), sealed=True)
    return count


def _give_files_back(folder: Path, data_dir: Path) -> None:
    """Put documents and letters of a backup into the data folder."""
    for path in (folder / DOCUMENTS).glob("*"):
        if document.DIGEST.fullmatch(path.name):
            _copied(path, document.folder() / path.name)
    for path in (folder / LETTERS).rglob(f"*{SEALED}"):
        target = data_dir / LETTERS / path.relative_to(folder / LETTERS)
        _make_private(target.parent)
        fresh = target.with_name(target.name.removesuffix(SEALED))
        with path.open("rb") as source:
            fresh.write_bytes(ring.unlock_file(source))
        fresh.chmod(0o600)


def _copied(source: Path, target: Path, sealed: bool = False) -> None:
    """Copy a file whole or not at all, once, and anew where it is sealed with another key now."""
    if target.exists() and not _is_stale(source, target, sealed):
        return
    part = target.with_name(f"{target.name}.part")
    with source.open("rb") as file, part.open("wb") as fresh:
        part.chmod(0o600)
        _into(file, fresh, sealed)
    part.replace(target)


def _is_stale(source: Path, target: Path, sealed: bool) -> bool:
    """Whether a copy was sealed with a key that a rotation may have taken out since."""
    with source.open("rb") as file, target.open("rb") as copy:
        return not ring.is_newest(copy) if sealed else file.read(HEAD_BYTES) != copy.read(HEAD_BYTES)


def _into(file: BinaryIO, fresh: IO[bytes], sealed: bool) -> None:
    if sealed:
        ring.lock_file(file, fresh)  # type: ignore[arg-type]
    else:
        shutil.copyfileobj(file, fresh)


def _make_private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
