import Matrices

/// The smoothest vectors on a connected graph: the eigenvectors of the normalised Laplacian with the smallest
/// eigenvalues above 0, by Lanczos's method with thick restarts.
///
/// - SeeAlso: Wu and Simon 2000, "Thick-restart Lanczos method for large symmetric eigenvalue problems".
package struct SpectralVectors: Sendable {
    /// Eigenvalues of the normalised Laplacian, ascending.
    package let eigenvalues: [Double]
    /// One unit vector for each; the sign is that which makes the sum of cubes positive.
    package let vectors: [[Double]]
    /// How many products with the matrix it took.
    package let products: Int

    /// Nobody sees more of a first layout than this: tighter costs time and leaves trust as it is, 1e-2 costs .001 of it.
    private static let tolerance = 1e-3
    private static let mostProducts = 2_000
    private static let widest = 48

    /// - Parameter wanted: how many vectors; below the number of points minus 1.
    package init(_ graph: SparseGraph, wanted: Int, threads: Int, progress: (Double) throws -> Void = { _ in }) rethrows
    {
        let adjacency = NormalizedAdjacency(graph)
        let count = adjacency.count
        let width = min(count - 1, max(2 * wanted + 8, min(Self.widest, Int(Double(count).squareRoot()))))
        let wanted = min(wanted, width)
        // Vector 0 is the one that is known; it only keeps the others away.
        var basis = LanczosBasis(capacity: width + 2, length: count, threads: threads)
        basis[0] = adjacency.first[...]
        var random = SeededRandom(seed: 0x5EC7_4A1)
        var projected = [Double](repeating: 0, count: width * width)
        var kept = 0
        var products = 0
        Self.begin(&basis, 1, &random)
        while true {
            var residual = 0.0
            for j in kept..<width {
                basis.apply(adjacency, to: j + 1, into: j + 2)
                products += 1
                let shares = basis.orthogonalize(j + 2)
                for i in 0...j {
                    projected[i * width + j] = shares[i + 1]
                    projected[j * width + i] = shares[i + 1]
                }
                residual = basis.normalize(j + 2)
                if residual < 1e-12 {
                    // The vectors so far span a space of their own; go on in another one.
                    residual = 0
                    if j + 1 < width { Self.begin(&basis, j + 2, &random) }
                }
            }
            let eigen = SymmetricEigen(projected, size: width)
            let worst =
                (width - wanted..<width).map { abs(residual * eigen.vectors[(width - 1) * width + $0]) }.max() ?? 0
            try progress(min(1, Double(products) / Double(Self.mostProducts)))
            let finished = worst <= Self.tolerance || products >= Self.mostProducts || width == count - 1
            let next = finished ? wanted : wanted + (width - wanted) / 2
            var weights: [Double] = []
            weights.reserveCapacity(width * next)
            for row in 0..<width {
                for column in 0..<next { weights.append(eigen.vectors[row * width + width - 1 - column]) }
            }
            let residualVector = basis[width + 1]
            basis.combine(from: 1, of: width, weights: weights, made: next)
            if finished {
                eigenvalues = (0..<wanted).map { 1 - eigen.values[width - 1 - $0] }
                vectors = (0..<wanted).map { Self.oriented(Array(basis[$0 + 1])) }
                self.products = products
                return
            }
            projected = [Double](repeating: 0, count: width * width)
            for i in 0..<next { projected[i * width + i] = eigen.values[width - 1 - i] }
            basis[next + 1] = residualVector
            if residual == 0 { Self.begin(&basis, next + 1, &random) }
            kept = next
        }
    }

    /// A random unit vector at right angles to all before it.
    private static func begin(_ basis: inout LanczosBasis, _ vector: Int, _ random: inout SeededRandom) {
        basis[vector] = (0..<basis.length).map { _ in random.normal() }[...]
        _ = basis.orthogonalize(vector)
        _ = basis.normalize(vector)
    }

    private static func oriented(_ vector: [Double]) -> [Double] {
        vector.reduce(0) { $0 + $1 * $1 * $1 } < 0 ? vector.map { -$0 } : vector
    }
}
