"""A real browser on a real server on a real workspace.

The workspace is made once with the binary (the demo data), and copied for every test that changes it.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
TESSERA = ROOT / "bin" / "tessera"
REAL_DATA = Path(os.environ.get("TESSERA_REAL_DATA", ROOT.parent / "shared/data/roman-numerals"))


def tessera(*arguments, check=True, **options):
    """Runs the binary; with `check` a failure shows what it said."""
    done = subprocess.run([TESSERA, *map(str, arguments)], capture_output=True, text=True, **options)
    if check and done.returncode != 0:
        raise AssertionError(f"tessera {arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


class Server:
    """`tessera serve` on a port of its own choosing, stopped and started at will."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.start()

    def start(self, port=0):
        self.process = subprocess.Popen(
            [TESSERA, "serve", "-w", self.workspace, "--port", str(port)], stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        found = re.search(r"http://[^\s]+?:(\d+)", line)
        assert found, f"serve said {line!r} instead of its URL"
        self.url = found.group(0).rstrip("/")
        self.port = int(found.group(1))

    def kill(self):
        """As the power would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=15) in (0, 3, -15), "the server did not end well on SIGTERM"


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory):
    """The demo data, imported, embedded and projected, once for all tests."""
    place = tmp_path_factory.mktemp("demo") / "demo.tessera"
    tessera("demo", place, "--quiet")
    return place


@pytest.fixture
def workspace(demo_workspace, tmp_path):
    """A copy to change."""
    place = tmp_path / "demo.tessera"
    shutil.copytree(demo_workspace, place)
    return place


@pytest.fixture
def server(workspace):
    running = Server(workspace)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="session")
def shared_server(demo_workspace):
    """For tests that only look."""
    running = Server(demo_workspace)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        assert chromium, "no Chromium on the PATH: run `make setup` or `Scripts/setup test`"
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser):
    """A page that fails its test when a script throws, a policy is violated, or anything foreign is asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    trouble = []
    opened.on("pageerror", lambda error: trouble.append(f"script error: {error}"))
    opened.on(
        "console",
        lambda message: trouble.append(f"console: {message.text}")
        if message.type == "error" and "Content Security Policy" in message.text
        else None,
    )
    opened.on(
        "request",
        lambda request: trouble.append(f"asked elsewhere: {request.url}")
        if not re.match(r"(http://(127\.0\.0\.1|localhost)[:/]|blob:|data:|file:)", request.url)
        else None,
    )
    yield opened
    context.close()
    assert not trouble, "\n".join(trouble)


def api(server, path, **options):
    """GET of the API through curl-like urllib, as JSON."""
    import urllib.request

    with urllib.request.urlopen(f"{server.url}/api/v1{path}", **options) as answer:
        return json.load(answer)
