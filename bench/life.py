#!/usr/bin/env python3
"""What a ticket's life costs the database: bin/bench life [LIVES]

Files tickets on a demo with PostgreSQL, each with a picture; an agent takes it and asks, the requester replies, the agent
resolves, the requester confirms and rates, all letters are sent. Prints, for one ticket: requests that write, commits,
rows by table, bytes of tables and indexes, bytes of the write-ahead log. `--note` writes them into bench/figures.tsv.
Needs HERO_TEST_POSTGRES (tests/postgres.sh) and build/hero.
"""
import http.client
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

from note import note

ROOT = pathlib.Path(__file__).resolve().parent.parent
PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDAT\x08\xd7c\xf8\xcf\xc0\0\0\3\1\1\0"
       b"\x18\xdd\x8d\xb0\0\0\0\0IEND\xaeB`\x82")
SENTENCE = "Sejak pagi halaman daftar tiket kosong di dua peramban yang berbeda, dan rekan satu ruangan mengalaminya juga. "


class Server:
    def __init__(self, folder, database):
        environment = {**os.environ, "HERO_DATA": str(folder / "data"), "HERO_DATABASE": database, "HERO_PORT": "0",
                       "HERO_DEMO": "on", "HERO_LIMITS": "off", "HERO_MAIL": f"file:{folder}/surat"}
        log = folder / "log"
        with log.open("wb") as out:
            subprocess.run([ROOT / "build/hero", "demo"], env=environment, cwd=folder, check=True, stderr=out, stdout=out)
            self.process = subprocess.Popen([ROOT / "build/hero", "serve"], env=environment, cwd=folder, stderr=out)
        for _ in range(600):
            if '"server.started"' in log.read_text():
                break
            time.sleep(0.1)
        self.port = int(log.read_text().split('"server.started"')[1].split('"port":"')[1].split('"')[0])

    def end(self):
        self.process.terminate()
        self.process.wait()


class Person:
    def __init__(self, port, name):
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie, self.token = "", ""
        _, _, cookie = self.ask("POST", "/masuk/demo", urllib.parse.urlencode({"orang": name}).encode(),
                                "application/x-www-form-urlencoded")
        self.cookie = cookie.split(";")[0]
        page, _, _ = self.ask("GET", "/akun")
        self.token = page.split('<meta name="csrf" content="')[1].split('"')[0]

    def ask(self, method, path, body=None, kind=None):
        self.link.request(method, path, body, {"Cookie": self.cookie, **({"Content-Type": kind} if kind else {})})
        answer = self.link.getresponse()
        page = answer.read().decode()
        if answer.status != (200 if method == "GET" else 303):
            raise SystemExit(f"{method} {path} answered {answer.status}")
        return page, answer.getheader("Location"), answer.getheader("Set-Cookie") or ""

    def send(self, path, fields, picture=None):
        mark = "----batas"
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in {"csrf": self.token, **fields}.items()]
        if picture:
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="berkas"; filename="layar.png"\r\n'
                         f"Content-Type: image/png\r\n\r\n".encode() + picture + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={mark}")[1]


def live(number, requester, agent):
    """A ticket's life. Gives how many requests wrote."""
    once = iter(f"hidup-{number}-{step}" for step in range(9))
    place = requester.send("/tiket", {
        "submit_id": next(once), "layanan": "hero", "jenis": "kendala", "dampak": "rendah", "setuju": "1",
        "subjek": "Halaman daftar tiket tidak dapat dibuka", "deskripsi": SENTENCE * 4}, PNG + str(number).encode())
    ticket = place.removeprefix("/tiket/").split("?")[0]
    mine, theirs = f"/tiket/{ticket}", f"/petugas/tiket/{ticket}"
    agent.send(theirs + "/pengambilan", {})
    agent.send(theirs + "/balasan", {"submit_id": next(once), "isi": SENTENCE * 2, "lalu": "menunggu", "tetap": "1"})
    requester.send(mine + "/tanggapan", {"submit_id": next(once), "isi": SENTENCE * 2})
    agent.send(theirs + "/balasan", {"submit_id": next(once), "isi": SENTENCE * 3, "lalu": "resolve", "tetap": "1"})
    requester.send(mine + "/konfirmasi", {"submit_id": next(once), "jawaban": "ya"})
    requester.send(mine + "/penilaian", {"nilai": "4"})
    return 7


def figures(database):
    def rows(sql):
        out = subprocess.run(["psql", "-qXAt", "-F", "\t", database, "-c", sql], check=True, capture_output=True, text=True)
        return [line.split("\t") for line in out.stdout.splitlines()]

    tables = [name for (name,) in rows("SELECT relname FROM pg_stat_user_tables ORDER BY relname")]
    found = {f"rows.{name}": float(rows(f"SELECT count(*) FROM {name}")[0][0]) for name in tables}
    found["rows"] = sum(found.values())
    found["bytes"] = float(rows("SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables")[0][0])
    found["wal_bytes"] = float(rows("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")[0][0])
    # Transactions that changed nothing have no number.
    found["commits"] = float(rows("SELECT pg_snapshot_xmax(pg_current_snapshot())")[0][0])
    found["waiting"] = float(rows("SELECT count(*) FROM jobs WHERE kind = 'mail.send'")[0][0])
    return found


def main():
    words = [word for word in sys.argv[1:] if word != "--note"]
    if len(words) > 1 or any(not word.isdigit() or int(word) < 1 for word in words):
        raise SystemExit("usage: bin/bench life [LIVES] [--note]")
    lives = int(words[0]) if words else 500
    admin = os.environ["HERO_TEST_POSTGRES"]
    subprocess.run(["psql", "-qX", admin, "-c", "CREATE DATABASE hero_life"], check=True)
    database = admin.replace("/postgres?", "/hero_life?")
    with tempfile.TemporaryDirectory(prefix="hero-life-") as folder:
        server = Server(pathlib.Path(folder), database)
        try:
            requester, agent = Person(server.port, "ashari"), Person(server.port, "budi")
            writes = live(0, requester, agent)
            time.sleep(3)
            before = figures(database)
            for number in range(1, lives + 1):
                live(number, requester, agent)
            for _ in range(600):
                after = figures(database)
                if after["waiting"] == 0:
                    break
                time.sleep(0.5)
        finally:
            server.end()
    how = f"bin/bench life {lives}, PostgreSQL"
    units = {"rows": "rows", "bytes": "bytes", "wal_bytes": "bytes", "commits": "commits"}
    print(f"{'one ticket, of ' + str(lives):<34}{'':>12}")
    print(f"{'requests that write':<34}{writes:>12}")
    for name in sorted(name for name in after if name != "waiting"):
        each = (after[name] - before.get(name, 0)) / lives
        if abs(each) >= 0.01:
            print(f"{name:<34}{each:>12.1f}")
        if name in units and "--note" in sys.argv:
            note(f"ticket.{name}", each, units[name], how)


if __name__ == "__main__":
    main()
