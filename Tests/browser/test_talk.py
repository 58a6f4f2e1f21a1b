"""Questions, the expert's inbox, decisions, the label book, and two versions side by side."""

import json
import subprocess

import pytest

from conftest import TESSERA


def ask(page, server, body, author="Ada"):
    answer = page.request.post(
        server.url + "/api/v1/threads", data=json.dumps(body), headers={"Content-Type": "application/json", "X-Tessera-Author": author}
    )
    assert answer.status == 201, answer.text()
    return answer.json()


def get(page, server, path):
    return page.request.get(f"{server.url}/api/v1/{path}").json()


def test_a_question_is_asked_on_a_sample_and_answered_from_the_inbox(page, server):
    page.goto(server.url + "/talk?sample=12&ask=1")
    page.get_by_label("Question").fill('Which one is it, @"Prof. Livia"?')
    page.get_by_role("button", name="Ask", exact=True).last.click()
    page.get_by_role("heading", name="Which one is it").wait_for()
    inbox = page.context.new_page()
    inbox.goto(server.url + "/inbox?for=Prof.%20Livia")
    inbox.get_by_text("One question waits").wait_for()
    assert inbox.get_by_role("navigation").count() == 0, "nothing but what is asked"
    inbox.get_by_label("Your answer in words").fill("The bar is below.")
    inbox.get_by_role("group", name="It is").get_by_role("button", name="vi", exact=True).click()
    inbox.get_by_text("Thank you: vi. The bar is below.").wait_for()
    inbox.get_by_text("Nothing is asked of you now").wait_for()
    # The page that asked hears of it without being reloaded.
    page.locator(".message.answer").get_by_text("The bar is below.").wait_for()
    thread = get(page, server, "threads/1")
    assert thread["state"] == "answered" and thread["messages"][1]["author"] == "Prof. Livia"


def test_a_link_opens_one_question_and_no_other(page, server):
    for question in ("First, @Livia?", "Second, @Livia?"):
        ask(page, server, {"question": question, "samples": [1]})
    page.goto(server.url + "/inbox?for=Livia&thread=2")
    page.get_by_role("heading", name="Second").wait_for()
    page.get_by_text("One question waits").wait_for()
    assert page.locator(".asked").count() == 1


def test_a_decision_shows_what_it_touches_and_becomes_a_rule(page, server):
    ids = [each["id"] for each in get(page, server, "samples?label=iv&limit=3")["samples"]]
    ask(page, server, {"question": "IV or VI?", "samples": ids, "classes": ["iv", "vi"]})
    page.goto(server.url + "/talk?thread=1")
    page.get_by_role("button", name="Decide…").click()
    page.get_by_label("Decision").fill("They are VI")
    page.get_by_label("Relabel to").select_option("vi")
    page.get_by_text("3 images would become vi").wait_for()
    page.get_by_role("button", name=f"Sample {ids[2]}, now iv").click()
    page.get_by_text("2 images would become vi").wait_for()
    page.get_by_label("Make it a rule in the label book").check()
    page.get_by_role("button", name=f"Sample {ids[0]}: not shown").click()
    page.get_by_role("button", name="Decide, and relabel 2 images").click()
    page.locator(".message.decision").wait_for()
    samples = get(page, server, f"samples?ids={','.join(map(str, ids))}")["samples"]
    assert [each["label"] for each in samples] == ["vi", "vi", "iv"]
    page.get_by_role("link", name="A rule in the label book").click()
    page.wait_for_url("**/labelbook#entry-*")
    page.locator(".entry").get_by_text("They are VI").wait_for()
    page.get_by_role("link", name="decided in thread 1").wait_for()


