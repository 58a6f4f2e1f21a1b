"""Labelling in the sheet, with the keys and habits of a spreadsheet."""

import pytest

from sheet_page import SheetPage


@pytest.fixture
def sheet(page, server):
    return SheetPage(page, server)


def other(label):
    return "vii" if label != "vii" else "x"


def test_typing_a_label_saves_it_and_goes_down(sheet):
    wanted = other(sheet.text(1, "class"))
    sheet.type(wanted, "Enter")
    sheet.is_saved()
    assert sheet.active_row() == 2
    sheet.open()
    assert sheet.text(1, "class") == wanted


def test_a_class_typed_in_full_wins_over_a_longer_one(sheet):
    sheet.press("Delete")
    sheet.type("vi", "Enter")
    sheet.shows(1, "class", "vi")


def test_first_letters_are_enough(sheet):
    sheet.press("Delete")
    sheet.type("viii"[:4], "Enter")
    sheet.cell(1, "split").click()
    sheet.type("te", "Enter")
    sheet.shows(1, "split", "test")


def test_escape_leaves_the_cell_as_it_was(sheet):
    before = sheet.text(1, "class")
    sheet.type("x", "Escape")
    assert sheet.text(1, "class") == before
    assert sheet.active_row() == 1


def test_a_new_class_is_made_only_after_a_question(sheet):
    before = sheet.text(1, "class")
    sheet.type("zeta", "Enter")
    sheet.page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert sheet.text(1, "class") == before
    sheet.cell(1, "class").click()
    sheet.type("zeta", "Enter")
    sheet.page.get_by_role("dialog").get_by_role("button", name="Add the class").click()
    sheet.shows(1, "class", "zeta")
    sheet.is_saved()
    assert "zeta" in [each["name"] for each in sheet.api("workspace")["classes"]]


def test_undo_and_redo_are_still_there_after_a_reload(sheet):
    before = sheet.text(1, "class")
    wanted = other(before)
    sheet.type(wanted, "Enter")
    sheet.is_saved()
    sheet.open()
    sheet.press("Control+z")
    sheet.shows(1, "class", before)
    sheet.press("Control+Shift+z")
    sheet.shows(1, "class", wanted)


