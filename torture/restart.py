#!/usr/bin/env python3
"""Restarts two HERO nodes in turn while people work through the balancer, and looks whether any request fails.

    bin/torture restart [--restarts N] [--balancer haproxy|nginx] [--seed S] [--hero PATH]

Two nodes on one PostgreSQL behind HAProxy (deploy/haproxy.cfg) or nginx (deploy/nginx-nodes.conf). Sixteen writers file, reply, take,
resolve, confirm and rate; eight readers look at pages, half of them with a new connection each time. Each node is stopped with
SIGTERM, must end with 0, and is started again; the other one is next once the balancer sees both. A request without an answer,
or with one other than it should have, is a failure: the run ends with 1 there. At the end every acknowledged thing must be there
exactly once and `hero verify` find nothing. Ends with 77 where the programs are missing (`bin/setup --torture`).
"""

import argparse
import collections
import http.client
import pathlib
import random
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time

from engines import PostgresEngine
from ledger import Ledger, check_things
from load import Loss, Session, Writer
from machines import APPS, Haproxy, Nginx, Node, Site, wait_for

WRITERS, READERS = 16, 8
CANNOT_HERE = 77
BALANCERS = {"haproxy": Haproxy, "nginx": Nginx}
PEOPLE = ("ashari", "sari", "joko", "budi")
PAGES = (("/", None), ("/faq", None), ("/tiket", "ashari"), ("/tiket/buat?layanan=hero", "ashari"), ("/petugas", "budi"),
         ("/akun", "sari"), ("/lacak", None))


class Reader:
    """Looks at pages; anything but 200 is a fault."""

    def __init__(self, number, world):
        self.random, self.world = random.Random(world.random.random()), world
        self.keeps_connection = number % 2 == 0

    def run(self, stop):
        link = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=20)
        path = None
        try:
            while not stop.is_set():
                path, who = self.random.choice(PAGES)
                link.request("GET", path, headers={"Cookie": self.world.sessions[who].cookie} if who else {})
                answer = link.getresponse()
                answer.read()
                if answer.status != 200:
                    raise Loss(f"GET {path} answered {answer.status}")
                self.world.counts["pages read"] += 1
                if not self.keeps_connection:
                    link.close()
                stop.wait(self.random.uniform(0.0, 0.1))
        except (Loss, OSError, http.client.HTTPException) as fault:
            self.world.faults.append(f"GET {path}: {fault!r}")
        finally:
            link.close()


class World:
    def __init__(self, options, chance):
        self.random, self.options = chance, options
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hero-restart-", dir=options.folder))
        self.counts = collections.Counter()
        self.faults, self.rest = [], 0.05
        self.ledger = Ledger(self.folder / "ledger.jsonl")
        self.site = Site(self.folder, chance)
        self.engine = PostgresEngine(self.folder)
        self.balancer = BALANCERS[options.balancer](self.site)
        self.port = self.balancer.port
        files = self.folder / "files"
        files.mkdir(mode=0o700)
        self.nodes = [Node(self.site, name, options.hero, self.engine.address, files) for name in APPS]
        self.times = []

    def start(self):
        self.balancer.start()
        for node in self.nodes:
            node.start()
            self.wait_for_node(node)
        self.sessions = {who: Session(self.port, who) for who in PEOPLE}

    def wait_for_node(self, node):
        wait_for(f"HERO on {node.name}", 60, node.is_ready)
        wait_for(f"the balancer sees {node.name}", 20, lambda: self.balancer.sees_up("hero", node.name))

    def restart_each(self):
        stop = threading.Event()
        workers = [*(Writer(number, self, unanswered=Writer.FAULT) for number in range(WRITERS)),
                   *(Reader(number, self) for number in range(READERS))]
        threads = [threading.Thread(target=worker.run, args=(stop,)) for worker in workers]
        for thread in threads:
            thread.start()
        try:
            for number in range(self.options.restarts):
                time.sleep(self.random.uniform(0.5, 1.5))
                node = self.nodes[number % len(self.nodes)]
                began = time.monotonic()
                ended = node.stop()
                self.times.append(time.monotonic() - began)
                if ended != 0:
                    raise Loss(f"{node.name} ended with {ended}")
                node.start()
                self.wait_for_node(node)
                if self.faults:
                    raise Loss("; ".join(self.faults[:5]))
                print(f"{number + 1}: {node.name} stopped in {self.times[-1]:.1f} s, back after "
                      f"{time.monotonic() - began:.1f} s; {len(self.ledger.things)} writes, {self.counts['pages read']} pages",
                      flush=True)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        if self.faults:
            raise Loss("; ".join(self.faults[:5]))
        check_things(self.engine.rows, self.ledger.things)
        print(self.nodes[0].command("verify"))

    def end(self):
        for node in self.nodes:
            node.end()
        self.balancer.end()
        self.engine.stop()


def main():
    parser = argparse.ArgumentParser(prog="bin/torture restart", description=__doc__.splitlines()[0])
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--balancer", choices=sorted(BALANCERS), default="haproxy")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--folder", default=None, help="where everything lies; the system's temporary folder unless given")
    parser.add_argument("--hero", default=str(pathlib.Path(__file__).resolve().parent.parent / "build" / "hero"))
    options = parser.parse_args()
    absent = [program for program in (options.balancer, "psql", "setpriv") if not shutil.which(program)]
    if absent:
        print(f"torture: {', '.join(absent)} not installed; bin/setup --torture does it", file=sys.stderr)
        return CANNOT_HERE
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    world = World(options, random.Random(options.seed))
    failed = True
    try:
        world.start()
        world.restart_each()
        failed = False
    except Loss as loss:
        print(f"NOT AS PROMISED: {loss}\nevidence: {world.folder}", file=sys.stderr)
    finally:
        world.end()
    print(f"{len(world.times)} restarts behind {options.balancer}, seed {options.seed}: {len(world.ledger.things)} writes and "
          f"{world.counts['pages read']} pages, {len(world.faults)} failed; SIGTERM to end: median "
          f"{statistics.median(world.times or [0]):.1f} s, longest {max(world.times or [0]):.1f} s")
    if not failed:
        shutil.rmtree(world.folder)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
