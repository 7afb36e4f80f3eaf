"""The machines of deploy/high-availability.md as processes on the loopback address, set up from the files in deploy/.

Every address 10.20.0.N:PORT of those files becomes a port of its own on 127.0.0.1; the files say the rest. Programs are
Debian's: etcd, patroni with PostgreSQL, HAProxy, nginx (`bin/setup --torture` installs them). Only processes that were
started here are ever signalled, each by its number.
"""

import base64
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import time

from load import Loss

DEPLOY = pathlib.Path(__file__).resolve().parent.parent / "deploy"
PASSWORDS = ("SUPERUSER", "REPLICATION", "REWIND", "REST", "HERO", "MAIL")
DATABASES = ("db1", "db2", "db3")
APPS = ("app1", "app2")
LAST_BYTE = {"db1": 11, "db2": 12, "db3": 13, "app1": 21, "app2": 22}


def wait_for(what, seconds, condition, pause=0.1):
    """Until `condition` gives something true, which is returned."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise Loss(f"{what}: not within {seconds} s")
        time.sleep(pause)


def descendants(number):
    """The process and all below it."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                pass
    found = [number]
    for one in found:
        found.extend(child for child, parent in parents.items() if parent == one)
    return found


def signal_each(numbers, which):
    for number in numbers:
        try:
            os.kill(number, which)
        except ProcessLookupError:
            pass


class Site:
    """The folder of one run: ports, passwords, and deploy's files with them."""

    def __init__(self, folder, chance):
        self.folder = folder
        self.ports = {}
        self.passwords = {name: f"{chance.getrandbits(80):020x}" for name in PASSWORDS}
        self.random = random.Random(chance.random())
        # Whatever was started here ends with this program. TERM lets Patroni stop its PostgreSQL.
        self.as_self = ["setpriv", "--pdeathsig", "KILL"]
        self.as_server = ["setpriv", "--pdeathsig", "TERM"]
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            os.chmod(folder, 0o711)
            self.as_server += ["--reuid", "postgres", "--regid", "postgres", "--init-groups", "--inh-caps=-all"]
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
        if not found:
            raise SystemExit("torture: no PostgreSQL server in /usr/lib/postgresql")
        self.postgres_bin = found[-1]

    def port(self, machine, port):
        """The port that stands for `port` of `machine`, below those the kernel gives to outgoing connections."""
        key = (LAST_BYTE.get(machine, machine), port)
        while key not in self.ports:
            number = self.random.randrange(15000, 30000)
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", number))
                except OSError:
                    continue
            if number not in self.ports.values():
                self.ports[key] = number
        return self.ports[key]

    def server_folder(self, *parts):
        """A folder of the user the database servers run as."""
        path = self.folder.joinpath(*parts)
        path.mkdir(mode=0o700, parents=True)
        if os.getuid() == 0:
            shutil.chown(path, "postgres", "postgres")
        return path

    def text(self, name, machine, changes):
        """deploy/NAME as it is on `machine`. `changes` are (pattern, replacement); each must be found."""
        first = "app1" if machine in APPS else "db1"
        lines = []
        for line in (DEPLOY / name).read_text().splitlines():
            # A line that names one machine alone is about the machine the file is on.
            others = [other for other in LAST_BYTE if other != first and f"10.20.0.{LAST_BYTE[other]}" in line]
            if machine and not others and "server " not in line:
                line = line.replace(f"10.20.0.{LAST_BYTE[first]}", f"10.20.0.{LAST_BYTE[machine]}")
                line = re.sub(rf'((?i:name)[:=] ?"?){first}\b', rf"\g<1>{machine}", line)
            lines.append(line)
        text = "\n".join(lines) + "\n"
        for pattern, replacement in changes:
            text, amount = re.subn(pattern, lambda _, new=replacement: new, text, flags=re.M)
            if amount == 0:
                raise Loss(f"deploy/{name} has no {pattern}")
        text = re.sub(r"10\.20\.0\.(\d+):(\d+) check port (\d+)",
                      lambda m: f"127.0.0.1:{self.port(int(m[1]), int(m[2]))} check port {self.port(int(m[1]), int(m[3]))}", text)
        text = re.sub(r"10\.20\.0\.(\d+):(\d+)", lambda m: f"127.0.0.1:{self.port(int(m[1]), int(m[2]))}", text)
        text = re.sub(r"10\.20\.0\.0/24", "127.0.0.1/32", text)
        text = re.sub(r"10\.20\.0\.\d+|hero\.example\.go\.id", "127.0.0.1", text)
        return re.sub("PASSWORD-([A-Z]+)", lambda m: self.passwords[m[1]], text)

    def write(self, path, text, for_server=False):
        path.write_text(text)
        path.chmod(0o600)
        if for_server and os.getuid() == 0:
            shutil.chown(path, "postgres", "postgres")
        return path

    def launch(self, words, log, environment=None, as_server=False):
        before = self.as_server if as_server else self.as_self
        with open(self.folder / f"{log}.log", "ab") as out:
            return subprocess.Popen([*before, *map(str, words)], cwd="/", stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                    env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **(environment or {})})


