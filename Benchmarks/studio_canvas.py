"""The studio's canvas in a real browser: what a pointer's move costs the page's scripts on a picture of 2,000 × 2,000 pixels.

    python Benchmarks/studio_canvas.py [SIDE]

A move is timed from the moment the page hears of it to the end of its listeners; a frame is what the page's scripts do in
requestAnimationFrame. Chromium without a screen paints in software, outside of both. At 60 Hz a frame has 16.7 ms.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from measure import Serving, say, tessera

CLOCK = """() => {
    window.moves_ = [];
    window.frames_ = [];
    let began = 0;
    addEventListener("pointermove", () => { began = performance.now(); }, true);
    addEventListener("pointermove", () => window.moves_.push(performance.now() - began));
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => ask((now) => {
        const start = performance.now();
        callback(now);
        window.frames_.push(performance.now() - start);
    });
}"""


def draw(path, side):
    """A viii on paper with grain and a shade, as a camera would see it."""
    import random

    from PIL import Image, ImageDraw, ImageFilter

    chance = random.Random(7)
    grain = Image.frombytes("L", (side, side), chance.randbytes(side * side)).point(lambda value: value // 16)
    paper = Image.linear_gradient("L").resize((side, side)).point(lambda value: 215 + value // 12)
    picture = Image.blend(paper, grain, 0.06)
    pen = ImageDraw.Draw(picture)
    unit = side / 20
    lines = [[(2, 4), (4.5, 16), (7, 4)], [(9, 4), (9.2, 16)], [(12, 4), (11.8, 16)], [(15, 4), (15.3, 16)], [(1, 4), (17, 4)], [(3, 16.2), (17, 16)]]
    for line in lines:
        pen.line([(x * unit, y * unit) for x, y in line], fill=40, width=int(unit * 0.5), joint="curve")
    picture.filter(ImageFilter.GaussianBlur(side / 1000)).save(path)


def measure(url):
    """Tuples of words and numbers of milliseconds."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(f"({CLOCK})()")
            page.goto(f"{url}/studio?label=viii")
            page.get_by_role("button", name="Pieces").wait_for()
            page.locator(".stage:focus").wait_for()
            page.wait_for_timeout(1_500)
            box = page.locator(".stage").bounding_box()
            middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

            def drag(steps=60, down=True, reach=220):
                page.evaluate("() => { window.moves_ = []; window.frames_ = []; }")
                page.mouse.move(middle[0] - reach, middle[1] - reach)
                if down:
                    page.mouse.down()
                for step in range(steps):
                    part = step / steps
                    page.mouse.move(middle[0] - reach + 2 * reach * part, middle[1] + reach * (0.8 if step // 6 % 2 else -0.8))
                if down:
                    page.mouse.up()
                page.wait_for_timeout(300)
                return page.evaluate("() => ({ moves: window.moves_, frames: window.frames_ })")

            for words, key in [("eraser", "e"), ("pen", "p"), ("lasso, drawn", "l")]:
                page.keyboard.press(key)
                if key in "ep":
                    page.keyboard.press("]")
                yield words, drag()
            page.evaluate("() => { window.moves_ = []; window.frames_ = []; }")
            page.mouse.move(*middle)
            page.keyboard.press("Escape")
            page.keyboard.press("s")
            yield "pieces, the first look after an edit, and pointing", drag(down=False)
            page.keyboard.press("l")
            for x, y in [(-200, -250), (200, -250), (200, 250), (-200, 250)]:
                page.mouse.move(middle[0] + x, middle[1] + y)
                if (x, y) == (-200, -250):
                    page.mouse.down()
            page.mouse.up()
            page.keyboard.press("r")
            yield "what floats, moved (lifted first)", drag(reach=60)
            page.evaluate("() => { window.moves_ = []; window.frames_ = []; }")
            page.mouse.move(*middle)
            for _ in range(8):
                page.mouse.wheel(0, -200)
                page.wait_for_timeout(30)
            yield "wheel: frames", page.evaluate("() => ({ moves: [], frames: window.frames_ })")
        finally:
            browser.close()


def spread(times):
    if not times:
        return "–"
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.2f}, 95 % {ordered[int(0.95 * (len(ordered) - 1))]:.2f}, most {ordered[-1]:.2f} ms of {len(ordered)}"


def main():
    side = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pictures" / "viii"
        folder.mkdir(parents=True)
        draw(folder / "one.png", side)
        workspace = Path(place) / "studio.tessera"
        tessera("import", folder.parent, "-w", workspace, "--quiet")
        with Serving(workspace) as server:
            for words, times in measure(server.url):
                say(f"{words}: moves {spread(times['moves'])}; frames {spread(times['frames'])}")


if __name__ == "__main__":
    main()
