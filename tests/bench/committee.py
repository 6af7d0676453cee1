"""A committee of many schools, all on this machine: mirrored twice over HTTP, then built.

Every school has an address of its own in 127.0.0.0/8; one listener, bound to the loopback device,
answers for all of them by the address that was asked. The schools are those whose kept sets stand
in content/committee/mirror, under names of their own; one of fifty publishes as much as the full
demonstration school, and all have 30 pages or more, for acts that are documents fill them up.
Every twentieth is faulty: it is silent, closes at once, knows nothing, sends half of its catalogue
or other files than it promised. The server ends with this program, and after LONGEST anyhow.
"""
import asyncio
import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VITRINA = Path(os.environ.get("VITRINA", ROOT / "build" / "release" / "vitrina"))
CONTENT = ROOT / "content" / "committee"
WORK = ROOT / "build" / "bench-committee"
FULL, EVERY_FULL, EVERY_FAULTY, PAGES = "olhovka-2", 50, 20, 30
JOBS = 70  # hosts at once: with a connection, its wake-up and a file each they stay below 300 descriptors
LONGEST = 4 * 3600
CLOCK = 1_796_000_000  # 2026-11-30
TO_LOOPBACK = 25  # SO_BINDTODEVICE: nobody beyond this machine is answered
SITE = "127.255.255.254:1"  # stands in the models where a school's own address will


def address_of(number):
    """127.1.0.1 and so on, without .0 and .255."""
    return f"127.{1 + number // 64516}.{number // 254 % 254}.{1 + number % 254}"


def number_of(address):
    first, second, third = (int(part) for part in address.split(".")[1:])
    return (first - 1) * 64516 + second * 254 + third - 1


def is_faulty(number):
    return number % EVERY_FAULTY == 7


def models():
    """The sets of the demonstration: of each its catalogue and its files."""
    made = {}
    for folder in sorted((CONTENT / "mirror").iterdir()):
        state = json.loads((folder / "state.json").read_text(encoding="utf-8").split("\n", 1)[1])
        portal = json.loads((folder / "objects" / state["set"]).read_bytes())
        if "base_url" not in portal:
            continue  # a table that was sent by mail
        files = {one["json"]: (folder / "objects" / one["sha256"]).read_bytes() for one in portal["records"]}
        for number in range(len(portal["records"]), PAGES):
            portal["records"].append({
                "id": f"acts/dokument-{number}", "kind": "act", "title": f"Приказ № {number} «О порядке оценивания»",
                "url": f"acts/dokument-{number}/", "revision": "2026-09-01", "form": "file"})
        made[folder.name] = (portal | {"site": SITE, "base_url": f"http://{SITE}/"}, files)
    full = made.pop(FULL)
    return [full, *made.values()]


def model_of(number, count):
    return 0 if number % EVERY_FULL == 0 else 1 + number % (count - 1)


class Server:
    def __init__(self, port):
        self.port, self.renewed, self.asked = port, set(), 0
        self.portals, self.files = [], []
        for portal, files in models():
            self.portals.append([self.bytes_of(portal), self.bytes_of(
                portal | {"title": portal["title"] + ", новое", "sequence": portal["sequence"] + 1})])
            self.files.append(files)

    @staticmethod
    def bytes_of(portal):
        body = json.dumps(portal, ensure_ascii=False).encode()
        return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'

    def answer(self, number, path, head):
        """What is sent, and whether the connection stays; nothing at all: silence."""
        self.asked += 1
        model = model_of(number, len(self.portals))
        fault = number // EVERY_FAULTY % 5 if is_faulty(number) else None
        if fault == 0:
            return None
        if fault == 1:
            return b"", False
        if fault == 2:
            return self.message(b"no", "404 Not Found"), True
        if path == "renew":
            self.renewed.add(number)
            return self.message(b"{}"), True
        if path == "portal.json":
            body, tag = self.portals[model][number in self.renewed]
            if tag.encode() in head:
                return self.message(b"", "304 Not Modified", tag), True
            body = body.replace(SITE.encode(), f"{address_of(number)}:{self.port}".encode())
            return self.message(body[:len(body) // 2] if fault == 3 else body, tag=tag), True
        body = self.files[model].get(path)
        if body is None:
            return self.message(b"no", "404 Not Found"), True
        return self.message(body.replace(b"1", b"2") if fault == 4 else body), True

    @staticmethod
    def message(body, status="200 OK", tag=""):
        head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return f"{head}{f'ETag: {tag}' + chr(13) + chr(10) if tag else ''}\r\n".encode() + body


class Connection(asyncio.Protocol):
    def __init__(self, server):
        self.server, self.head = server, b""

    def connection_made(self, transport):
        self.transport = transport
        self.number = number_of(transport.get_extra_info("sockname")[0])

    def data_received(self, data):
        self.head += data
        if b"\r\n\r\n" not in self.head:
            return
        head, self.head = self.head, b""
        answer = self.server.answer(self.number, head.split(b" ", 2)[1].decode().lstrip("/"), head)
        if answer is None:
            return
        self.transport.write(answer[0])
        if not answer[1]:
            self.transport.close()


async def serve():
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, TO_LOOPBACK, b"lo\0")
    listener.bind(("0.0.0.0", int(sys.argv[1]) if sys.argv[1:] else 0))
    listener.listen(4096)
    server, ended = Server(listener.getsockname()[1]), asyncio.Event()
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Connection(server), sock=listener)
    loop.add_reader(sys.stdin, ended.set)  # whoever started this has gone
    loop.call_later(LONGEST, ended.set)
    print(server.port, flush=True)
    await ended.wait()
    print(server.asked, flush=True)


