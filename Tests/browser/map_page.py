"""The map as its reader sees it: points by place on the stage, the images beside, legend, keys."""

import re


class MapPage:
    def __init__(self, page, server, query=""):
        self.page = page
        self.server = server
        self.open(f"{server.url}/map{query}")

    def open(self, url):
        self.page.goto(url)
        self.wait()

    def wait(self):
        """Until the map is drawn."""
        self.page.wait_for_selector(".map-stage[data-drawn]")
        self.page.wait_for_function("() => document.querySelector('.map-title h1').textContent !== ''")

    @property
    def title(self):
        return self.page.locator(".map-title h1").inner_text()

    def shown(self):
        """How many images the title says are shown."""
        return int(self.title.split()[0].replace(",", ""))

    def selected(self):
        """How many images the side panel says are selected."""
        heading = self.page.locator(".map-side h2").inner_text()
        found = re.match(r"([\d,]+) images? selected", heading)
        return int(found.group(1).replace(",", "")) if found else 0

    def selects(self, wanted="some"):
        """Waits until something, or nothing, is selected."""
        test = "text.endsWith('selected')" if wanted == "some" else "!text.endsWith('selected')"
        self.page.wait_for_function(f"() => {{ const text = document.querySelector('.map-side h2').textContent; return {test}; }}")
        self.settle()
        return self.selected()

    def settle(self):
        """Two frames, and what they called for."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")

    def at(self, across, down):
        """A place on the stage, by shares of its width and height, in pixels of the page."""
        box = self.page.locator(".map-stage").bounding_box()
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    def drag(self, begin, end, key=None, release=True):
        if key:
            self.page.keyboard.down(key)
        self.page.mouse.move(*self.at(*begin))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*end), steps=4)
        if release:
            self.page.mouse.up()
        if key:
            self.page.keyboard.up(key)
        self.settle()
        return self.selected()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def to_stage(self):
        self.page.locator(".map-stage").focus()

    def images(self):
        """The rows of the images that are seen beside the map."""
        return self.page.evaluate(
            "() => [...document.querySelectorAll('.picture-tile')].filter((tile) => tile.style.visibility !== 'hidden').map((tile) => tile.dataset.row)"
        )

    def labels(self):
        """How many of each label are selected, as the bars say."""
        bars = self.page.locator(".share-columns li")
        return {
            bars.nth(at).locator(".name").inner_text(): int((bars.nth(at).locator("b").get_attribute("title") or "0").replace(",", ""))
            for at in range(bars.count())
        }

    def legend(self, field, key):
        return self.page.locator(f'[data-entry="{field}:{key}"]')

    def toast(self, text):
        self.page.wait_for_selector(f".toast:has-text('{text}')")
