"""A private PostgreSQL from the machine's own binaries, for tests and benches."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HOMES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/usr/pgsql", "/opt/homebrew/opt")
UNPRIVILEGED = ("postgres", "nobody")
SECONDS_TO_START = 20.0


def binaries() -> Path | None:
    """Find the newest PostgreSQL of this machine."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    places = [path for home in HOMES for path in Path(home).glob("**/bin/initdb")]
    return max(places).parent if places else None


class Cluster:
    """A server on a free port, its data in a directory of its own."""

    def __init__(self, home: Path, *settings: str) -> None:
        self._home = home
        self._settings = settings
        self.directory = Path(tempfile.mkdtemp(prefix="colloquy-pg-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql://colloquy@127.0.0.1:{self.port}/postgres"
        self._server: subprocess.Popen[bytes] | None = None
        self._user = _unprivileged()
        if self._user is not None:
            shutil.chown(self.directory, self._user)
        self._run("initdb", "-D", str(self._data), "-U", "colloquy", "-A", "trust", "--no-sync",
                  "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip

    @property
    def _data(self) -> Path:
        return self.directory / "data"

    def start(self) -> None:
        """Start the server and wait until it answers, as the one that we made."""
        options = ["-D", str(self._data), "-p", str(self.port), "-k", str(self.directory)]
        options += ["-c", "listen_addresses=127.0.0.1", "-c", "shared_buffers=64MB"]
        for setting in self._settings:
            options += ["-c", setting]
        with (self.directory / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [*self._as_user(), str(self._home / "postgres"), *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + SECONDS_TO_START
        while self.query("show data_directory") != str(self._data):
            if time.monotonic() > end:
                raise TimeoutError((self.directory / "log").read_text(encoding="utf-8"))

    def query(self, text: str) -> str:
        """Run one statement through psql; nothing where the server does not answer."""
        command = [str(self._home / "psql"), "-XAtq", self.url, "-c", text]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return ran.stdout.strip()

    def dump(self, *options: str) -> str:
        """Return what pg_dump writes."""
        command = [str(self._home / "pg_dump"), *options, self.url]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def restore(self, dump: str) -> None:
        """Run a dump through psql."""
        command = [str(self._home / "psql"), "-Xq", "-v", "ON_ERROR_STOP=1", self.url]
        subprocess.run(command, input=dump, capture_output=True, text=True, check=True)

    def kill(self) -> None:
        """Kill the server and its children as a power cut would."""
        if self._server is not None:
            self._signal(signal.SIGKILL)
            self._server.wait()
            self._server = None
            (self._data / "postmaster.pid").unlink(missing_ok=True)

    def freeze(self) -> None:
        """Stop the server in its tracks: connections stay, nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        """Reach the server and its children, which are in process groups of their own."""
        if self._server is None:
            return
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self._server.pid)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        for pid in [self._server.pid, *map(int, listed.stdout.split())]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def remove(self) -> None:
        self.thaw()
        self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_user(), str(self._home / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.directory)

    def _as_user(self) -> list[str]:
        if self._user is None:
            return []
        return ["setpriv", f"--reuid={self._user}", "--regid=nogroup", "--clear-groups"]


def _unprivileged() -> str | None:
    """Name a user that initdb accepts; None where we are one ourselves."""
    if os.getuid() != 0:
        return None
    import pwd  # noqa: PLC0415 - only where root exists

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in UNPRIVILEGED if name in known), "nobody")
