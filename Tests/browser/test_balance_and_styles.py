"""The pages of the audits: whether train and val look alike, and how things are drawn."""

import pytest

from conftest import api, tessera


@pytest.fixture(scope="module")
def audited(demo_workspace):
    """The demo data with its reports."""
    tessera("balance", "-w", demo_workspace, "--quiet")
    tessera("styles", "-w", demo_workspace, "--quiet")
    return demo_workspace


def axe_is_clean(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_page_compares_shows_the_regions_evens_out_and_takes_it_back(page, server):
    page.goto(server.url + "/balance")
    page.get_by_role("button", name="Compare train and val").click()
    page.locator("main[data-ready=report]").wait_for(timeout=60_000)
    page.get_by_text("Train and val do not look alike").first.wait_for()
    region = page.locator(".region").filter(has_text="Val is missing").or_(page.locator(".region").filter(has_text="Too little val")).first
    assert region.locator("img").count() >= 6
    before = api(server, "/workspace")["classes"]

    page.get_by_role("button", name="Propose a re-split").click()
    page.get_by_text("would move").first.wait_for(timeout=60_000)
    assert api(server, "/workspace")["classes"] == before, "a preview moves nothing"
    page.get_by_role("button", name="Apply…").click()
    page.get_by_role("dialog").get_by_role("button", name="Apply").click()
    undo = page.get_by_role("button", name="Undo the re-split")
    undo.wait_for()
    assert api(server, "/workspace")["classes"] != before
    page.get_by_text("The dataset changed since").first.wait_for()
    undo.click()
    page.wait_for_function("() => !document.querySelector('.resplit-done')")
    assert api(server, "/workspace")["classes"] == before


def test_a_region_goes_to_the_sheet_and_is_outlined_on_the_map(page, audited, shared_server):
    page.goto(shared_server.url + "/balance")
    page.locator(".region").first.get_by_role("link", name="Sheet: region 1").click()
    page.wait_for_url("**/sheet?selection=*")
    page.get_by_text("Selection of").wait_for()
    page.goto(shared_server.url + "/map?regions=1")
    page.locator(".map-outlines path").first.wait_for(state="attached", timeout=30_000)
    page.get_by_role("button", name="Regions").click()
    page.wait_for_function("() => !document.querySelector('.map-outlines path')")


def test_a_style_that_val_lacks_is_marked_and_a_cell_opens_its_images(page, audited, shared_server):
    page.goto(shared_server.url + "/styles")
    page.locator(".styles-table tbody tr").first.wait_for()
    assert page.locator(".styles-table tbody tr").count() == 8
    assert page.locator(".styles-split", has_text="too few").count() >= 1
    assert page.locator(".typical-class").count() == 10
    cell = page.locator(".style-cell:not(:disabled)").first
    cell.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.locator("img").first.wait_for()
    dialog.get_by_role("link", name="Map").click()
    page.wait_for_url("**/map?selection=*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/balance", "/styles"])
def test_the_pages_are_accessible_and_fit_their_width(page, audited, shared_server, scheme, path):
    page.emulate_media(color_scheme=scheme)
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(shared_server.url + path)
        page.locator("main[data-ready=report]").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page does not scroll sideways"
    axe_is_clean(page)
