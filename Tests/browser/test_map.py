"""The map in a real browser: what a team does with it, and what must not happen."""

import json
import re

import pytest
from conftest import api
from map_page import MapPage

MIDDLE = ((0.45, 0.35), (0.65, 0.6))


def test_the_title_says_what_is_seen(page, shared_server):
    seen = MapPage(page, shared_server)
    assert re.match(r"[\d,]+( of [\d,]+)? images, drawn as (their class|dots), coloured by split", seen.title)
    assert seen.shown() > 1000


def test_a_window_shows_its_images_while_it_moves(page, shared_server):
    seen = MapPage(page, shared_server)
    everything = seen.shown()
    count = seen.drag(*MIDDLE)
    assert 0 < count < everything
    before = seen.images()
    assert before
    # The button is still down: the images follow the window, they don't wait for its end.
    seen.drag((0.55, 0.5), (0.6, 0.62), release=False)
    assert seen.images() != before
    page.mouse.up()
    assert seen.selects() > 0


def test_shift_adds_alt_takes_away_escape_clears(page, shared_server):
    seen = MapPage(page, shared_server)
    first = seen.drag((0.4, 0.3), (0.55, 0.5))
    more = seen.drag((0.56, 0.3), (0.75, 0.7), key="Shift")
    assert more > first
    less = seen.drag((0.4, 0.3), (0.75, 0.45), key="Alt")
    assert less < more
    seen.to_stage()
    seen.press("Escape")
    assert seen.selects("nothing") == 0


def test_a_lasso_selects_what_it_goes_around(page, shared_server):
    seen = MapPage(page, shared_server, "?tool=lasso")
    page.mouse.move(*seen.at(0.4, 0.4))
    page.mouse.down()
    for place in [(0.7, 0.35), (0.75, 0.7), (0.45, 0.75)]:
        page.mouse.move(*seen.at(*place), steps=3)
    page.mouse.up()
    assert 0 < seen.selects() < seen.shown()


def test_the_window_obeys_the_keyboard(page, shared_server):
    seen = MapPage(page, shared_server)
    seen.to_stage()
    seen.press("w")
    seen.selects()
    left = page.locator(".map-window").bounding_box()
    seen.press(*["ArrowRight"] * 3, *["Shift+ArrowDown"] * 3)
    moved = page.locator(".map-window").bounding_box()
    assert moved["x"] > left["x"] + 20 and moved["height"] > left["height"] + 20
    seen.press("i")
    assert page.evaluate("document.activeElement.className") == "picture-tile"
    seen.press("ArrowRight", "ArrowDown")
    assert int(page.evaluate("document.activeElement.dataset.place")) > 1


def test_near_enough_the_points_are_pictures(page, shared_server):
    seen = MapPage(page, shared_server)
    page.mouse.move(*seen.at(0.55, 0.5))
    for _ in range(8):
        page.mouse.wheel(0, -240)
    page.wait_for_selector(".map-stage[data-drawn=picture]")
    page.wait_for_function("() => document.querySelector('.map-title h1').textContent.includes('as pictures')")
    seen.to_stage()
    seen.press("0")
    page.wait_for_selector(".map-stage:not([data-drawn=picture])")


def test_the_legend_filters_and_the_address_remembers(page, shared_server):
    seen = MapPage(page, shared_server)
    everything = seen.shown()
    seen.legend("split", "train").click()
    seen.settle()
    without = seen.shown()
    assert without < everything
    seen.legend("label", "v").click(modifiers=["Alt"])
    seen.settle()
    alone = seen.shown()
    assert 0 < alone < without
    page.reload()
    seen.wait()
    assert seen.shown() == alone
    page.locator("[data-all=split]").click()
    page.locator("[data-all=label]").click()
    seen.settle()
    assert seen.shown() == everything


def test_a_label_given_on_the_map_is_kept_undone_and_done_again(page, server):
    seen = MapPage(page, server)
    seen.to_stage()
    seen.press("w")
    count = seen.selects()
    before = seen.labels()
    seen.press("Enter")
    page.keyboard.type("vii")
    seen.press("Enter")
    seen.toast("vii now")
    assert seen.labels()["vii"] == count
    page.keyboard.press("Control+z")
    page.wait_for_function("() => document.querySelectorAll('.share-columns li:not(.none)').length > 1")
    assert seen.labels() == before
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function("() => document.querySelectorAll('.share-columns li:not(.none)').length === 1")
    classes = {entry["name"]: entry["total"] for entry in api(server, "/workspace")["classes"]}
    assert classes["vii"] >= count
    page.reload()
    seen.wait()
    assert f"{classes['vii']:,}" in seen.legend("label", "vii").inner_text()


