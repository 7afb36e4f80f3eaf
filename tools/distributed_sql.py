#!/usr/bin/env python3
"""What Citus and YugabyteDB would say to HERO's SQL, statement by statement.

    tools/distributed_sql.py            prints the tables of docs/scale.md
    tools/distributed_sql.py --all      prints one line for each statement: where it runs, what it needs
    tools/distributed_sql.py --check    whether docs/scale.md holds the tables as they are now
    tools/distributed_sql.py --write    puts them there

Reads every statement of src/ and every migration as PostgreSQL gets them. What it knows of a statement it knows by its
words: which tables it names, and whether it says which ticket, person or session it means. A table it has not been told
about ends it with 1, so that whoever adds one decides where its rows would live.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs/scale.md"
BEGIN, END = "<!-- tools/distributed_sql.py -->", "<!-- end -->"

# Where the rows of a table would live: by its ticket or by its person (the column that says so), whole on every node, or on
# one node because it is small, hot or strictly in order.
BY_TICKET = {"tickets": "id", "messages": "ticket_id", "history": "ticket_id", "escalations": "ticket_id",
             "ratings": "ticket_id", "consents": "ticket_id", "inspections": "ticket_id", "attachments": "ticket_id"}
BY_PERSON = {"people": "id", "identities": "person_id", "sessions": "person_id", "drafts": "person_id", "uploads": "person_id",
             "second_factors": "person_id", "recovery_codes": "person_id", "single_use_tokens": "person_id",
             "api_tokens": "person_id", "granted_roles": "person_id", "mails": "person_id", "workloads": "person_id",
             "deactivations": "person_id"}
EVERYWHERE = {"teams", "categories", "services", "catalog_version", "holidays", "work_windows", "ramadan_ranges",
              "sla_targets", "calendar_version", "team_members", "schema_migrations"}
ON_ONE = {"jobs", "numbering", "ticket_counts", "faq_votes", "sign_in_attempts", "audit_log", "audit_chain", "content_claims",
          "sealing_key"}
SCATTERED = {**BY_TICKET, **BY_PERSON}
KNOWN = set(SCATTERED) | EVERYWHERE | ON_ONE

# What a statement may ask of an engine: name, words it is known by, and what each engine does with it.
FEATURES = [
    ("RETURNING", r"\bRETURNING\b", "works", "works"),
    ("ON CONFLICT", r"\bON CONFLICT\b", "works where the unique index holds the column of distribution", "works"),
    ("FOR UPDATE", r"\bFOR UPDATE\b(?! SKIP)", "works on one shard", "works"),
    ("FOR UPDATE SKIP LOCKED", r"\bFOR UPDATE SKIP LOCKED\b", "works on one shard: `jobs` stays on one node", "works"),
    ("window functions", r"\bOVER\s*\(", "work, across shards by pulling the rows together", "work"),
    ("subqueries", r"\(\s*SELECT\b", "work on one shard; across shards where the column of distribution ties them", "work"),
    ("subqueries in INSERT", r"\bINSERT INTO\b[^;]*\bVALUES\b[^;]*\(\s*SELECT\b", "are refused", "work"),
    ("recursive queries", r"\bWITH RECURSIVE\b", "work on one shard", "work"),
    ("sequences (IDENTITY)", r"\bIDENTITY\b", "work as BIGINT; each node has a range of its own, so that ids tell no order",
     "work; a server takes a hundred at a time, so that ids tell no order"),
    ("foreign keys", r"\bREFERENCES\b", "work to a table that is everywhere, or with the column of distribution on both sides",
     "work"),
    ("unique constraints", r"\bUNIQUE\b", "must hold the column of distribution", "work, by an index that is distributed itself"),
    ("partial indexes", r"\bCREATE (?:UNIQUE )?INDEX\b[^;]*\bWHERE\b", "work", "work"),
    ("triggers", r"\bCREATE (?:CONSTRAINT )?TRIGGER\b", "do not work on distributed tables", "work"),
    ("full-text search", r"\bto_tsvector\b|\bto_tsquery\b|_tsquery\b|\bUSING GIN\b", "works, on every shard",
     "works; GIN on one column only, without GiST"),
    ("advisory locks", r"\bpg_(?:try_)?advisory_", "work on the node they are asked of",
     "since 2025.1; before that a row in a table takes their place"),
    ("LISTEN and NOTIFY", r"\bLISTEN\b|\bNOTIFY\b|\bpg_notify\b", "work on the node they are asked of",
     "early access since 2025.2.3; before that not at all"),
]


def postgres_text(path):
    """The file without comments, quoted text, and what is SQLite's alone."""
    lines, mine = [], True
    for line in path.read_text(encoding="utf-8").splitlines():
        word = line.strip().lower()
        if word in ("-- only sqlite", "-- only postgres", "-- both"):
            mine = word != "-- only sqlite"
        elif mine:
            lines.append(re.sub(r"--.*", "", line))
    return re.sub(r"'(?:[^']|'')*'", "''", "\n".join(lines))


