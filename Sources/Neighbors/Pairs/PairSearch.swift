import CKernels
import Matrices

/// Every pair of rows within a distance, exactly; where there are more than `most`, the nearest of them.
///
/// Rows are put in order along one axis. Two rows within the distance are within it along the axis too, so a block of
/// rows is compared with a part of the order only. Coarse distances come from products, with a bound for their rounding;
/// what may be near enough is measured by differences.
struct PairSearch {
    struct Pair {
        var squared: Float
        var first: Int32
        var second: Int32

        static func precedes(_ a: Pair, _ b: Pair) -> Bool {
            (a.squared, a.first, a.second) < (b.squared, b.first, b.second)
        }
    }

    /// The nearest pairs so far.
    struct Kept {
        var pairs: [Pair] = []
        /// Squared; pairs that are farther do not count, and once it is capped only nearer ones do.
        var limit: Float
        var isCapped = false

        mutating func cap(_ most: Int) {
            guard pairs.count > most else { return }
            pairs.sort(by: Pair.precedes)
            pairs.removeLast(pairs.count - most)
            isCapped = true
            limit = pairs.last?.squared ?? 0
        }
    }

    private let prepared: PreparedRows
    private let limit: Float
    private let most: Int
    private let threads: Int
    private let centre: [Float]
    /// Rows by their place along the axis.
    private let order: [Int32]
    private let places: [Float]

    private static let block = 192
    private static let window = 512

    init(_ prepared: PreparedRows, limit: Float, most: Int, seed: UInt64, threads: Int) {
        self.prepared = prepared
        self.limit = limit
        self.most = most
        self.threads = threads
        let matrix = prepared.matrix
        centre = SearchSpace.middle(of: matrix)
        let found = Self.places(matrix, centre, seed: seed, threads: threads)
        order = found.map(\.row)
        places = found.map(\.place)
    }

    func run(progress: (Double) throws -> Void) rethrows -> Kept {
        var kept = Kept(limit: limit)
        let blocks = (order.count + Self.block - 1) / Self.block
        let round = max(1, min(8, blocks))
        for start in stride(from: 0, to: blocks, by: round) {
            // Nothing is nearer than equal rows.
            if kept.isCapped, kept.limit == 0 { break }
            try progress(Double(start) / Double(blocks))
            let some = min(round, blocks - start)
            let before = Kept(limit: kept.limit, isCapped: kept.isCapped)
            var found = [Kept](repeating: before, count: some)
            found.withUnsafeMutableBufferPointer { found in
                let found = SharedBuffer(found)
                parallelBlocks(some, size: 1, threads: threads) { number, _ in
                    let first = (start + number) * Self.block
                    found[number] = search(first..<min(order.count, first + Self.block), before)
                }
            }
            for block in found {
                kept.pairs += block.pairs
                kept.isCapped = kept.isCapped || block.isCapped
            }
            kept.cap(most)
        }
        kept.pairs.sort(by: Pair.precedes)
        return kept
    }

    /// The pairs of a block of the order with each other and with what comes after it.
    private func search(_ block: Range<Int>, _ before: Kept) -> Kept {
        let columns = prepared.matrix.columns
        var kept = before
        return prepared.matrix.values.withUnsafeBufferPointer { values in
            let values = SharedConstants(values)
            let own = WorkMemory<Float>(block.count * columns)
            tessera_gather_rows(
                values.address(0), Int64(columns), Array(order[block]), Int64(block.count), centre,
                own.start)
            let lengths = (0..<block.count).map {
                tessera_squared_length(own.start + $0 * columns, Int64(columns))
            }
            let radius = limit.squareRoot()
            let rounding = Float.ulpOfOne * (Float(columns) / 4 + 16)
            // Who is within the radius of a row is not longer than the row by more than that.
            let sizes = lengths.map { 2 * $0.squareRoot() + radius }
            let reach = (sizes.max() ?? 0) * 4 * rounding + radius
            let last = places[block.upperBound - 1] + reach
            let others = WorkMemory<Float>(Self.window * columns)
            let panels = WorkMemory<Float>(Self.window * columns)
            let norms = WorkMemory<Float>(Self.window)
            let near = WorkMemory<tessera_near>(16 * Self.window)
            var begin = block.lowerBound
            while begin < order.count, places[begin] <= last || begin < block.upperBound {
                let end = min(order.count, begin + Self.window)
                tessera_gather_rows(
                    values.address(0), Int64(columns), Array(order[begin..<end]), Int64(end - begin), centre,
                    others.start)
                tessera_pack_panels(
                    others.start, Int64(columns), Int64(end - begin), panels.start, norms.start)
                var next: Int64 = 0
                while next < block.count {
                    let limits = (0..<block.count).map {
                        (kept.limit + 4 * rounding * sizes[$0] * sizes[$0]).nextUp - lengths[$0]
                    }
                    let count = tessera_scan_near(
                        own.start, limits, Int64(columns), Int64(block.count), panels.start, norms.start,
                        Int64(end - begin), &next, near.start, Int64(near.count))
                    for index in 0..<Int(count) {
                        let (a, b) = (block.lowerBound + Int(near[index].row), begin + Int(near[index].other))
                        guard a < b else { continue }
                        measure(order[a], order[b], values, &kept)
                    }
                    kept.cap(most)
                }
                begin = end
            }
            return kept
        }
    }

    private func measure(_ a: Int32, _ b: Int32, _ values: SharedConstants<Float>, _ kept: inout Kept) {
        let columns = prepared.matrix.columns
        let squared = tessera_squared_distance(
            values.address(Int(min(a, b)) * columns), values.address(Int(max(a, b)) * columns),
            Int64(columns))
        guard kept.isCapped ? squared < kept.limit : squared <= kept.limit else { return }
        kept.pairs.append(Pair(squared: squared, first: min(a, b), second: max(a, b)))
    }

    private static func places(
        _ matrix: Matrix, _ centre: [Float], seed: UInt64, threads: Int
    ) -> [tessera_place] {
        let (count, columns) = (matrix.rows, matrix.columns)
        guard count > 0 else { return [] }
        var axis = [Float](repeating: 0, count: columns)
        var scratch = [Float](repeating: 0, count: 5 * columns)
        let all = (0..<Int32(count)).map { $0 }
        var places = [tessera_place](repeating: tessera_place(), count: count)
        matrix.values.withUnsafeBufferPointer { values in
            tessera_split_axis(
                values.baseAddress, Int64(columns), all, Int64(count), 1_024, seed, &scratch, &axis)
            let length = tessera_length(axis, Int64(columns))
            if length > 0 { for column in 0..<columns { axis[column] /= length } }
            places.withUnsafeMutableBufferPointer { places in
                let (values, places) = (SharedConstants(values), SharedBuffer(places))
                let unit = axis
                parallelBlocks(count, size: 4_096, threads: threads) { _, some in
                    all.withUnsafeBufferPointer { all in
                        tessera_places_along(
                            values.address(0), Int64(columns), centre, unit,
                            all.baseAddress.map { $0 + some.lowerBound },
                            Int64(some.count), places.address(some.lowerBound))
                    }
                }
            }
        }
        places.sort { ($0.place, $0.row) < ($1.place, $1.row) }
        return places
    }
}
