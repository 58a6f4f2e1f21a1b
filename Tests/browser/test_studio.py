"""The studio: images taken apart, put together and made by recipes, all of it undone again."""

import json
import re
import urllib.request

import pytest

from conftest import Server, api, tessera


@pytest.fixture(scope="module")
def small_workspace(demo_workspace, tmp_path_factory):
    """Some images of each class, with the Roman rules."""
    import shutil

    place = tmp_path_factory.mktemp("studio") / "demo.tessera"
    shutil.copytree(demo_workspace, place)
    samples = json.loads(tessera("list", "-w", place, "--json").stdout)["samples"]
    kept = {sample["id"] for name in ["iv", "vi", "vii", "viii"] for sample in [each for each in samples if each["label"] == name][:6]}
    rest = ",".join(str(sample["id"]) for sample in samples if sample["id"] not in kept)
    tessera("edit", "--ids", rest, "--trash", "-w", place, "--quiet")
    return place


@pytest.fixture
def studio(small_workspace, tmp_path):
    """A server on a copy that a test may change."""
    import shutil

    place = tmp_path / "studio.tessera"
    shutil.copytree(small_workspace, place)
    running = Server(place)
    post(running, "/rules/preset", {"preset": "roman"})
    yield running
    running.stop()


def post(server, path, body):
    request = urllib.request.Request(
        f"{server.url}/api/v1{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def is_open(page):
    """An image is on the canvas, and the server's strokes with it."""
    page.locator(".stage:focus").wait_for()
    page.locator(".work[data-strokes=there]").wait_for()


def take_a_piece_away(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def erase_a_line(page):
    """Goes on from where the crosshair is, and about the picture until it met ink."""
    page.keyboard.press("Enter")
    for key in ["Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowUp"]:
        page.keyboard.press(key)
    page.keyboard.press("Enter")


def test_a_chain_is_followed_by_keys_and_each_step_is_a_sample_of_its_own(page, studio):
    before = api(studio, "/samples?label=viii")["total"]
    page.goto(studio.url + "/studio?label=viii")
    is_open(page)
    assert page.locator(".work-instruction").inner_text() == "viii → iii"
    assert page.locator(".work-place").inner_text() == f"1 of {before}"
    parent = int(page.url.split("at=")[1])
    # Nothing drawn, nothing saved.
    page.keyboard.press("Control+Enter")
    page.get_by_text("Nothing is changed yet").wait_for()
    take_a_piece_away(page)
    page.keyboard.press("Control+Enter")
    page.locator(".work-instruction", has_text=re.compile("^iii → ii$")).wait_for()
    # However much of it hangs together, the eraser goes through it.
    page.keyboard.press("e")
    erase_a_line(page)
    page.keyboard.press("Control+Enter")
    page.locator(".work-instruction", has_text=re.compile("^ii → i$")).wait_for()
    erase_a_line(page)
    page.keyboard.press("Control+Enter")
    page.locator(".work-place", has_text=f"2 of {before}").wait_for()
    children = api(studio, f"/samples/{parent}/lineage")["children"]
    assert [child["label"] for child in children] == ["iii", "ii", "i"]
    source = api(studio, f"/samples/{parent}")
    child = api(studio, f"/samples/{children[0]['sample']}")
    assert (child["width"], child["height"]) == (source["width"], source["height"])
    assert child.get("split") == source.get("split")
    # Undo of the last save, from the canvas: nothing is drawn on this image, so it takes back what was saved.
    assert page.locator('[aria-label="Undo the stroke"]').is_disabled()
    with page.expect_response("**/api/v1/undo"):
        page.keyboard.press("Control+z")
    assert api(studio, f"/samples/{children[2]['sample']}")["state"] == "trashed"


def test_skip_back_and_any_label(page, studio):
    page.goto(studio.url + "/studio?label=viii")
    is_open(page)
    page.keyboard.press("x")
    page.locator(".work-instruction", has_text=re.compile("^iii → ii$")).wait_for()
    page.keyboard.press("c")
    page.get_by_role("button", name="vii", exact=True).click()
    assert page.locator(".work-instruction").inner_text() == "viii → vii"
    page.keyboard.press("n")
    page.locator(".work-place", has_text="2 of").wait_for()
    page.keyboard.press("N")
    page.locator(".work-place", has_text="1 of").wait_for()


def test_strokes_wait_when_one_goes_on_without_saving(page, studio):
    page.goto(studio.url + "/studio?label=viii")
    is_open(page)
    take_a_piece_away(page)
    page.keyboard.press("n")
    page.locator(".work-place", has_text="2 of").wait_for()
    page.keyboard.press("N")
    page.locator(".work-place", has_text="1 of").wait_for()
    page.wait_for_function("() => !document.querySelector('[data-key=save]').disabled")


def test_chosen_rows_of_the_sheet_go_to_the_studio(page, studio):
    page.goto(studio.url + "/sheet?label=vii")
    page.locator(".cell.active").wait_for()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.get_by_role("button", name="To the studio").click()
    page.wait_for_url("**/studio?selection=*")
    page.locator(".work-place", has_text="1 of 3").wait_for()


def test_a_piece_is_kept_found_and_put_together_with_others(page, studio):
    page.goto(studio.url + "/studio?label=vi")
    is_open(page)
    for name in ["v", "i"]:
        page.keyboard.press("ArrowRight")
        page.keyboard.press("k")
        page.get_by_role("dialog").get_by_role("combobox").fill(name)
        page.keyboard.press("Enter")
        page.locator(".tray-piece", has_text=name).first.wait_for()
        page.locator(".stage").focus()
    page.goto(studio.url + "/studio?view=compose")
    page.locator(".tray-piece").nth(1).wait_for()
    page.get_by_label("Search pieces").fill("v")
    page.wait_for_function("() => document.querySelectorAll('.tray-piece').length === 1")
    page.locator(".tray-piece").click()
    page.locator('[aria-label="Undo the stroke"]:not([disabled])').wait_for()
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="v", exact=True).first.click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("Saved as v").wait_for()
    made = api(studio, "/samples?sort=-id&limit=1")["samples"][0]
    assert made["label"] == "v"
    assert api(studio, f"/samples/{made['id']}/lineage")["derivation"]["parents"] != []

    page.get_by_label("Search pieces").fill("")
    page.wait_for_function("() => document.querySelectorAll('.tray-piece').length === 2")
    page.get_by_role("button", name="All that can be made of").click()
    page.locator(".composed-list img").first.wait_for()
    labels = page.locator(".composed-list .contact-class").all_inner_texts()
    assert {"vi", "iv"} <= set(labels)
    samples = api(studio, "/workspace")["counts"]["samples"]
    page.locator(".composed-list button").first.click()
    page.locator(".composed-list button[disabled] svg").first.wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples + 1
    page.get_by_role("button", name="Accept all").click()
    page.wait_for_function("() => !document.querySelector('.composed-list button:not([disabled])')")
    page.get_by_text(f"{len(labels) - 1} image").first.wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples + len(labels)


def test_a_whole_class_is_dismantled_looked_through_and_taken_back(page, studio):
    page.goto(studio.url + "/studio?view=chains&label=viii")
    page.get_by_role("button", name="Dismantle them").click()
    page.locator(".chain-row").first.wait_for(timeout=60_000)
    cells = page.locator(".contact-cell").count()
    assert cells > 0
    samples = api(studio, "/workspace")["counts"]["samples"]
    page.locator(".contact-cell").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".contact-cell").first.get_attribute("aria-pressed") == "false"
    page.get_by_role("button", name=f"Accept {cells - 1} image").click()
    page.locator(".toast").get_by_role("button", name="Undo").wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples + cells - 1
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Undone").wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples


def test_a_recipe_is_looked_at_before_it_writes_and_undone_after(page, studio):
    page.goto(studio.url + "/studio?view=recipes")
    page.get_by_role("button", name="Add a transform").click()
    page.get_by_role("menuitem", name="Mirror left-right").click()
    page.get_by_role("button", name="iv", exact=True).click()
    page.get_by_label("How many", exact=True).fill("1")
    page.locator(".inline-field select").first.select_option("")
    samples = api(studio, "/workspace")["counts"]["samples"]
    page.get_by_role("button", name="Preview").click()
    page.locator(".contact-cell").first.wait_for()
    # The rule of the label book: a mirrored iv is a vi.
    assert set(page.locator(".contact-class").all_inner_texts()) == {"vi"}
    made = page.locator(".contact-cell").count()
    assert api(studio, "/workspace")["counts"]["samples"] == samples, "a preview writes nothing"
    page.get_by_label("Name of the recipe").fill("flips")
    page.get_by_role("button", name="Save and make them").click()
    page.locator(".toast", has_text=f"{made} image").wait_for(timeout=60_000)
    assert api(studio, "/workspace")["counts"]["samples"] == samples + made
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Undone").wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples
    assert "flips" in page.locator("main").inner_text()


def test_what_is_grown_is_watched_looked_through_and_taken_back(page, studio):
    post(studio, "/recipes", {"name": "shakes", "recipe": {"transforms": [{"kind": "rotate"}, {"kind": "shift"}]}})
    # Whatever split the demo gave them: every third is in val.
    ids = sorted(sample["id"] for sample in api(studio, "/samples?limit=100")["samples"])
    post(studio, "/changes", {"edits": [
        {"samples": [each for place, each in enumerate(ids) if place % 3 != 0], "set": {"split": "train"}},
        {"samples": ids[::3], "set": {"split": "val"}},
    ]})
    page.goto(studio.url + "/studio?view=grow")
    for label, value in [("Seeds", "1"), ("Epochs", "40"), ("Rounds, at most", "1"), ("For each wrong sample", "4")]:
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Also take drawings apart by their chains").check()
    samples = api(studio, "/workspace")["counts"]["samples"]
    page.get_by_role("button", name="Grow", exact=True).click()
    page.locator(".rounds-table tbody tr").nth(1).wait_for(timeout=120_000)
    page.locator(".chain-row").first.wait_for(timeout=120_000)
    assert api(studio, "/workspace")["counts"]["samples"] == samples, "nothing is written before it is accepted"
    growth = api(studio, "/growths")["growths"][0]
    assert page.locator(".rounds-table tbody tr").count() == len(growth["rounds"])
    assert "taken for" in page.locator(".chain-row").first.inner_text()
    page.locator(".contact-cell").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=f"Accept {growth['proposed'] - 1} image").click()
    page.locator(".toast").get_by_role("button", name="Undo").wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples + growth["proposed"] - 1
    page.get_by_role("link", name="Accepted as change").wait_for()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Undone").wait_for()
    assert api(studio, "/workspace")["counts"]["samples"] == samples


def test_a_rule_that_is_set_is_kept(page, studio):
    page.goto(studio.url + "/studio?view=rules")
    rule = page.locator('select[aria-label$=", x"]').first
    rule.wait_for()
    rule.select_option("forbidden")
    page.reload()
    rule.wait_for()
    assert rule.input_value() == "forbidden"
    page.get_by_role("button", name="Chain of viii").click()
    assert page.get_by_role("dialog").get_by_role("textbox").input_value().startswith("iii")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_rooms_keep_to_the_rules_of_accessibility(page, studio, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    for view, there in [("work&label=viii", ".work-steps"), ("compose", ".tray-list li"), ("chains", ".room-tools select"), ("grow", ".grow-form select"), ("recipes", ".contact-cell, .rules-table"), ("rules", ".rules-table select")]:
        page.goto(f"{studio.url}/studio?view={view}")
        page.locator(there).first.wait_for()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{view}\n{found.generate_report()}"
