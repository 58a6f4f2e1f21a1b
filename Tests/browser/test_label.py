"""Labelling one image after the other: keys, the queue, answers of several people, consensus, look-alikes."""

import json

import pytest

from axe_playwright_python.sync_playwright import Axe


class LabelPage:
    def __init__(self, page, server, name="Ada", query=""):
        self.page = page
        self.server = server
        page.add_init_script(f"localStorage.setItem('tessera.author', {json.dumps(name)})")
        self.open(query)

    def open(self, query=""):
        self.page.goto(f"{self.server.url}/label{query}")
        self.page.wait_for_selector(".label-picture img")

    def shown(self):
        return self.page.locator(".label-picture img").get_attribute("alt")

    def press(self, key):
        """Answers, and waits until the next image is there."""
        before = self.shown()
        self.page.keyboard.press(key)
        self.page.wait_for_function("(before) => document.querySelector('.label-picture img')?.alt !== before", arg=before)
        return before

    def saved(self):
        self.page.wait_for_function("() => document.querySelector('.label-saved').textContent === ''")

    def api(self, path, body=None, method=None, author="Ada"):
        return self.page.evaluate(
            """async ([path, body, method, author]) => {
                const headers = { "Content-Type": "application/json", "X-Tessera-Author": author };
                const options = body ? { method: method ?? "POST", headers, body: JSON.stringify(body) } : { headers };
                return (await fetch("/api/v1/" + path, options)).json();
            }""",
            [path, body, method, author],
        )

    def sample(self, name):
        return self.api(f"samples?q={name}&limit=1")["samples"][0]


@pytest.fixture
def label(page, server):
    return LabelPage(page, server)


def test_one_key_labels_and_goes_on_and_one_takes_it_back(label):
    before = label.sample(label.shown())["label"]
    wanted, key = ("iv", "4") if before != "iv" else ("v", "5")
    name = label.press(key)
    label.saved()
    assert label.sample(name)["label"] == wanted
    label.press("Backspace")
    assert label.shown() == name
    assert label.sample(name)["label"] == before


def test_skip_and_flag(label):
    skipped = label.press("Space")
    flagged = label.press("`")
    label.saved()
    assert label.sample(skipped)["tags"] == label.sample(skipped)["tags"]
    assert "flagged" in label.sample(flagged)["tags"]
    kinds = [answer["kind"] for answer in label.api("answers?person=Ada")["answers"]]
    assert kinds == ["skip", "flag"]


def test_how_sure_and_why_go_with_the_answer(label):
    label.page.keyboard.press("Alt+3")
    label.page.keyboard.press("Enter")
    label.page.keyboard.type("two strokes")
    label.page.keyboard.press("Enter")
    label.press("2")
    label.saved()
    [answer] = label.api("answers?person=Ada")["answers"]
    assert (answer["label"], answer["confidence"], answer["reason"]) == ("ii", 0.4, "two strokes")


def test_keys_can_be_changed(label):
    label.page.get_by_role("button", name="Keys…").click()
    dialog = label.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Key for vii:").click()
    label.page.keyboard.press("q")
    dialog.get_by_text("q is vii now.").wait_for()
    dialog.get_by_role("button", name="Keep").click()
    name = label.press("q")
    label.saved()
    assert label.sample(name)["label"] == "vii"
    label.open()
    name = label.press("q")
    label.saved()
    assert label.sample(name)["label"] == "vii"


def test_two_people_never_get_the_same(label, browser, server):
    context = browser.new_context()
    ben = LabelPage(context.new_page(), server, "Ben")
    seen = {"Ada": set(), "Ben": set()}
    for _ in range(4):
        for name, page in (("Ada", label), ("Ben", ben)):
            seen[name].add(page.press("1"))
    label.saved()
    ben.saved()
    assert not seen["Ada"] & seen["Ben"] and len(seen["Ada"]) == 4
    context.close()


