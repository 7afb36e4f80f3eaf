"""The ledger of what HERO acknowledged, and the search for each line of it in HERO's database."""

import collections
import json
import os
import threading
import time

from load import Loss


class Ledger:
    """What was acknowledged: one line of JSON each, on the disk before it counts. `times` has when each was sent and when
    its line was on the disk, by the monotonic clock."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.lock = threading.Lock()
        self.things = []
        self.times = []
        self.counts = collections.Counter()

    def acknowledge(self, sent, **thing):
        line = json.dumps(thing).encode() + b"\n"
        with self.lock:
            os.write(self.file, line)
            os.fsync(self.file)
            self.things.append(thing)
            self.times.append((sent, time.monotonic()))
            self.counts[thing["kind"]] += 1


class Found:
    """What HERO's database has of what the writers sent. `rows` runs a query and gives tuples."""

    def __init__(self, rows):
        self.tickets = collections.defaultdict(list)
        for token, number in rows("SELECT submit_id, number FROM tickets WHERE submit_id LIKE 'siksa-%'"):
            self.tickets[token].append(number)
        self.messages = collections.defaultdict(list)
        for token, number in rows(
                "SELECT messages.submit_id, tickets.number FROM messages JOIN tickets ON tickets.id = messages.ticket_id "
                "WHERE messages.submit_id LIKE 'siksa-%'"):
            self.messages[token].append(number)
        self.files = collections.defaultdict(list)
        for sha256, number in rows(
                "SELECT attachments.sha256, tickets.number FROM attachments JOIN messages ON messages.id = "
                "attachments.message_id JOIN tickets ON tickets.id = messages.ticket_id"):
            self.files[sha256].append(number)
        self.happened = {}
        for what, how in (("confirm", "dikonfirmasi"), ("rate", "dinilai"), ("take", "diambil")):
            self.happened[what] = collections.Counter(number for (number,) in rows(
                "SELECT tickets.number FROM history JOIN tickets ON tickets.id = history.ticket_id "
                f"WHERE history.happened = '{how}'"))
        self.ratings = collections.Counter(number for (number,) in rows(
            "SELECT tickets.number FROM ratings JOIN tickets ON tickets.id = ratings.ticket_id"))

    def how_often(self, step):
        kind, token, number = step["kind"], step["id"], step["ticket"]
        if kind == "submit":
            return len(self.tickets[token])
        if kind in ("reply", "resolve"):
            return len(self.messages[token])
        if kind == "rate":
            return self.ratings[number]
        return self.happened[kind][number]

    def has_exactly(self, thing):
        kind, token, number = thing["kind"], thing["id"], thing["ticket"]
        if kind == "submit":
            return self.tickets[token] == [number]
        if kind in ("reply", "resolve"):
            return self.messages[token] == [number]
        if kind == "rate":
            return self.ratings[number] == 1 and self.happened["rate"][number] == 1
        return self.happened[kind][number] == 1


def check_things(rows, things):
    """Every thing of the ledger is there exactly once, with its file."""
    found = Found(rows)
    for thing in things:
        if not found.has_exactly(thing):
            raise Loss(f"acknowledged and not there exactly once: {thing}")
        if thing["sha256"] and found.files[thing["sha256"]] != [thing["ticket"]]:
            raise Loss(f"the file of what was acknowledged is not there exactly once: {thing}")
    return found


def check_pending(found, writers, counts):
    """What got no answer is there at most once."""
    for writer in writers:
        step = writer.pending
        if step is None:
            continue
        amount = found.how_often(step)
        if amount > 1:
            raise Loss(f"sent once and there {amount} times: {step['kind']} {step['id']}")
        counts["without an answer: done" if amount else "without an answer: not done"] += 1
