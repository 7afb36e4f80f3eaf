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
import http.client
import os
import pathlib
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from engines import PostgresEngine, SqliteEngine
from ledger import Ledger, check_pending, check_things
from load import Loss, Session, Writer, free_port

READY_WITHIN = 3.0
WRITERS = 16


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
        self.rest = 0
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
        found = check_things(lambda sql: self.engine.rows(sql, drill), things)
        if drill:
            return
        check_pending(found, self.writers, self.counts)
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
