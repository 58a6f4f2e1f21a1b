import Dataset

/// The label book as Markdown. What people wrote is text: no mark in it means anything.
struct MarkdownLabelBook {
    let name: String
    let book: LabelBook
    /// By class, in words.
    let transforms: [String: [String]]

    /// - Parameter address: where the picture of a sample is; nil where there is none.
    func text(_ address: (Int64) -> String?) -> String {
        var lines = ["# The label book of \(Self.escaped(name))", ""]
        for page in book.pages {
            lines += ["## \(Self.escaped(page.name))", ""]
            lines += [page.definition.map { Self.escaped($0.text) } ?? "*Not defined yet.*", ""]
            add("Good examples", page.examples, to: &lines, address)
            add("Near misses", page.nearMisses, to: &lines, address)
            if !page.rules.isEmpty { lines += ["### Rules", ""] }
            for rule in page.rules {
                let source = rule.thread.map { ", decided in thread \($0)" } ?? ""
                lines += ["- \(Self.escaped(rule.text)) (\(Self.escaped(rule.author)), \(rule.at.prefix(10))\(source))"]
                let pictures = Self.pictures(of: rule, address)
                if !pictures.isEmpty { lines += ["", "  " + pictures] }
            }
            if !page.rules.isEmpty { lines.append("") }
            guard let allowed = transforms[page.name], !allowed.isEmpty else { continue }
            lines += ["### What may be done to its images", ""]
            lines += allowed.map { "- " + Self.escaped($0) }
            lines.append("")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func add(
        _ title: String, _ entries: [LabelBookEntry], to lines: inout [String], _ address: (Int64) -> String?
    ) {
        guard !entries.isEmpty else { return }
        lines += ["### \(title)", ""]
        for entry in entries {
            if !entry.text.isEmpty { lines += [Self.escaped(entry.text), ""] }
            let pictures = Self.pictures(of: entry, address)
            if !pictures.isEmpty { lines += [pictures, ""] }
        }
    }

    private static func pictures(of entry: LabelBookEntry, _ address: (Int64) -> String?) -> String {
        let good = entry.examples.compactMap { id in address(id).map { "![sample \(id)](\($0))" } }
        let bad = entry.nearMisses.compactMap { id in address(id).map { "![near miss, sample \(id)](\($0))" } }
        return (good + bad).joined(separator: " ")
    }

    /// A text in which nothing is markup; line breaks stay.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\n": escaped += "  \n"
            case "<": escaped += "&lt;"
            case "&": escaped += "&amp;"
            case _ where "\\`*_{}[]()#+-.!|>~".contains(character): escaped += "\\\(character)"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