def statements():
    """Name and text of each statement, and of each statement of a migration."""
    for path in sorted((ROOT / "src").rglob("sql/*.sql")):
        if not path.name.endswith(".sqlite.sql"):
            yield str(path.relative_to(ROOT / "src")).replace("/sql/", "/").removesuffix(".sql"), postgres_text(path)
    for path in sorted((ROOT / "migrations").glob("*.sql")):
        for number, text in enumerate(filter(str.strip, postgres_text(path).split(";")), 1):
            yield f"{path.stem} ({number})", text


def in_code():
    """What C++ says to PostgreSQL by itself: locks, channels."""
    for path in sorted((ROOT / "src").rglob("*.cpp")):
        if not path.name.endswith("_test.cpp") and "postgres" in path.read_text(encoding="utf-8"):
            for literal in re.findall(r'"((?:[^"\\\n]|\\.)*)"', path.read_text(encoding="utf-8")):
                if re.search(r"\bpg_\w+\(|\bLISTEN \w|\bNOTIFY \w", literal):
                    yield str(path.relative_to(ROOT / "src")), literal


def tables_of(text):
    names = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|ON|REFERENCES)\s+(?:ONLY\s+)?([a-z_]+)", text)
    return {name for name in names if name in KNOWN}


def unknown_tables():
    made = {name for path in (ROOT / "migrations").glob("*.sql")
            for name in re.findall(r"\bCREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)", postgres_text(path))}
    gone = {name for path in (ROOT / "migrations").glob("*.sql")
            for name in re.findall(r"\bDROP TABLE (?:IF EXISTS )?([a-z_]+)", postgres_text(path))}
    return made - gone - KNOWN


def pinned(text, table):
    """Whether the statement says which ticket or person it means."""
    column = SCATTERED[table]
    if re.search(rf"\bINSERT INTO {table}\b", text):
        listed = re.search(rf"\bINSERT INTO {table}\s*\(([^)]*)\)", text)
        return column == "id" or (listed is not None and column in re.split(r"[\s,]+", listed[1].strip()))
    return re.search(rf"\b(?:[a-z_]+\.)?{column}\s*=\s*(?::\w+|\()", text) is not None


def where_it_runs(text):
    tables = tables_of(text) & set(SCATTERED)
    families = {"ticket" if table in BY_TICKET else "person" for table in tables}
    if not tables:
        return "one node"
    if len(families) == 2:
        return "tickets and people together"
    return "one shard" if any(pinned(text, table) for table in tables) else "all shards"


def foreign_keys_across(text):
    """Foreign keys of a migration's statement that Citus cannot keep."""
    made = re.search(r"\b(?:CREATE|ALTER) TABLE ([a-z_]+)", text)
    if made is None:
        return
    for column, target in re.findall(r"\b([a-z_]+)\s+\w+[^,()]*?\bREFERENCES\s+([a-z_]+)", text):
        if target in SCATTERED and (SCATTERED.get(made[1]) != column or SCATTERED[target] != "id"
                                    or (made[1] in BY_TICKET) != (target in BY_TICKET)):
            yield f"{made[1]}.{column} → {target}"


