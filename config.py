"""Every setting, from the environment, in one place."""

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.sealed import ring

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
DEVELOPMENT_SECRET = "development only, never in production"  # noqa: S105 - the one that is refused
KEY_BYTES = 32
VARIETY = 12
"""How many different characters or bytes a random secret has at the very least."""

ENVIRONMENTS = ("development", "demo", "production", "test")
GATEWAYS = ("http", "aliyun", "tencent", "twilio")
DATA_DIRS = {"demo": "var/demo"}
"""A demo that is made anew leaves no file beside a real book."""
DRIVERS = ("sqlite", "postgresql+psycopg")
BAD_KEYS = "CONCORD_KEYS must hold random keys of 64 hexadecimal digits each."
HIDDEN = {"hide_parameters": True}
"""What a statement that failed was given stands in no log."""
SERVER_OPTIONS = {**HIDDEN, "pool_pre_ping": True, "connect_args": {"connect_timeout": 10}}
"""A database server that came back is found again, and one that is away is not waited for."""
MOST_PROXIES = 9
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(NamedTuple):
    """What the environment says; README.md lists every variable."""

    environment: str
    data_dir: Path
    database_url: str
    secret_key: str
    keys: str
    host: str
    port: int
    smtp_url: str
    mail_from: str
    reply_to: str
    imap_url: str
    sms_url: str
    sms_secret: str
    sms_gateway: str
    sms_id: str
    sms_from: str
    sms_app: str
    scheduler: bool
    url: str
    proxies: int
    backup_dir: Path | None = None
    unread: tuple[str, ...] = ()
    """What could not be read at all: a sentence each."""

    @property
    def production(self) -> bool:
        """Whether real people's data is at stake: secrets must be real and cookies travel by TLS only."""
        return self.environment == "production"

    @property
    def demo(self) -> bool:
        """Whether this is the demo book, which has a database of its own."""
        return self.environment == "demo"

    @property
    def served(self) -> str:
        """The host that people open, as browsers name it: in small letters, without the port that https implies."""
        return urlsplit(self.url).netloc.lower().removesuffix(":443")


