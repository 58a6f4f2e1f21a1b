import Foundation
import Matrices
public import Neighbors

/// The neighbours of the rows of any .npy file, as .npy files; without a workspace.
public struct NeighborsOfFile: Sendable {
    public struct Report: Codable, Sendable, Equatable {
        public let rows: Int
        public let columns: Int
        /// Neighbours a row: what was asked for, or one less than there are rows.
        public let k: Int
        public let metric: String
        /// `exact` or `approximate`.
        public let method: String
        /// The share of the true neighbours that was found, of some rows that were checked; 1 where it is exact.
        public let recall: Double
        public let seed: UInt64
        public let threads: Int
        /// Of the search and the reading.
        public let seconds: Double
    }

    public let input: String
    public let output: String
    public let distances: String?
    public let k: Int
    public let metric: Metric
    public let exact: Bool
    public let seed: UInt64
    public let threads: Int

    public init(
        input: String, output: String, distances: String? = nil, k: Int = 15, metric: Metric = .euclidean,
        exact: Bool = false, seed: UInt64 = 42, threads: Int
    ) {
        self.input = input
        self.output = output
        self.distances = distances
        self.k = k
        self.metric = metric
        self.exact = exact
        self.seed = seed
        self.threads = threads
    }

    /// - Throws: `NPYError`, `NeighborsError`, `JobCancelled`. Nothing is written then.
    public func run(reporting reporter: JobReporter) throws -> Report {
        let began = ContinuousClock.now
        for path in [output, distances].compactMap(\.self) { try OutputFile.checkWritable(path) }
        reporter.report(phase: "reading the matrix", done: 0, total: nil)
        let matrix = try NPY.read(input)
        guard matrix.rows >= 2 else { throw NeighborsError.tooFewRows(matrix.rows) }
        try reporter.checkCancelled()
        let found = try NeighborSearch.search(
            matrix, k: k, metric: metric, method: exact ? .exact : .automatic, seed: seed, threads: threads
        ) { fraction in
            try reporter.checkCancelled()
            reporter.report(phase: "finding neighbours", done: Int(fraction * Double(matrix.rows)), total: matrix.rows)
        }
        let seconds = began.duration(to: .now) / .seconds(1)
        let graph = found.graph
        try NPY.write(graph.indices, rows: graph.count, columns: graph.k, to: output)
        if let distances {
            try NPY.write(Matrix(rows: graph.count, columns: graph.k, values: graph.distances), to: distances)
        }
        return Report(
            rows: matrix.rows, columns: matrix.columns, k: graph.k, metric: metric.rawValue,
            method: found.method.rawValue, recall: found.recall, seed: seed, threads: threads, seconds: seconds)
    }
}
