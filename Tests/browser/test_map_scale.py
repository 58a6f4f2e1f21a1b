"""A map of very many points: what it shows and asks for. How fast it does so, Benchmarks/map_scale.py measures."""

import json
import random
import struct
import time
from array import array
from math import cos, pi, sin

import pytest
from map_page import MapPage

COUNT = 100_000
FIELDS = {"id": "I", "label": "H", "split": "B", "tags": "H", "state": "B", "revision": "I", "x": "f", "y": "f", "order": "I"}
TYPES = {"I": "u32", "H": "u16", "B": "u8", "f": "f32"}


def columns(values, dictionaries):
    """A columns file, by the description in docs/http-api.md."""
    entries, body = [], bytearray()
    for name, column in values.items():
        body.extend(b"\0" * (-len(body) % 4))
        entry = {"name": name, "type": TYPES[column.typecode], "offset": len(body)}
        if name in dictionaries:
            entry["dictionary"] = dictionaries[name]
        entries.append(entry)
        body.extend(column.tobytes())
    header = json.dumps({"count": COUNT, "lastChange": 1, "box": [0, 0, 1, 1], "columns": entries}).encode()
    header += b" " * (-len(header) % 8)
    return b"TSC1" + struct.pack("<I", len(header)) + header + bytes(body)


@pytest.fixture(scope="module")
def points():
    """A thick ring and a thin cloud. Ids go up in steps of one, so that a selection by place is many ranges."""
    dice = random.Random(5)
    values = {name: array(kind) for name, kind in FIELDS.items()}
    for number in range(COUNT):
        if number % 2:
            angle, distance = dice.random() * 2 * pi, 0.35 + dice.gauss(0, 0.01)
            x, y = 0.5 + distance * cos(angle), 0.5 + distance * sin(angle)
        else:
            x, y = dice.random(), dice.random()
        for name, value in zip(FIELDS, (number + 1, number % 10, number % 5 == 0, 65535, 0, 1, min(max(x, 0), 1), min(max(y, 0), 1), number)):
            values[name].append(value)
    return values


@pytest.fixture
def large(page, shared_server, points):
    """The map page of a server whose samples are the made-up ones; and what it asked for."""
    workspace = page.request.get(f"{shared_server.url}/api/v1/workspace").json()
    labels = [entry["name"] for entry in workspace["classes"]]
    file = columns(points, {"label": labels, "split": ["train", "val", "test"], "tags": [], "state": ["active", "trashed"]})
    page.route("**/api/v1/samples/columns?*", lambda route: route.fulfill(body=file, content_type="application/vnd.tessera.columns"))
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url, request.post_data or "")))
    seen = MapPage(page, shared_server)
    seen.asked = asked
    return seen


def asked_now(seen):
    """What was asked for since the last call, pictures of the side panel aside."""
    found = [entry for entry in seen.asked if "/api/" in entry[1] and "/thumbnail?" not in entry[1]]
    seen.asked.clear()
    return found


def viewer(page):
    """The viewer of the page, as a script sees it."""
    return page.evaluate_handle(
        """async () => {
            const { Viewer } = await import("/web/map/view/viewer.js");
            return new Promise((done) => {
                const write = Viewer.prototype.writeTitle;
                Viewer.prototype.writeTitle = function () { done(this); Viewer.prototype.writeTitle = write; write.call(this); };
                document.querySelector(".map-stage").dispatchEvent(new WheelEvent("wheel", { deltaY: 1, bubbles: true }));
            });
        }"""
    )


def test_all_points_come_in_one_answer_and_are_shown(large):
    assert large.shown() == COUNT
    assert len([url for _, url, _ in large.asked if "/samples/columns" in url]) == 1