def make_committee(folder, count, port):
    folder.mkdir(parents=True)
    for name in ("reference", "plans", "acts", "memos", "events", "pages"):
        if (CONTENT / name).exists():
            shutil.copytree(CONTENT / name, folder / name)
    shutil.copy(CONTENT / "site.yaml", folder)
    places = ["Светлый Бор", "Заречье", "Покровка", "Каменка", "Дубрава", "Сосновка", "Луговая", "Берёзово"]
    with open(folder / "schools.yaml", "w", encoding="utf-8") as schools, \
            open(folder / "sources.yaml", "w", encoding="utf-8") as sources:
        schools.write("schools:\n")
        sources.write("sources:\n")
        for number in range(count):
            name = f"{places[number % len(places)]}, школа № {number // len(places) + 1}"
            schools.write(f'  - {{id: s{number:05}, name: "{name}", legal_form: МБОУ}}\n')
            sources.write(f'  - {{school: s{number:05}, url: "http://{address_of(number)}:{port}/"}}\n')


def measured(name, *words, day=0, exits=(0,)):
    """Runs a command; prints what it took."""
    started, descriptors = time.monotonic(), 0
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(CLOCK + 86_400 * day), "VITRINA_LANG": "en"}
    with open(WORK / "said", "wb") as said:
        child = subprocess.Popen([str(VITRINA), *(str(word) for word in words)], env=env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=said)
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            try:
                descriptors = max(descriptors, len(os.listdir(f"/proc/{child.pid}/fd")))
            except OSError:
                pass
            time.sleep(0.05)
    child.returncode = os.waitstatus_to_exitcode(status)
    took = time.monotonic() - started
    print(f"| {name} | {took:.1f} | {usage.ru_utime + usage.ru_stime:.1f} | {usage.ru_maxrss / 1024:.0f} | {descriptors} |",
          flush=True)
    if child.returncode not in exits:
        sys.exit(f"{words} ended with {child.returncode}:\n{(WORK / 'said').read_text(errors='replace')[:3000]}")
    return took


def tell_files(public):
    sizes = []
    for base, _, names in os.walk(public):
        sizes.extend((os.path.getsize(os.path.join(base, name)), os.path.join(base, name)) for name in names)
    sizes.sort()
    pages = sum(name.endswith(".html") for _, name in sizes)
    print(f"\n{len(sizes)} files, {pages} of them pages, {sum(size for size, _ in sizes) / 2**20:.0f} MB; the largest:\n")
    for size, name in sizes[-8:]:
        print(f"- {size / 1024:.0f} KB `{os.path.relpath(name, public)}`", flush=True)


def ask_to_renew(number, port):
    with socket.create_connection((address_of(number), port), timeout=10) as connection:
        connection.sendall(b"GET /renew HTTP/1.1\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")


def bench(count):
    print(f"\n## A committee of {count} schools\n")
    print("| what | wall s | cpu s | peak memory MB | descriptors |\n|---|---:|---:|---:|---:|")
    server = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline())
        folder, public = WORK / "committee", WORK / "public"
        make_committee(folder, count, port)
        mirror = ["mirror", folder, "--allow-private", "--allow-port", port, "--jobs", JOBS, "-q"]
        faults = (5,) if count > EVERY_FAULTY // 2 else (0,)
        measured("mirror, first time", *mirror, exits=faults)
        measured("mirror, nothing new", *mirror, day=1, exits=faults)
        measured("mirror, the same once more", *mirror, day=2, exits=faults)
        build = ["build", folder, "-o", public, "-q"]
        measured("build, cold", *build, day=2)
        measured("build, nothing changed", *build, day=2)
        ask_to_renew(1, port)
        measured("mirror, one school alone", *mirror, "--only", "s00001", day=2)
        measured("build, one school changed", *build, day=2)
        tell_files(public)
        said = subprocess.run([str(VITRINA), *map(str, build), "--profile", "--no-cache"], capture_output=True, text=True,
                              env={**os.environ, "SOURCE_DATE_EPOCH": str(CLOCK + 86_400 * 2)}, check=True)
        print(f"\nWhere a build without caches spends its time:\n\n```\n{said.stdout.rstrip()}\n```", flush=True)
    finally:
        server.stdin.close()
        print(f"\n{server.stdout.readline().strip()} requests were answered.", flush=True)
        server.wait()
        shutil.rmtree(WORK, ignore_errors=True)


def run(sizes):
    shutil.rmtree(WORK, ignore_errors=True)
    print(subprocess.run([VITRINA, "--version"], capture_output=True, text=True, check=True).stdout.strip())
    for size in sizes:
        WORK.mkdir(parents=True)
        bench(size)


if __name__ == "__main__":
    asyncio.run(serve())
