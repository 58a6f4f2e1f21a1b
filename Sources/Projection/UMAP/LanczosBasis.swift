import Matrices

/// The orthonormal vectors of a Lanczos iteration, and the sums over them.
///
/// Vectors are split in fixed blocks; a product sums its blocks in order. So the digits are the same for every number
/// of threads.
struct LanczosBasis {
    let length: Int
    let threads: Int
    private var storage: [Double]

    private static let block = 4_096

    init(capacity: Int, length: Int, threads: Int) {
        self.length = length
        self.threads = threads
        storage = [Double](repeating: 0, count: capacity * length)
    }

    subscript(vector: Int) -> ArraySlice<Double> {
        get { storage[vector * length..<(vector + 1) * length] }
        set { storage.replaceSubrange(vector * length..<(vector + 1) * length, with: newValue) }
    }

    /// Takes the first `count` vectors' share out of vector `count`, and gives the shares.
    ///
    /// Once: in double precision that keeps far more digits than a first layout has. Reading all vectors is what an
    /// iteration costs.
    mutating func orthogonalize(_ count: Int) -> [Double] {
        removeShares(count)
    }

    /// Scales a vector to length 1 and gives the length it had.
    mutating func normalize(_ vector: Int) -> Double {
        let norm = self[vector].reduce(0) { $0 + $1 * $1 }.squareRoot()
        if norm > 0 { for index in vector * length..<(vector + 1) * length { storage[index] /= norm } }
        return norm
    }

    /// Vector `target` = operator * vector `source`.
    mutating func apply(_ adjacency: NormalizedAdjacency, to source: Int, into target: Int) {
        let (length, threads) = (self.length, self.threads)
        storage.withUnsafeMutableBufferPointer { storage in
            let x = UnsafeBufferPointer(rebasing: storage[source * length..<(source + 1) * length])
            let y = UnsafeMutableBufferPointer(rebasing: storage[target * length..<(target + 1) * length])
            adjacency.multiply(SharedConstants(x), into: SharedBuffer(y), threads: threads)
        }
    }

    /// Replaces the vectors from `first` on by `made` combinations of `of` of them; column c of `weights`
    /// (row-major, `of` × `made`) is the c-th.
    mutating func combine(from first: Int, of count: Int, weights: [Double], made: Int) {
        let (length, threads) = (self.length, self.threads)
        storage.withUnsafeMutableBufferPointer { storage in
            weights.withUnsafeBufferPointer { weights in
                let (storage, weights) = (SharedBuffer(storage), SharedConstants(weights))
                parallelBlocks(length, size: Self.block, threads: threads) { _, range in
                    let old = storage.address(first * length + range.lowerBound)
                    var new = [Double](repeating: 0, count: made * range.count)
                    BLAS.transposeTimes(
                        weights.address(0), stride: made, columns: made, old, stride: length, columns: range.count,
                        depth: count, into: &new, stride: range.count)
                    for vector in 0..<made {
                        for offset in 0..<range.count {
                            storage[(first + vector) * length + range.lowerBound + offset] =
                                new[vector * range.count + offset]
                        }
                    }
                }
            }
        }
    }

    private mutating func removeShares(_ count: Int) -> [Double] {
        let (length, threads) = (self.length, self.threads)
        let blocks = (length + Self.block - 1) / Self.block
        var partial = [Double](repeating: 0, count: blocks * count)
        storage.withUnsafeMutableBufferPointer { storage in
            partial.withUnsafeMutableBufferPointer { partial in
                let (storage, partial) = (SharedBuffer(storage), SharedBuffer(partial))
                parallelBlocks(length, size: Self.block, threads: threads) { block, range in
                    BLAS.multiply(
                        storage.address(range.lowerBound), stride: length, rows: count, columns: range.count,
                        vector: storage.address(count * length + range.lowerBound), into: partial.address(block * count)
                    )
                }
            }
        }
        var shares = [Double](repeating: 0, count: count)
        for block in 0..<blocks {
            for vector in 0..<count { shares[vector] += partial[block * count + vector] }
        }
        storage.withUnsafeMutableBufferPointer { storage in
            shares.withUnsafeBufferPointer { shares in
                let (storage, shares) = (SharedBuffer(storage), SharedConstants(shares))
                parallelBlocks(length, size: Self.block, threads: threads) { _, range in
                    BLAS.subtractTransposeTimes(
                        storage.address(range.lowerBound), stride: length, rows: count, columns: range.count,
                        vector: shares.address(0), from: storage.address(count * length + range.lowerBound))
                }
            }
        }
        return shares
    }
}
