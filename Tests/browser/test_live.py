"""Several people at once: each sees what the others do and where they are, and nobody's work is lost."""

import json
import sys

import pytest

from conftest import ROOT, TESSERA
from sheet_page import SheetPage

sys.path.insert(0, str(ROOT / "Benchmarks"))
import crowd  # noqa: E402


def person(browser, name):
    """A browser of somebody's own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(f"localStorage.setItem('tessera.author', {json.dumps(name)})")
    return context.new_page()


@pytest.fixture
def ada(browser, server):
    page = person(browser, "Ada Lovelace")
    yield SheetPage(page, server)
    page.context.close()


@pytest.fixture
def ben(browser, server):
    page = person(browser, "Ben")
    yield SheetPage(page, server)
    page.context.close()


def other(label):
    return "vii" if label != "vii" else "x"


def test_an_edit_is_seen_by_the_others(ada, ben):
    wanted = other(ada.text(1, "class"))
    ada.type(wanted, "Enter")
    ben.shows(1, "class", wanted)
    ben.cell(2, "class").click()
    again = other(ben.text(2, "class"))
    ben.type(again, "Enter")
    ada.shows(2, "class", again)


def test_everybody_sees_who_is_where(ada, ben):
    ben.cell(3, "class").click()
    mark = ada.page.locator('.rows > .row[aria-rowindex="4"] > .cell.class .peer')
    mark.get_by_text("Ben").wait_for()
    assert ada.page.evaluate("() => getComputedStyle(document.querySelector('.peer')).borderTopWidth") == "2px"
    ada.page.get_by_role("link", name="Ben is on the sheet").wait_for()
    ben.page.keyboard.press("ArrowDown")
    ada.page.locator('.rows > .row[aria-rowindex="5"] > .cell.class .peer').wait_for()
    assert ada.page.locator(".peer").count() == 1
    ben.page.goto("about:blank")
    ada.page.locator(".peer").wait_for(state="detached")
    ada.page.get_by_role("link", name="Ben is on the sheet").wait_for(state="detached")


def test_a_clash_shows_both_values_and_who_and_asks_for_each(ada, ben):
    ids = ada.ids()[:2]
    ben.page.route("**/api/v1/events**", lambda route: route.abort())
    ben.open()
    for row in (1, 2):
        ada.cell(row, "class").click()
        ada.type("ix", "Enter")
    ada.is_saved()
    ben.cell(1, "class").click()
    ben.press("Shift+ArrowDown")
    ben.type("v", "Control+Enter")
    dialog = ben.page.get_by_role("dialog")
    told = dialog.inner_text()
    assert "ix" in told and "v" in told and "Ada Lovelace" in told
    dialog.get_by_role("row").nth(1).get_by_role("radio").first.check()
    dialog.get_by_role("button", name="Save as chosen").click()
    ben.is_saved()
    labels = {sample["id"]: sample["label"] for sample in ben.api(f"samples?ids={ids[0]},{ids[1]}")["samples"]}
    assert labels == {ids[0]: "v", ids[1]: "ix"}


def test_edits_wait_in_the_browser_while_the_server_is_gone_even_over_a_reload(ada, server):
    before = [ada.text(row, "class") for row in (1, 2)]
    wanted = [other(label) for label in before]
    server.kill()
    for row in (1, 2):
        ada.cell(row, "class").click()
        ada.type(wanted[row - 1], "Enter")
    ada.page.get_by_text("Your edits are kept here (2) and sent when it is back").wait_for()
    # The tab goes, with its edits unsaved.
    ada.page.close(run_before_unload=False)
    ada.page = ada.page.context.new_page()
    server.start(server.port)
    ada.open()
    ada.page.get_by_text("2 edits that were kept in this browser, sent now.").wait_for()
    for row in (1, 2):
        ada.shows(row, "class", wanted[row - 1])
    ada.is_saved()
    assert [sample["label"] for sample in ada.api("samples?limit=2")["samples"]] == wanted


def test_an_answer_that_was_lost_edits_nothing_twice(ada):
    changes = len(ada.api("changes?limit=500")["changes"])
    wanted = other(ada.text(1, "class"))
    lost = []

    def lose(route):
        if len(lost) < 3:
            # The server gets it; the answer never arrives.
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    ada.page.route("**/api/v1/changes", lose)
    ada.type(wanted, "Enter")
    ada.is_saved()
    assert lost == [201, 200, 200]
    ada.page.unroute("**/api/v1/changes")
    assert len(ada.api("changes?limit=500")["changes"]) == changes + 1
    assert ada.text(1, "class") == wanted


def test_the_sheet_goes_on_where_it_stopped_when_the_server_comes_back(ada, ben, server):
    wanted = other(ada.text(1, "class"))
    server.kill()
    ada.page.get_by_text("Connection lost").wait_for()
    from conftest import tessera

    first = tessera("list", "-w", server.workspace, "--limit", 1, "--json").stdout
    tessera("edit", "-w", server.workspace, "--ids", json.loads(first)["samples"][0]["id"], "--label", wanted, "--quiet")
    server.start(server.port)
    ada.shows(1, "class", wanted)


def test_fifty_people_edit_the_same_rows_while_the_server_is_killed_twice():
    report = crowd.run(TESSERA, seconds=8, people=50, rows=1_000, kills=2)
    assert report["acknowledged"] > 100 and report["kills"] == 2
