"""Settings: read from the environment, and refused where people's data would be at risk."""

import os
from pathlib import Path

import pytest

import config
from app import NO_PROXY, create_app, ready
from models import db
from models.sealed import ring

KEY = "0123456789abcdeffedcba9876543210" * 2
SECRET = "k7Gq2ZpX9vTb4LwYc8RjN5sHd1FmA6eU"
PRODUCTION = {
    "CONCORD_ENV": "production",
    "CONCORD_SECRET_KEY": SECRET,
    "CONCORD_KEYS": KEY,
    "CONCORD_URL": "https://desk.example.com",
}


def settings(tmp_path: Path, **env: str) -> config.Settings:
    return config.from_environment({"CONCORD_DATA_DIR": str(tmp_path), **env})


@pytest.fixture(autouse=True)
def same_keys():
    """Leave the key ring as it was."""
    kept = ring.keys, ring.index_key
    yield
    ring.keys, ring.index_key = kept


def test_nobody_else_on_the_machine_reads_the_data_folder(tmp_path):
    found = settings(tmp_path / "data")
    before = os.umask(0o022)
    try:
        config.load_keys(found)
        assert found.data_dir.stat().st_mode & 0o077 == 0
        (found.data_dir / "concord.db").touch()
        (found.data_dir / "outbox").mkdir()
        (found.data_dir / "outbox" / "old.json").touch()
        found.data_dir.chmod(0o755)

        config.keep_private(found)
        (found.data_dir / "later").touch()

        there = [found.data_dir, *found.data_dir.rglob("*")]
        assert [path.name for path in there if path.stat().st_mode & 0o077] == []
    finally:
        os.umask(before)


def test_production_starts_on_real_secrets(tmp_path):
    found = settings(tmp_path, **PRODUCTION)

    config.check(found)
    config.load_keys(found)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"CONCORD_SECRET_KEY": config.DEVELOPMENT_SECRET}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_SECRET_KEY": "short"}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_SECRET_KEY": "a" * 64}, "CONCORD_SECRET_KEY"),
        ({"CONCORD_KEYS": ""}, "CONCORD_KEYS"),
        ({"CONCORD_KEYS": "00" * 32}, "CONCORD_KEYS"),
        ({"CONCORD_KEYS": "not hexadecimal"}, "CONCORD_KEYS"),
        ({"CONCORD_KEYS": "abcd"}, "CONCORD_KEYS"),
        ({"CONCORD_URL": ""}, "CONCORD_URL"),
        ({"CONCORD_URL": "http://desk.example.com"}, "CONCORD_URL"),
        ({"CONCORD_ENV": "prod"}, "CONCORD_ENV"),
    ],
)
def test_production_refuses_what_would_put_data_at_risk(tmp_path, change, sentence):
    found = settings(tmp_path, **{**PRODUCTION, **change})

    with pytest.raises(SystemExit, match=sentence):
        config.check(found)
        config.load_keys(found)


@pytest.mark.parametrize("environment", ["development", "demo"])
def test_only_production_listens_beyond_this_machine(tmp_path, environment):
    with pytest.raises(SystemExit, match="Only production"):
        config.check(settings(tmp_path, CONCORD_ENV=environment, CONCORD_HOST="0.0.0.0"))


def test_in_production_the_key_file_does_as_well(tmp_path):
    found = settings(tmp_path, **{**PRODUCTION, "CONCORD_KEYS": ""})
    (tmp_path / "keys").write_text(KEY)
    (tmp_path / "keys").chmod(0o600)

    config.check(found)
    config.load_keys(found)


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    (tmp_path / "keys").write_text(KEY)
    (tmp_path / "keys").chmod(0o644)

    with pytest.raises(SystemExit, match="chmod 600"):
        config.load_keys(settings(tmp_path))


def test_the_key_file_is_made_once_and_for_its_owner_alone(tmp_path):
    config.load_keys(settings(tmp_path))
    first = (tmp_path / "keys").read_text()
    config.load_keys(settings(tmp_path))

    assert (tmp_path / "keys").read_text() == first
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o600


