"""Run a command with CONCORD_TEST_DATABASE_URL naming a throw-away PostgreSQL server on a free loopback port."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "jit": "off",
}
"""Nothing of it outlives the command: it need not come to the disk, and no plan is worth compiling."""
NO_SERVER = "There is no PostgreSQL here: the tests did not run on it. Install the package postgresql (14 or newer)."
READY_SECONDS = 30


def find() -> Path | None:
    """The folder with the newest initdb and postgres of this machine."""
    found = [Path(folder) for place in PLACES for folder in Path("/").glob(place[1:])]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    usable = [folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return max(
        usable,
        key=lambda folder: [int(part) for part in folder.parent.name.split("-") if part.isdigit()] or [0],
        default=None,
    )


def install() -> None:
    """Install the server from Debian's packages when root, without the cluster that it would start by itself."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing postgresql ...", flush=True)
    config = Path("/etc/postgresql-common/createcluster.conf")
    apt = ["apt-get", "-y", "-qq"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run([*apt, "install", "postgresql-common"], check=False, stdout=subprocess.DEVNULL)
    if config.exists():
        config.write_text(config.read_text() + "\ncreate_main_cluster = false\n")
    subprocess.run([*apt, "install", "postgresql"], check=False, stdout=subprocess.DEVNULL)


def owner() -> int | None:
    """The user to run the server as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        return pwd.getpwnam("nobody").pw_uid


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(binaries: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Make a cluster in `folder` and start its server; raises CalledProcessError when it cannot."""
    user, data = owner(), folder / "data"
    if user is not None:
        os.chown(folder, user, -1)
    options = ["-A", "trust", "-U", "concord", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(
        [binaries / "initdb", "-D", data, *options], check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL
    )
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, user=user, cwd=folder, stderr=log, stdout=log)


def wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return as soon as the server listens; raises SystemExit with its log when it ended or is too slow."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")


def run(binaries: Path, command: list[str]) -> int:
    """Run the command beside a server that lives exactly as long."""
    with tempfile.TemporaryDirectory(prefix="concord-postgres-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        server = start(binaries, folder, port)
        try:
            wait_for(server, port, folder / "log")
            url = f"postgresql://concord@127.0.0.1:{port}/postgres"
            return subprocess.run(command, env={**os.environ, "CONCORD_TEST_DATABASE_URL": url}, check=False).returncode
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def main() -> int:
    """Find or install a server and run the command; without one, say so, and fail only when CI is set."""
    if not find():
        install()
    binaries = find()
    if not binaries:
        print(NO_SERVER)
        return 1 if os.environ.get("CI") else 0
    return run(binaries, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
