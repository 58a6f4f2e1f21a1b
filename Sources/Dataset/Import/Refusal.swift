/// A file that was not taken in, and why. One bad file never stops an import.
///
/// Codes: `empty`, `not-an-image`, `truncated`, `too-many-pixels`, `too-many-bytes`, `undecodable` (from decoding);
/// `symlink-outside`, `broken-symlink`, `special-file`, `unsafe-class-name`, `unsafe-path`, `unreadable`,
/// `missing-file`, `duplicate-entry`, `bad-metadata`, `invalid-split`, `too-deep` (from reading the folder);
/// `changed-on-disk` (from the dataset).
public struct Refusal: Sendable, Codable, Hashable {
    /// Relative to the imported folder, for eyes.
    public let path: String
    public let code: String
    /// In words, with what to do where something can be done.
    public let reason: String

    public init(path: String, code: String, reason: String) {
        self.path = path
        self.code = code
        self.reason = reason
    }
}

extension Refusal: Error, CustomStringConvertible {
    public var description: String { "\(path): \(reason)" }
}
