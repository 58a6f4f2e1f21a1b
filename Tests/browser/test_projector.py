"""The projector and the phones: votes by a link, and a QR code that another program reads."""

import pytest

from axe_playwright_python.sync_playwright import Axe


def room(page, server):
    page.add_init_script("localStorage.setItem('tessera.author', 'Lead')")
    page.goto(f"{server.url}/label/projector")
    page.locator(".projector-stage img").wait_for()
    page.get_by_text("Nobody has joined yet").wait_for()
    return page.get_by_role("link", name="the page for voting").get_attribute("href")


def phone(browser, server, address, name):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(server.url + address)
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("button", name="Join").click()
    page.locator(".vote-picture").wait_for()
    return page


def test_the_others_vote_and_the_winner_becomes_the_label(page, browser, server):
    address = room(page, server)
    name = page.locator(".projector-stage img").get_attribute("alt")
    phones = [phone(browser, server, address, each) for each in ("Ada", "Ben", "Cleo")]
    for each, label in zip(phones, ("vi", "vi", "iv")):
        each.get_by_role("button", name=label, exact=True).click()
        each.get_by_text(f"Your vote: {label}.").wait_for()
    page.get_by_text("3 of 3 people voted").wait_for()
    # Votes are seen when they are revealed, not before.
    assert page.locator(".projector-vote").count() == 0
    page.keyboard.press("Space")
    page.locator(".projector-vote").nth(1).wait_for()
    assert page.locator(".projector-vote").first.inner_text().split() == ["vi", "2", "Ada,", "Ben"]
    phones[2].get_by_role("button", name="iv 1").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("(name) => document.querySelector('.projector-stage img')?.alt !== name", arg=name)
    sample = page.evaluate("(name) => fetch('/api/v1/samples?limit=1&q=' + name).then((answer) => answer.json()).then((page) => page.samples[0])", name)
    assert sample["label"] == "vi"
    answers = page.evaluate("(id) => fetch('/api/v1/answers?sample=' + id).then((answer) => answer.json())", sample["id"])["answers"]
    assert sorted((each["person"], each["label"]) for each in answers) == [("Ada (vote)", "vi"), ("Ben (vote)", "vi"), ("Cleo (vote)", "iv")]
    # The phones have the next image, without a vote yet.
    phones[0].get_by_text("What is it?").first.wait_for()
    for each in phones:
        each.context.close()


def test_on_loopback_it_says_what_to_do(page, server):
    room(page, server)
    page.get_by_text("Only this computer can vote").wait_for()
    page.get_by_text("tessera serve --behind-proxy --url").wait_for()


def test_a_wrong_code_leads_nowhere(page, server):
    page.goto(f"{server.url}/vote/nowhere")
    page.get_by_role("textbox", name="Your name").fill("Eve")
    page.get_by_role("button", name="Join").click()
    page.get_by_text("There is no such room").wait_for()


@pytest.mark.parametrize("where", ["/label/projector", "/vote/nowhere"])
def test_nobody_is_kept_out(page, server, where):
    page.goto(server.url + where)
    page.locator("main *").first.wait_for()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert found.response["violations"] == [], found.generate_report()


def test_the_codes_are_read_by_another_program(page, server):
    zxing = pytest.importorskip("zxingcpp")
    numpy = pytest.importorskip("numpy")
    page.goto(f"{server.url}/vote/nowhere")
    texts = ["a", "http://192.168.1.5:8000/vote/k3m9p2x7qa", "ü€漢字"]
    # Every version from 1 to 10, at its longest and one more.
    texts += ["z" * length for longest in (14, 26, 42, 62, 84, 106, 122, 152, 180) for length in (longest, longest + 1)] + ["z" * 213]
    codes = page.evaluate(
        """async (texts) => {
            const { qrCode } = await import("/web/shared/qr.js");
            return texts.map((text) => qrCode(text).map((row) => row.map((dark) => (dark ? 0 : 255))));
        }""",
        texts,
    )
    sides = set()
    for text, rows in zip(texts, codes):
        picture = numpy.pad(numpy.array(rows, dtype=numpy.uint8), 4, constant_values=255).repeat(6, 0).repeat(6, 1)
        assert [found.text for found in zxing.read_barcodes(picture)] == [text]
        sides.add(len(rows))
    assert sides == {17 + 4 * version for version in range(1, 11)}
    assert page.evaluate("() => import('/web/shared/qr.js').then(({ qrCode }) => { try { qrCode('z'.repeat(214)); return 'made'; } catch (error) { return error.name; } })") == "RangeError"
