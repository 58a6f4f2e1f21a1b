import Foundation

/// The tags of a sample: different, in alphabetical order.
///
/// Equal sets are stored once and a sample names its set by id, so a filter by tag looks at the few sets and not at
/// the many samples.
struct TagSet: Hashable {
    static let longestTag = 100
    static let most = 100

    let names: [String]

    /// - Throws: `EditError.invalidTag` or `tooMuch`.
    init(_ names: some Sequence<String>) throws(EditError) {
        var parsed = Set<String>()
        for name in names {
            guard let tag = Self.parse(name) else { throw .invalidTag(name) }
            parsed.insert(tag)
        }
        guard parsed.count <= Self.most else { throw .tooMuch("A sample has at most \(Self.most) tags.") }
        self.names = parsed.sorted()
    }

    /// A set as the database keeps it.
    init(stored: String) {
        names = stored.split(separator: Self.separator).map(String.init)
    }

    static let separator: Character = "\u{1F}"

    var stored: String { names.joined(separator: String(Self.separator)) }

    var display: String? { names.isEmpty ? nil : names.joined(separator: ", ") }

    /// - Returns: the tag as it is kept; nil where it is none.
    static func parse(_ text: String) -> String? {
        let tag = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        guard !tag.isEmpty, tag.utf8.count <= longestTag,
            !tag.unicodeScalars.contains(where: CharacterSet.controlCharacters.contains)
        else { return nil }
        return tag
    }
}
