#!/usr/bin/env bash
# bin/bench scale [sqlite|postgres] [--sizes 10000,100000,1000000] [--rounds 5] [--seconds 1]
# How answer times grow with the number of tickets. The databases are made once and kept in .cache/bench; the sizes take
# turns, each for --seconds in each of --rounds, page by page.
. "$(dirname "$0")/../bin/lib.sh"
. bench/common.sh
sizes=10000,100000,1000000 rounds=5 seconds=1
options sizes rounds seconds -- "$@"
with_postgres "$ROOT/.cache/bench/postgres"

say "Building"
build build hero bench_load

store=$ROOT/.cache/bench/$engine-databases
mkdir -p "$store"
demos=()
for size in ${sizes//,/ }; do fill "scale_$size" "$size"; done
for size in ${sizes//,/ }; do
  serve "scale_$size"
  demos+=("$size:$port")
done

say "2 connections; $rounds rounds of $seconds s for each size, in turns"
status=0
build/bench_load scale "$rounds" "$seconds" "${demos[@]}" || status=$?
machine
exit "$status"