def test_answers_apart_agreement_and_a_consensus_that_is_looked_at_first(label):
    page = label.page
    page.get_by_role("button", name="How it goes…").click()
    page.get_by_role("radio", name="Everybody's answer is kept").check()
    page.get_by_role("dialog").get_by_role("button", name="Keep").click()
    page.wait_for_function("() => fetch('/api/v1/labelling').then((answer) => answer.json()).then((all) => all.rules.keepsAnswersApart)")
    page.wait_for_selector(".label-picture img")
    name = label.press("0")
    label.saved()
    sample = label.sample(name)
    label.api("answers", {"answers": [{"sample": sample["id"], "label": "x"}]}, author="Ben")
    page.get_by_role("button", name="Consensus…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("with enough answers").wait_for()
    dialog.get_by_role("button", name="Make it the labels").click()
    page.get_by_text("1 image relabelled.").wait_for()
    assert label.sample(name)["label"] == "x"


def test_answers_wait_in_the_browser_while_the_server_is_away(label):
    label.page.route("**/api/v1/answers", lambda route: route.abort())
    name = label.press("6")
    label.page.get_by_text("1 answer kept here and sent when it is back").wait_for()
    label.page.unroute("**/api/v1/answers")
    label.saved()
    assert label.sample(name)["label"] == "vi"


def test_all_like_this_one_with_one_key(label):
    page = label.page
    page.keyboard.press("L")
    dialog = page.get_by_role("dialog")
    dialog.locator(".lookalike").nth(3).wait_for()
    slider = dialog.get_by_role("slider")
    slider.fill("1000")
    dialog.get_by_text("501 images").or_(dialog.get_by_text("images up to a distance")).first.wait_for()
    slider.fill("0")
    many = dialog.locator(".lookalike").count()
    slider.fill("1000")
    assert dialog.locator(".lookalike").count() > many
    dialog.locator(".lookalike").nth(1).click()
    count = int(dialog.get_by_text("images up to a distance").inner_text().split()[0].replace(",", ""))
    page.keyboard.press("8")
    page.get_by_text("labelled viii").wait_for()
    [change] = label.api("changes?limit=1")["changes"]
    assert change["reason"].startswith("look-alikes of") and 0 < change["count"] <= count


def test_focus_shows_the_most_alike_of_each_class(label):
    page = label.page
    page.locator(".focus-class img").first.wait_for()
    assert page.locator(".focus-class").count() == 10
    page.keyboard.press("F")
    page.locator("#focus").wait_for(state="hidden")


def test_forty_images_in_a_row_by_keys_alone(label):
    names = [label.press("123456789"[turn % 9]) for turn in range(40)]
    label.saved()
    assert len(set(names)) == 40
    assert len(label.api("answers?person=Ada&limit=100")["answers"]) == 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(label, scheme):
    page = label.page
    page.emulate_media(color_scheme=scheme)
    page.locator(".focus-class img").first.wait_for()
    for opened in (None, "Look-alikes…", "Keys…", "How it goes…", "Consensus…"):
        if opened:
            page.get_by_role("button", name=opened).click()
            page.get_by_role("dialog").wait_for()
            page.wait_for_timeout(300)
        found = Axe().run(page)
        assert found.response["violations"] == [], (opened, found.generate_report())
        if opened:
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="detached")


def test_the_label_book_stands_beside_the_image(label):
    page = label.page
    ids = [each["id"] for each in label.api("samples?label=iv&limit=2")["samples"]]
    for kind, extra in (("definition", {}), ("example", {"examples": ids[:1]}), ("nearMiss", {"nearMisses": ids[1:]})):
        label.api("label-book/entries", {"class": "iv", "kind": kind, "text": f"I before V, {kind}", **extra})
    card = page.locator(".focus-class[aria-label=iv]")
    page.keyboard.press("Space")
    card.get_by_text("I before V, definition").wait_for()
    card.get_by_role("img", name="a good example of iv").wait_for()
    card.get_by_role("img", name="a near miss of iv").wait_for()
