"""Every setting, from the environment, in one place."""

import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from models.sealed import ring

LANGUAGES = ("en", "zh_Hans", "zh_Hant")
DEVELOPMENT_SECRET = "development only, never in production"  # noqa: S105 - the one that is refused
KEY_BYTES = 32
VARIETY = 12
"""How many different characters or bytes a random secret has at the very least."""

ENVIRONMENTS = ("development", "demo", "production", "test")
GATEWAYS = ("http", "aliyun", "tencent", "twilio")
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
    data_dir = Path(env.get("CONCORD_DATA_DIR", "var")).resolve()
    embedded = f"sqlite:///{data_dir / ('demo.db' if environment == 'demo' else 'concord.db')}"
    return Settings(
        environment=environment,
        data_dir=data_dir,
        database_url=embedded if environment == "demo" else database_url(env.get("DATABASE_URL") or embedded),
        secret_key=env.get("CONCORD_SECRET_KEY", DEVELOPMENT_SECRET),
        keys=env.get("CONCORD_KEYS", ""),
        host=env.get("CONCORD_HOST", "127.0.0.1"),
        port=whole(env, "CONCORD_PORT", 8000, 65535),
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
        proxies=whole(env, "CONCORD_PROXIES", 0, MOST_PROXIES),
    )


def whole(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    """Read a whole number from 0 to `most`, both included."""
    text = env.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or int(text) > most:
        raise SystemExit(f"{name} must be a whole number from 0 to {most}, not '{text}'.")
    return int(text)


def database_url(url: str) -> str:
    """Name the driver that the house uses for PostgreSQL."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def check(settings: Settings) -> None:
    """Refuse to start on settings that would put people's data at risk; each refusal says what to do."""
    if settings.environment not in ENVIRONMENTS:
        raise SystemExit(f"CONCORD_ENV must be one of {', '.join(ENVIRONMENTS)}.")
    if settings.sms_gateway not in GATEWAYS:
        raise SystemExit(f"CONCORD_SMS_GATEWAY must be one of {', '.join(GATEWAYS)}.")
    if settings.production:
        check_production(settings)
    elif settings.host not in LOOPBACK:
        raise SystemExit(
            "Only production may listen beyond this machine: set CONCORD_ENV=production, or no CONCORD_HOST."
        )


def check_production(settings: Settings) -> None:
    """Refuse to start in production on development secrets or without TLS."""
    secret = settings.secret_key
    if secret == DEVELOPMENT_SECRET or len(secret) < KEY_BYTES or len(set(secret)) < VARIETY:
        raise SystemExit("Set CONCORD_SECRET_KEY to at least 32 random characters before starting in production.")
    if not settings.keys and not (settings.data_dir / "keys").exists():
        raise SystemExit("Set CONCORD_KEYS, or put the key file into CONCORD_DATA_DIR, before starting in production.")
    if not settings.url.startswith("https://"):
        raise SystemExit("Set CONCORD_URL to the https:// address that people open before starting in production.")


def load_keys(settings: Settings) -> None:
    """Open the key ring: from CONCORD_KEYS (hex, newest first, the last one also indexes) or a 0600 file, made once."""
    text = settings.keys or key_file(settings.data_dir).read_text()
    try:
        found = [bytes.fromhex(line) for line in text.replace(",", " ").split()]
    except ValueError:
        found = []
    if not found or any(len(key) != KEY_BYTES or len(set(key)) < VARIETY for key in found):
        raise SystemExit("CONCORD_KEYS must hold random keys of 64 hexadecimal digits each.")
    ring.load(found, found[-1])


def key_file(data_dir: Path) -> Path:
    """The file that keeps the keys where the environment does not, readable by its owner alone."""
    path = data_dir / "keys"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
    if path.stat().st_mode & 0o077:
        raise SystemExit(f"{path} must be readable by its owner alone: chmod 600 {path}")
    return path


def flask_config(settings: Settings) -> dict[str, Any]:
    """The configuration of Flask and its extensions that these settings mean."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent / "translations"),
        "SESSION_COOKIE_NAME": "__Host-concord" if settings.production else "concord",
        "SESSION_COOKIE_SECURE": settings.production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "MAX_CONTENT_LENGTH": 200 * 1024 * 1024,
        "CONCORD": settings,
    }
