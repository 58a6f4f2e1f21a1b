import Foundation

/// A page that stands alone, for mail and archives: one file, no script, nothing fetched. Markup is ours; all that
/// people wrote goes in as text.
struct HTMLDocument {
    private var body = ""

    mutating func open(_ tag: String, class name: String? = nil) {
        body += name.map { "<\(tag) class=\"\($0)\">" } ?? "<\(tag)>"
    }

    mutating func close(_ tag: String) { body += "</\(tag)>\n" }

    mutating func add(_ tag: String, _ text: String, class name: String? = nil) {
        open(tag, class: name)
        body += Self.lines(text)
        close(tag)
    }

    mutating func within(_ tag: String, class name: String? = nil, _ content: (inout HTMLDocument) throws -> Void)
        rethrows
    {
        open(tag, class: name)
        try content(&self)
        close(tag)
    }

    /// Text that belongs to no element of its own.
    mutating func text(_ text: String) { body += PageTemplate.escapedHTML(text) }

    /// A picture of so many pixels at most with what it is below; a gap where there is no picture.
    mutating func picture(_ png: [UInt8]?, caption: String, note: String? = nil) {
        open("figure")
        if let png {
            body += "<img alt=\"\(PageTemplate.escapedHTML(caption))\" src=\"data:image/png;base64,"
            body += Data(png).base64EncodedString() + "\">"
        } else {
            add("span", "no picture", class: "gap")
        }
        open("figcaption")
        text(caption)
        if let note { add("small", note) }
        close("figcaption")
        close("figure")
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { PageTemplate.escapedHTML(String($0)) }
            .joined(separator: "<br>")
    }

    func data(title: String) -> Data {
        let head = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>\(PageTemplate.escapedHTML(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>

            """
        return Data((head + body + "</main>\n</body>\n</html>\n").utf8)
    }

    private static let style = """
        :root { color-scheme: light dark; --text: #1b1d22; --muted: #5b6068; --line: #d9dce1; --sunken: #f4f5f7; --page: #fff; }
        @media (prefers-color-scheme: dark) {
            :root { --text: #e8eaee; --muted: #a4a9b2; --line: #3a3e46; --sunken: #23262c; --page: #191b20; }
        }
        @media print { :root { --text: #000; --muted: #444; --line: #bbb; --sunken: #fff; --page: #fff; } }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
        p { margin: .25rem 0 .75rem; overflow-wrap: anywhere; }
        .muted, small { color: var(--muted); }
        .pictures { display: flex; flex-wrap: wrap; gap: .75rem; margin: .5rem 0 1rem; }
        figure { margin: 0; width: 7rem; break-inside: avoid; }
        figure img { display: block; width: 7rem; height: 7rem; object-fit: contain; background: #fff;
            border: 1px solid var(--line); border-radius: 4px; }
        figcaption { font-size: .8rem; overflow-wrap: anywhere; }
        figcaption small { display: block; }
        .gap { display: grid; place-items: center; width: 7rem; height: 7rem; border: 1px dashed var(--line);
            color: var(--muted); font-size: .8rem; }
        blockquote { margin: .5rem 0; padding: .5rem .75rem; background: var(--sunken); border-radius: 4px;
            overflow-wrap: anywhere; break-inside: avoid; }
        blockquote p { margin: 0; }
        table { border-collapse: collapse; margin: .5rem 0 1rem; }
        th, td { text-align: left; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; }
        section { break-inside: auto; }
        """
}
