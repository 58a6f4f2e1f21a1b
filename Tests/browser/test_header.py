"""The head of every page: whatever the width, every page can be reached, by keys too."""

import pytest

PAGES = ["Sheet", "Map", "Label", "Audit", "Balance", "Styles", "Studio", "Runs", "Talk", "Label book", "History"]


@pytest.mark.parametrize("width", [390, 900, 1280, 1920])
def test_every_page_can_be_reached_at_any_width(page, shared_server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(shared_server.url + "/history")
    nav = page.get_by_role("navigation", name="Pages")
    nav.get_by_role("link").or_(nav.get_by_role("button")).first.wait_for()
    page.wait_for_function("() => document.querySelector('header nav').scrollWidth <= document.querySelector('header nav').clientWidth")
    shown = [name for name in PAGES if nav.get_by_role("link", name=name, exact=True).count()]
    assert width < 1280 or shown == PAGES, "all of them are in sight where there is room"
    assert "History" in shown or nav.get_by_role("button").inner_text() == "History", "the page that is shown is named"
    for name in shown:
        box = nav.get_by_role("link", name=name, exact=True).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    if shown != PAGES:
        nav.get_by_role("button").focus()
        page.keyboard.press("Enter")
        behind = page.locator(".nav-menu a").all_inner_texts()
        assert [name for name in PAGES if name in shown or name in behind] == PAGES
        page.keyboard.press("Escape")
        assert page.locator(".nav-menu").count() == 0
        page.keyboard.press("Enter")
        page.locator(".nav-menu a", has_text="Runs").click()
        page.wait_for_url("**/runs")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
