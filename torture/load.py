"""What the torture programs put on HERO: people who file, reply, take, resolve, confirm and rate over HTTP."""

import hashlib
import http.client
import random
import socket
import time
import urllib.parse

PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDAT\x08\xd7c\xf8\xcf\xc0\0\0\3\1\1\0"
       b"\x18\xdd\x8d\xb0\0\0\0\0IEND\xaeB`\x82")


class Loss(Exception):
    """Something that must not happen has happened."""


class NoAnswer(Exception):
    """Nobody knows what became of the request."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Session:
    """One person's cookie and form token, shared by the writers."""

    def __init__(self, port, person):
        self.port, self.person = port, person
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        body = urllib.parse.urlencode({"orang": person})
        link.request("POST", "/masuk/demo", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = link.getresponse()
        answer.read()
        if answer.status != 303:
            raise Loss(f"signing in as {person} answered {answer.status}")
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]
        link.request("GET", "/akun", headers={"Cookie": self.cookie})
        page = link.getresponse().read().decode()
        self.token = page.split('<meta name="csrf" content="')[1].split('"')[0]
        link.close()


class Writer:
    """Takes one ticket after another through its life. `pending` is what was sent and not answered.

    Its world has the port, the sessions by person, the ledger, `counts`, `faults`, and `rest`: seconds between two steps.
    """

    # What a writer does when it got no answer: ends and keeps it as pending, sends it again after a pause like somebody
    # who presses the button once more, or calls it a fault.
    ENDS, AGAIN, FAULT = "ends", "again", "fault"
    REQUESTERS = [("ashari", "hero"), ("sari", "e-ska"), ("joko", "e-ska")]

    def __init__(self, number, world, unanswered=ENDS):
        self.random = random.Random(world.random.random())
        self.world = world
        self.unanswered = unanswered
        self.requester, self.service = self.REQUESTERS[number % len(self.REQUESTERS)]
        self.link = None
        self.pending = None
        self.plan = []
        self.ticket = None

    def run(self, stop):
        """Until `stop` is set or, where that ends it, HERO is gone. What is wrong ends up in world.faults."""
        self.link = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=20)
        try:
            while not stop.is_set():
                retry = self.pending is not None
                if not retry:
                    self.pending = self.next_step()
                try:
                    self.send(self.pending, retry)
                    self.pending = None
                    if self.world.rest:
                        stop.wait(self.world.rest * self.random.uniform(0.5, 1.5))
                except NoAnswer as nothing:
                    self.link.close()
                    if self.unanswered == self.FAULT:
                        raise Loss(f"{self.pending['kind']} got no answer: {nothing}") from nothing
                    if self.unanswered == self.ENDS:
                        return
                    self.world.counts["tries that got no answer or a 503"] += 1
                    stop.wait(self.random.uniform(0.1, 0.4))
        except Loss as loss:
            self.world.faults.append(str(loss))
        except Exception as error:  # a fault of this program must not look like a quiet success
            self.world.faults.append(f"writer: {error!r}")
        finally:
            self.link.close()

    def next_step(self):
        if not self.plan:
            replies = ["reply"] * self.random.randint(0, 2)
            self.plan = ["submit", *replies, "take", "resolve", "confirm", "rate"]
            self.ticket = None
        kind = self.plan.pop(0)
        token = f"siksa-{self.random.getrandbits(96):024x}"
        file = None
        if kind == "submit" or (kind == "reply" and self.random.random() < 0.7):
            file = PNG + token.encode() + self.random.randbytes(self.random.randint(0, 20_000))
        return {"kind": kind, "id": token, "ticket": self.ticket, "file": file,
                "sha256": hashlib.sha256(file).hexdigest() if file else None}

    def send(self, step, retry):
        kind, number = step["kind"], step["ticket"]
        if kind == "submit":
            path, who = "/tiket", self.requester
            fields = {"submit_id": step["id"], "layanan": self.service, "jenis": "kendala", "dampak": "rendah",
                      "subjek": "Halaman tidak dapat dibuka " + step["id"][-6:], "setuju": "1",
                      "deskripsi": "Sejak pagi halaman ini kosong di dua peramban. " + step["id"]}
        elif kind == "reply":
            path, who = f"/tiket/{number}/tanggapan", self.requester
            fields = {"submit_id": step["id"], "isi": "Masih sama. " + step["id"]}
        elif kind == "take":
            path, who, fields = f"/petugas/tiket/{number}/pengambilan", "budi", {}
        elif kind == "resolve":
            path, who = f"/petugas/tiket/{number}/balasan", "budi"
            fields = {"submit_id": step["id"], "isi": "Sudah diperbaiki. " + step["id"], "lalu": "resolve", "tetap": "1"}
        elif kind == "confirm":
            path, who = f"/tiket/{number}/konfirmasi", self.requester
            fields = {"submit_id": step["id"], "jawaban": "ya"}
        else:
            path, who, fields = f"/tiket/{number}/penilaian", self.requester, {"nilai": "4"}
        sent = time.monotonic()
        status, place, _ = self.post(path, self.world.sessions[who], fields, step["file"])
        if status == 503:
            raise NoAnswer("503")
        if status == 409 and retry:
            self.world.counts["already done when sent again"] += 1
        elif status != 303 or place.startswith("/masuk"):
            raise Loss(f"{kind} {number or ''} (retry: {retry}) answered {status} {place}: {step['id']}")
        if kind == "submit":
            self.ticket = place.removeprefix("/tiket/").split("?")[0]
        self.world.ledger.acknowledge(sent, kind=kind, id=step["id"], ticket=self.ticket, sha256=step["sha256"], retry=retry)
        if retry:
            self.world.counts["sent again"] += 1

    def post(self, path, session, fields, file):
        mark = "----batas" + f"{self.random.getrandbits(64):x}"
        parts = []
        for name, value in {"csrf": session.token, **fields}.items():
            parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        if file:
            parts.append((f'--{mark}\r\nContent-Disposition: form-data; name="berkas"; filename="layar.png"\r\n'
                          "Content-Type: image/png\r\n\r\n").encode() + file + b"\r\n")
        parts.append(f"--{mark}--\r\n".encode())
        try:
            self.link.request("POST", path, b"".join(parts),
                              {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": session.cookie})
            answer = self.link.getresponse()
            body = answer.read()
            return answer.status, answer.getheader("Location") or "", body
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(repr(error)) from error
