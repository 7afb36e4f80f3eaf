#!/usr/bin/env bash
# bin/bench limits [sqlite|postgres] [--rounds 5] [--seconds 2]
# HERO beside what it is built on, in one run and in turns: its pages beside nginx serving the same bytes from a file,
# filing beside the bare commits of the same engine on the same file system. 10,000 tickets.
. "$(dirname "$0")/../bin/lib.sh"
. bench/common.sh
rounds=5 seconds=2
options rounds seconds -- "$@"
nginx=$(command -v nginx || command -v /usr/sbin/nginx) || { echo "nginx is not installed; bin/setup installs it" >&2; exit 69; }
with_postgres "$ROOT/.cache/bench/postgres"

say "Building"
build build hero bench_load

store=$ROOT/.cache/bench/$engine-databases
mkdir -p "$store"
fill limits 10000
serve limits
hero_port=$port

# As Debian ships it: one worker for each core, sendfile, no log of requests as HERO keeps none.
mkdir -p "$folder/www" "$store/commits"
chmod 755 "$folder" "$folder/www"
nginx_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$folder/nginx.conf" <<END
worker_processes auto;
daemon off;
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events { worker_connections 512; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  types { text/html html; }
  server { listen 127.0.0.1:$nginx_port; root $folder/www; }
}
END
"$nginx" -e "$folder/nginx.log" -c "$folder/nginx.conf" &
servers+=($!)
for _ in $(seq 50); do [ -s "$folder/nginx.pid" ] && break; sleep 0.1; done

say "$rounds rounds of $seconds s each, in turns; pages over 8 connections"
status=0
build/bench_load limits "$rounds" "$seconds" "$hero_port" "$nginx_port" "$folder/www" "$store/commits" \
  ${HERO_DATABASE:+"$HERO_DATABASE"} || status=$?
rm -rf "$store/commits"
machine
exit "$status"