def test_what_a_moving_window_selects_is_what_lies_under_it(large):
    view = viewer(large.page)
    large.drag((0.4, 0.3), (0.6, 0.7))
    for begin, end in [((0.5, 0.5), (0.55, 0.55)), ((0.55, 0.55), (0.75, 0.6)), ((0.75, 0.6), (0.4, 0.5))]:
        selected = large.drag(begin, end)
        under = view.evaluate(
            """({ stage, points }) => {
                const { left, right, bottom, top } = stage.selection.area;
                let under = 0;
                for (let row = 0; row < points.count; row++) {
                    const [x, y] = [points.positions[2 * row], points.positions[2 * row + 1]];
                    if (x >= left && x <= right && y >= bottom && y <= top) under++;
                }
                return under;
            }"""
        )
        assert selected == under > 1000
        assert sum(large.labels().values()) == selected


def test_nothing_is_asked_while_the_map_is_moved_and_brushed(large):
    large.settle()
    asked_now(large)
    large.page.mouse.move(*large.at(0.5, 0.5))
    large.page.mouse.wheel(0, -200)
    large.drag((0.3, 0.3), (0.7, 0.7))
    large.drag((0.5, 0.5), (0.6, 0.6))
    assert asked_now(large) == []


def test_tens_of_thousands_of_images_are_tagged_and_opened_by_the_name_of_their_selection(large):
    selected = large.drag((0.24, 0.12), (0.92, 0.7))
    assert selected > COUNT / 3
    asked_now(large)
    large.press("t")
    large.page.keyboard.type("seen together")
    large.press("Enter")
    large.toast("tagged seen together")
    sent = {url.split("/api/v1/")[1]: body for method, url, body in asked_now(large) if method == "POST"}
    name = json.loads(sent["changes"])["edits"][0]["selection"]
    assert len(sent["changes"]) < 300, "the edit names its samples, it does not list them"
    assert len(sent["selections"]) < selected * 3
    kept = large.page.request.get(f"{large.server.url}/api/v1/selections/{name}").json()
    assert kept["count"] == selected
    large.page.keyboard.press("Control+z")
    large.page.keyboard.press("o")
    large.page.wait_for_url("**/sheet?selection=*")
    assert large.page.url.endswith(f"selection={name}")
    assert all(len(url) < 400 for _, url, _ in large.asked)


def test_near_pictures_come_many_in_one_answer(page, shared_server):
    seen = MapPage(page, shared_server)
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.mouse.move(*seen.at(0.55, 0.5))
    for _ in range(8):
        page.mouse.wheel(0, -240)
    page.wait_for_selector(".map-stage[data-drawn=picture]")
    deadline = time.monotonic() + 20
    while not any(url.endswith("/api/v1/thumbnails") for _, url in asked) and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert ("POST", f"{shared_server.url}/api/v1/thumbnails") in asked
    assert not [url for method, url in asked if "/thumbnail?side=64" in url], "none is asked for by itself"


def test_a_region_is_outlined_named_and_selects_its_points(page, shared_server):
    seen = MapPage(page, shared_server)
    view = viewer(page)
    count = view.evaluate(
        """(viewer) => {
            const { points } = viewer;
            const rows = [];
            for (let row = 0; row < points.count; row++) if (points.positions[2 * row] < 0.4) rows.push(row);
            viewer.setOutlines([{ points: Int32Array.from(rows), title: "val is missing here", kind: "missing", picked: () => (window.picked = true) }]);
            return rows.length;
        }"""
    )
    outline = page.get_by_role("button", name="val is missing here")
    outline.focus()
    page.keyboard.press("Enter")
    assert seen.selects() == count
    assert page.evaluate("window.picked")
    seen.to_stage()
    seen.press("Escape")
    place = page.evaluate(
        """() => {
            const line = document.querySelector(".outline-hit");
            const at = line.getPointAtLength(line.getTotalLength() / 3).matrixTransform(line.getScreenCTM());
            return [at.x, at.y];
        }"""
    )
    page.mouse.click(*place)
    assert seen.selects() == count
