#!/usr/bin/env python3
"""Kills HERO again and again while sixteen writers file, reply, confirm and rate, and looks whether anything is lost.

    bin/torture crash [--cycles N] [--engine sqlite|postgres] [--seed S] [--fresh N] [--drill N] [--hero PATH]

A thing counts as acknowledged once HERO has answered 303 and the ledger's line about it is on the disk (fsync). After each
kill -9 HERO is started again on the same data; then every acknowledged thing of the ledger must be there exactly once, what
got no answer at most once, and `hero verify` must find nothing. Writers send what got no answer again under the same
submit_id: from then on it must be there exactly once too. In every tenth cycle (--drill) `hero backup` runs while they write;
restored into an empty place, it must hold all that was acknowledged before it began. Ends with 1 at the first loss and leaves
the folder as it is.

Knows nothing of HERO's inside but its pages, and the names of the tables it looks into.
"""

import argparse
import collections
import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

READY_WITHIN = 3.0
WRITERS = 16
PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDAT\x08\xd7c\xf8\xcf\xc0\0\0\3\1\1\0"
       b"\x18\xdd\x8d\xb0\0\0\0\0IEND\xaeB`\x82")


class Loss(Exception):
    """Something that must not happen has happened."""


class NoAnswer(Exception):
    """Nobody knows what became of the request."""


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Ledger:
    """What was acknowledged: one line of JSON each, on the disk before it counts."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.lock = threading.Lock()
        self.things = []
        self.counts = collections.Counter()

    def acknowledge(self, **thing):
        line = json.dumps(thing).encode() + b"\n"
        with self.lock:
            os.write(self.file, line)
            os.fsync(self.file)
            self.things.append(thing)
            self.counts[thing["kind"]] += 1


class Session:
    """One person's cookie and form token, shared by the writers."""

    def __init__(self, port, person):
        self.port, self.person = port, person
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        body = urllib.parse.urlencode({"orang": person})
        link.request("POST", "/masuk/demo", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        answer.read()
        if answer.status != 303:
            raise Loss(f"signing in as {person} answered {answer.status}")
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        link.request("GET", "/akun", headers={"Cookie": self.cookie})
        page = link.getresponse().read().decode()
        self.token = page.split('<meta name="csrf" content="')[1].split('"')[0]
        link.close()


class Writer:
    """Takes one ticket after another through its life. `pending` is what was sent and not answered."""

    REQUESTERS = [("ashari", "hero"), ("sari", "e-ska"), ("joko", "e-ska")]

    def __init__(self, number, world):
        self.random = random.Random(world.random.random())
        self.world = world
        self.requester, self.service = self.REQUESTERS[number % len(self.REQUESTERS)]
        self.link = None
        self.pending = None
        self.plan = []
        self.ticket = None

    def run(self, stop):
        """Until HERO is gone. What is wrong ends up in world.faults."""
        self.link = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=20)
        try:
            while not stop.is_set():
                retry = self.pending is not None
                if not retry:
                    self.pending = self.next_step()
                self.send(self.pending, retry)
                self.pending = None
        except NoAnswer:
            pass
        except Loss as loss:
            self.world.faults.append(str(loss))
        except Exception as error:  # a fault of this program must not look like a quiet success
            self.world.faults.append(f"writer: {error!r}")
        finally:
            self.link.close()

    def next_step(self):
        if not self.plan:
            replies = ["reply"] * self.random.randint(0, 2)
            self.plan = ["submit", *replies, "take", "resolve", "confirm", "rate"]
            self.ticket = None
        kind = self.plan.pop(0)
        token = f"siksa-{self.random.getrandbits(96):024x}"
        file = None
        if kind == "submit" or (kind == "reply" and self.random.random() < 0.7):
            file = PNG + token.encode() + self.random.randbytes(self.random.randint(0, 20_000))
        return {"kind": kind, "id": token, "ticket": self.ticket, "file": file,
                "sha256": hashlib.sha256(file).hexdigest() if file else None}

    def send(self, step, retry):
        kind, number = step["kind"], step["ticket"]
        if kind == "submit":
            path, who = "/tiket", self.requester
            fields = {"submit_id": step["id"], "layanan": self.service, "jenis": "kendala", "dampak": "rendah",
                      "subjek": "Halaman tidak dapat dibuka " + step["id"][-6:], "setuju": "1",
                      "deskripsi": "Sejak pagi halaman ini kosong di dua peramban. " + step["id"]}
        elif kind == "reply":
            path, who = f"/tiket/{number}/tanggapan", self.requester
            fields = {"submit_id": step["id"], "isi": "Masih sama. " + step["id"]}
        elif kind == "take":
            path, who, fields = f"/petugas/tiket/{number}/pengambilan", "budi", {}
        elif kind == "resolve":
            path, who = f"/petugas/tiket/{number}/balasan", "budi"
            fields = {"submit_id": step["id"], "isi": "Sudah diperbaiki. " + step["id"], "lalu": "resolve", "tetap": "1"}
        elif kind == "confirm":
            path, who = f"/tiket/{number}/konfirmasi", self.requester
            fields = {"submit_id": step["id"], "jawaban": "ya"}
        else:
            path, who, fields = f"/tiket/{number}/penilaian", self.requester, {"nilai": "4"}
        status, place, body = self.post(path, self.world.sessions[who], fields, step["file"])
        if status == 503:
            raise NoAnswer()
        if status == 409 and retry:
            self.world.counts["already done when sent again"] += 1
        elif status != 303 or place.startswith("/masuk"):
            raise Loss(f"{kind} {number or ''} (retry: {retry}) answered {status} {place}: {step['id']}")
        if kind == "submit":
            self.ticket = place.removeprefix("/tiket/").split("?")[0]
        self.world.ledger.acknowledge(kind=kind, id=step["id"], ticket=self.ticket, sha256=step["sha256"], retry=retry)
        if retry:
            self.world.counts["sent again"] += 1

    def post(self, path, session, fields, file):
        mark = "----batas" + f"{self.random.getrandbits(64):x}"
        parts = []
        for name, value in {"csrf": session.token, **fields}.items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        if file:
            parts.append((f'--{mark}\r\nContent-Disposition: form-data; name="berkas"; filename="layar.png"\r\n'
                          "Content-Type: image/png\r\n\r\n").encode() + file + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        try:
            self.link.request("POST", path, b"".join(parts),
                              {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": session.cookie})
            answer = self.link.getresponse()
            body = answer.read()
            return answer.status, answer.getheader("Location") or "", body
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer() from error


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


class World:
    """One installation: HERO, its data, the writers and their ledger."""

    def __init__(self, options, chance, counts, ready_times):
        self.random, self.counts, self.ready_times = chance, counts, ready_times
        self.hero = options.hero
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hero-torture-", dir=options.folder))
        self.engine = SqliteEngine(self.folder) if options.engine == "sqlite" else PostgresEngine(self.folder)
        self.port = free_port()
        self.environment = {"PATH": os.environ["PATH"], "HERO_DATA": str(self.folder / "data"), "HERO_DEMO": "on",
                            "HERO_LIMITS": "off", "HERO_ADDRESS": "127.0.0.1", "HERO_PORT": str(self.port),
                            **self.engine.settings}
        self.ledger = Ledger(self.folder / "ledger.jsonl")
        self.faults = []
        self.process = None
        self.start(counted=False)
        self.sessions = {who: Session(self.port, who) for who in ("ashari", "sari", "joko", "budi")}
        self.writers = [Writer(number, self) for number in range(WRITERS)]

    def launch(self):
        log = open(self.folder / "hero.log", "ab")
        self.process = subprocess.Popen([self.hero, "serve"], env=self.environment, cwd=self.folder, stdout=log, stderr=log)

    def start(self, counted=True):
        began = time.monotonic()
        self.launch()
        while True:
            try:
                link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                link.request("GET", "/healthz/ready")
                if link.getresponse().status == 200:
                    break
            except OSError:
                pass
            finally:
                link.close()
            if self.process.poll() is not None:
                raise Loss("HERO does not start again; see hero.log")
            if time.monotonic() - began > 60:
                raise Loss("HERO is not ready after a minute")
            time.sleep(0.005)
        took = time.monotonic() - began
        if counted:
            self.ready_times.append(took)
            if took > READY_WITHIN:
                raise Loss(f"HERO was ready after {took:.2f} s only, {READY_WITHIN:.0f} s are promised")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.counts["kill -9 of HERO"] += 1

    def cycle(self, drill):
        stop = threading.Event()
        threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in self.writers]
        for thread in threads:
            thread.start()
        time.sleep(self.random.uniform(0.05, 2.0))
        acknowledged = len(self.ledger.things)
        if drill:
            self.command("backup", str(self.folder / "backup"))
        self.kill()
        stop.set()
        for thread in threads:
            thread.join()
        if self.faults:
            raise Loss("; ".join(self.faults[:5]))
        if self.engine.maybe_crash(self.random):
            self.counts["immediate stops of PostgreSQL"] += 1
        if self.random.random() < 0.2:  # and once more while it starts
            self.launch()
            time.sleep(self.random.uniform(0.0, 0.15))
            self.kill()
            self.counts["kills during a start"] += 1
        self.start()
        self.check(self.ledger.things)
        if drill:
            self.restore(self.ledger.things[:acknowledged])

    def command(self, *words, **settings):
        done = subprocess.run([self.hero, *words], env={**self.environment, **settings}, cwd=self.folder,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Loss(f"hero {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout.strip().splitlines()[-1]

    def restore(self, things):
        place = self.folder / "drill"
        place.mkdir()
        self.command("verify", str(self.folder / "backup"))
        self.command("restore", str(self.folder / "backup"), **self.engine.empty_place(place))
        self.check(things, place)
        self.engine.leave_place()
        shutil.rmtree(place)
        shutil.rmtree(self.folder / "backup")
        self.counts["backups taken under load and restored"] += 1

    def check(self, things, drill=None):
        """Every acknowledged thing exactly once; what got no answer at most once."""
        def rows(sql):
            return self.engine.rows(sql, drill)

        tickets = collections.defaultdict(list)
        for token, number in rows("SELECT submit_id, number FROM tickets WHERE submit_id LIKE 'siksa-%'"):
            tickets[token].append(number)
        messages = collections.defaultdict(list)
        for token, number in rows(
                "SELECT messages.submit_id, tickets.number FROM messages JOIN tickets ON tickets.id = messages.ticket_id "
                "WHERE messages.submit_id LIKE 'siksa-%'"):
            messages[token].append(number)
        files = collections.defaultdict(list)
        for sha256, number in rows(
                "SELECT attachments.sha256, tickets.number FROM attachments JOIN messages ON messages.id = "
                "attachments.message_id JOIN tickets ON tickets.id = messages.ticket_id"):
            files[sha256].append(number)
        happened = {}
        for what, how in (("confirm", "dikonfirmasi"), ("rate", "dinilai"), ("take", "diambil")):
            happened[what] = collections.Counter(number for (number,) in rows(
                "SELECT tickets.number FROM history JOIN tickets ON tickets.id = history.ticket_id "
                f"WHERE history.happened = '{how}'"))
        ratings = collections.Counter(number for (number,) in rows(
            "SELECT tickets.number FROM ratings JOIN tickets ON tickets.id = ratings.ticket_id"))

        for thing in things:
            kind, token, number, sha256 = thing["kind"], thing["id"], thing["ticket"], thing["sha256"]
            there = True
            if kind == "submit":
                there = tickets[token] == [number]
            elif kind in ("reply", "resolve"):
                there = messages[token] == [number]
            elif kind == "rate":
                there = ratings[number] == 1 and happened["rate"][number] == 1
            else:
                there = happened[kind][number] == 1
            if not there:
                raise Loss(f"acknowledged and not there exactly once: {thing}")
            if sha256:
                if files[sha256] != [number]:
                    raise Loss(f"the file of what was acknowledged is not there exactly once: {thing}")
        if drill:
            return
        for writer in self.writers:
            step = writer.pending
            if step is None:
                continue
            token, number = step["id"], step["ticket"]
            often = {"submit": lambda: len(tickets[token]), "reply": lambda: len(messages[token]),
                     "resolve": lambda: len(messages[token]), "rate": lambda: ratings[number],
                     "confirm": lambda: happened["confirm"][number], "take": lambda: happened["take"][number]}
            amount = often[step["kind"]]()
            if amount > 1:
                raise Loss(f"sent once and there {amount} times: {step['kind']} {token}")
            self.counts["without an answer: done" if amount else "without an answer: not done"] += 1
        self.last_verdict = self.command("verify")
        self.counts["runs of hero verify that found nothing"] += 1

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
        self.engine.stop()


def report(options, cycles, worlds, counts, ready_times, acknowledged):
    print(f"{cycles} cycles on {options.engine}, seed {options.seed}, {worlds} installation(s), {WRITERS} writers")
    print("acknowledged and there exactly once: " + str(sum(acknowledged.values())) + " ("
          + ", ".join(f"{kind} {amount}" for kind, amount in sorted(acknowledged.items())) + ")")
    for what, amount in sorted(counts.items()):
        print(f"{what}: {amount}")
    if ready_times:
        print(f"ready again after: median {statistics.median(ready_times):.2f} s, longest {max(ready_times):.2f} s")


def main():
    parser = argparse.ArgumentParser(prog="bin/torture crash", description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=10)
    parser.add_argument("--engine", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--fresh", type=int, default=50, help="a new installation after so many cycles")
    parser.add_argument("--drill", type=int, default=10, help="a backup under load every so many cycles; 0 for none")
    parser.add_argument("--folder", default=None, help="where the data lies; the system's temporary folder unless given")
    parser.add_argument("--hero", default=str(pathlib.Path(__file__).resolve().parent.parent / "build" / "hero"))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts, ready_times, acknowledged = collections.Counter(), [], collections.Counter()
    world, worlds, done = None, 0, 0
    try:
        while done < options.cycles:
            if world is None:
                world = World(options, chance, counts, ready_times)
                worlds += 1
            done += 1
            world.cycle(drill=options.drill and done % options.drill == 0)
            if done % 10 == 0:
                print(f"{done} cycles, {sum(acknowledged.values()) + len(world.ledger.things)} acknowledged, "
                      f"ready at most {max(ready_times):.2f} s; {world.last_verdict}", flush=True)
            if done % options.fresh == 0 or done == options.cycles:
                acknowledged.update(world.ledger.counts)
                world.end()
                shutil.rmtree(world.folder)
                world = None
    except Loss as loss:
        report(options, done, worlds, counts, ready_times, acknowledged + world.ledger.counts if world else acknowledged)
        print(f"LOST in cycle {done}: {loss}\nevidence: {world.folder if world else ''}", file=sys.stderr)
        return 1
    finally:
        if world:
            world.end()
    report(options, done, worlds, counts, ready_times, acknowledged)
    return 0


if __name__ == "__main__":
    sys.exit(main())
