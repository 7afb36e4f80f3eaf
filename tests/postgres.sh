#!/bin/bash
# tests/postgres.sh COMMAND…: runs COMMAND beside a throw-away PostgreSQL server.
# The server listens on a Unix socket only, in a temporary folder that also holds its data; HERO_TEST_POSTGRES tells
# COMMAND where. Commits stay in memory unless HERO_TEST_DURABLE=on, which measurements ask for.
# Root starts it as the user `postgres`, because PostgreSQL refuses to run as root.
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 COMMAND…" >&2; exit 64; }

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/postgres" ] || { echo "$0: no PostgreSQL server in /usr/lib/postgresql" >&2; exit 69; }

# Nothing in it has to survive, so it stays in memory where there is room.
room=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)
if [ -z "${TMPDIR:-}" ] && [ "${HERO_TEST_DURABLE:-off}" = off ] && [ -w /dev/shm ] && [ "${room:-0}" -gt 2000000 ]; then TMPDIR=/dev/shm; fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/hero-postgres-XXXXXX")
data=${HERO_TEST_POSTGRES_FOLDER:-$folder/data}
server=
stop() {
    if [ -n "$server" ]; then
        kill -INT "$server" 2>/dev/null || true   # fast: ends open sessions
        # A session that is told to end while it notices that its client is gone may wait for itself for good.
        for _ in $(seq 100); do
            kill -0 "$server" 2>/dev/null || break
            sleep 0.1
        done
        kill -QUIT "$server" 2>/dev/null || true  # at once: after five seconds it kills what is left
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_server=()
if [ "$(id -u)" = 0 ]; then
    chown postgres: "$folder"
    [ -z "${HERO_TEST_POSTGRES_FOLDER:-}" ] || { mkdir -p "$data" && chown postgres: "$data"; }
    as_server=(setpriv --reuid postgres --regid postgres --init-groups --inh-caps=-all)
fi

speed=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB -c max_wal_size=256MB -c autovacuum=off)
[ "${HERO_TEST_DURABLE:-off}" = off ] || speed=(-c shared_buffers=256MB -c max_wal_size=1GB)

cd "$folder"
[ -e "$data/PG_VERSION" ] || "${as_server[@]}" "$bin/initdb" --pgdata="$data" --username=hero --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }

"${as_server[@]}" "$bin/postgres" -D "$data" -k "$folder" -c listen_addresses= \
    "${speed[@]}" -c max_connections=200 -c jit=off -c log_min_messages=fatal >"$folder/server.log" 2>&1 &
server=$!

for _ in $(seq 100); do
    "$bin/pg_isready" -q -h "$folder" && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
"$bin/pg_isready" -q -h "$folder" || { cat "$folder/server.log" >&2; exit 1; }

export HERO_TEST_POSTGRES="postgresql://hero@/postgres?host=${folder//\//%2F}"
cd "$OLDPWD"
status=0
"$@" || status=$?
exit "$status"
