#!/bin/bash
# tools/check_deploy.sh: whether the examples in deploy/ are understood by the programs they are for. A program that is not
# installed is named and left out. Certificates that the files name are made for the moment.
set -euo pipefail
cd "$(dirname "$0")/../deploy"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

has() {
    command -v "$1" >/dev/null && return
    echo "left out, not installed: $1"
    return 1
}

openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=hero.example.go.id -days 1 -keyout "$folder/key.pem" \
    -out "$folder/fullchain.pem" 2>/dev/null
cat "$folder/fullchain.pem" "$folder/key.pem" >"$folder/hero.pem"

if has haproxy; then
    sed "s#/etc/haproxy/hero.pem#$folder/hero.pem#" haproxy.cfg >"$folder/haproxy.cfg"
    grep -q "$folder/hero.pem" "$folder/haproxy.cfg"
    haproxy -c -f "$folder/haproxy.cfg" >/dev/null
    echo "haproxy.cfg: HAProxy takes it"
fi

if has nginx; then
    for file in nginx.conf nginx-nodes.conf; do
        # Ports and places that need no root.
        sed "s#/etc/ssl/hero#$folder#; s#listen \(\[::\]:\)\?\(80\|443\)\b#listen \118\2#" "$file" >"$folder/site.conf"
        printf 'pid %s/pid;\nevents {}\nhttp {\naccess_log off;\n' "$folder" >"$folder/$file"
        for place in client_body proxy fastcgi uwsgi scgi; do echo "${place}_temp_path $folder/$place;" >>"$folder/$file"; done
        printf 'include %s/site.conf;\n}\n' "$folder" >>"$folder/$file"
        nginx -t -q -e stderr -c "$folder/$file"
        echo "$file: nginx takes it"
    done
fi

if has systemd-analyze; then
    # The program lies elsewhere on the machine that builds it.
    sed 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' hero.service >"$folder/hero.service"
    systemd-analyze verify "$folder/hero.service"
    level=$(systemd-analyze security --offline=true --no-pager "$folder/hero.service" | sed -n 's/.*exposure level for [^:]*: \([0-9.]*\).*/\1/p')
    awk -v level="$level" 'BEGIN { exit !(level != "" && level <= 2.0) }' ||
        { echo "hero.service: exposure level ${level:-unknown}, at most 2.0 is wanted" >&2; exit 1; }
    echo "hero.service: systemd takes it, exposure level $level"
fi

if has patroni; then
    # Its own check looks for addresses and programs of the machine it runs on; here only words and rules matter.
    /usr/bin/python3 - patroni.yml <<'PYTHON'
import sys
import yaml
dcs = yaml.safe_load(open(sys.argv[1]))["bootstrap"]["dcs"]
assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"], "loop_wait + 2 * retry_timeout is more than ttl"
assert dcs["synchronous_mode"] and dcs["synchronous_mode_strict"], "what is acknowledged must be on two machines"
PYTHON
    echo "patroni.yml: read, its times and its two promises are as they must be"
fi