class Database:
    """One of the three database machines: etcd, Patroni, PostgreSQL."""

    def __init__(self, site, name):
        self.site, self.name = site, name
        self.folder = site.server_folder(name)
        self.etcd = self.patroni = None
        self.stopped = []
        site.server_folder(name, "socket")
        data = self.folder / "etcd"
        environment = site.text("etcd.env", name, [('"/var/lib/etcd/hero"', f'"{data}"')])
        self.etcd_environment = dict(re.findall(r'^(ETCD_\w+)="(.*)"$', environment, flags=re.M))
        self.settings = site.write(self.folder / "patroni.yml", site.text("patroni.yml", name, [
            (r"/usr/lib/postgresql/15/bin", str(site.postgres_bin)),
            (r"/var/lib/postgresql/15/hero", str(self.folder / "data")),
            (r"/var/lib/postgresql/\.pgpass-patroni", str(self.folder / "pgpass")),
            (r"/var/run/postgresql", str(self.folder / "socket")),
            (r"shared_buffers: 1GB", "shared_buffers: 64MB"),  # three on one machine
            (r"wal_keep_size: 16GB", "wal_keep_size: 512MB"),
        ]), for_server=True)

    def start_etcd(self):
        self.etcd = self.site.launch(["etcd", "--logger=zap"], f"{self.name}-etcd", self.etcd_environment, as_server=True)

    def etcd_is_well(self):
        link = http.client.HTTPConnection("127.0.0.1", self.site.port(self.name, 2379), timeout=3)
        try:
            link.request("GET", "/health")
            return b'"true"' in link.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def start_patroni(self):
        """After etcd, as systemd does it: Patroni ends when etcd has begun and not agreed yet."""
        wait_for(f"etcd on {self.name}", 60, self.etcd_is_well)
        self.patroni = self.site.launch(["patroni", self.settings], f"{self.name}-patroni", as_server=True)

    def postmaster(self):
        """The number of PostgreSQL's first process, or None."""
        try:
            number = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
            return number if str(self.folder).encode() in pathlib.Path(f"/proc/{number}/cmdline").read_bytes() else None
        except (OSError, ValueError, IndexError):
            return None

    def postgres_numbers(self):
        first = self.postmaster()
        return descendants(first) if first else []

    def all_numbers(self):
        own = [process.pid for process in (self.patroni, self.etcd) if process and process.poll() is None]
        return own + self.postgres_numbers()

    def ask(self, path, method="GET", body=None, seconds=3):
        """Status and JSON of Patroni's REST interface, or (None, None)."""
        link = http.client.HTTPConnection("127.0.0.1", self.site.port(self.name, 8008), timeout=seconds)
        try:
            word = base64.b64encode(f"patroni:{self.site.passwords['REST']}".encode()).decode()
            link.request(method, path, json.dumps(body) if body else None, {"Authorization": f"Basic {word}"})
            answer = link.getresponse()
            text = answer.read().decode()
            return answer.status, json.loads(text) if text.startswith("{") else text
        except (OSError, http.client.HTTPException, ValueError):
            return None, None
        finally:
            link.close()

    # ---- What may happen to it

    def kill_machine(self):
        """Everything on it at once."""
        self.stopped = [process for process in (self.patroni, self.etcd) if process]
        signal_each(self.all_numbers(), signal.SIGKILL)

    def kill_database(self):
        """Patroni and PostgreSQL at once; etcd lives."""
        self.stopped = [self.patroni]
        signal_each([self.patroni.pid, *self.postgres_numbers()], signal.SIGKILL)

    def kill_postgres(self):
        """PostgreSQL alone, the whole group: Patroni has to notice."""
        self.stopped = []
        signal_each(self.postgres_numbers(), signal.SIGKILL)

    def freeze(self):
        """Everything stands still and holds its connections, until it goes on as if nothing had been."""
        self.frozen = self.all_numbers()
        signal_each(self.frozen, signal.SIGSTOP)

    def come_back(self):
        """What a machine does after it was switched on again."""
        if getattr(self, "frozen", None):
            signal_each(self.frozen, signal.SIGCONT)
            self.frozen = None
        for process in self.stopped:
            process.wait()
        self.stopped = []
        if self.etcd.poll() is not None:
            self.start_etcd()
        if self.patroni.poll() is not None:
            self.start_patroni()

    def end(self):
        signal_each(self.all_numbers(), signal.SIGCONT)
        signal_each(self.all_numbers(), signal.SIGKILL)
        for process in (self.patroni, self.etcd):
            if process:
                process.wait()


