import Foundation
public import Matrices

/// One model's vectors, to be read: by image, or all of them as they lie on disk.
///
/// It shows what was there when it was opened; another process may go on appending meanwhile. The file is
/// `embeddings/<model>.npy`, float32, N × dimension, which numpy maps as it is.
public final class EmbeddingStore: Sendable {
    public let model: String
    public let dimension: Int
    /// SHA-256 of the image of each row.
    public let digests: [String]
    private let matrix: MappedMatrix?
    private let rowOfDigest: [String: Int]

    /// Rows: images that have a vector.
    public var count: Int { digests.count }

    /// - Throws: `WorkspaceError.damagedFile` or `NPYError`.
    init(model: String, dimension: Int, files: EmbeddingFiles) throws {
        self.model = model
        self.dimension = dimension
        let ids = try EmbeddingIDs.read(files.ids)
        matrix = ids.isEmpty ? nil : try MappedMatrix(files.rows)
        if let matrix, matrix.columns != dimension {
            throw EmbeddingIDs.damaged(
                files.rows, "it has rows of \(matrix.columns) numbers where \(dimension) are expected")
        }
        // Rows are on disk before their ids, so there are at least as many; a torn file may have fewer all the same.
        digests = Array(ids.prefix(matrix?.rows ?? 0))
        rowOfDigest = Dictionary(digests.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    public func contains(_ digest: String) -> Bool { rowOfDigest[digest] != nil }

    /// The row of an image; nil where it has no vector yet.
    public func row(of digest: String) -> Int? { rowOfDigest[digest] }

    /// The vector of an image; nil where it has none yet.
    public func vector(of digest: String) -> [Float]? {
        rowOfDigest[digest].flatMap { matrix?.row($0) }
    }

    /// Those of the digests that have no vector yet, in their order, each once.
    public func missing(of digests: some Sequence<String>) -> [String] {
        var seen = Set<String>()
        return digests.filter { rowOfDigest[$0] == nil && seen.insert($0).inserted }
    }

    /// The vectors of some images, in their order: those without one are left out of both.
    public func rows(of digests: some Sequence<String>) -> (digests: [String], rows: Matrix) {
        let present = digests.compactMap { digest in rowOfDigest[digest].map { (digest, $0) } }
        let rows = matrix?.selecting(present.map(\.1)) ?? Matrix(rows: 0, columns: dimension)
        return (present.map(\.0), rows)
    }

    /// All vectors, row after row, where they lie on disk: `count` × `dimension` numbers, valid within `body`.
    public func withValues<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        guard let matrix else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
        return try matrix.withValues { try body(UnsafeBufferPointer(rebasing: $0.prefix(count * dimension))) }
    }
}
