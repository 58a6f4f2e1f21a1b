import Foundation
import Matrices
import Neighbors
import Projection
import Workbench

/// The layouts of `tessera umap`, from file to file.
struct MatrixLayout {
    /// Before the neighbours are looked for: so many principal components, more where fewer neighbours are kept.
    struct Reduction {
        let columns: Int
        let leastKept: Double
    }

    let options: UMAPOptions
    let threads: Int
    let clock: PhaseClock

    /// - Parameter reduction: how the rows are made narrower before their neighbours are looked for.
    func umap(
        _ input: String, labels: String?, reduction: Reduction?, into output: String, reporting reporter: JobReporter
    ) throws -> LayoutReport {
        let matrix = try read(input, reporter)
        let shape = (rows: matrix.rows, columns: matrix.columns)
        let classes = try labels.map { try Self.classes($0, count: shape.rows) }
        let (near, reduced) = try neighbors(of: matrix, reduction, reporter)
        // Many rows take much room: they go before the layout is made.
        let layout = try UMAP(options).fit(
            consume matrix, neighbors: consume near, labels: classes, threads: threads,
            progress: { try step("laying out", ($0 - 0.3) / 0.7, reporter) }, entering: { clock.enter($0.rawValue) })
        return try write(
            layout, output, of: shape, method: "umap", epochs: options.epochs(for: shape.rows), reduced: reduced)
    }

    /// The neighbours, and where they were looked for among fewer columns, how many and what share of them it kept.
    private func neighbors(
        of matrix: Matrix, _ reduction: Reduction?, _ reporter: JobReporter
    ) throws -> (NeighborGraph, reduced: (columns: Int, kept: Double)?) {
        let reduced = try reduction.map { reduction in
            clock.enter("reduction")
            return try ReducedRows(
                matrix, to: reduction.columns, leastKept: reduction.leastKept, k: options.nNeighbors - 1,
                seed: options.seed, threads: threads
            ) { try step("making the rows narrower", $0, reporter) }
        }
        clock.enter("neighbors")
        let near = try NeighborSearch.graph(
            of: reduced?.matrix ?? matrix, k: options.nNeighbors - 1, metric: options.metric, seed: options.seed,
            threads: threads
        ) { try step("finding neighbours", $0, reporter) }
        return (near, reduced.map { ($0.columns, $0.kept) })
    }

    func components(_ input: String, into output: String, reporting reporter: JobReporter) throws -> LayoutReport {
        let matrix = try read(input, reporter)
        if let row = matrix.firstRowNotFinite() { throw ProjectionError.notFinite(row: row) }
        clock.enter("components")
        let layout = PrincipalComponents.scores(
            matrix, wanted: options.components, seed: options.seed, threads: threads)
        try reporter.checkCancelled()
        return try write(layout, output, of: (matrix.rows, matrix.columns), method: "pca", epochs: nil)
    }

    func place(
        _ new: String, on layout: String, of input: String, into output: String, reporting reporter: JobReporter
    ) throws -> LayoutReport {
        let matrix = try read(input, reporter)
        let points = try NPY.read(layout)
        let rows = try NPY.read(new)
        clock.enter("neighbors")
        let index = try NeighborIndex(matrix, metric: options.metric, seed: options.seed, threads: threads) {
            try step("finding neighbours", $0, reporter)
        }
        clock.enter("placing")
        let placed = try UMAP(options).transform(rows, among: index, in: points, threads: threads) {
            try step("placing rows", $0, reporter)
        }
        return try write(placed, output, of: (rows.rows, rows.columns), method: "umap", epochs: nil)
    }

    private func read(_ path: String, _ reporter: JobReporter) throws -> Matrix {
        clock.enter("reading")
        reporter.report(phase: "reading", done: 0, total: nil)
        return try NPY.read(path)
    }

    private func write(
        _ layout: Matrix, _ path: String, of shape: (rows: Int, columns: Int), method: String, epochs: Int?,
        reduced: (columns: Int, kept: Double)? = nil
    ) throws -> LayoutReport {
        clock.enter("writing")
        try NPY.write(layout, to: path)
        clock.end()
        return LayoutReport(
            rows: shape.rows, columns: shape.columns, components: layout.columns, method: method, epochs: epochs,
            seed: options.seed, threads: threads, output: path, reducedColumns: reduced?.columns,
            keptNeighbors: reduced?.kept, seconds: clock.seconds)
    }

    private func step(_ phase: String, _ share: Double, _ reporter: JobReporter) throws {
        try reporter.checkCancelled()
        reporter.report(phase: phase, fraction: share)
    }

    /// The labels of a file, one a row.
    private static func classes(_ path: String, count: Int) throws -> [Int32] {
        let column = try NPY.read(path)
        guard column.columns == 1, column.rows == count else {
            throw ProjectionError.otherLabels(rows: count, labels: column.values.count)
        }
        return try column.values.map { value in
            guard let label = Int32(exactly: value) else {
                throw JobFailure(
                    code: "bad-labels",
                    message: "\(value) in \(path) is no class. Labels are whole numbers, -1 where one is not known.")
            }
            return label
        }
    }
}