def test_fill_down_clear_and_copy_a_range(sheet):
    sheet.type("ix", "Enter")
    sheet.press("ArrowUp", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    sheet.shows(3, "class", "ix")
    sheet.press("Control+c")
    assert sheet.clipboard() == "ix\nix\nix"
    sheet.press("Delete")
    sheet.shows(2, "class", "unlabelled")
    sheet.is_saved()
    assert len([sample for sample in sheet.api("samples?limit=3")["samples"] if sample["label"] is None]) == 3


def test_pasting_from_a_spreadsheet(sheet):
    sheet.clipboard('iii\ttrain\t"one, two"\r\niv\tval\t\r\n')
    sheet.press("Control+v")
    for row, label, split in [(1, "iii", "train"), (2, "iv", "val")]:
        sheet.shows(row, "class", label)
        sheet.shows(row, "split", split)
    sheet.is_saved()
    first = sheet.api("samples?limit=1")["samples"][0]
    assert first["tags"] == ["one", "two"]


def test_what_does_not_fit_is_named_and_the_rest_is_pasted(sheet):
    sheet.clipboard("v\tnowhere\nvi\tval")
    sheet.press("Control+v")
    sheet.page.get_by_role("alert").get_by_text("is no split").wait_for()
    sheet.shows(1, "class", "v")
    sheet.shows(2, "split", "val")


def test_a_range_is_typed_through_with_enter(sheet):
    sheet.press("Shift+ArrowDown", "Shift+ArrowDown")
    for label in ["x", "ix", "v"]:
        sheet.type(label, "Enter")
    for row, label in enumerate(["x", "ix", "v"], start=1):
        sheet.shows(row, "class", label)
    sheet.type("iv", "Control+Enter")
    for row in [1, 2, 3]:
        sheet.shows(row, "class", "iv")


def test_somebody_else_was_quicker(sheet):
    sheet.page.route("**/api/v1/events", lambda route: route.abort())
    sheet.open()
    before = sheet.text(1, "class")
    theirs, mine = [label for label in ["ii", "v", "x"] if label != before][:2]
    sheet.api("changes", {"edits": [{"samples": sheet.ids()[:1], "set": {"label": theirs}}]})
    sheet.type(mine, "Enter")
    dialog = sheet.page.get_by_role("dialog")
    told = dialog.inner_text()
    assert theirs in told and mine in told and "Ben" in told
    dialog.get_by_role("button", name="Keep theirs").click()
    sheet.shows(1, "class", theirs)
    sheet.is_saved()


def test_edits_of_others_appear_without_moving_rows(page, server):
    sheet = SheetPage(page, server, "?sort=label")
    first = sheet.ids("&sort=label")[0]
    sheet.api("changes", {"edits": [{"samples": [first], "set": {"label": "x"}}]})
    sheet.shows(1, "class", "x")
    page.get_by_role("button", name="Sort again").click()
    page.wait_for_function("() => document.querySelector('.rows > .row[aria-rowindex=\"2\"] > .cell.class').innerText !== 'x'")


def test_edits_are_kept_while_the_server_is_away(sheet):
    wanted = other(sheet.text(1, "class"))
    sheet.page.route("**/api/v1/changes", lambda route: route.abort())
    sheet.type(wanted, "Enter")
    sheet.page.get_by_text("Your edits are kept here").wait_for()
    sheet.page.unroute("**/api/v1/changes")
    sheet.is_saved()
    assert sheet.api("samples?limit=1")["samples"][0]["label"] == wanted


def test_trash_and_undo(sheet):
    first = sheet.ids()[0]
    sheet.press("Shift+Delete")
    sheet.page.get_by_text("moved to the trash").wait_for()
    assert first not in sheet.ids()
    sheet.press("Control+z")
    sheet.page.wait_for_function("(id) => fetch('/api/v1/samples?limit=1').then(r => r.json()).then(p => p.samples[0].id === id)", arg=first)


def test_filter_and_sort_are_in_the_address(sheet):
    page = sheet.page
    page.get_by_role("button", name="Sort by Name").or_(page.locator(".head-title", has_text="Name")).first.click()
    page.wait_for_url("**/sheet?sort=name")
    page.get_by_role("searchbox").fill("a")
    page.wait_for_url("**/sheet?q=a&sort=name")
    page.reload()
    page.wait_for_selector(".cell.active")
    names = [sample["name"] for sample in sheet.api("samples?q=a&sort=name&limit=3")["samples"]]
    assert [sheet.text(row, "text") for row in [1, 2, 3]] == names
    page.go_back()
    page.wait_for_url("**/sheet")


def test_the_focus_survives_scrolling_far_away(sheet):
    sheet.press("ArrowDown", "ArrowDown")
    sheet.page.mouse.move(600, 400)
    sheet.page.mouse.wheel(0, 30_000)
    sheet.page.wait_for_function("() => document.querySelector('#grid').scrollTop > 20000")
    sheet.press("ArrowDown")
    assert sheet.active_row() == 4


def test_the_preview_goes_on_to_the_next_row(sheet):
    sheet.press("Space")
    dialog = sheet.page.get_by_role("dialog")
    dialog.get_by_text("Row 1 of").wait_for()
    sheet.press("ArrowDown")
    dialog.get_by_text("Row 2 of").wait_for()
    sheet.press("Escape")
    sheet.goes_to_row(2)


def test_hostile_names_stay_text(sheet):
    tag = "<img src=x onerror=alert(1)>"
    sheet.api("changes", {"edits": [{"samples": sheet.ids()[:1], "set": {"addTags": [tag]}}]})
    sheet.open()
    sheet.page.wait_for_function("(tag) => document.querySelector('.rows .cell.tags').innerText.includes(tag)", arg=tag)
