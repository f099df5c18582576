"""Run a command with a PostgreSQL server of its own, named to it by PARLEY_TEST_POSTGRES.

    python scripts/with_postgres.py make test

The server lies in a temporary folder, listens on a socket there and nowhere else, and is gone
afterwards; its password is in PGPASSWORD. It needs PostgreSQL's programs (Debian: apt-get install
postgresql), not a running service.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ENV = "PARLEY_TEST_POSTGRES"
USER = "postgres"  # PostgreSQL does not run as root; Debian's package makes this user
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # what a machine's crash would lose is made anew by the next run
    "max_connections": "50",
    "shared_buffers": "64MB",
}


def main() -> int:
    """The exit code of the command."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    programs = found()
    if programs is None:
        print("with_postgres: no PostgreSQL here; install it: apt-get install postgresql", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    with tempfile.TemporaryDirectory(prefix="parley-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam(USER).pw_uid, -1)
        data = str(folder / "data")
        password = secrets.token_urlsafe()
        (folder / "password").write_text(password)
        if os.geteuid() == 0:
            os.chown(folder / "password", pwd.getpwnam(USER).pw_uid, -1)
        as_owner(
            programs / "initdb", "-D", data, "-U", "parley", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync",
            "--locale=C.UTF-8", f"--pwfile={folder / 'password'}",
        )  # fmt: skip
        options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
        as_owner(
            programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"),
            "-o", f"{options} -c unix_socket_directories={folder}", "start",
        )  # fmt: skip
        try:
            url = f"postgresql://parley@/postgres?host={folder}"
            env = {**os.environ, ENV: url, "PGPASSWORD": password}
            return subprocess.run(sys.argv[1:], env=env, check=False).returncode
        finally:
            as_owner(programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def found() -> Path | None:
    """The folder of PostgreSQL's programs: Debian keeps them off the path, one folder a version."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda p: int(p.parent.name), default=None)


def as_owner(program: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, quietly, as a user it is willing to run as."""
    root = {"user": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(program), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", **root
    )
    if done.returncode:
        sys.exit(f"with_postgres: {program.name} failed: {done.stderr.decode(errors='replace')}")


if __name__ == "__main__":
    sys.exit(main())
