"""A sheet that is far taller than a browser can be: any place is reached, shows what belongs there, and can be edited."""

import os
import shutil

import pytest

from conftest import Server, api, tessera
from sheet_page import SheetPage

MORE = 18_000


@pytest.fixture(scope="module")
def large_workspace(demo_workspace, tmp_path_factory):
    """The demo data, and its images again and again under other names."""
    folder = tmp_path_factory.mktemp("large")
    place = folder / "large.tessera"
    shutil.copytree(demo_workspace, place)
    images = sorted(file for file in (place / "images").rglob("*") if file.is_file())
    for number in range(MORE):
        target = folder / "more" / ["train", "val"][number % 5 == 0] / ["i", "iii", "vii", "x"][number % 4]
        target.mkdir(parents=True, exist_ok=True)
        os.link(images[number * 7 % len(images)], target / f"again-{number:05}.png")
    tessera("import", folder / "more", "-w", place, "--quiet")
    return place


@pytest.fixture(scope="module")
def large(large_workspace):
    running = Server(large_workspace)
    yield running
    running.stop()


def jump(page, part):
    """Pulls the scroll bar to a part of its way; gives the first row in view, counted from 1."""
    page.evaluate("(part) => { const grid = document.querySelector('#grid'); grid.scrollTop = part * (grid.scrollHeight - grid.clientHeight); }", part)
    page.wait_for_timeout(300)
    page.wait_for_function("() => !document.querySelector('.rows > .row:not([hidden]) .waiting')")
    return first_in_view(page)


def first_in_view(page):
    return page.evaluate(
        """() => {
            const top = document.querySelector('#grid .head').getBoundingClientRect().bottom;
            const rows = [...document.querySelectorAll('.rows > .row:not([hidden])')].filter((row) => row.getBoundingClientRect().bottom > top + 1);
            return Math.min(...rows.map((row) => Number(row.getAttribute('aria-rowindex')) - 1));
        }"""
    )


def expected(large, query, row):
    """The sample that the server has at a place counted from 1."""
    return api(large, f"/samples?{query}&offset={row - 1}&limit=1")["samples"][0]


@pytest.mark.parametrize("query", ["", "sort=-name", "split=train&sort=similarity", "q=9&sort=label"])
@pytest.mark.parametrize("height", [40, 500])
def test_any_place_shows_the_row_that_belongs_there(page, large, query, height):
    sheet = SheetPage(page, large, f"?{query}")
    page.evaluate("(height) => localStorage.setItem('tessera.sheet', JSON.stringify({ ...JSON.parse(localStorage.getItem('tessera.sheet') ?? '{}'), rowHeight: height }))", height)
    sheet.open(f"?{query}")
    total = api(large, f"/samples?{query}&limit=0")["total"]
    assert int(page.locator("#grid").get_attribute("aria-rowcount")) == total + 1
    for part in [0.5, 0.123, 0.987, 0]:
        row = jump(page, part)
        assert row == pytest.approx(part * total, abs=max(30, 0.002 * total)), "the scroll bar leads to its part of the rows"
        assert sheet.text(row, "text") == expected(large, query, row)["name"]
    jump(page, 1)
    assert sheet.text(total, "text") == expected(large, query, total)["name"]


@pytest.mark.parametrize("place", ["the end", "the middle"])
def test_an_edit_far_down_is_kept_undone_and_there_after_a_reload(page, large, place):
    sheet = SheetPage(page, large, "?sort=-name")

    def go():
        if place == "the end":
            page.keyboard.press("Control+End")
            page.wait_for_timeout(100)
            return api(large, "/samples?limit=0")["total"]
        row = jump(page, 0.5) + 2
        sheet.cell(row, "class").click()
        return row

    row = go()
    sheet.cell(row, "class").click()
    before = sheet.text(row, "class")
    wanted = "vii" if before != "vii" else "x"
    sheet.type(wanted, "Enter")
    sheet.is_saved()
    assert expected(large, "sort=-name", row)["label"] == wanted
    sheet.press("Control+z")
    sheet.shows(row, "class", before)
    sheet.press("Control+Shift+z")
    sheet.shows(row, "class", wanted)
    sheet.open("?sort=-name")
    assert go() == row
    sheet.shows(row, "class", wanted)
    sheet.press("Control+z")
    sheet.shows(row, "class", before)


def test_rows_stay_where_they_are_while_others_edit(page, large):
    sheet = SheetPage(page, large, "?sort=label")
    row = jump(page, 0.5)
    shown = {each: sheet.text(each, "text") for each in range(row, row + 5)}
    ids = [expected(large, "sort=label", each)["id"] for each in range(row, row + 5)]
    sheet.api("changes", {"edits": [{"samples": ids[1:3], "set": {"label": "i"}}]})
    sheet.shows(row + 1, "class", "i")
    assert first_in_view(page) == row
    assert {each: sheet.text(each, "text") for each in shown} == shown
    page.get_by_role("button", name="Sort again").click()
    page.wait_for_function(
        "([row, name]) => document.querySelector(`.rows > .row[aria-rowindex='${row + 1}'] > .cell.text`)?.innerText !== name", arg=[row + 1, shown[row + 1]]
    )


def test_the_wheel_moves_a_very_tall_sheet_by_as_much_as_it_turns(page, large):
    sheet = SheetPage(page, large)
    page.evaluate("() => localStorage.setItem('tessera.sheet', JSON.stringify({ rowHeight: 500 }))")
    sheet.open()
    row = jump(page, 0.5)
    page.mouse.move(600, 400)
    for turn in range(1, 4):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(500)
        assert first_in_view(page) in (row + turn - 1, row + turn, row + turn + 1), "one row a turn, not a part of the whole"
