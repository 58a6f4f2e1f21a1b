import Imaging

/// A picture that has no vector, and why; the others go on.
public struct PictureFailure: Sendable, Equatable, Codable {
    /// Its place in what was asked for.
    public let index: Int
    /// Stable, for programs: a `PictureError`'s code, or `unreadable`.
    public let code: String
    /// For people.
    public let reason: String

    public init(index: Int, code: String, reason: String) {
        self.index = index
        self.code = code
        self.reason = reason
    }

    init(index: Int, error: any Error) {
        switch error {
        case let error as PictureError: self.init(index: index, code: error.code, reason: "\(error)")
        default: self.init(index: index, code: "unreadable", reason: "\(error)")
        }
    }
}
