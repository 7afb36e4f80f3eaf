#!/usr/bin/env python3
"""Fills a small disk under HERO, and looks whether reading goes on and writing comes back without a restart.

    bin/torture full [--hero PATH]

Twice, on a tmpfs of its own (which only root can mount): once for all of HERO's data, once for the folder of files alone.
While the disk is full every page must answer 200, and a form must either be kept (303: there was room left in what the
database has already) or come back with a clear sentence and every word of it. Once there is room, the same form is taken
at the first try, and `hero verify` finds nothing. Ends with 1 at the first thing that is not so, and with 77 where nothing
can be mounted.
"""

import argparse
import collections
import html
import http.client
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from load import PNG, Loss, Session, free_port

CANNOT_HERE = 77
SENTENCES = {"id": "Penyimpanan HERO sedang penuh, jadi kiriman Anda belum disimpan.",
             "en": "The storage of HERO is full, so what you sent was not saved."}
FILE_SENTENCE = "tidak dapat disimpan di server. Kirim tanpa file ini, atau coba lagi nanti"


class SmallDisk:
    def __init__(self, folder, megabytes):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(folder)],
                              capture_output=True, text=True)
        if done.returncode != 0:
            print(f"torture: a tmpfs cannot be mounted here ({done.stderr.strip()}); run this as root", file=sys.stderr)
            raise SystemExit(CANNOT_HERE)

    def fill(self):
        with open(self.folder / "pengisi", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                pass

    def free(self):
        (self.folder / "pengisi").unlink()

    def end(self):
        subprocess.run(["umount", str(self.folder)], check=True)


class Hero:
    def __init__(self, program, data):
        self.program, self.data, self.port = program, data, free_port()
        self.environment = {"PATH": os.environ["PATH"], "HERO_DATA": str(data), "HERO_DEMO": "on", "HERO_LIMITS": "off",
                            "HERO_ADDRESS": "127.0.0.1", "HERO_PORT": str(self.port)}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([program, "serve"], env=self.environment, stderr=self.log, stdout=self.log)
        for _ in range(200):
            try:
                if self.ask("GET", "/healthz/ready")[0] == 200:
                    break
            except OSError:
                time.sleep(0.05)
        self.session = Session(self.port, "ashari")

    def ask(self, method, path, body=None, headers=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request(method, path, body, headers or {})
            answer = link.getresponse()
            return answer.status, answer.getheader("Location") or "", html.unescape(answer.read().decode())
        finally:
            link.close()

    def read(self, path):
        status, _, page = self.ask("GET", path, headers={"Cookie": self.session.cookie})
        if status != 200:
            raise Loss(f"GET {path} on a full disk answered {status}")
        return page

    def file(self, form, attachment=None, language="id"):
        mark = f"----batas{random.getrandbits(64):x}"
        fields = {"csrf": self.session.token, "layanan": "hero", "jenis": "kendala", "dampak": "rendah", "setuju": "1",
                  "submit_id": form, "subjek": f"Halaman kosong {form}", "deskripsi": words_of(form)}
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]
        if attachment:
            parts.append((f'--{mark}\r\nContent-Disposition: form-data; name="berkas"; filename="layar.png"\r\n'
                          "Content-Type: image/png\r\n\r\n").encode() + attachment + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        cookie = self.session.cookie + ("; bahasa=en" if language == "en" else "")
        return self.ask("POST", "/tiket", b"".join(parts),
                        {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": cookie})

    def command(self, *words):
        done = subprocess.run([self.program, *words], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise Loss(f"hero {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout.strip().splitlines()[-1]

    def tickets(self):
        link = sqlite3.connect(f"file:{self.data / 'hero.db'}?mode=ro", uri=True, timeout=10)
        try:
            return collections.Counter(form for (form,) in link.execute("SELECT submit_id FROM tickets WHERE submit_id "
                                                                        "LIKE 'penuh-%'"))
        finally:
            link.close()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait() != 0:
            raise Loss("HERO ended with an error")


def words_of(form):
    return f"Sejak pagi halaman ini kosong di dua peramban. Kode {form}."


def need(condition, what):
    if not condition:
        raise Loss(what)


def png(size):
    return PNG + random.randbytes(size)


def read_everything(hero, ticket):
    for path in ("/", "/faq", "/tiket", "/tiket/kategori", "/tiket/buat?layanan=hero", "/akun", ticket):
        hero.read(path)


def all_on_one_disk(program, folder, counts):
    disk = SmallDisk(folder / "data", 24)
    hero = Hero(program, folder / "data")
    try:
        kept = []
        status, place, _ = hero.file("penuh-sebelum", png(20_000))
        need(status == 303, f"before anything was full: {status}")
        kept.append("penuh-sebelum")
        ticket = place.split("?")[0]
        refused = []
        disk.fill()
        for number in range(60):
            form = f"penuh-{number}"
            language = "en" if number % 2 else "id"
            status, place, page = hero.file(form, png(30_000) if number % 3 == 0 else None, language)
            read_everything(hero, ticket)
            if status == 303:
                kept.append(form)
                counts["kept in room the database had"] += 1
                continue
            refused.append(form)
            counts[f"refused with {status}"] += 1
            need(status in (503, 422), f"a form on a full disk answered {status}")
            need(words_of(form) in page, f"the words of {form} did not come back ({status})")
            if status == 503:
                need(SENTENCES[language] in page, f"{form}: 503 without its sentence")
        need(refused, "nothing was refused: the disk was not full")
        disk.free()
        for form in refused:
            status, _, page = hero.file(form, png(10_000))
            need(status == 303, f"with room again, {form} answered {status}")
            kept.append(form)
        counts["taken once there was room"] += len(refused)
        need(hero.tickets() == collections.Counter(kept), "not every ticket is there exactly once")
        print(hero.command("verify"))
    finally:
        finish(hero, disk)


def files_alone(program, folder, counts):
    disk = SmallDisk(folder / "data" / "files", 2)
    hero = Hero(program, folder / "data")
    try:
        status, place, _ = hero.file("penuh-sebelum", png(20_000))
        need(status == 303, f"before anything was full: {status}")
        ticket = place.split("?")[0]
        disk.fill()
        status, _, page = hero.file("penuh-file", png(900_000))
        need(status == 422, f"a file without room answered {status}")
        need(FILE_SENTENCE in page and words_of("penuh-file") in page, "the form came back without its words")
        read_everything(hero, ticket)
        status, _, _ = hero.file("penuh-tanpa")
        need(status == 303, f"without the file: {status}")
        disk.free()
        status, _, _ = hero.file("penuh-file", png(900_000))
        need(status == 303, f"with room again: {status}")
        counts["refused files"] += 1
        need(hero.tickets() == collections.Counter(["penuh-sebelum", "penuh-tanpa", "penuh-file"]),
             "not every ticket is there exactly once")
        leftovers = [entry for entry in os.listdir(folder / "data" / "files" / "temp") if entry != ".lock"]
        need(not leftovers, f"left in the temporary folder: {leftovers}")
        print(hero.command("verify"))
    finally:
        finish(hero, disk)


def finish(hero, disk):
    failing = sys.exc_info()[0] is not None
    try:
        hero.end()
    finally:
        hero.log.seek(0)
        said = hero.log.read().decode(errors="replace")
        disk.end()
        if failing:
            sys.stderr.write(said[-4000:])
        need(failing or '"request.failed"' not in said, "an error that HERO did not expect; " + said[-2000:])


def main():
    parser = argparse.ArgumentParser(prog="bin/torture full", description=__doc__.splitlines()[0])
    parser.add_argument("--hero", default=str(pathlib.Path(__file__).resolve().parent.parent / "build" / "hero"))
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="hero-full-"))
    counts = collections.Counter()
    try:
        all_on_one_disk(options.hero, folder / "one", counts)
        files_alone(options.hero, folder / "files", counts)
    except Loss as loss:
        print(f"NOT AS PROMISED: {loss}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for what, amount in sorted(counts.items()):
        print(f"{what}: {amount}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
