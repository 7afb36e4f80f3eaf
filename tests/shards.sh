#!/usr/bin/env bash
# tests/shards.sh PROGRAM fast|slow|all ENGINE…: runs the tests of PROGRAM (build/hero_tests) on each ENGINE (sqlite, postgres),
# once for each time it is named: named twice, its tests are shared out between two processes. All run at once; what they say is
# shown of those that fail. tests/slow.txt says which tests are slow.
# PROGRAM-PACE-ENGINE-N.seen then names the statements and views that were used; .log is what was said.
# postgres needs tests/postgres.sh around it.
set -euo pipefail
program=$1 pace=$2
shift 2
patterns=$(grep -vE '^(#|$)' "$(dirname "$0")/slow.txt" | paste -sd:)
case $pace in
  fast) filter="*-$patterns" ;;
  slow) filter=$patterns ;;
  all) filter='*' ;;
  *) echo "$0: neither fast nor slow nor all: $pace" >&2; exit 64 ;;
esac

declare -A shards=() begun=()
for engine in "$@"; do shards[$engine]=$((${shards[$engine]:-0} + 1)); done
running=() kept=()
trap '[ "${#running[@]}" = 0 ] || kill "${running[@]}" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
for engine in "$@"; do
  index=${begun[$engine]:-0}
  begun[$engine]=$((index + 1))
  kept+=("$program-$pace-$engine-$index")
  HERO_TEST_ENGINE=$engine HERO_TEST_SEEN=${kept[-1]}.seen GTEST_TOTAL_SHARDS=${shards[$engine]} GTEST_SHARD_INDEX=$index \
    "$program" --gtest_brief=1 --gtest_filter="$filter" >"${kept[-1]}.log" 2>&1 &
  running+=($!)
done
status=0
for i in "${!running[@]}"; do
  if wait "${running[$i]}"; then
    tail -n 1 "${kept[$i]}.log"
  else
    status=1
    grep -v '^{"at":' "${kept[$i]}.log" | tail -n 60 # what the tests say, without what HERO logged meanwhile
  fi
done
exit "$status"
