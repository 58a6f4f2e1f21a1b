import Matrices

/// Probabilities in memory or in a mapped file, walked from front to back in strides.
struct ProbabilityTable<Number: ProbabilityNumber>: Sendable {
    let numbers: SharedConstants<Number>
    let rows: Int
    let columns: Int
    /// Lets go of rows that were walked over.
    let release: @Sendable (Range<Int>) -> Void

    /// Bytes that one stride holds in memory, and that one thread takes of it at a time.
    private static var strideBytes: Int { 16 << 20 }
    private static var blockBytes: Int { 256 << 10 }

    private var rowBytes: Int { max(1, columns * MemoryLayout<Number>.stride) }

    /// Rows that one thread takes at a time.
    var blockRows: Int { max(1, Self.blockBytes / rowBytes) }

    func row(_ index: Int) -> UnsafePointer<Number>? { numbers.address(index * columns) }

    /// Walks over all rows. Between strides `progress` gets how many are done; throwing ends the walk.
    func walk(progress: (Int) throws -> Void, _ body: (Range<Int>) throws -> Void) throws {
        let size = max(1, Self.strideBytes / rowBytes)
        for start in stride(from: 0, to: rows, by: size) {
            let range = start..<min(rows, start + size)
            try body(range)
            release(range)
            try progress(range.upperBound)
        }
    }
}
