"""Many people edit the same rows while the server is killed: is every acknowledged edit in the history, in order, once?

    python Benchmarks/crowd.py                       # 50 people, 1,000 rows, a minute, two kills
    python Benchmarks/crowd.py --seconds 8           # as the tests run it

Everybody edits as the page does: with the revision that they saw, a key for each request, and the same request again
where the connection broke; now and then somebody hangs up before the answer comes. Some listen to the event stream all
the while and come back by the id of what they heard last.
"""

import argparse
import http.client
import json
import random
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LABELS = ["i", "ii", "iii", "iv", "v"]
HANGS_UP = 0.05


def picture(number):
    """A PNG of 8 × 8 pixels that no other number has."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = bytes((number >> bit & 1) * 200 for bit in range(16)) + bytes(48)
    rows = b"".join(b"\0" + pixels[row * 8 : row * 8 + 8] for row in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server:
    """`tessera serve` that is killed and comes back at the same port."""

    def __init__(self, binary, workspace):
        self.command = [str(binary), "serve", "-w", str(workspace), "--quiet"]
        self.port = 0
        self.start()

    def start(self):
        for _ in range(50):
            self.process = subprocess.Popen([*self.command, "--port", str(self.port)], stdout=subprocess.PIPE, text=True)
            found = re.search(r":(\d+)/", self.process.stdout.readline())
            if found:
                self.port = int(found.group(1))
                return
            self.process.wait()
            time.sleep(0.1)
        raise RuntimeError("the server does not start")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def request(self, method, path, body=None, author="checker", key=None, connection=None):
        own = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"X-Tessera-Author": author}
        if key:
            headers["Idempotency-Key"] = key
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body)
        own.request(method, f"/api/v1{path}", data, headers)
        answer = own.getresponse()
        content = json.loads(answer.read())
        if not connection:
            own.close()
        return answer.status, content


class Person(threading.Thread):
    """Edits rows that everybody edits, and remembers what was acknowledged."""

    def __init__(self, server, number, ids, deadline, seed):
        super().__init__(daemon=True)
        self.server, self.ids, self.deadline = server, ids, deadline
        self.label = f"person {number}"
        self.random = random.Random(f"{seed} {number}")
        self.acknowledged = []  # (key, change, sample, label)
        self.tried = set()
        self.conflicts = self.repeats = self.broken = 0
        self.seen = {}
        self.problem = None

    def run(self):
        try:
            while time.monotonic() < self.deadline:
                self.edit()
        except Exception as error:  # noqa: BLE001 told by the main thread
            self.problem = error

    def edit(self):
        sample, label = self.random.choice(self.ids), self.random.choice(LABELS)
        key = f"{self.random.getrandbits(128):032x}"
        self.tried.add(key)
        edit = {"samples": [sample], "set": {"label": label}}
        if sample in self.seen:
            edit["revisions"] = [self.seen[sample]]
        body = {"reason": key, "edits": [edit]}
        status, answer = self.insist("POST", "/changes", body, key)
        if status in (200, 201):
            self.repeats += status == 200
            self.acknowledged.append((key, answer["change"]["id"], sample, label))
            self.seen[sample] = answer["revision"]
        elif status == 409 and answer["error"]["code"] == "conflict":
            self.conflicts += 1
            _, page = self.insist("GET", f"/samples?ids={sample}")
            self.seen[sample] = page["samples"][0]["revision"]
        elif answer["error"]["code"] != "nothing-to-do":
            raise AssertionError(f"{status}: {answer}")

    def insist(self, method, path, body=None, key=None):
        """Sends a request until it is answered, however often the server goes away; the key makes that harmless."""
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
                if key and self.random.random() < HANGS_UP:
                    self.hang_up(path, body, key)
                found = self.server.request(method, path, body, self.label, key, connection)
                connection.close()
                return found
            except (OSError, http.client.HTTPException):
                self.broken += 1
                time.sleep(0.05)

    def hang_up(self, path, body, key):
        """Sends it and does not wait for the answer."""
        data = json.dumps(body).encode()
        head = (
            f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\nContent-Type: application/json\r\n"
            f"X-Tessera-Author: {self.label.replace(' ', '%20')}\r\nIdempotency-Key: {key}\r\n"
            f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=20) as line:
            line.sendall(head.encode() + data)


class Listener(threading.Thread):
    """Hears the event stream, and comes back where it stopped."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.heard = []
        self.resets = 0
        self.last = None
        self.returns = 0
        self.done = False

    def run(self):
        while not self.done:
            try:
                self.listen()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            self.returns += 1

    def listen(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        connection.request("GET", "/api/v1/events", headers={"Last-Event-ID": self.last} if self.last else {})
        answer = connection.getresponse()
        event = {}
        while not self.done:
            line = answer.readline()
            if not line:
                return
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name:
                event[name] = value
                continue
            if event.get("event") == "change":
                self.heard.append(json.loads(event["data"])["change"]["id"])
            elif event.get("event") == "reset":
                self.resets += 1
            if event.get("id"):
                self.last = event["id"]
            event = {}


def history(server):
    """All changes, oldest first."""
    changes, before = [], None
    while True:
        _, page = server.request("GET", f"/changes?limit=500{f'&before={before}' if before else ''}")
        if not page["changes"]:
            return changes[::-1]
        changes += page["changes"]
        before = page["changes"][-1]["id"]


def check(condition, words):
    if not condition:
        raise AssertionError(words)


def judge(server, people, listeners, ids, first):
    """Holds what was acknowledged against the history."""
    changes = [change for change in history(server) if change["id"] > first]
    by_key = {}
    for change in changes:
        check(change["reason"] not in by_key, f"{change['reason']} is twice in the history")
        by_key[change["reason"]] = change
    tried = set().union(*(person.tried for person in people))
    check(set(by_key) <= tried, "the history has edits that nobody made")
    for person in people:
        last = 0
        for key, change, _, _ in person.acknowledged:
            kept = by_key.get(key)
            check(kept is not None, f"an acknowledged edit of {person.label} is not in the history")
            check(kept["id"] == change and kept["author"] == person.label, f"{key} is another change than was said")
            check(change > last, f"the edits of {person.label} are not in order")
            last = change
    for sample in ids:
        _, detail = server.request("GET", f"/samples/{sample}")
        labels = [entry for entry in detail["history"] if entry["field"] == "label"][::-1]
        for before, after in zip(labels, labels[1:]):
            check(before["after"] == after["before"], f"the history of sample {sample} has a gap")
        if labels:
            check(labels[-1]["after"] == detail["label"], f"sample {sample} is not what its history says")
    made = [change["id"] for change in changes]
    for listener in listeners:
        check(listener.resets == 0, "a listener was told to read everything anew")
        check(listener.heard == made, f"a listener heard {len(listener.heard)} of {len(made)} changes, or not in order")
    return len(made)


def run(binary, seconds=60.0, people=50, rows=1_000, kills=2, listeners=4, seed=1):
    folder = Path(tempfile.mkdtemp(prefix="tessera-crowd-"))
    try:
        source = folder / "images" / "train" / "i"
        source.mkdir(parents=True)
        for number in range(rows):
            (source / f"{number}.png").write_bytes(picture(number + 1))
        workspace = folder / "crowd.tessera"
        subprocess.run([binary, "import", folder / "images", "-w", workspace, "--quiet"], check=True, capture_output=True)
        for label in LABELS[1:]:
            subprocess.run([binary, "classes", "add", label, "-w", workspace, "--quiet"], check=True, capture_output=True)
        server = Server(binary, workspace)
        try:
            return crowd(server, seconds, people, kills, listeners, seed)
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def crowd(server, seconds, people, kills, listeners, seed):
    _, page = server.request("GET", "/samples?limit=500")
    ids = [sample["id"] for sample in page["samples"]]
    while len(ids) < page["total"]:
        _, more = server.request("GET", f"/samples?limit=500&offset={len(ids)}")
        ids += [sample["id"] for sample in more["samples"]]
    first = server.request("GET", "/changes?limit=1")[1]["changes"][0]["id"]
    ears = [Listener(server) for _ in range(listeners)]
    for ear in ears:
        ear.start()
    while not all(ear.last for ear in ears):
        time.sleep(0.01)
    begin = time.monotonic()
    everybody = [Person(server, number, ids, begin + seconds, seed) for number in range(people)]
    for person in everybody:
        person.start()
    for kill in range(kills):
        time.sleep(max(0, begin + seconds * (kill + 1) / (kills + 1) - time.monotonic()))
        server.kill()
        time.sleep(0.2)
        server.start()
    for person in everybody:
        person.join()
    took = time.monotonic() - begin
    for person in everybody:
        if person.problem:
            raise person.problem
    newest = server.request("GET", "/changes?limit=1")[1]["changes"][0]["id"]
    patience = time.monotonic() + 30
    while time.monotonic() < patience and not all(ear.heard and ear.heard[-1] >= newest for ear in ears):
        time.sleep(0.05)
    for ear in ears:
        ear.done = True
    made = judge(server, everybody, ears, ids, first)
    return {
        "people": people, "rows": len(ids), "seconds": round(took, 1), "kills": kills, "edits": made,
        "acknowledged": sum(len(person.acknowledged) for person in everybody),
        "conflicts": sum(person.conflicts for person in everybody),
        "answeredAgain": sum(person.repeats for person in everybody),
        "brokenConnections": sum(person.broken for person in everybody),
        "listenersReturned": sum(ear.returns for ear in ears), "editsPerSecond": round(made / took, 1),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tessera", default=ROOT / "bin" / "tessera", type=Path)
    parser.add_argument("--seconds", default=60, type=float)
    parser.add_argument("--people", default=50, type=int)
    parser.add_argument("--rows", default=1_000, type=int)
    parser.add_argument("--kills", default=2, type=int)
    arguments = parser.parse_args()
    report = run(arguments.tessera, arguments.seconds, arguments.people, arguments.rows, arguments.kills)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