def test_names_are_text_wherever_they_come_from(page, server):
    ask(page, server, {"question": "<img src=x onerror=alert(1)>", "samples": [1], "mentions": ["<b>Livia</b>"]})
    page.goto(server.url + "/talk?thread=1")
    page.get_by_role("heading", name="<img src=x onerror=alert(1)>").wait_for()
    assert page.locator("main b, main img[src='x']").count() == 0
    page.goto(server.url + "/inbox?for=%3Cb%3ELivia%3C/b%3E")
    page.get_by_role("heading", name="Questions for <b>Livia</b>").wait_for()


def test_the_label_book_is_written_edited_and_taken_back(page, server):
    page.goto(server.url + "/labelbook?class=iv")
    section = page.locator(".page[data-class='iv']")
    section.get_by_role("button", name="Define it").click()
    section.get_by_label("What the class is").fill("I before V")
    section.get_by_role("button", name="Keep").click()
    section.get_by_text("I before V").wait_for()
    section.get_by_role("button", name="Edit", exact=True).click()
    section.get_by_label("What the class is").fill("I before V, in one glyph or two")
    section.get_by_role("button", name="Keep").click()
    section.get_by_text("in one glyph or two").wait_for()
    section.get_by_role("button", name="Undo its last edit").click()
    page.get_by_text("It says again what it said before.").wait_for()
    section.get_by_text("I before V", exact=True).wait_for()
    section.get_by_role("button", name="Add an example of iv").click()
    section.get_by_label("Examples, by the numbers of samples").fill("1, 3-4")
    section.get_by_role("button", name="Keep").click()
    section.locator(".entry img").nth(2).wait_for()
    page.emulate_media(media="print")
    assert not section.get_by_role("button", name="Edit", exact=True).first.is_visible(), "printed, it is a book"


def test_two_versions_are_compared_and_gone_back_to(page, server):
    page.request.post(server.url + "/api/v1/versions", data=json.dumps({"name": "v1"}), headers={"Content-Type": "application/json"})
    ids = [each["id"] for each in get(page, server, "samples?label=iv&limit=2")["samples"]]
    edit = {"reason": "just so", "edits": [{"samples": ids, "set": {"label": "vi"}}]}
    page.request.post(server.url + "/api/v1/changes", data=json.dumps(edit), headers={"Content-Type": "application/json", "X-Tessera-Author": "Ben"})
    page.goto(server.url + "/history?from=v1")
    page.get_by_role("heading", name="Relabelled (2)").wait_for()
    row = page.locator(".compare-groups tbody tr").first
    assert "Ben" in row.inner_text() and "just so" in row.inner_text()
    assert page.locator(".compare-part figcaption").all_inner_texts() == ["iv → vi", "iv → vi"]
    page.get_by_role("button", name="Go back to it").click()
    page.get_by_text("2 images would change").wait_for()
    page.get_by_role("button", name="Go back", exact=True).click()
    page.get_by_text("back to version v1").first.wait_for()
    assert get(page, server, f"samples/{ids[0]}")["label"] == "iv"


def test_a_conflict_of_two_copies_is_decided_on_the_history_page(page, server, tmp_path):
    other = tmp_path / "other.tessera"
    subprocess.run(["cp", "-r", server.workspace, other], check=True)
    sample = get(page, server, "samples?label=iv&limit=1")["samples"][0]["id"]
    run = lambda *words: subprocess.run([TESSERA, *map(str, words)], check=True, capture_output=True)
    run("edit", "-w", server.workspace, "--ids", sample, "--label", "v", "--author", "Ada")
    run("edit", "-w", other, "--ids", sample, "--label", "vi", "--author", "Grace", "--reason", "sure")
    run("bundle", "-w", other, tmp_path / "b.bundle")
    run("merge", "-w", server.workspace, tmp_path / "b.bundle")
    page.goto(server.url + "/history")
    page.get_by_role("heading", name="Two copies differ: 1 conflict").wait_for()
    page.locator(".conflicts").get_by_role("button", name="theirs vi Grace").click()
    page.get_by_role("heading", name="Two copies differ").wait_for(state="hidden")
    assert get(page, server, f"samples/{sample}")["label"] == "vi"


