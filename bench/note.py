#!/usr/bin/env python3
"""Writes a measured figure into bench/figures.tsv, which bin/capacity reckons with.

    bench/note.py NAME VALUE UNIT HOW      HOW: the command that measured it, and where
"""
import pathlib
import sys

FIGURES = pathlib.Path(__file__).resolve().parent / "figures.tsv"


def note(name, value, unit, how):
    head, *lines = FIGURES.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith(name + "\t")]
    lines.append(f"{name}\t{value:.4g}\t{unit}\t{how}")
    FIGURES.write_text("\n".join([head, *sorted(lines)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    note(sys.argv[1], float(sys.argv[2]), sys.argv[3], sys.argv[4])
