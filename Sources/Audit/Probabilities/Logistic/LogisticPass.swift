import CKernels
import Matrices

/// One look at all rows for several fits at once: their losses and gradients.
///
/// The fits' weights lie side by side, so that both products are of whole matrices. Rows are cut in shards of a fixed
/// number, whose sums are added in order: the same for every number of threads.
struct LogisticPass {
    let data: LogisticData

    private static let shards = 8
    private static let block = 256

    struct Found: Sendable {
        var loss: Double
        /// (D + 1) × K, the intercepts last.
        var gradient: [Float]
    }

    /// - Parameters:
    ///   - points: of each fit (D + 1) × K.
    ///   - folds: what each fit leaves out.
    func run(_ points: [[Float]], folds: [Int32]) -> [Found] {
        let (depth, classes, fits) = (data.features.columns, data.classes, points.count)
        let width = fits * classes
        let rows = data.features.rows
        let weights = sideBySide(points)
        let biases = points.flatMap { $0[(depth * classes)...] }
        let shards = max(1, min(Self.shards, (rows + Self.block - 1) / Self.block))
        let gradients = WorkMemory<Float>(shards * depth * width, filledWith: 0)
        let sums = WorkMemory<Double>(shards * width, filledWith: 0)
        let losses = WorkMemory<Double>(shards * fits, filledWith: 0)
        parallelBlocks(shards, size: 1, threads: data.threads) { shard, _ in
            let logits = WorkMemory<Float>(Self.block * width)
            let first = rows * shard / shards, last = rows * (shard + 1) / shards
            for start in stride(from: first, to: last, by: Self.block) {
                let count = min(Self.block, last - start)
                data.features.values.withUnsafeBufferPointer { features in
                    let own = SharedConstants(features).address(start * depth)
                    weights.withUnsafeBufferPointer { weights in
                        BLAS.multiply(
                            own, stride: depth, rows: count, weights.baseAddress, stride: width, columns: width,
                            depth: depth, into: logits.start, stride: width)
                    }
                    withBlock(start, count, fits, biases: biases, folds: folds) { block in
                        withUnsafePointer(to: block) {
                            tessera_softmax_residuals(
                                $0, logits.start, losses.start + shard * fits, sums.start + shard * width)
                        }
                    }
                    BLAS.addTransposeTimes(
                        own, stride: depth, columns: depth, logits.start, stride: width, columns: width, depth: count,
                        into: gradients.start + shard * depth * width, stride: width)
                }
            }
        }
        var found = [Found](repeating: Found(loss: 0, gradient: []), count: fits)
        found.withUnsafeMutableBufferPointer { found in
            let found = SharedBuffer(found)
            parallelBlocks(fits, size: 1, threads: data.threads) { fit, _ in
                var gradient = [Float](repeating: 0, count: (depth + 1) * classes)
                var loss = 0.0
                for shard in 0..<shards {
                    loss += losses[shard * fits + fit]
                    for column in 0..<depth {
                        let from = (shard * depth + column) * width + fit * classes
                        for label in 0..<classes { gradient[column * classes + label] += gradients[from + label] }
                    }
                }
                for label in 0..<classes {
                    let sum = (0..<shards).reduce(0.0) { $0 + sums[$1 * width + fit * classes + label] }
                    gradient[depth * classes + label] = Float(sum)
                }
                found[fit] = Found(loss: loss, gradient: gradient)
            }
        }
        return found
    }

    /// D × (fits · K).
    private func sideBySide(_ points: [[Float]]) -> [Float] {
        let (depth, classes) = (data.features.columns, data.classes)
        var weights: [Float] = []
        weights.reserveCapacity(depth * points.count * classes)
        for column in 0..<depth {
            for point in points { weights.append(contentsOf: point[column * classes..<(column + 1) * classes]) }
        }
        return weights
    }

    private func withBlock(
        _ start: Int, _ count: Int, _ fits: Int, biases: [Float], folds: [Int32],
        _ body: (tessera_softmax_block) -> Void
    ) {
        data.labels.withUnsafeBufferPointer { labels in
            data.weights.withUnsafeBufferPointer { weights in
                data.folds.withUnsafeBufferPointer { rowFolds in
                    biases.withUnsafeBufferPointer { biases in
                        folds.withUnsafeBufferPointer { folds in
                            body(
                                tessera_softmax_block(
                                    rows: Int64(count), classes: Int64(data.classes), fits: Int64(fits),
                                    biases: biases.baseAddress, labels: SharedConstants(labels).address(start),
                                    weights: SharedConstants(weights).address(start),
                                    folds: SharedConstants(rowFolds).address(start), fit_folds: folds.baseAddress))
                        }
                    }
                }
            }
        }
    }
}
