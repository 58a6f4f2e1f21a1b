"""The sheet as its reader sees it: cells by row number and column, keys, and what the bar below says."""


# What a cell says, without the names of those who are in it.
SAYS = """(cell) => [...cell.querySelectorAll('.peer')].reduce((text, peer) => text.replace(peer.innerText, ''), cell.innerText).trim()"""


class SheetPage:
    def __init__(self, page, server, query=""):
        self.page = page
        self.server = server
        self.open(query)

    def open(self, query=""):
        self.page.goto(f"{self.server.url}/sheet{query}")
        self.page.wait_for_selector(".cell.active")
        self.page.wait_for_function("() => !document.querySelector('#grid[aria-busy]')")

    def cell(self, row, kind):
        """The cell in a row counted from 1; kind: class, split, tags, number…"""
        return self.page.locator(f'.rows > .row[aria-rowindex="{row + 1}"] > .cell.{kind}').first

    def text(self, row, kind):
        return self.cell(row, kind).evaluate(SAYS)

    def shows(self, row, kind, text):
        self.page.wait_for_function(
            f"""([row, kind, text]) => {{
                const cell = document.querySelector(`.rows > .row[aria-rowindex='${{row + 1}}'] > .cell.${{kind}}`);
                return cell !== null && ({SAYS})(cell) === text;
            }}""",
            arg=[row, kind, text],
        )

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text, *then):
        self.page.keyboard.type(text)
        self.press(*then)

    def is_saved(self):
        self.page.wait_for_function("() => document.querySelector('.saved').dataset.state === 'saved'")

    def active_row(self):
        return self.page.evaluate("Number(document.activeElement.closest('.row').getAttribute('aria-rowindex')) - 1")

    def goes_to_row(self, row):
        """The keyboard comes to be in this row."""
        self.page.wait_for_function(
            "(row) => document.activeElement?.closest('.row')?.getAttribute('aria-rowindex') === String(row + 1)", arg=row
        )

    def clipboard(self, text=None):
        if text is None:
            return self.page.evaluate("navigator.clipboard.readText()")
        return self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)

    def ids(self, query=""):
        """The samples in the order that the server gives them."""
        return [sample["id"] for sample in self.api(f"samples?limit=20{query}")["samples"]]

    def api(self, path, body=None, author="Ben"):
        return self.page.evaluate(
            """async ([path, body, author]) => {
                const headers = { "Content-Type": "application/json", "X-Tessera-Author": author };
                const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
                return (await fetch("/api/v1/" + path, options)).json();
            }""",
            [path, body, author],
        )