def test_the_demo_book_has_a_database_of_its_own(tmp_path):
    demo = settings(tmp_path, CONCORD_ENV="demo", DATABASE_URL="postgresql://desk@db/concord")

    assert demo.database_url == f"sqlite:///{tmp_path / 'demo.db'}"
    assert settings(tmp_path).database_url == f"sqlite:///{tmp_path / 'concord.db'}"
    own, other = (config.from_environment({"CONCORD_ENV": name}).data_dir for name in ("development", "demo"))
    assert other == own / "demo"


@pytest.mark.parametrize("url", ["postgres://desk@db/concord", "postgresql://desk@db/concord"])
def test_postgresql_is_spoken_to_through_the_driver_of_the_house(tmp_path, url):
    assert settings(tmp_path, DATABASE_URL=url).database_url == "postgresql+psycopg://desk@db/concord"


def test_in_production_cookies_travel_by_tls_only_and_other_hosts_are_refused(tmp_path):
    app = create_app(settings(tmp_path, **PRODUCTION, CONCORD_PROXIES="1"))
    with app.app_context():
        db.create_all()
    client = app.test_client()
    behind = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "desk.example.com", "X-Forwarded-For": "192.0.2.7"}

    answer = client.get("/healthz", headers=behind)
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert client.get("/login", headers={**behind, "X-Forwarded-Proto": "http"}).status_code in (301, 302)
    assert client.get("/login", headers={**behind, "X-Forwarded-Host": "evil.example"}).status_code == 400
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")


def test_production_without_a_proxy_does_not_believe_in_https_and_says_so(tmp_path):
    app = create_app(settings(tmp_path, **PRODUCTION))
    with app.app_context():
        db.create_all()

    answer = app.test_client().get("/login", headers={"Host": "desk.example.com", "X-Forwarded-Proto": "https"})

    assert (answer.status_code, answer.location) == (302, "https://desk.example.com/login")
    assert NO_PROXY in ready(app.config["CONCORD"])
    assert NO_PROXY not in ready(settings(tmp_path, **PRODUCTION, CONCORD_PROXIES="1"))


@pytest.mark.parametrize("name", ["CONCORD_PROXIES", "CONCORD_PORT"])
@pytest.mark.parametrize("text", ["-1", "one", "1.5", "70000", "²"])
def test_a_number_that_is_none_is_refused_by_name(tmp_path, name, text):
    with pytest.raises(SystemExit, match=f"{name} must be a whole number from 0 to"):
        config.check(settings(tmp_path, **{name: text}))


def test_all_that_is_to_mend_is_named_at_once(tmp_path):
    wrong = {
        "CONCORD_PORT": "http",
        "CONCORD_PROXIES": "many",
        "CONCORD_SECRET_KEY": "short",
        "CONCORD_KEYS": "",
        "CONCORD_URL": "desk.example.com",
        "CONCORD_SMTP_URL": "mail.example.com",
        "CONCORD_SMS_URL": "https://[gateway",
        "CONCORD_SMS_GATEWAY": "pigeon",
        "DATABASE_URL": "mysql://desk:hidden@db/concord",
    }

    with pytest.raises(SystemExit) as refused:
        config.check(settings(tmp_path, CONCORD_ENV="production", **wrong))

    lines = str(refused.value).splitlines()
    assert [name for name in wrong if not any(name in line for line in lines)] == []
    assert "hidden" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_address_of_a_database_is_refused_by_name(tmp_path):
    with pytest.raises(SystemExit, match="DATABASE_URL must be written like"):
        config.check(settings(tmp_path, DATABASE_URL="concord"))


def test_no_new_key_is_made_beside_an_old_book(tmp_path):
    found = settings(tmp_path)
    config.load_keys(found)
    (tmp_path / "concord.db").touch()
    (tmp_path / "keys").unlink()

    with pytest.raises(SystemExit, match=r"keys is missing, and .*concord\.db was sealed with it"):
        config.load_keys(found)

    assert not (tmp_path / "keys").exists()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(SystemExit, match="file/data cannot be written to"):
        config.load_keys(settings(tmp_path, CONCORD_DATA_DIR=str(tmp_path / "file" / "data")))


@pytest.mark.parametrize("url", ["https://Desk.Example.com", "https://desk.example.com:443/"])
def test_the_host_is_compared_as_browsers_name_it(tmp_path, url):
    assert settings(tmp_path, CONCORD_URL=url).served == "desk.example.com"


def test_the_environment_of_this_run_is_left_alone():
    assert config.from_environment(dict(os.environ)).environment in config.ENVIRONMENTS