def test_another_copy_is_looked_at_and_brought_in(page, server, tmp_path):
    other = tmp_path / "other.tessera"
    subprocess.run(["cp", "-r", server.workspace, other], check=True)
    ids = [each["id"] for each in get(page, server, "samples?label=iv&limit=3")["samples"]]
    run = lambda *words: subprocess.run([TESSERA, *map(str, words)], check=True, capture_output=True)
    for sample, ours, theirs in zip(ids, ("v", "v", None), ("vi", "vi", "ix")):
        if ours:
            run("edit", "-w", server.workspace, "--ids", sample, "--label", ours, "--author", "Ada")
        run("edit", "-w", other, "--ids", sample, "--label", theirs, "--author", "Grace", "--reason", "sure")
    run("annotate", "add", "-w", other, "--ids", ids[2], "--label", "ix", "--author", "Grace")
    run("bundle", "-w", other, tmp_path / "b.bundle")
    page.goto(server.url + "/history")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring in another copy…").click()
    chooser.value.set_files(tmp_path / "b.bundle")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Both copies set 2 cells").wait_for()
    assert "1 change, 1 answer would come in" in dialog.inner_text()
    assert dialog.get_by_role("row").nth(1).locator("td").all_inner_texts() == [f"label of sample {ids[0]}", "sure", "v", "Ada", "vi", "Grace"]
    assert get(page, server, f"samples/{ids[2]}")["label"] == "iv", "nothing is changed yet"
    dialog.get_by_role("button", name="Bring it in").click()
    page.get_by_role("heading", name="Two copies differ: 2 conflicts").wait_for()
    assert get(page, server, f"samples/{ids[2]}")["label"] == "ix"
    page.get_by_role("button", name="All theirs…").click()
    page.get_by_role("button", name="Take theirs").click()
    page.get_by_role("heading", name="Two copies differ").wait_for(state="hidden")
    assert [get(page, server, f"samples/{each}")["label"] for each in ids] == ["vi", "vi", "ix"]
    # The same file once more has nothing new.
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Bring in another copy…").click()
    chooser.value.set_files(tmp_path / "b.bundle")
    dialog.get_by_text("All of it is here already.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(page, server, scheme):
    from axe_playwright_python.sync_playwright import Axe

    ask(page, server, {"question": "IV, @Livia?", "samples": [1, 2], "classes": ["iv"]})
    page.emulate_media(color_scheme=scheme)
    page.request.post(server.url + "/api/v1/label-book/entries", data=json.dumps({"class": "iv", "kind": "rule", "text": "I before V", "examples": [1], "nearMisses": [2]}), headers={"Content-Type": "application/json"})
    for path in ["/talk?thread=1", "/talk?sample=1&ask=1", "/inbox?for=Livia", "/inbox?for=Nobody", "/labelbook", "/history?from=0"]:
        page.goto(server.url + path)
        page.locator("main h1, main h2").first.wait_for()
        page.wait_for_timeout(500)
        results = Axe().run(page)
        assert results.violations_count == 0, (path, results.generate_report())
    page.goto(server.url + "/talk?thread=1")
    page.get_by_role("button", name="Decide…").click()
    page.get_by_label("Relabel to").select_option("vi")
    page.get_by_label("Make it a rule in the label book").check()
    page.get_by_role("button", name="Sample 1: not shown").wait_for()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_book_is_printed_black_on_white(page, server):
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(server.url + "/labelbook")
    page.locator(".page").first.wait_for()
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 251, 250)"


def test_on_a_phone_the_thread_that_was_asked_for_is_in_sight(page, server):
    for turn in range(8):
        ask(page, server, {"question": f"Question {turn}", "samples": [turn + 1]})
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server.url + "/talk?thread=1")
    heading = page.get_by_role("heading", name="Question 0")
    heading.wait_for()
    page.wait_for_function("() => document.querySelector('.talk-main h2').getBoundingClientRect().top < innerHeight / 2")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
