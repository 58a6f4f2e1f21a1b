"""The studio's canvas without a server behind it: pixels, strokes, pieces, undo and PNG, as the browser runs them."""

import base64
import io
import random

import pytest
from PIL import Image, ImageDraw


@pytest.fixture
def canvas(page, shared_server):
    """A page on which the canvas's modules can be imported."""
    page.goto(shared_server.url + "/history")
    return page


def picture(image):
    """An image as the page can decode it."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def numeral(size=(300, 200)):
    """A vi of separate strokes on paper that is a little uneven."""
    chance = random.Random(1)
    image = Image.new("L", size)
    image.putdata([240 + chance.randrange(8) for _ in range(size[0] * size[1])])
    pen = ImageDraw.Draw(image)
    pen.line([(60, 40), (100, 160), (140, 40)], fill=30, width=12, joint="curve")
    pen.line([(210, 40), (210, 160)], fill=30, width=12)
    return image


# What every script below begins with.
OPEN = """
    const [{ Drawing }, { BrushStroke }, { decodeRaster }, { encodePNG }, { Pieces, fillWithPaper }, area, floats, components] = await Promise.all(
        ["drawing", "brush", "raster", "png", "pieces", "area", "floats", "components"].map((name) => import(`/web/studio/canvas/${name}.js`)));
    const open = async (text) => new Drawing(await decodeRaster(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], { type: "image/png" })));
    const bytes = async (blob) => btoa(Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
    const same = (a, b) => a.every((word, at) => word === b[at]);
"""


def run(page, body, argument=None):
    return page.evaluate(f"async (argument) => {{ {OPEN} {body} }}", argument)


def saved(text):
    return Image.open(io.BytesIO(base64.b64decode(text)))


def test_a_grey_picture_is_saved_grey_and_pixel_for_pixel(canvas):
    image = numeral()
    result = saved(run(canvas, "return bytes(await encodePNG((await open(argument)).raster));", picture(image)))
    assert result.mode == "L" and result.size == image.size
    assert result.tobytes() == image.tobytes()


def test_a_colour_picture_is_saved_in_its_colours(canvas):
    image = Image.effect_noise((70, 50), 60).convert("RGB")
    image.putpixel((3, 4), (200, 10, 60))
    result = saved(run(canvas, "return bytes(await encodePNG((await open(argument)).raster));", picture(image)))
    assert result.mode == "RGB" and result.tobytes() == image.tobytes()


def test_two_hundred_strokes_are_undone_and_redone_to_the_last_pixel(canvas):
    result = run(
        canvas,
        """
        const drawing = await open(argument);
        const before = drawing.raster.words.slice();
        let state = 1;
        const chance = (below) => (state = Math.imul(state, 48271) >>> 0) % below;
        for (let number = 0; number < 200; number++) {
            const act = drawing.begin("stroke");
            const stroke = new BrushStroke(drawing.raster, act.recorder, number % 2 ? drawing.ink.word : drawing.paper);
            act.changed(stroke.segment(chance(300), chance(200), 1 + chance(9), chance(300), chance(200), 1 + chance(9)));
            act.commit();
        }
        const after = drawing.raster.words.slice();
        const largest = Math.max(...drawing.steps.done.map((step) => [...step.tiles.values()].reduce((sum, words) => sum + words.byteLength, 0)));
        let undone = 0;
        while (drawing.undo()) undone++;
        const isBack = same(drawing.raster.words, before);
        let redone = 0;
        while (drawing.redo()) redone++;
        return { undone, redone, isBack, isThere: same(drawing.raster.words, after), differs: !same(before, after), largest, whole: before.byteLength };
        """,
        picture(numeral()),
    )
    assert result["undone"] == result["redone"] == 200
    assert result["differs"] and result["isBack"] and result["isThere"]
    assert result["largest"] <= result["whole"]


def test_a_stroke_that_is_cancelled_leaves_nothing(canvas):
    result = run(
        canvas,
        """
        const drawing = await open(argument);
        const before = drawing.raster.words.slice();
        const act = drawing.begin("stroke");
        act.changed(new BrushStroke(drawing.raster, act.recorder, drawing.ink.word).segment(10, 10, 20, 250, 150, 20));
        const drew = !same(before, drawing.raster.words);
        act.cancel();
        return { drew, isBack: same(before, drawing.raster.words), steps: drawing.steps.done.length };
        """,
        picture(numeral()),
    )
    assert result == {"drew": True, "isBack": True, "steps": 0}


def test_pieces_are_what_hangs_together(canvas):
    """Against a flood fill, on small pictures of all kinds."""
    chance = random.Random(5)
    masks = [(8, 6, [int(chance.random() < share) for _ in range(48)]) for share in (0.2, 0.4, 0.5, 0.6, 0.8) for _ in range(12)]
    found = canvas.evaluate(
        """async (masks) => {
            const { connectedComponents } = await import("/web/studio/canvas/components.js");
            return masks.map(([width, , mask]) => [...connectedComponents(Uint8Array.from(mask), width, 1).labels]);
        }""",
        masks,
    )
    for (width, height, mask), labels in zip(masks, found, strict=True):
        assert labels == flooded(width, height, mask)


def flooded(width, height, mask):
    labels = [0] * len(mask)
    number = 0
    for start, ink in enumerate(mask):
        if not ink or labels[start]:
            continue
        number += 1
        waiting = [start]
        while waiting:
            at = waiting.pop()
            if labels[at]:
                continue
            labels[at] = number
            x, y = at % width, at // width
            for nx in range(max(0, x - 1), min(width, x + 2)):
                for ny in range(max(0, y - 1), min(height, y + 2)):
                    if mask[ny * width + nx] and not labels[ny * width + nx]:
                        waiting.append(ny * width + nx)
    return labels


def test_a_piece_that_is_taken_away_leaves_paper_like_the_rest(canvas):
    result = run(
        canvas,
        """
        const drawing = await open(argument);
        const pieces = new Pieces(drawing);
        const before = pieces.list().length;
        const label = pieces.at(210, 100, 4);
        const act = drawing.begin("take");
        fillWithPaper(act, drawing, pieces.area([label]));
        act.commit();
        return { before, after: pieces.list().length, nothing: pieces.at(210, 100, 4), picture: await bytes(await encodePNG(drawing.raster)) };
        """,
        picture(numeral()),
    )
    assert (result["before"], result["after"], result["nothing"]) == (2, 1, 0)
    where = (198, 30, 224, 172)
    paper = saved(result["picture"]).crop(where).tobytes()
    # As light as the paper around, and with its grain: not one flat shade.
    assert 236 <= min(paper) and max(paper) <= 252
    assert len(set(paper)) > 4


def test_what_is_cut_out_and_laid_down_where_it_was_is_as_it_was(canvas):
    image = numeral()
    result = run(
        canvas,
        """
        const drawing = await open(argument);
        const lasso = area.polygonArea([{ x: 190, y: 20 }, { x: 230, y: 20 }, { x: 230, y: 180 }, { x: 190, y: 180 }], drawing.raster.box);
        const cut = floats.cutInk(drawing.raster, lasso, drawing.paper, drawing.ink);
        const act = drawing.begin("cut");
        fillWithPaper(act, drawing, lasso);
        act.setFloats([floats.makeFloat(cut.cutout, { x: (cut.box.left + cut.box.right) / 2, y: (cut.box.top + cut.box.bottom) / 2 })]);
        act.commit();
        const gone = new Pieces(drawing).list().length;
        const flat = await bytes(await encodePNG(drawing.flattened()));
        drawing.undo();
        return { gone, flat, back: await bytes(await encodePNG(drawing.raster)), floats: drawing.floats.length };
        """,
        picture(image),
    )
    assert result["gone"] == 1 and result["floats"] == 0
    assert saved(result["back"]).tobytes() == image.tobytes()
    difference = [abs(a - b) for a, b in zip(saved(result["flat"]).tobytes(), image.tobytes(), strict=True)]
    # The paper under it is another grain of the same paper; the ink is the same.
    assert max(difference) <= 16


def test_a_lasso_holds_the_pixels_whose_middle_it_surrounds(canvas):
    """Against the browser's own paths."""
    wrong = run(
        canvas,
        """
        const context = document.createElement("canvas").getContext("2d");
        let [state, wrong] = [3, 0];
        const chance = () => ((state = Math.imul(state, 48271) >>> 0) % 4000) / 100 + 0.003;
        for (let round = 0; round < 30; round++) {
            const points = Array.from({ length: 3 + round % 6 }, () => ({ x: chance(), y: chance() }));
            const found = area.polygonArea(points, { left: 0, top: 0, right: 40, bottom: 40 });
            context.beginPath();
            points.forEach(({ x, y }, at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
            context.closePath();
            for (let y = 0; y < 40; y++) for (let x = 0; x < 40; x++) {
                const { box, mask } = found ?? { box: { left: 0, top: 0, right: 0, bottom: 0 }, mask: [] };
                const inside = x >= box.left && x < box.right && y >= box.top && y < box.bottom && mask[(y - box.top) * (box.right - box.left) + x - box.left] === 1;
                if (inside !== context.isPointInPath(x + 0.5, y + 0.5, "evenodd")) wrong++;
            }
        }
        return wrong;
        """,
    )
    assert wrong == 0


@pytest.fixture
def easel(canvas):
    """The canvas with its tools, alone on the page, with a sheet of 400 × 400 pixels."""
    canvas.evaluate(
        """async () => {
            const [{ Easel }, { emptySheet }] = await Promise.all([import("/web/studio/easel/easel.js"), import("/web/studio/canvas/drawing.js")]);
            const easel = new Easel({ tool: "pen" });
            document.body.replaceChildren(easel.element);
            for (const name of ["studio", "easel/easel"]) {
                const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `/web/studio/${name}.css` });
                document.head.append(sheet);
                await new Promise((resolve) => sheet.addEventListener("load", resolve));
            }
            easel.element.style.height = "600px";
            easel.open(emptySheet(400, 400, 0xffffffff));
            easel.setSize(40);
            window.easel = easel;
            await new Promise((resolve) => setTimeout(resolve, 100));
        }"""
    )
    return canvas


def ink_at(page, x, y):
    """How many pixels of the picture are drawn on in the column of a place of the view."""
    return page.evaluate(
        """([x]) => {
            const { raster } = window.easel.drawing;
            const column = Math.floor(window.easel.stage.camera.toPicture({ x, y: 0 }).x);
            let sum = 0;
            for (let y = 0; y < raster.height; y++) sum += raster.words[y * raster.width + column] !== 0xffffffff;
            return sum;
        }""",
        [x - page.locator(".stage").bounding_box()["x"], y],
    )


def test_a_pen_that_is_pressed_harder_draws_wider(easel):
    box = easel.locator(".stage").bounding_box()
    session = easel.context.new_cdp_session(easel)
    middle = box["y"] + box["height"] / 2
    for x, force in [(box["x"] + box["width"] / 2 - 120, 0.1), (box["x"] + box["width"] / 2 + 80, 1.0)]:
        for kind, dx in [("mousePressed", 0), ("mouseMoved", 20), ("mouseMoved", 40), ("mouseReleased", 40)]:
            session.send("Input.dispatchMouseEvent", {"type": kind, "x": x + dx, "y": middle, "button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen", "force": force})
    light = ink_at(easel, box["x"] + box["width"] / 2 - 100, middle)
    heavy = ink_at(easel, box["x"] + box["width"] / 2 + 100, middle)
    assert 0 < light < heavy / 2, (light, heavy)


def test_one_finger_draws_and_two_zoom(easel):
    box = easel.locator(".stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = easel.context.new_cdp_session(easel)

    def touch(kind, *points):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": px, "y": py, "id": number} for number, (px, py) in enumerate(points)]})

    touch("touchStart", (x - 60, y))
    touch("touchMove", (x, y))
    touch("touchMove", (x + 60, y))
    touch("touchEnd")
    assert easel.evaluate("window.easel.drawing.steps.done.length") == 1
    scale = easel.evaluate("window.easel.stage.camera.scale")
    touch("touchStart", (x - 50, y))
    touch("touchStart", (x - 50, y), (x + 50, y))
    for step in range(1, 6):
        touch("touchMove", (x - 50 - 10 * step, y), (x + 50 + 10 * step, y))
    touch("touchEnd")
    assert easel.evaluate("window.easel.stage.camera.scale") > 1.5 * scale
    assert easel.evaluate("window.easel.drawing.steps.done.length") == 1, "the first of two fingers draws nothing"


def test_drawing_by_keys(easel):
    easel.locator(".stage").focus()
    for key in ["Enter", *["Shift+ArrowRight"] * 3, "Enter"]:
        easel.keyboard.press(key)
    assert easel.evaluate("window.easel.drawing.steps.done.map(({ what }) => what)") == ["Draw"]
    easel.keyboard.press("Control+z")
    assert easel.evaluate("window.easel.drawing.raster.words.every((word) => word === 0xffffffff)")
