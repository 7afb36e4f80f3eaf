#!/usr/bin/env python3
"""Is the evidence of docs/asvs.md there, and what SECURITY.md and docs/security-facts.md name?

Every row of the table names tests (`Suite.Name`), journeys of the browser (`journey: its name`) and files. This fails
when one of them does not exist, when a row is not of the form the table has, or when the counts at its end are wrong.
It cannot tell whether a test shows what the row says: whoever changes a row has read it.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "asvs.md"
NAMING = (TABLE, ROOT / "docs" / "security-facts.md", ROOT / "SECURITY.md")
STATUSES = ("shown", "by design", "operator", "gap")
LEVELS = {"1": 70, "2": 183}  # of ASVS 5.0.0


def texts(folders, ending):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*" + ending)):
            yield path.read_text(encoding="utf-8")


def known_tests():
    declared = re.compile(r"^\s*TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.MULTILINE)
    return {f"{suite}.{name}" for text in texts(("src", "tests"), ".cpp") for suite, name in declared.findall(text)}


def known_journeys():
    declared = re.compile(r"^\s*(?:journey|test)\('([^']*)'", re.MULTILINE)
    return {name for text in texts(("e2e",), ".mjs") for name in declared.findall(text)}


def is_test(name):
    return re.fullmatch(r"[A-Z]\w*\.[A-Z]\w*", name)


def is_file(name):
    return re.fullmatch(r"[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(md|txt|json|py)", name)


def faults_of_names(text, tests, journeys):
    for name in re.findall(r"`([^`]+)`", text):
        if name.startswith("journey: "):
            if name.removeprefix("journey: ") not in journeys:
                yield f"no journey of e2e/ is called '{name.removeprefix('journey: ')}'"
        elif is_test(name):
            if name not in tests:
                yield f"there is no test {name}"
        elif is_file(name):
            if not (ROOT / name).exists():
                yield f"there is no file {name}"


def has_evidence(text):
    return any(n.startswith("journey: ") or is_test(n) or is_file(n) for n in re.findall(r"`([^`]+)`", text))


def rows(text):
    """Line number and cells of each row that begins with a requirement's number."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\| \d+\.\d+\.\d+ \|", line):
            yield number, [cell.strip() for cell in line.strip().strip("|").split("|")]


def faults_of_rows(found, counts):
    seen = set()
    levels = collections.Counter()
    for line, cells in found:
        if len(cells) != 6:
            yield line, f"{cells[0]}: six cells, not {len(cells)}"
            continue
        requirement, level, _, applies, status, evidence = cells
        if requirement in seen:
            yield line, f"{requirement} stands twice"
        seen.add(requirement)
        levels[level] += 1
        counts["requirements"][level] += 1
        if applies.startswith("no: ") and status == "–":
            counts["does not apply"][level] += 1
        elif applies == "yes" and status in STATUSES:
            counts["applies"][level] += 1
            counts[status][level] += 1
        else:
            yield line, f"{requirement}: 'yes' with a status, or 'no: why' with –"
        if status in ("shown", "by design") and not has_evidence(evidence):
            yield line, f"{requirement} is {status}, but names neither test nor file"
        if status in ("operator", "gap") and not evidence:
            yield line, f"{requirement} is {status}, but does not say why"
    if dict(levels) != LEVELS:
        yield 0, f"requirements by level: {dict(levels)}, but the standard has {LEVELS}"


def row_of_counts(name, levels):
    return f"| {name} | {levels['1']} | {levels['2']} | {levels.total()} |"


def faults_of_counts(text, counts):
    for name, levels in counts.items():
        if row_of_counts(name, levels) not in text.splitlines():
            yield 0, f"the counts should say: {row_of_counts(name, levels)}"


def main():
    table = TABLE.read_text(encoding="utf-8")
    tests, journeys = known_tests(), known_journeys()
    counts = {name: collections.Counter() for name in ("requirements", "applies", *STATUSES, "does not apply")}
    faults = [(TABLE, *fault) for fault in faults_of_rows(rows(table), counts)]
    faults += [(TABLE, *fault) for fault in faults_of_counts(table, counts)]
    for document in NAMING:
        for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
            faults += [(document, number, fault) for fault in faults_of_names(line, tests, journeys)]
    for document, number, fault in faults:
        print(f"{document.relative_to(ROOT)}:{number}: {fault}", file=sys.stderr)
    if not faults:
        print(", ".join(f"{name} {levels.total()}" for name, levels in counts.items()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