class Cluster:
    """The three database machines."""

    def __init__(self, site):
        self.site = site
        self.machines = {name: Database(site, name) for name in DATABASES}

    def start(self):
        for machine in self.machines.values():
            machine.start_etcd()
        first = self.machines["db1"]
        first.start_patroni()
        wait_for("the first PostgreSQL", 60, lambda: first.ask("/primary")[0] == 200)
        for name in DATABASES[1:]:
            self.machines[name].start_patroni()
        self.whole(120)
        self.prepare_database()

    def prepare_database(self):
        """As the guide says: a role and an empty database."""
        self.psql("postgres", f"CREATE ROLE hero LOGIN PASSWORD '{self.site.passwords['HERO']}'")
        self.psql("postgres", "CREATE DATABASE hero OWNER hero")

    def psql(self, database, sql, user="postgres"):
        password = self.site.passwords["SUPERUSER" if user == "postgres" else "HERO"]
        done = subprocess.run(["psql", "-qXAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
                               str(self.site.port(self.primary().name, 5432)), "-U", user, "-d", database, "-c", sql],
                              capture_output=True, text=True, timeout=120,
                              env={"PATH": os.environ["PATH"], "PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5"})
        if done.returncode != 0:
            raise Loss(f"psql: {done.stderr}")
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()]

    def primary(self):
        return wait_for("a primary", 60, lambda: next(
            (machine for machine in self.machines.values() if machine.ask("/primary")[0] == 200), None))

    def whole(self, seconds):
        """Until one is primary, one is its synchronous standby and one more follows. All must say so: a machine that was frozen
        tells what was true before, for a moment."""
        def is_whole():
            views = []
            for machine in self.machines.values():
                status, cluster = machine.ask("/cluster")
                members = cluster.get("members", []) if status == 200 else []
                views.append(sorted((member["name"], member["role"]) for member in members))
                roles = sorted(member["role"] for member in members)
                running = all(member["state"] in ("running", "streaming") for member in members)
                lines = {member.get("timeline") for member in members}
                if roles != ["leader", "replica", "sync_standby"] or not running or len(lines) != 1:
                    return False
            primaries = [machine for machine in self.machines.values() if machine.ask("/primary")[0] == 200]
            return views[0] == views[1] == views[2] and len(primaries) == 1
        wait_for("the whole cluster", seconds, is_whole, 0.3)

    def switch_over(self):
        """Hands over in peace, to the synchronous standby."""
        primary = self.primary()
        status, said = primary.ask("/switchover", "POST", {"leader": primary.name}, seconds=60)  # answers when it is done
        if status not in (200, 202):
            raise Loss(f"the switchover was refused: {status} {said}")

    def end(self):
        for machine in self.machines.values():
            machine.end()


