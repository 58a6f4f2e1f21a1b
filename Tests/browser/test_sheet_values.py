"""The parts of the sheet that know no page: text with tabs, ranges, the scroll bar, the address. Run in the browser."""

import pytest


@pytest.fixture
def run(page, shared_server):
    page.goto(shared_server.url + "/history")

    def run(module, code, *arguments):
        return page.evaluate(
            f"async (given) => {{ const it = await import('/web/sheet/{module}.js'); const [a, b] = given; {code} }}", list(arguments)
        )

    return run


@pytest.mark.parametrize(
    "text, cells",
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""no"""', [['say "no"']]),
        ("a\t\n\tb", [["a", ""], ["", "b"]]),
        ("", [[""]]),
        ('5" screen', [['5" screen']]),
    ],
)
def test_text_with_tabs_is_read(run, text, cells):
    assert run("tsv", "return it.readTSV(a)", text) == cells


def test_what_is_written_is_read_back(run):
    cells = [["a", 'q"q', "tab\there"], ["", "line\nbreak", "ende"]]
    assert run("tsv", "return it.readTSV(it.writeTSV(a))", cells) == cells


def test_text_never_becomes_markup_on_the_clipboard(run):
    assert "<script" not in run("tsv", "return it.writeHTML(a)", [["<script>alert(1)</script>"]])


def test_overlapping_ranges_count_a_row_once(run):
    code = "const r = new it.Ranges(); r.moveTo(2, 1); r.extendTo(5, 2); r.add(4, 0); r.extendTo(8, 0); r.add(20, 0); return [r.rows(), r.rowCount, r.has(5, 2), r.has(9, 0)]"
    assert run("ranges", code) == [[2, 3, 4, 5, 6, 7, 8, 20], 8, True, False]


def test_enter_goes_round_in_a_range(run):
    code = "const r = new it.Ranges(); r.moveTo(3, 1); r.extendTo(5, 1); const seen = []; for (let i = 0; i < 4; i++) { r.cycle(1); seen.push(r.active.row) } return seen"
    assert run("ranges", code) == [4, 5, 3, 4]


def test_a_range_over_a_hundred_thousand_rows_costs_nothing(run):
    code = "const r = new it.Ranges(); r.set({ top: 0, bottom: 99999, left: 0, right: 9 }); return [r.rowCount, r.cellCount]"
    assert run("ranges", code) == [100_000, 1_000_000]


@pytest.mark.parametrize("total", [500, 8_000_000, 36_000_000])
def test_the_scroll_bar_reaches_both_ends(run, total):
    code = """
    const s = new it.ScrollScale(); s.total = a; s.view = 400;
    s.follow(s.track - s.view); const end = s.offset;
    s.follow(0);
    return [end, s.offset, s.largest]
    """
    end, start, largest = run("scroll-scale", code, total)
    assert end == pytest.approx(largest) and start == 0


def test_a_turn_of_the_wheel_is_as_far_in_a_tall_sheet_as_in_a_short_one(run):
    code = "const s = new it.ScrollScale(); s.total = 36e6; s.view = 900; s.goTo(18e6); const before = s.offset; s.follow(s.bar + 120); return s.offset - before"
    assert run("scroll-scale", code) == pytest.approx(120)


@pytest.mark.parametrize(
    "address", ["", "label=iii&label=&split=none&tag=x&column.writer=ada&q=a+b&changed=1&state=trashed&sort=-similarity"]
)
def test_the_address_says_the_whole_query(run, address):
    assert run("query", "return it.writeQuery(it.readQuery(new URLSearchParams(a))).toString()", address) == address


@pytest.mark.parametrize(
    "kind, text, meant",
    [
        ("split", "tr", {"value": "train"}),
        ("split", "none", {"value": None}),
        ("split", "validation", {"value": "val"}),
        ("class", "VI", {"value": "vi"}),
        ("class", "xi", {"unknownClass": "xi"}),
        ("class", " ", {"value": None}),
        ("tags", "a, b;a,", {"value": ["a", "b"]}),
        ("number", "1,5", {"value": 1.5}),
    ],
)
def test_what_is_typed_becomes_a_value(run, kind, text, meant):
    code = "return it.parse({ key: 'k', title: 'T', kind: a[0], width: 1, editable: true }, a[1], ['v', 'vi', 'vii'])"
    assert run("fields", code, [kind, text]) == meant
