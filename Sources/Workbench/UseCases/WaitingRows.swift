import Dataset
import Matrices

/// Vectors that were computed and wait to be kept: a write makes them durable, which costs a few milliseconds, so it is
/// done for some hundreds at once, or every two seconds.
struct WaitingRows {
    private let columns: Int
    private var digests: [String] = []
    private var values: [Float] = []
    private var since = ContinuousClock.now

    init(columns: Int) {
        self.columns = columns
    }

    mutating func add(_ digests: [String], _ rows: Matrix) {
        self.digests += digests
        values += rows.values
    }

    var areMany: Bool { digests.count >= 512 || since.duration(to: .now) > .seconds(2) }

    /// - Returns: how many were kept.
    mutating func write(to writer: EmbeddingWriter) throws -> Int {
        let count = digests.count
        if count > 0 {
            try writer.append(digests: digests, rows: Matrix(rows: count, columns: columns, values: values))
        }
        digests.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        since = .now
        return count
    }
}
