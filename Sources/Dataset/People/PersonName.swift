import Foundation

/// What somebody is called: it signs their changes, and they log in with it.
enum PersonName {
    static let longest = 100

    /// - Returns: the name as it is kept.
    /// - Throws: `PeopleError.invalidName`.
    static func parse(_ text: String) throws(PeopleError) -> String {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        let isPlain = name.unicodeScalars.allSatisfy {
            ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned]
                .contains($0.properties.generalCategory)
        }
        guard !name.isEmpty, name.count <= longest, name.utf8.count <= 2 * longest, isPlain else {
            throw .invalidName(text)
        }
        return name
    }

    /// Two names that are the same here cannot be two people's.
    static func fold(_ name: String) -> String {
        name.precomposedStringWithCompatibilityMapping.lowercased()
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
