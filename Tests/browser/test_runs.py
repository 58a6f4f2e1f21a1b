"""The runs page: start a training, watch it, read it, compare two."""

import json
import re

import pytest

from conftest import Server, tessera


@pytest.fixture(scope="module")
def trained(demo_workspace, tmp_path_factory):
    """The demo data with two versions, trained for two epochs each, once for all tests that only look."""
    import shutil

    place = tmp_path_factory.mktemp("runs") / "demo.tessera"
    shutil.copytree(demo_workspace, place)
    # A tenth of it is enough, and quick.
    ids = json.loads(tessera("list", "-w", place, "--json").stdout)["samples"]
    rest = ",".join(str(sample["id"]) for sample in ids if sample["id"] % 8)
    tessera("edit", "--ids", rest, "--trash", "-w", place, "--quiet")
    tessera("tag", "v1", "--note", "an eighth", "-w", place)
    tessera("train", "--epochs", "2", "--seeds", "2", "-w", place, "--quiet")
    tessera("edit", "--ids", "8,16,24", "--label", "x", "--reason", "just so", "-w", place)
    tessera("train", "--epochs", "2", "-w", place, "--quiet")
    running = Server(place)
    yield running
    running.stop()


def test_the_leaderboard_leads_to_runs_and_compares_two(page, trained):
    page.goto(trained.url + "/")
    page.get_by_role("link", name="Runs").click()
    page.locator(".board-table tbody tr").nth(1).wait_for()
    assert page.locator(".board-table tbody tr").count() == 2
    assert "an eighth" in page.locator(".board-table").inner_text()
    compare = page.get_by_role("button", name="Compare two")
    assert compare.is_disabled()
    for box in page.get_by_role("checkbox").all():
        box.check()
    compare.click()
    page.wait_for_url("**/runs?compare=*")
    page.get_by_text("McNemar, exact").wait_for()
    text = page.locator("main").inner_text()
    assert "relabelled" in text and "just so" in text and "mended" in text


def test_a_cell_of_the_confusions_opens_its_images_in_the_sheet(page, trained):
    page.goto(trained.url + "/runs?run=1&set=train")
    cell = page.locator(".confusion button:not([disabled])").first
    cell.wait_for()
    expected = int(cell.inner_text())
    cell.focus()
    page.keyboard.press("Enter")
    page.locator("#hard-title", has_text=re.compile(rf"^{expected} images? of ")).wait_for()
    assert page.locator(".hard-card").count() == min(expected, 60)
    page.get_by_role("button", name="Open in the sheet").click()
    page.wait_for_url("**/sheet?selection=*")
    page.get_by_text(f"Selection of {expected}").first.wait_for()


def test_a_hard_image_shows_what_it_is_taken_for_and_its_nearest_training_images(page, trained):
    page.goto(trained.url + "/runs?run=1&set=train")
    card = page.locator(".hard-card").first
    card.wait_for()
    assert "taken for" in card.get_attribute("aria-label")
    card.click()
    dialog = page.get_by_role("dialog")
    dialog.locator(".near-list img").first.wait_for()
    assert "by run-1" in dialog.inner_text()
    page.keyboard.press("Escape")
    page.get_by_label("Order").select_option("area")
    page.locator(".hard-card", has_text="area").first.wait_for()


def test_a_training_is_started_from_the_page_and_seen_live(page, trained):
    page.goto(trained.url + "/runs")
    page.get_by_role("button", name="Train").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Version").select_option("v1")
    dialog.get_by_role("spinbutton", name="Epochs").fill("40")
    dialog.get_by_role("spinbutton", name="Epochs").press("Enter")
    page.locator(".live .curve").first.wait_for(timeout=60_000)
    assert "epoch" in page.locator(".live-words").inner_text()
    page.locator(".live").get_by_role("button", name="Cancel").click()
    page.get_by_text("cancelled,").wait_for()


@pytest.mark.parametrize("address", ["/runs", "/runs?run=1", "/runs?compare=1,3"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(page, trained, address, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto(trained.url + address)
    page.locator("table:visible").first.wait_for()
    page.wait_for_timeout(500)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_run_that_is_not_there_says_so(page, trained):
    page.goto(trained.url + "/runs?run=99")
    page.get_by_role("heading", name="This run cannot be shown").wait_for()