def from_environment(env: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; the data folder holds the embedded database, files, keys and the outbox."""
    environment = env.get("CONCORD_ENV", "development")
    data_dir = Path(env.get("CONCORD_DATA_DIR") or DATA_DIRS.get(environment, "var")).resolve()
    embedded = f"sqlite:///{data_dir / ('demo.db' if environment == 'demo' else 'concord.db')}"
    port, proxies = whole(env, "CONCORD_PORT", 8000, 65535), whole(env, "CONCORD_PROXIES", 0, MOST_PROXIES)
    return Settings(
        environment=environment,
        data_dir=data_dir,
        database_url=embedded if environment == "demo" else database_url(env.get("DATABASE_URL") or embedded),
        secret_key=env.get("CONCORD_SECRET_KEY", DEVELOPMENT_SECRET),
        keys=env.get("CONCORD_KEYS", ""),
        host=env.get("CONCORD_HOST", "127.0.0.1"),
        port=port if isinstance(port, int) else 0,
        smtp_url=env.get("CONCORD_SMTP_URL", ""),
        mail_from=env.get("CONCORD_MAIL_FROM", ""),
        reply_to=env.get("CONCORD_REPLY_TO", ""),
        imap_url=env.get("CONCORD_IMAP_URL", ""),
        sms_url=env.get("CONCORD_SMS_URL", ""),
        sms_secret=env.get("CONCORD_SMS_SECRET", ""),
        sms_gateway=env.get("CONCORD_SMS_GATEWAY", "http"),
        sms_id=env.get("CONCORD_SMS_ID", ""),
        sms_from=env.get("CONCORD_SMS_FROM", ""),
        sms_app=env.get("CONCORD_SMS_APP", ""),
        scheduler=env.get("CONCORD_SCHEDULER", "on") == "on",
        url=env.get("CONCORD_URL", "").rstrip("/"),
        backup_dir=Path(env["CONCORD_BACKUP_DIR"]).resolve() if env.get("CONCORD_BACKUP_DIR") else None,
        proxies=proxies if isinstance(proxies, int) else 0,
        unread=tuple(each for each in (port, proxies) if isinstance(each, str)),
    )


def whole(env: Mapping[str, str], name: str, default: int, most: int) -> int | str:
    """A whole number from 0 to `most`, both included; or the sentence that asks for one."""
    text = env.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or int(text) > most:
        return f"{name} must be a whole number from 0 to {most}, not '{text}'."
    return int(text)


def database_url(url: str) -> str:
    """Name the driver that the house uses for PostgreSQL."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def check(settings: Settings) -> None:
    """Refuse to start on settings that would put people's data at risk, naming all that is to mend at once."""
    sentences = problems(settings)
    if sentences:
        raise SystemExit("\n".join(sentences))


def problems(settings: Settings) -> list[str]:
    """What is to mend in the settings before the program may start, a sentence each; nothing is written or made."""
    parts = (
        settings.unread,
        _unknown(settings),
        _open(settings),
        _of_database(settings),
        _of_channels(settings),
        _of_backups(settings),
    )
    own = (_of_production(settings), _of_keys(settings)) if settings.production else ()
    return [sentence for part in (*parts, *own) for sentence in part]


def _unknown(settings: Settings) -> Iterator[str]:
    if settings.environment not in ENVIRONMENTS:
        yield f"CONCORD_ENV must be one of {', '.join(ENVIRONMENTS)}."
    if settings.sms_gateway not in GATEWAYS:
        yield f"CONCORD_SMS_GATEWAY must be one of {', '.join(GATEWAYS)}."


def _of_backups(settings: Settings) -> Iterator[str]:
    """A folder inside the data folder would go with the disk that it is to save from."""
    if settings.backup_dir and settings.backup_dir.is_relative_to(settings.data_dir):
        yield "CONCORD_BACKUP_DIR must lie outside the data folder, on another disk."


def _open(settings: Settings) -> Iterator[str]:
    if settings.environment in ENVIRONMENTS and not settings.production and settings.host not in LOOPBACK:
        yield "Only production may listen beyond this machine: set CONCORD_ENV=production, or no CONCORD_HOST."


def _of_database(settings: Settings) -> Iterator[str]:
    """Values are not repeated: an address holds a password."""
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        yield "DATABASE_URL must be written like postgresql://user:password@host/name."
        return
    if url.drivername not in DRIVERS:
        yield "DATABASE_URL must name PostgreSQL (postgresql://user:password@host/name); without it SQLite is used."


def _of_channels(settings: Settings) -> Iterator[str]:
    for name, url, schemes in (
        ("CONCORD_SMTP_URL", settings.smtp_url, ("smtp", "smtps")),
        ("CONCORD_SMS_URL", settings.sms_url, ("https", "http")),
    ):
        if url and not _is_address(url, schemes):
            yield f"{name} must be an address that begins with {' or '.join(f'{each}://' for each in schemes)}."
    if settings.sms_url and not settings.sms_secret:
        yield "Set CONCORD_SMS_SECRET: it signs what goes to the address of CONCORD_SMS_URL."


def _is_address(url: str, schemes: Sequence[str]) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _of_production(settings: Settings) -> Iterator[str]:
    secret = settings.secret_key
    if secret == DEVELOPMENT_SECRET or len(secret) < KEY_BYTES or len(set(secret)) < VARIETY:
        yield "Set CONCORD_SECRET_KEY to at least 32 random characters before starting in production."
    if not settings.url.startswith("https://") or not settings.served:
        yield "Set CONCORD_URL to the https:// address that people open before starting in production."


def _of_keys(settings: Settings) -> Iterator[str]:
    if not settings.keys and not (settings.data_dir / "keys").exists():
        yield "Set CONCORD_KEYS, or put the key file into CONCORD_DATA_DIR, before starting in production."
    elif settings.keys and not read_keys(settings.keys):
        yield BAD_KEYS


def load_keys(settings: Settings) -> None:
    """Open the key ring: from CONCORD_KEYS (hex, newest first, the last one also indexes) or a 0600 file, made once."""
    keys = read_keys(settings.keys or key_file(settings).read_text())
    if not keys:
        raise SystemExit(BAD_KEYS)
    ring.load(keys, keys[-1])


def keep_private(settings: Settings) -> None:
    """Let nobody else on this machine read the data folder, nor what is written from now on."""
    os.umask(0o077)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in (settings.data_dir, *settings.data_dir.glob("*"), *settings.data_dir.glob("outbox/*")):
        mode = 0o700 if path.is_dir() else 0o600
        if path.stat().st_mode & 0o077:
            with suppress(PermissionError):
                path.chmod(mode)


def read_keys(text: str) -> list[bytes]:
    """The keys written in a text, 32 bytes each; empty where any of them is no random key."""
    try:
        keys = [bytes.fromhex(line) for line in text.replace(",", " ").split()]
    except ValueError:
        return []
    return keys if all(len(key) == KEY_BYTES and len(set(key)) >= VARIETY for key in keys) else []


def key_file(settings: Settings) -> Path:
    """The file that keeps the keys where the environment does not, readable by its owner alone.

    It is made for a new book only: beside an old one, new keys would open nothing and find nobody again.
    """
    path = settings.data_dir / "keys"
    if not path.exists():
        book = make_url(settings.database_url).database
        if settings.database_url.startswith("sqlite") and book and Path(book).exists():
            raise SystemExit(f"{path} is missing, and {book} was sealed with it: put it back, or set CONCORD_KEYS.")
        try:
            settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise SystemExit(
                f"{settings.data_dir} cannot be written to ({error.strerror}): set CONCORD_DATA_DIR."
            ) from error
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    if path.stat().st_mode & 0o077:
        raise SystemExit(f"{path} must be readable by its owner alone: chmod 600 {path}")
    return path


def flask_config(settings: Settings) -> dict[str, Any]:
    """The configuration of Flask and its extensions that these settings mean."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": HIDDEN if settings.database_url.startswith("sqlite") else SERVER_OPTIONS,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent / "translations"),
        "SESSION_COOKIE_NAME": "__Host-concord" if settings.production else "concord",
        "SESSION_COOKIE_SECURE": settings.production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=13),
        "MAX_CONTENT_LENGTH": 200 * 1024 * 1024,
        "CONCORD": settings,
    }
