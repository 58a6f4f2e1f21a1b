"""People: joining by a link, logging in and out, roles in the pages, behind a proxy that ends TLS."""

import json
import re
import shutil
import subprocess

import pytest
from conftest import TESSERA, tessera
from playwright.sync_api import expect
from tls_proxy import TLSProxy

PASSWORD = "correct horse battery"


@pytest.fixture
def served(workspace, tmp_path):
    """The demo behind a proxy; yields the address that people open."""
    proxy = TLSProxy(tmp_path)
    process = subprocess.Popen(
        [TESSERA, "serve", "-w", workspace, "--port", "0", "--behind-proxy", "--url", proxy.url, "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    proxy.target = json.loads(process.stdout.readline())["port"]
    yield proxy.url
    process.terminate()
    process.wait(15)


@pytest.fixture
def open_page(browser):
    contexts = []

    def make(**options):
        context = browser.new_context(ignore_https_errors=True, **options)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def join(page, link, name):
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label(re.compile("^Password")).fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url(re.compile(r"://[^/]+/$"))


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate of the test's proxy")
def test_joining_inviting_and_roles(served, workspace, open_page):
    owner = open_page()
    link = tessera("people", "invite", "-w", workspace, "--role", "owner", "--name", "Ada").stdout.strip()
    assert link.startswith(served + "/invite#")
    join(owner, link, "Ada Lovelace")
    owner.get_by_role("button", name="You").click()
    expect(owner.get_by_text("Ada Lovelace, owner")).to_be_visible()
    owner.get_by_role("menuitem", name="People").click()
    owner.get_by_label("For whom").fill("Bo")
    owner.get_by_role("combobox", name="As", exact=True).select_option("viewer")
    owner.get_by_role("button", name="Make a link").click()
    second = owner.locator(".people-secret code").inner_text()
    assert second.startswith(served + "/invite#")

    # A link is used once, and a page without a login leads to it and back.
    other = open_page()
    other.goto(served + "/sheet")
    expect(other.get_by_role("heading", name="Log in")).to_be_visible()
    join(other, second, "Bo")
    stranger = open_page()
    stranger.goto(second)
    expect(stranger.get_by_role("alert")).to_contain_text("not valid")
    other.goto(served + "/people")
    expect(other.get_by_role("cell", name="Ada Lovelace")).to_be_visible()
    expect(other.get_by_role("heading", name="Invite")).to_have_count(0)

    # A viewer cannot change anything; an owner makes an editor of them, and then they can.
    change = """async () => (await fetch("/api/v1/changes", { method: "POST", headers: { "Content-Type": "application/json",
        "X-Tessera-Author": "Ada%20Lovelace" }, body: JSON.stringify({ edits: [{ samples: [1], set: { split: "test" } }] }) })).status"""
    assert other.evaluate(change) == 403
    owner.reload()
    owner.get_by_role("combobox", name="Role of Bo").select_option("editor")
    expect(owner.get_by_text("Bo is editor now.")).to_be_visible()
    assert other.evaluate(change) == 201
    assert '"author" : "Bo"' in tessera("log", "-w", workspace, "-l", "1", "--json").stdout
    expect(owner.locator("section", has_text="Log").last).to_contain_text("denied")

    # Logging out, and in again where one was.
    other.get_by_role("button", name="You").click()
    other.get_by_role("menuitem", name="Log out").click()
    expect(other.get_by_role("heading", name="Log in")).to_be_visible()
    other.goto(served + "/history?x=1")
    other.get_by_label("Name").fill("bo")
    other.get_by_label("Password").fill("not the password")
    other.get_by_role("button", name="Log in").click()
    expect(other.get_by_role("alert")).to_contain_text("not right")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Log in").click()
    other.wait_for_url("**/history?x=1")

    # Removed: out at once.
    owner.reload()
    owner.get_by_role("row", name=re.compile("^Bo")).get_by_role("button", name="Remove").click()
    owner.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(owner.get_by_role("row", name=re.compile("^Bo"))).to_have_count(0)
    other.goto(served + "/sheet")
    expect(other.get_by_role("heading", name="Log in")).to_be_visible()
