import Foundation

/// The people that a text mentions: `@Livia`, or `@"Prof. Livia"` where a name has blanks.
public enum Mentions {
    /// - Returns: names as they are written, each once whatever its case, in their order.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        var before: Character?
        while let at = rest.firstIndex(of: "@") {
            if at > rest.startIndex { before = rest[rest.index(before: at)] }
            rest = rest[rest.index(after: at)...]
            // An address of e-mail mentions nobody.
            defer { before = "@" }
            if let before, before.isLetter || before.isNumber { continue }
            if let name = name(at: &rest) { names.append(name) }
        }
        return unique(names)
    }

    private static func name(at rest: inout Substring) -> String? {
        if rest.first == "\"" {
            let inside = rest.dropFirst()
            guard let end = inside.firstIndex(of: "\"") else { return nil }
            rest = inside[inside.index(after: end)...]
            return parse(String(inside[..<end]))
        }
        let word = rest.prefix { !$0.isWhitespace && $0 != "@" && $0 != "," && $0 != ";" && $0 != ":" && $0 != ")" }
        rest = rest[word.endIndex...]
        // A sentence ends with a mark that is no part of the name.
        let name = word.reversed().drop { ".!?".contains($0) }.reversed()
        return parse(String(name))
    }

    /// - Returns: the name as it is kept; nil where it is none.
    public static func parse(_ text: String) -> String? {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        let hasControl = name.unicodeScalars.contains { CharacterSet.controlCharacters.contains($0) }
        guard !name.isEmpty, name.utf8.count <= Authorship.longestAuthor, !hasControl else { return nil }
        return name
    }

    /// What two spellings of a name have in common.
    static func folded(_ name: String) -> String { name.precomposedStringWithCanonicalMapping.lowercased() }

    static func unique(_ names: [String]) -> [String] {
        var seen = Set<String>()
        return names.filter { seen.insert(folded($0)).inserted }
    }
}
