#!/usr/bin/env python3
"""Kills the primary of three PostgreSQL servers again and again while sixteen writers work on two HERO nodes.

    bin/torture failover [--kills N] [--switchovers N] [--seed S] [--database haproxy|hosts] [--keep] [--hero PATH]

Three machines with etcd, Patroni and PostgreSQL (synchronous, strict), two HERO nodes that share a folder of files, and HAProxy
in front of both, all on the loopback address and set up from the files in deploy/ that the high-availability guide explains.
The kills take turns: the whole machine; PostgreSQL alone; Patroni with PostgreSQL; a machine that freezes and comes back
believing it is primary. After every fifth comes a switchover in peace. What HERO acknowledges goes into a ledger (fsync)
first. After each kill:

- the first write that was sent after it and acknowledged must come within 15 s,
- the three machines must be whole again,
- every acknowledged thing of the ledger must be there exactly once, what got no answer at most once (writers send it again
  under the same submit_id, as a person would), `hero verify` must find nothing,
- both nodes must show the same pages.

Ends with 1 at the first loss, or at the end when writes were away for too long, and with 77 where the programs are missing (`bin/setup --torture`).
"""

import argparse
import collections
import pathlib
import random
import re
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time

from ledger import Ledger, check_pending, check_things
from load import Loss, Session, Writer
from machines import APPS, Cluster, Haproxy, Node, Site, wait_for

BACK_WITHIN = 15.0
WRITERS = 16
NEEDED = ("etcd", "patroni", "haproxy", "psql", "setpriv")
CANNOT_HERE = 77
KINDS = ("machine", "postgres", "database", "frozen")
PEOPLE = ("ashari", "sari", "joko", "budi", "dewi")


class World:
    """Everything that runs, the writers and their ledger."""

    def __init__(self, options, chance):
        self.random = chance
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="hero-failover-", dir=options.folder))
        self.counts = collections.Counter()
        self.faults = []
        self.rest = 0.4
        self.ledger = Ledger(self.folder / "ledger.jsonl")
        self.site = Site(self.folder, chance)
        self.cluster = Cluster(self.site)
        self.balancer = Haproxy(self.site)
        self.port = self.balancer.port
        files = self.folder / "files"
        files.mkdir(mode=0o700)
        self.nodes = [Node(self.site, name, options.hero, self.database(options.database), files) for name in APPS]
        self.writers = []
        self.sessions = {}

    def database(self, way):
        limits = "connect_timeout=3&tcp_user_timeout=5000&keepalives_idle=10"
        word = self.site.passwords["HERO"]
        if way == "haproxy":
            return f"postgresql://hero:{word}@127.0.0.1:{self.balancer.database_port}/hero?{limits}"
        hosts = ",".join(f"127.0.0.1:{self.site.port(name, 5432)}" for name in self.cluster.machines)
        return f"postgresql://hero:{word}@{hosts}/hero?target_session_attrs=read-write&{limits}"

    def start(self):
        self.balancer.start()
        self.cluster.start()
        for node in self.nodes:  # the first makes the tables and the demo
            node.start()
            wait_for(f"HERO on {node.name}", 60, node.is_ready)
            wait_for(f"HAProxy sees {node.name}", 20, lambda name=node.name: self.balancer.sees_up("hero", name))
        self.sessions = {who: Session(self.port, who) for who in PEOPLE}
        self.writers = [Writer(number, self, unanswered=Writer.AGAIN) for number in range(WRITERS)]

    # ---- One kill

    def hit(self, kind):
        """Does it to the primary, and says which that was and when it was done."""
        primary = self.cluster.primary()
        {"machine": primary.kill_machine, "postgres": primary.kill_postgres, "database": primary.kill_database,
         "frozen": primary.freeze}[kind]()
        return primary, time.monotonic()

    def back_after(self, moment):
        """Seconds until a write that was sent after `moment` was acknowledged, or nothing yet."""
        with self.ledger.lock:
            later = [there - moment for sent, there in reversed(self.ledger.times[-2000:]) if sent > moment]
        return min(later, default=None)

    def longest_pause(self, moment):
        """The longest time since `moment` in which nothing was acknowledged."""
        with self.ledger.lock:
            moments = [moment, *(there for _, there in self.ledger.times if there > moment)]
        return max((later - earlier for earlier, later in zip(moments, moments[1:])), default=0.0)

    def cycle(self, kind):
        stop = threading.Event()
        threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in self.writers]
        for thread in threads:
            thread.start()
        try:
            time.sleep(self.random.uniform(1.0, 2.5))
            self.rest = 0  # so that much is under way
            time.sleep(self.random.uniform(0.5, 1.5))
            before = len(self.ledger.things)
            if kind == "switchover":
                primary, moment = self.cluster.primary(), time.monotonic()
                self.cluster.switch_over()
            else:
                primary, moment = self.hit(kind)
            took = wait_for(f"a write after {kind}", 60, lambda: self.faults or self.back_after(moment), 0.02)
            self.rest = 0.4
            if self.faults:
                raise Loss("; ".join(self.faults[:5]))
            time.sleep(self.random.uniform(0.5, 2.0))
            if kind != "switchover":
                primary.come_back()
            self.cluster.whole(120)
            whole = time.monotonic() - moment
            if kind == "switchover":
                wait_for("a write after the switchover", 60, lambda: self.faults or self.back_after(moment + whole))
                took = self.longest_pause(moment)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        if self.faults:
            raise Loss("; ".join(self.faults[:5]))
        self.check()
        print(f"{kind} of {primary.name}: writes again after {took:.2f} s, whole after {whole:.1f} s; "
              f"{before} acknowledged before, {len(self.ledger.things)} now", flush=True)
        if took > BACK_WITHIN:
            self.counts[f"writes came back after more than {BACK_WITHIN:.0f} s"] += 1
        return took, whole

    # ---- What must be true afterwards

    def check(self):
        found = check_things(lambda sql: self.cluster.psql("hero", sql), self.ledger.things)
        check_pending(found, self.writers, self.counts)
        self.counts["runs of hero verify that found nothing"] += 1
        self.verdict = self.nodes[0].command("verify")
        self.compare_nodes()

    def compare_nodes(self):
        for node in self.nodes:
            wait_for(f"{node.name} ready", 20, node.is_ready)
        done = {thing["ticket"] for thing in self.ledger.things}
        for number in self.random.sample(sorted(done), min(30, len(done))):
            self.same_page(f"/petugas/tiket/{number}", "budi", [thing["id"] for thing in self.ledger.things if
                           thing["ticket"] == number and thing["kind"] in ("submit", "reply", "resolve")])
        for path, who in (("/tiket", "ashari"), ("/tiket?tab=close", "sari"), ("/petugas", "budi"), ("/supervisor", "dewi")):
            self.same_page(path, who, [])

    def same_page(self, path, who, words):
        pages = []
        for _ in range(3):  # "a minute ago" may become two between them
            pages = [node.get(path, self.sessions[who].cookie) for node in self.nodes]
            if without_tokens(pages[0][1]) == without_tokens(pages[1][1]):
                break
        else:
            for page, node in zip(pages, self.nodes):
                (self.folder / f"page-{node.name}.html").write_text(page[1])
            raise Loss(f"the nodes show different pages at {path} to {who}")
        if pages[0][0] != 200:
            raise Loss(f"{path} answered {pages[0][0]} to {who}")
        for word in words:
            if word not in pages[0][1]:
                raise Loss(f"{path} does not show what was acknowledged: {word}")
        self.counts["pages that both nodes show alike"] += 1

    def end(self):
        for node in self.nodes:
            node.end()
        self.balancer.end()
        self.cluster.end()


