public import Foundation

/// What was written.
public struct DemoSummary: Sendable, Codable, Equatable {
    /// The folder to import: `split/class/picture`.
    public let images: URL
    /// The truth about every file, for tests and for people who want to check a finding; Tessera never reads it.
    public let planted: URL
    /// Files in ``images``, the ones that are no pictures included.
    public let written: Int
    /// Files by split: `train`, `val`, `label_book`.
    public let bySplit: [String: Int]
}
