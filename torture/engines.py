"""The databases the torture programs can put under HERO, each with a server of its own where it has one."""

import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.parse

from load import Loss


class SqliteEngine:
    def __init__(self, folder):
        self.path = folder / "data" / "hero.db"
        self.settings = {}

    def rows(self, sql, drill=None):
        path = drill / "data" / "hero.db" if drill else self.path
        link = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            return link.execute(sql).fetchall()
        finally:
            link.close()

    def empty_place(self, folder):
        return {"HERO_DATA": str(folder / "data")}

    def leave_place(self):
        pass

    def maybe_crash(self, _random):
        return False

    def stop(self):
        pass


class PostgresEngine:
    """A server of its own whose commits reach the disk."""

    def __init__(self, folder):
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        if not found:
            raise SystemExit("torture: no PostgreSQL server in /usr/lib/postgresql")
        self.bin, self.folder, self.process = found[-1], folder / "server", None
        self.folder.mkdir(mode=0o700)
        self.as_server = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            os.chmod(folder, 0o711)
            self.as_server = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", "--inh-caps=-all"]
        self.run(["initdb", f"--pgdata={self.folder}/data", "--username=hero", "--auth=trust", "--encoding=UTF8",
                  "--locale=C.UTF-8"])
        self.address = self.address_of("postgres")
        self.settings = {"HERO_DATABASE": self.address}
        self.start()

    def run(self, words):
        done = subprocess.run([*self.as_server, str(self.bin / words[0]), *words[1:]], cwd=self.folder,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"torture: {words[0]}: {done.stderr}")

    def start(self):
        log = open(self.folder.parent / "postgres.log", "ab")
        self.process = subprocess.Popen(
            [*self.as_server, str(self.bin / "postgres"), "-D", f"{self.folder}/data", "-k", str(self.folder),
             "-c", "listen_addresses=", "-c", "max_connections=100", "-c", "shared_buffers=64MB", "-c", "jit=off"],
            cwd=self.folder, stdout=log, stderr=log)
        for _ in range(600):
            ready = subprocess.run([self.bin / "pg_isready", "-q", "-h", self.folder])
            if ready.returncode == 0:
                return
            if self.process.poll() is not None:
                raise Loss("PostgreSQL does not start again; see postgres.log")
            time.sleep(0.05)
        raise Loss("PostgreSQL does not become ready")

    def rows(self, sql, drill=None):
        address = self.address_of("drill") if drill else self.address
        done = subprocess.run(["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", address, "-c", sql],
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Loss(f"psql: {done.stderr}")
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()]

    def address_of(self, database):
        return f"postgresql://hero@/{database}?host={urllib.parse.quote(str(self.folder), safe='')}"

    def empty_place(self, folder):
        self.rows("CREATE DATABASE drill")
        return {"HERO_DATA": str(folder / "data"), "HERO_DATABASE": self.address_of("drill")}

    def leave_place(self):
        self.rows("DROP DATABASE drill")

    def maybe_crash(self, chance):
        """Half of the time the server crashes as well (immediate shutdown: no checkpoint, recovery at the next start)."""
        if chance.random() < 0.5:
            return False
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()
        self.start()
        return True

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