def unique_without_column(text):
    """Unique constraints of distributed tables that do not hold the column of distribution, primary keys among them."""
    made = re.search(r"\bCREATE TABLE ([a-z_]+)\s*\((.*)\)", text, re.DOTALL)
    if made and made[1] in SCATTERED:
        for column in re.findall(r"^\s*([a-z_]+)\s[^,]*?(?:\bUNIQUE\b|\bPRIMARY KEY\b)", made[2], re.MULTILINE):
            if column.islower() and column != SCATTERED[made[1]]:
                yield f"{made[1]}.{column}"
    index = re.search(r"\bCREATE UNIQUE INDEX \w+ ON ([a-z_]+)\s*\(([^)]*)\)", text)
    if index and index[1] in SCATTERED and SCATTERED[index[1]] not in re.split(r"[\s,]+", index[2]):
        yield f"{index[1]} ({index[2]})"


def several(names, most=None):
    names = sorted(set(names))
    verifying = [name for name in names if name.startswith("integrity/")]
    if most is None and len(verifying) > 3:  # `hero verify` reads everything once a night, whatever it costs
        names = [name for name in names if name not in verifying] + [f"integrity/ ({len(verifying)}, for hero verify)"]
    shown = ", ".join(f"`{name}`" for name in names[:most])
    return shown + (f" and {len(names) - most} more" if most and len(names) > most else "") if names else "–"


def tables():
    found = list(statements())
    queries = [(name, text) for name, text in found if "(" not in name]
    changes = [(name, text) for name, text in found if "(" in name]
    code = list(in_code())
    out = [f"Read: {len(queries)} statements, {len(changes)} of {len(list((ROOT / 'migrations').glob('*.sql')))} migrations, "
           f"{len(code)} in the code.", "", "| Where it runs | Statements |", "|---|---|"]
    places = {}
    for name, text in queries:
        places.setdefault(where_it_runs(text), []).append(name)
    for place in ("one node", "one shard", "all shards", "tickets and people together"):
        out.append(f"| {place} | {len(places.get(place, []))} |")
    out += ["", "| Feature | Used in | Citus | YugabyteDB |", "|---|---|---|---|"]
    for feature, words, citus, yugabyte in FEATURES:
        users = [name for name, text in [*found, *code] if re.search(words, text)]
        used = f"{len(users)}: {several(users, 3)}" if users else "nothing"
        out.append(f"| {feature} | {used} | {citus} | {yugabyte} |")
    out += ["", "| What Citus would refuse or do slowly | Which |", "|---|---|",
            f"| asked of all shards, because neither ticket nor person is named | {several(places.get('all shards', []))} |",
            f"| tickets and people in one statement | {several(places.get('tickets and people together', []))} |",
            f"| foreign keys across | {several(key for _, text in changes for key in foreign_keys_across(text))} |",
            f"| unique without the column of distribution | {several(key for _, text in changes for key in unique_without_column(text))} |"]
    return "\n".join(out) + "\n"


def main(words):
    if words not in ([], ["--all"], ["--check"], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 64
    if unknown := unknown_tables():
        print(f"{__file__}: where would the rows of {', '.join(sorted(unknown))} live?", file=sys.stderr)
        return 1
    if words == ["--all"]:
        for name, text in statements():
            needs = [feature for feature, pattern, _, _ in FEATURES if re.search(pattern, text)]
            print(f"{name}\t{where_it_runs(text)}\t{', '.join(needs)}")
        return 0
    if not words:
        print(tables(), end="")
        return 0
    text = DOCUMENT.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    new = f"{head}{BEGIN}\n{tables()}{END}{rest.split(END)[1]}"
    if words == ["--write"]:
        DOCUMENT.write_text(new, encoding="utf-8")
    elif new != text:
        print("docs/scale.md does not say what the statements are now: tools/distributed_sql.py --write", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
