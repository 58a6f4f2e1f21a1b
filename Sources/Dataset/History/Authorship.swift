import Foundation

/// Who makes a change and why, as it is kept.
struct Authorship {
    static let longestAuthor = 200
    static let longestReason = 2_000

    let author: String
    let reason: String?

    /// - Throws: `EditError.invalidAuthor` or `tooMuch`.
    init(_ author: String, _ reason: String?) throws(EditError) {
        self.author = author.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !self.author.isEmpty, self.author.utf8.count <= Self.longestAuthor else { throw .invalidAuthor }
        let words = reason?.trimmingCharacters(in: .whitespacesAndNewlines)
        self.reason = words?.isEmpty == true ? nil : words
        guard (self.reason?.utf8.count ?? 0) <= Self.longestReason else {
            throw .tooMuch("A reason has at most \(Self.longestReason) bytes. Make it shorter.")
        }
    }
}
