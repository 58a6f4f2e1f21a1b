public import Dataset
public import Foundation

/// The label book for those without Tessera: a page that stands alone and prints, or Markdown.
public struct LabelBookExport: Sendable {
    public enum Format: String, Sendable, CaseIterable, Codable {
        case html, markdown
    }

    /// Of the pictures, in pixels.
    static let side = 160

    private let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// The book as one file, its pictures inside.
    public func data(_ format: Format, progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Data {
        let book = try workspace.labelBook()
        let pictures = try pictures(of: book, progress)
        switch format {
        case .html: return try html(book, pictures)
        case .markdown:
            let text = try MarkdownLabelBook(name: name(), book: book, transforms: TransformWords.all(of: workspace))
                .text { sample in
                    pictures.png(sample).map { "data:image/png;base64," + Data($0).base64EncodedString() }
                }
            return Data(text.utf8)
        }
    }

    /// Writes the book to a file: `.html`, or `.md` with its pictures in a folder beside it.
    /// - Returns: bytes written, the pictures included.
    /// - Throws: `JobFailure` where the name is neither or the place cannot be written.
    public func write(to file: URL, progress: (Int, Int) throws -> Void = { _, _ in }) throws -> Int {
        let name = file.lastPathComponent.lowercased()
        if name.hasSuffix(".html") || name.hasSuffix(".htm") {
            let data = try data(.html, progress: progress)
            try OutputFile.write(data, to: file)
            return data.count
        }
        guard name.hasSuffix(".md") else {
            throw JobFailure(
                code: "unknown-format", message: "\(file.lastPathComponent) is neither .html nor .md. Name it so.")
        }
        let book = try workspace.labelBook()
        let pictures = try pictures(of: book, progress)
        let folder = file.deletingPathExtension().lastPathComponent + "-pictures"
        let place = file.deletingLastPathComponent().appendingPathComponent(folder, isDirectory: true)
        var bytes = 0
        for sample in pictures.samples.keys.sorted() {
            guard let png = pictures.png(sample) else { continue }
            try OutputFile.write(Data(png), to: place.appendingPathComponent("\(sample).png"))
            bytes += png.count
        }
        let path = folder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? folder
        let text = try MarkdownLabelBook(
            name: self.name(), book: book, transforms: TransformWords.all(of: workspace)
        ).text { sample in
            pictures.png(sample).map { _ in "\(path)/\(sample).png" }
        }
        let data = Data(text.utf8)
        try OutputFile.write(data, to: file)
        return bytes + data.count
    }

    private func name() throws -> String { try workspace.summary().name }

    private func pictures(of book: LabelBook, _ progress: (Int, Int) throws -> Void) throws -> SmallPictures {
        let shown = book.pages.flatMap { page in
            (page.examples + page.nearMisses + page.rules + [page.definition].compactMap { $0 }).flatMap {
                $0.examples + $0.nearMisses
            }
        }
        return try SmallPictures(of: shown, side: Self.side, in: workspace, progress: progress)
    }

    private func html(_ book: LabelBook, _ pictures: SmallPictures) throws -> Data {
        let title = "The label book of \(try name())"
        var page = HTMLDocument()
        page.add("h1", title)
        page.add("p", "As of \(Self.today()), change \(try workspace.lastChange()).", class: "muted")
        let transforms = try TransformWords.all(of: workspace)
        for entry in book.pages { entry.add(to: &page, pictures, transforms[entry.name] ?? []) }
        return page.data(title: title)
    }

    static func today() -> String {
        Date().formatted(.iso8601.year().month().day())
    }
}

extension LabelBookPage {
    fileprivate func add(to page: inout HTMLDocument, _ pictures: SmallPictures, _ transforms: [String]) {
        page.within("section") { page in
            page.add("h2", name)
            if let definition {
                page.add("p", definition.text)
            } else {
                page.add("p", "Not defined yet.", class: "muted")
            }
            group("Good examples", examples, to: &page, pictures)
            group("Near misses", nearMisses, to: &page, pictures)
            if !rules.isEmpty { page.add("h3", rules.count == 1 ? "Rule" : "Rules") }
            for rule in rules {
                page.within("blockquote") { page in
                    page.add("p", rule.text)
                    let source = rule.thread.map { ", decided in thread \($0)" } ?? ""
                    page.add("small", "\(rule.author), \(rule.at.prefix(10))\(source)")
                }
                rule.show(in: &page, pictures)
            }
            guard !transforms.isEmpty else { return }
            page.add("h3", "What may be done to its images")
            page.within("ul") { page in
                for rule in transforms { page.add("li", rule) }
            }
        }
    }

    private func group(
        _ title: String, _ entries: [LabelBookEntry], to page: inout HTMLDocument, _ pictures: SmallPictures
    ) {
        guard !entries.isEmpty else { return }
        page.add("h3", title)
        for entry in entries {
            if !entry.text.isEmpty { page.add("p", entry.text) }
            entry.show(in: &page, pictures)
        }
    }
}

extension LabelBookEntry {
    fileprivate func show(in page: inout HTMLDocument, _ pictures: SmallPictures) {
        guard !examples.isEmpty || !nearMisses.isEmpty else { return }
        page.within("div", class: "pictures") { page in
            for (ids, role) in [(examples, nil), (nearMisses, "near miss")] {
                for id in ids {
                    page.picture(
                        pictures.png(id), caption: pictures.samples[id]?.label ?? "unlabelled",
                        note: role ?? pictures.samples[id]?.name)
                }
            }
        }
    }
}
