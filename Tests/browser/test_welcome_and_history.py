"""The page that greets, and the page that remembers."""

import pytest

from sheet_page import SheetPage


def test_the_welcome_page_says_what_is_there_and_leads_on(page, shared_server):
    page.goto(shared_server.url + "/")
    page.get_by_role("heading", level=1).get_by_text("images").wait_for()
    assert page.locator(".counts tbody tr").count() == 10
    assert page.get_by_role("link", name="Drag the window over the map").get_attribute("href") == "/map"
    page.get_by_role("link", name="Sort by similarity").click()
    page.wait_for_url("**/sheet?sort=similarity")


def test_counts_on_the_welcome_page_are_the_workspace_s(page, shared_server):
    page.goto(shared_server.url + "/")
    page.wait_for_selector(".counts tbody tr")
    workspace = page.evaluate("fetch('/api/v1/workspace').then((answer) => answer.json())")
    shown = [int(text.replace(",", "")) for text in page.locator(".counts tbody tr td:last-child").all_inner_texts()]
    assert shown == [each["total"] for each in workspace["classes"]]


def test_the_history_undoes_a_change(page, server):
    sheet = SheetPage(page, server)
    before = sheet.text(1, "class")
    sheet.type("vii" if before != "vii" else "x", "Enter")
    sheet.is_saved()
    page.goto(server.url + "/history")
    page.locator(".change-line").first.get_by_role("button", name="Undo").click()
    page.locator(".change-line.undone").first.wait_for()
    sheet.open()
    assert sheet.text(1, "class") == before


def test_the_history_opens_a_change_with_its_cells(page, server):
    sheet = SheetPage(page, server)
    sheet.api("changes", {"reason": "just so", "edits": [{"samples": sheet.ids()[:3], "set": {"addTags": ["seen"]}}]})
    page.goto(server.url + "/history")
    line = page.locator(".change-line").first
    assert "just so" in line.inner_text() and "Ben" in line.inner_text()
    line.locator("summary").click()
    line.locator(".cells-pictures img").nth(2).wait_for()
    line.get_by_role("button", name="Open them in the sheet").click()
    page.wait_for_url("**/sheet?selection=*")
    page.get_by_text("Selection of 3").wait_for()


def test_an_export_is_started_from_the_page(page, server):
    page.goto(server.url + "/")
    page.get_by_role("button", name="Export").last.click()
    page.get_by_role("dialog").get_by_role("textbox").fill("from-the-page")
    page.get_by_role("dialog").get_by_role("button", name="Export").click()
    page.wait_for_function("() => fetch('/api/v1/jobs').then(r => r.json()).then(({ jobs }) => jobs.some(j => j.kind === 'verify' && j.state === 'done'))", timeout=60_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_theme_stays(page, shared_server, scheme):
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    page.goto(shared_server.url + "/")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemcheckbox", name=scheme.capitalize(), exact=True).click()
    page.goto(shared_server.url + "/history")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme
