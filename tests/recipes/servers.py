"""The servers of the handbook, started from what its pages print.

A snippet is taken out of the chapter as it stands. Only what belongs to a machine is put in its place:
the name of the host, the folder, the port. Debian's own configuration of each program lies around it.
"""
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

HOST = "ocenka.school3.example.org"
FOLDER = "/var/www/ocenka"


def blocks(chapter, heading):
    """The fenced blocks below a heading of the second level."""
    text = Path(chapter).read_text(encoding="utf-8")
    part = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, flags=re.M | re.S)
    if part is None:
        raise SystemExit(f"{chapter} has no heading «{heading}»")
    return re.findall(r"^```\n(.*?)^```$", part.group(1), flags=re.M | re.S)


def placed(text, **parts):
    """The text with other names; one that does not stand there would leave the snippet untried."""
    for old, new in parts.items():
        if old not in text:
            raise SystemExit(f"the snippet does not name {old}")
        text = text.replace(old, new)
    return text


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def nginx(snippet, site, work, port):
    own = work / "nginx"
    shutil.copytree("/etc/nginx", own, symlinks=True)
    for folder in ("sites-enabled", "conf.d"):
        shutil.rmtree(own / folder)
        (own / folder).mkdir()
    main = own / "nginx.conf"
    text = placed(main.read_text(), **{"/etc/nginx/": f"{own}/", "/run/nginx.pid": f"{own}/pid", "/var/log/nginx/": f"{work}/nginx-"})
    main.write_text(text)
    (own / "sites-enabled" / "ocenka").write_text(
        placed(snippet, **{"listen 80;": f"listen 127.0.0.1:{port};", HOST: "127.0.0.1", FOLDER: str(site)}))
    return ["/usr/sbin/nginx", "-c", str(main), "-g", "daemon off;"], {}


def apache(snippet, site, work, port, commands):
    own = work / "apache2"
    shutil.copytree("/etc/apache2", own, symlinks=True)
    (own / "ports.conf").write_text(f"Listen 127.0.0.1:{port}\nServerName 127.0.0.1\n")
    for enabled in (own / "sites-enabled").iterdir():
        enabled.unlink()
    (own / "sites-available" / "ocenka.conf").write_text(
        placed(snippet, **{"*:80": f"127.0.0.1:{port}", HOST: "127.0.0.1", FOLDER: str(site)}))
    environment = {"APACHE_CONFDIR": str(own), "APACHE_RUN_USER": "www-data", "APACHE_RUN_GROUP": "www-data",
                   "APACHE_PID_FILE": f"{own}/pid", "APACHE_RUN_DIR": str(own), "APACHE_LOCK_DIR": str(own), "APACHE_LOG_DIR": str(work),
                   "APACHE_STATE_DIRECTORY": str(own / "state")}
    # The modules and the site are switched on as the chapter says.
    for line in re.findall(r"a2en(?:mod|site) [\w ]+\w", commands):
        program, *names = line.split()
        subprocess.run([f"/usr/sbin/{program}", "-q", *names], env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    return ["/usr/sbin/apache2", "-d", str(own), "-f", str(own / "apache2.conf"), "-DFOREGROUND"], environment


def caddy(snippet, site, work, port):
    own = work / "caddy"
    own.mkdir()
    # No certificate is asked for in a test, and no second port is opened for commands.
    (own / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n" + placed(
        snippet, **{HOST: f"http://127.0.0.1:{port}", FOLDER: str(site)}))
    environment = {"XDG_DATA_HOME": str(own), "XDG_CONFIG_HOME": str(own), "HOME": str(own)}
    return [shutil.which("caddy"), "run", "--adapter", "caddyfile", "--config", str(own / "Caddyfile")], environment


# A judge that is too slow is ended by SIGTERM: what it has started ends with it.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


@contextlib.contextmanager
def serving(name, chapter, site, work):
    """Runs a server over the folder `site`, gives its port, and ends it."""
    work.mkdir(parents=True)
    work.chmod(0o755)
    snippet, commands, *_ = blocks(chapter, name)
    port = free_port()
    if name == "Apache":
        command, environment = apache(snippet, site, work, port, commands)
    else:
        command, environment = {"nginx": nginx, "Caddy": caddy}[name](snippet, site, work, port)
    with open(work / "log", "wb") as log:
        server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log, start_new_session=True)
    try:
        await_answer(server, port, work / "log")
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def await_answer(server, port, log):
    end = time.monotonic() + 15
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise SystemExit(f"{server.args[0]} does not serve:\n{log.read_text(errors='replace')[-2000:]}")
