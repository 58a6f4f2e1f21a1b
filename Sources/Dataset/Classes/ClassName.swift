import Foundation

/// What may be the name of a class: text for people that is also, as it is, the name of a folder.
///
/// So a name that could lead out of a folder (`../x`), hide it (`.x`) or that nobody can see is refused where it comes
/// in, and nothing further down has to think of it. Names are kept in Unicode normal form C, so that the same name
/// typed on two systems is one class.
public enum ClassName {
    /// In bytes of UTF-8; file systems take 255, and an export may add to it.
    public static let longest = 200

    /// - Returns: the name as it is kept: without white space around it, in normal form C; nil where it is no name.
    public static func parse(_ text: String) -> String? {
        let name = text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
        guard !name.isEmpty, name.utf8.count <= longest, !name.hasPrefix("."), !name.contains("\u{FFFD}") else {
            return nil
        }
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            scalar != "/" && scalar != "\\" && !CharacterSet.controlCharacters.contains(scalar)
                && !CharacterSet.newlines.contains(scalar)
        }
        return isPlain ? name : nil
    }

    /// What is wrong with a name that `parse` refuses, and what to do.
    public static func refusal(of text: String) -> String {
        "\u{201C}\(text.prefix(80))\u{201D} cannot be a class: a name has 1 to \(longest) bytes, no / or \\, no control characters, "
            + "and does not begin with a dot. Rename it."
    }
}