class Node:
    """One HERO process with a folder of its own; the folder of files is shared."""

    def __init__(self, site, name, program, database, shared_files):
        self.site, self.name, self.program = site, name, program
        self.port = site.port(name, 8080)
        self.data = site.folder / name
        self.data.mkdir(mode=0o700)
        os.symlink(shared_files, self.data / "files")
        settings = site.text("hero-node.toml", name, [
            (r"https://hero\.example\.go\.id", f"http://127.0.0.1:{site.port('app1', 443)}"),
            (r"^port = 8080", f"port = {self.port}"),
            (r"/var/lib/hero\"$", f'{self.data}"'),
            (r"^database = .*", f'database = "{database}"'),
            (r"^secrets-key = .*", f'secrets-key = "{"5e" * 32}"'),
            (r"^mail = .*", 'mail = "none"'),
            (r"^mail-(user|password|from) = .*", ""),
        ])
        self.settings = site.write(site.folder / f"{name}.toml", settings + "demo = true\nlimits = false\n")
        self.process = None

    def start(self):
        self.process = self.site.launch([self.program, "serve", "--config", self.settings], self.name)

    def is_ready(self):
        if self.process.poll() is not None:
            raise Loss(f"HERO on {self.name} ended with {self.process.returncode}; see {self.name}.log")
        try:
            return self.get("/healthz/ready")[0] == 200
        except OSError:
            return False

    def get(self, path, cookie=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = link.getresponse()
            return answer.status, answer.read().decode()
        finally:
            link.close()

    def command(self, *words):
        done = subprocess.run([self.program, *words, "--config", str(self.settings)], cwd="/", capture_output=True, text=True,
                              timeout=300)
        if done.returncode != 0:
            raise Loss(f"hero {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout.strip().splitlines()[-1]

    def stop(self, seconds=70):
        """As systemd does it. What HERO ends with."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(seconds)

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


class Haproxy:
    """deploy/haproxy.cfg without TLS, as whoever runs the torture."""

    def __init__(self, site):
        self.site, self.port = site, site.port("app1", 443)
        self.database_port = site.port("app1", 5000)
        self.stats = site.folder / "haproxy.sock"
        self.settings = site.write(site.folder / "haproxy.cfg", site.text("haproxy.cfg", None, [
            (r"^ +(user|group) haproxy$", ""),
            (r"log /dev/log local0", "log stdout format raw local0 notice"),
            (r"/run/haproxy/admin\.sock", str(self.stats)),
            (r"bind :80$", f"bind 127.0.0.1:{site.port('app1', 80)}"),
            (r"bind :443 ssl crt \S+ alpn \S+", f"bind 127.0.0.1:{self.port}"),
            (r"bind 127\.0\.0\.1:5000", f"bind 127.0.0.1:{self.database_port}"),
        ]))
        self.process = None

    def start(self):
        self.process = self.site.launch(["haproxy", "-f", self.settings], "haproxy")

    def sees_up(self, backend, server):
        with socket.socket(socket.AF_UNIX) as link:
            try:
                link.connect(str(self.stats))
            except OSError:
                return False
            link.sendall(b"show stat\n")
            text = b""
            while piece := link.recv(65536):
                text += piece
        for line in text.decode().splitlines():
            cells = line.split(",")
            if cells[:2] == [backend, server]:
                return cells[17].startswith("UP")
        return False

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Nginx:
    """deploy/nginx-nodes.conf without TLS."""

    def __init__(self, site):
        self.site, self.port = site, site.port("app1", 443)
        folder = site.server_folder("nginx")  # started by root, its workers would be somebody else
        server = site.text("nginx-nodes.conf", None, [
            (r"listen 80;", f"listen 127.0.0.1:{site.port('app1', 80)};"),
            (r"^ +listen \[::\].*", ""),
            (r"listen 443 ssl http2;", f"listen 127.0.0.1:{self.port};"),
            (r"^ +ssl_.*", ""),
            (r"proxy_set_header Host \$host;", "proxy_set_header Host $http_host;"),  # the port is not 443
        ])
        places = "".join(f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.settings = site.write(folder / "nginx.conf", f"pid {folder}/pid;\ndaemon off;\nworker_processes 1;\n"
                                   f"error_log stderr notice;\nevents {{}}\nhttp {{\naccess_log off;\n{places}{server}}}\n", for_server=True)
        self.process = None

    def start(self):
        self.process = self.site.launch(["nginx", "-e", "stderr", "-c", self.settings], "nginx", as_server=True)

    def sees_up(self, _backend, _server):
        return True  # it asks nobody before a request comes

    def end(self):
        if self.process and self.process.poll() is None:
            numbers = descendants(self.process.pid)
            self.process.terminate()
            self.process.wait()
            signal_each(numbers[1:], signal.SIGKILL)
