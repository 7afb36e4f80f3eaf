#!/usr/bin/env python3
"""What a desk of so many tickets a day needs: rows, bytes, commits, memory, nodes.

What one ticket costs and what one node can do is measured: bench/figures.tsv says by which command. What people do is
assumed, and an option changes it.
"""
import argparse
import math
import pathlib
import sys

FIGURES = pathlib.Path(__file__).resolve().parent.parent / "bench/figures.tsv"
NEEDED = ("ticket.rows", "ticket.bytes", "ticket.wal_bytes", "ticket.commits", "node.pages_per_second",
          "node.idle_megabytes", "node.connection_kilobytes", "primary.commits_per_second")
DAYS = 250          # working days in a year
AT_MOST = 0.5       # of what was measured: the rest is for the day that is not like the others
SHARD_BYTES = 2e12  # of tables and indexes on one primary: beyond it copies and backups take the night
MB, KB = 1e6, 1e3


def figures(path):
    """Name → value. ValueError for a line that is none, or when one of NEEDED is missing or not above 0."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        try:
            found[cells[0]] = float(cells[1])
        except (IndexError, ValueError):
            raise ValueError(f"{path}:{number}: not a figure: {line!r}") from None
    for name in NEEDED:
        if not found.get(name, 0) > 0:
            raise ValueError(f"{path}: {name} is missing")
    return found


def capacity(per_day, one, assumed):
    """What so many tickets a working day need. `one` are the measured figures."""
    in_peak_second = per_day * assumed.busiest_hour / 3600
    commits = in_peak_second * one["ticket.commits"]
    pages = in_peak_second * assumed.pages
    connections = pages * assumed.seconds_between_pages
    stored = per_day * DAYS * assumed.years * one["ticket.bytes"]
    hot = per_day * assumed.open_days * one["ticket.bytes"]
    working = max(math.ceil(pages / (one["node.pages_per_second"] * AT_MOST)), math.ceil(connections / 10_000))
    nodes = working + 1 if working > 1 or per_day > 1000 else 1  # one may be away
    primaries = max(math.ceil(commits / (one["primary.commits_per_second"] * AT_MOST)), math.ceil(stored / SHARD_BYTES))
    return {
        "tickets in the busiest second": in_peak_second,
        "rows a day": per_day * one["ticket.rows"],
        "rows kept": per_day * DAYS * assumed.years * one["ticket.rows"],
        "bytes a day, tables and indexes": per_day * one["ticket.bytes"],
        "bytes kept, tables and indexes": stored,
        "bytes a day, write-ahead log": per_day * one["ticket.wal_bytes"],
        "bytes kept, files": per_day * DAYS * assumed.years * assumed.file_kilobytes * KB,
        "commits in the busiest second": commits,
        "pages in the busiest second": pages,
        "connections in the busiest second": connections,
        "hero nodes": nodes,
        "memory of a hero node": one["node.idle_megabytes"] * MB + connections / nodes * one["node.connection_kilobytes"] * KB,
        "primaries": primaries,
        "memory of a primary's cache": hot / primaries,
    }


def shape(found):
    """The installation in a sentence."""
    if found["primaries"] > 1:
        return f"PostgreSQL's protocol over {found['primaries']} primaries (Citus, YugabyteDB) with two copies each, tables by year"
    if found["hero nodes"] > 1:
        return "one PostgreSQL primary with two copies (deploy/), HERO nodes behind a balancer"
    return "one machine; SQLite is enough"


def for_people(name, value):
    if "bytes" in name or "memory" in name:
        for unit in ("B", "kB", "MB", "GB", "TB"):
            if value < 1000 or unit == "TB":
                return f"{value:.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
            value /= 1000
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2g}"


def amount(kind, lowest, highest):
    def read(word):
        try:
            value = kind(word)
        except ValueError:
            value = None
        if value is None or not lowest <= value <= highest:
            raise argparse.ArgumentTypeError(f"{word!r} is no number from {lowest} to {highest}")
        return value
    return read


def options():
    parser = argparse.ArgumentParser(prog="bin/capacity", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("per_day", metavar="TICKETS_PER_DAY", type=amount(int, 1, 1_000_000_000), help="on a working day")
    parser.add_argument("--years", type=amount(float, 0.1, 100), default=5, help="for which tickets are kept (5)")
    parser.add_argument("--busiest-hour", type=amount(float, 0.04, 1), default=0.15, help="share of a day's tickets in its busiest hour (0.15)")
    parser.add_argument("--pages", type=amount(float, 1, 10_000), default=40, help="pages that people look at for one ticket, all together (40)")
    parser.add_argument("--seconds-between-pages", type=amount(float, 1, 3600), default=30, help="while somebody works; a connection stays open (30)")
    parser.add_argument("--open-days", type=amount(float, 1, 1000), default=20, help="for which a ticket is looked at again (20)")
    parser.add_argument("--file-kilobytes", type=amount(float, 0, 100_000), default=150, help="of files with one ticket, on average (150)")
    parser.add_argument("--figures", type=pathlib.Path, default=FIGURES, help="the measured figures (bench/figures.tsv)")
    return parser


def main(words):
    assumed = options().parse_args(words)
    try:
        one = figures(assumed.figures)
    except (OSError, ValueError) as wrong:
        print(f"bin/capacity: {wrong}", file=sys.stderr)
        return 1
    found = capacity(assumed.per_day, one, assumed)
    print(f"{assumed.per_day:,} tickets a working day, kept for {assumed.years:g} years")
    for name, value in found.items():
        print(f"  {name:<36}{for_people(name, value):>12}")
    print(f"  {shape(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