def test_splits_tags_and_the_trash(page, server):
    seen = MapPage(page, server)
    seen.to_stage()
    seen.press("w")
    count = seen.selects()
    seen.press("s")
    page.locator("[role=menu] button", has_text="test").click()
    seen.toast("in test now")
    seen.press("t")
    page.keyboard.type("look again")
    seen.press("Enter")
    seen.toast("tagged look again")
    workspace = api(server, "/workspace")
    assert sum(entry["bySplit"].get("test", 0) for entry in workspace["classes"]) + workspace["counts"]["unlabeled"] >= count
    assert {"name": "look again", "count": count} in workspace["tags"]
    everything = seen.shown()
    seen.to_stage()
    seen.press("Delete")
    seen.toast("in the trash now")
    seen.settle()
    assert seen.shown() == everything - count
    page.keyboard.press("Control+z")
    page.wait_for_function("(before) => document.querySelector('.map-title h1').textContent.startsWith(before)", arg=f"{everything:,}")


def test_what_others_do_is_seen(page, server):
    seen = MapPage(page, server)
    samples = api(server, "/samples?limit=40")["samples"]
    page.evaluate(
        """(ids) => fetch("/api/v1/changes", { method: "POST", headers: { "Content-Type": "application/json", "X-Tessera-Author": "Ada" },
            body: JSON.stringify({ edits: [{ samples: ids, set: { addTags: ["from Ada"] } }] }) })""",
        [sample["id"] for sample in samples],
    )
    page.locator(".map-legend select").select_option("tags")
    entries = page.locator(".legend-part li", has_text="from Ada")
    entries.first.wait_for()
    # Images that carried another tag before are a group of their own.
    assert sum(int(text.split()[-1]) for text in entries.all_inner_texts()) == 40


def test_selected_images_open_in_the_sheet(page, shared_server):
    seen = MapPage(page, shared_server)
    seen.to_stage()
    seen.press("w")
    seen.selects()
    page.keyboard.press("o")
    page.wait_for_url("**/sheet?selection=*")


def test_a_click_opens_the_image(page, shared_server):
    seen = MapPage(page, shared_server)
    seen.to_stage()
    seen.press("w", "i", "Enter")
    page.wait_for_selector("dialog[open] .sample-picture img")
    # The look-alikes come a moment after the picture.
    page.locator("dialog .sample-tiles button").first.wait_for()
    page.keyboard.press("Escape")


def test_a_saved_map_needs_no_server(page, server, tmp_path):
    """And a tag that tries to end the script stays a tag."""
    trap = "</script><script>document.title = 'trapped'</script>"
    page.goto(f"{server.url}/map")
    page.evaluate(
        """([id, tag]) => fetch("/api/v1/changes", { method: "POST", headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ edits: [{ samples: [id], set: { addTags: [tag] } }] }) })""",
        [api(server, "/samples?limit=1")["samples"][0]["id"], trap],
    )
    saved = tmp_path / "map.html"
    saved.write_bytes(page.request.get(f"{server.url}/api/v1/map/export.html").body())
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    page.goto(saved.as_uri())
    seen = MapPage.__new__(MapPage)
    seen.page = page
    seen.wait()
    assert seen.drag(*MIDDLE) > 0
    page.wait_for_function("() => [...document.querySelectorAll('.picture-tile img')].some((image) => image.naturalWidth > 0)")
    page.locator(".map-legend select").select_option("tags")
    assert page.locator(".legend-part", has_text=trap[:20]).count() == 1
    assert page.title() != "trapped"
    assert not [url for url in asked if "/api/" in url], "a saved map asks no server"


def test_the_chart_is_whole(page, shared_server):
    answer = page.request.get(f"{shared_server.url}/api/v1/map/export.vl.json")
    chart = json.loads(answer.body())
    assert chart["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert "{{" not in json.dumps({**chart, "data": None})
    row = chart["data"]["values"][0]
    assert {"id", "label", "split", "x", "y", "image"} <= row.keys()
    assert row["image"].startswith("data:image/png;base64,")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 700])
def test_no_barrier_to_anybody(browser, shared_server, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme, bypass_csp=True)
    opened = context.new_page()
    seen = MapPage(opened, shared_server)
    seen.to_stage()
    for keys in [[], ["w"], ["Escape", "?"]]:
        seen.press(*keys)
        violations = Axe().run(opened).response["violations"]
        assert not violations, [(v["id"], v["help"], [node["html"][:200] for node in v["nodes"]]) for v in violations]
    context.close()
