#!/usr/bin/env bash
# bin/bench peers [--tickets N] [--seconds S] [--root FOLDER]: HERO beside Debian's Request Tracker 5, each alone on this
# machine, loaded with as many tickets and asked by the same generator for the same three things. See docs/performance.md.
# Request Tracker and all it needs go into a Debian of its own in a temporary folder (debootstrap), its tickets into a
# PostgreSQL of their own; both are gone afterwards. --root FOLDER keeps that Debian and the tickets there for the next time.
# Needs root, some 1.5 GB, Debian's archive, and time: half an hour at most for loading, after which it goes on with what
# is there and says so.
. "$(dirname "$0")/../bin/lib.sh"
. bench/common.sh

tickets=20000 seconds=10 root='' inside=''
options tickets seconds root inside -- "$@"
[[ $tickets =~ ^[1-9][0-9]{0,6}$ && $seconds =~ ^[1-9][0-9]{0,3}$ && $engine = sqlite ]] || usage
[ "$(id -u)" = 0 ] || { echo "bin/bench peers makes a Debian in a folder, which only root can" >&2; exit 77; }

wait_for() {  # wait_for SECONDS COMMAND…
  local turns=$(($1 * 2))
  shift
  for _ in $(seq "$turns"); do
    "$@" && return
    sleep 0.5
  done
  return 1
}

# Proportional set size in MB of a process and its children: pages they share count once. Request Tracker's workers share
# much; HERO is one process.
memory_of() {
  local process
  for process in "$1" $(ps -o pid= --ppid "$1"); do cat "/proc/$process/smaps_rollup"; done |
    awk '$1 == "Pss:" { sum += $2 } END { printf "%.0f", sum / 1024 }'
}

install_debian() {
  local suite
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  command -v debootstrap >/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
  }
  timeout 1200 debootstrap --variant=minbase "$suite" "$root" http://deb.debian.org/debian
  echo "deb http://deb.debian.org/debian-security $suite-security main" >>"$root/etc/apt/sources.list"
  # Whatever this machine says of proxies and the like.
  grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"  # nothing starts
  chmod +x "$root/usr/sbin/policy-rc.d"
  chroot "$root" debconf-set-selections <<'END'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1
END
  chroot "$root" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive timeout 2400 chroot "$root" apt-get -o Dpkg::Options::=--force-unsafe-io install -y -qq \
    --no-install-recommends msmtp-mta request-tracker5 rt5-db-postgresql starman
  touch "$root/complete"
}

measure_hero() {
  store=$folder
  fill peers "$tickets"
  serve peers
  memory_of "$server" >"$results/hero.idle"
  build/bench_peers hero "$port" "$seconds" >"$results/hero.tsv"
  memory_of "$server" >"$results/hero.loaded"
  end_servers
}

count_tickets() { psql -qXAt "$database" -c 'SELECT count(*) FROM tickets'; }

# Beside the PostgreSQL that tests/postgres.sh has started in the Debian's own /tmp.
measure_request_tracker() {
  local sockets
  sockets=$(python3 -c 'import sys, urllib.parse as u; print(u.parse_qs(u.urlsplit(sys.argv[1]).query)["host"][0])' "$HERO_TEST_POSTGRES")
  export RT_SITE_CONFIG_DIR=/peers RT_SOCKETS=${sockets#"$root"} RT_PORT=8977 LC_ALL=C.UTF-8
  mkdir -p "$root/peers"
  cp bench/peers/rt_site_config.pm bench/peers/load_tickets.pl "$root/peers/"
  local database=${HERO_TEST_POSTGRES/\/postgres\?/\/rt5?} there
  there=$(count_tickets 2>/dev/null) || {
    chroot "$root" rt-setup-database-5 --action init --dba hero --dba-password '' >"$results/rt.log" 2>&1 || { cat "$results/rt.log" >&2; exit 1; }
    there=0
  }
  if [ "$there" -lt "$tickets" ]; then
    say "Loading $((tickets - there)) tickets into Request Tracker"
    timeout "${BENCH_LOADING_SECONDS:-1800}" chroot "$root" perl /peers/load_tickets.pl "$((tickets - there))" "$(($(nproc) * 2))" || [ $? = 124 ]
    psql -qX "$database" -c 'VACUUM ANALYZE'
  fi
  count_tickets >"$results/rt.tickets"

  chroot "$root" /usr/share/request-tracker5/libexec/rt-server --server Starman --listen 127.0.0.1:$RT_PORT --workers 8 2>>"$results/rt.log" &
  server=$!
  servers+=("$server")
  listening() { (exec 3<>"/dev/tcp/127.0.0.1/$RT_PORT") 2>/dev/null; }
  wait_for 120 listening || { cat "$results/rt.log" >&2; exit 1; }
  memory_of "$server" >"$results/rt.idle"
  build/bench_peers rt "$RT_PORT" "$seconds" >"$results/rt.tsv"
  memory_of "$server" >"$results/rt.loaded"
  end_servers
}

results=${inside:-$folder}
if [ -n "$inside" ]; then
  measure_request_tracker
  exit
fi

say "Building"
[ -n "${BENCH_BUILT:-}" ] || build build hero bench_peers >/dev/null
[ -z "$root" ] || export HERO_TEST_POSTGRES_FOLDER=$(realpath -m "$root")/srv/postgres
root=$(realpath -m "${root:-$folder/debian}")

if [ ! -e "$root/complete" ]; then
  say "A Debian with request-tracker5 in $root"
  install_debian >"$folder/install.log" 2>&1 || { tail -n 30 "$folder/install.log" >&2; exit 1; }
fi
say "HERO, $tickets tickets"
measure_hero
say "Request Tracker"
TMPDIR=$root/tmp HERO_TEST_DURABLE=on tests/postgres.sh "$0" --inside "$results" --root "$root" --tickets "$tickets" --seconds "$seconds"

say "8 connections, $seconds s each; the load comes from the same machine ($(nproc) cores)"
printf '%-22s %10s %10s %8s %14s %14s\n' "" "HERO /s" "RT /s" "ratio" "HERO p99 ms" "RT p99 ms"
paste "$results/hero.tsv" "$results/rt.tsv" |
  awk -F '\t' '{ printf "%-22s %10.0f %10.2f %7.0fx %14.1f %14.1f\n", $1, $2, $7, ($7 > 0 ? $2 / $7 : 0), $4, $9 }'
printf '%-22s %10s %10s\n' "tickets" "$tickets" "$(cat "$results/rt.tickets")" \
  "memory idle, MB" "$(cat "$results/hero.idle")" "$(cat "$results/rt.idle")" \
  "memory loaded, MB" "$(cat "$results/hero.loaded")" "$(cat "$results/rt.loaded")"
printf '\nRequest Tracker %s with eight Starman workers; its memory is without PostgreSQL'"'"'s. HERO on SQLite.\n' \
  "$(chroot "$root" dpkg-query -W -f '${Version}' request-tracker5)"
[ "$(cat "$results/rt.tickets")" -ge "$tickets" ] || echo "Loading took too long: Request Tracker was measured with fewer tickets."