def without_tokens(page):
    """Tokens of forms are new on every page, and the session's time runs."""
    page = re.sub(r'data-detik="\d+"', "", page)
    page = re.sub(r'(name="(?:csrf|submit_id)"[^>]*?(?:value|content)=")[^"]*', r"\1", page)
    return re.sub(r'((?:value|content)=")[^"]*("[^>]*?name="(?:csrf|submit_id)")', r"\1\2", page)


def spread(values):
    """Shortest, median, 95th of a hundred, longest."""
    ordered = sorted(values)
    place = min(len(ordered) - 1, -(-len(ordered) * 95 // 100) - 1)
    return (f"shortest {ordered[0]:.2f} s, median {statistics.median(ordered):.2f} s, p95 {ordered[place]:.2f} s, "
            f"longest {ordered[-1]:.2f} s")


def report(options, world, times):
    print(f"\nseed {options.seed}, database by {options.database}, {WRITERS} writers, {len(APPS)} HERO nodes")
    kills = [took for kind, took, _ in times if kind != "switchover"]
    for kind in (*KINDS, "switchover"):
        own = [took for one, took, _ in times if one == kind]
        if own:
            what = "longest pause" if kind == "switchover" else "writes again"
            print(f"{kind}: {len(own)}, {what}: {spread(own)}")
    if kills:
        print(f"all {len(kills)} kills, writes again: {spread(kills)}")
        print(f"the cluster whole again: {spread([whole for kind, _, whole in times if kind != 'switchover'])}")
    things = world.ledger.counts
    print(f"acknowledged and there exactly once: {sum(things.values())} ("
          + ", ".join(f"{kind} {amount}" for kind, amount in sorted(things.items())) + ")")
    for what, amount in sorted(world.counts.items()):
        print(f"{what}: {amount}")


def main():
    parser = argparse.ArgumentParser(prog="bin/torture failover", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--switchovers", type=int, default=None, help="in peace; one after every fifth kill unless given")
    parser.add_argument("--kinds", default=",".join(KINDS), help="kills that take turns")
    parser.add_argument("--database", choices=["haproxy", "hosts"], default="haproxy",
                        help="how HERO finds the primary: HAProxy, or by itself among three hosts")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    parser.add_argument("--folder", default=None, help="where everything lies; the system's temporary folder unless given")
    parser.add_argument("--keep", action="store_true", help="leave the folder")
    parser.add_argument("--hero", default=str(pathlib.Path(__file__).resolve().parent.parent / "build" / "hero"))
    options = parser.parse_args()
    absent = [program for program in NEEDED if not shutil.which(program)]
    if absent:
        print(f"torture: {', '.join(absent)} not installed; bin/setup --torture does it", file=sys.stderr)
        return CANNOT_HERE
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    kinds = options.kinds.split(",")
    plan = [kinds[number % len(kinds)] for number in range(options.kills)]
    peaceful = options.kills // 5 if options.switchovers is None else options.switchovers
    for number in range(peaceful):
        plan.insert(min(len(plan), 5 + 6 * number), "switchover")
    world = World(options, random.Random(options.seed))
    times, kept = [], True
    try:
        world.start()
        for kind in plan:
            times.append((kind, *world.cycle(kind)))
        kept = options.keep
        report(options, world, times)
        print(world.verdict)
        return int(any(took > BACK_WITHIN for _, took, _ in times))
    except Loss as loss:
        report(options, world, times)
        print(f"NOT AS PROMISED in {len(times) + 1} of {len(plan)}: {loss}\nevidence: {world.folder}", file=sys.stderr)
        return 1
    finally:
        world.end()
        if not kept:
            shutil.rmtree(world.folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
