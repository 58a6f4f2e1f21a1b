import Matrices
import Testing

@Suite struct SymmetricEigenTests {
    @Test func vectorsAreEigenvectorsAtRightAngles() {
        for size in 1...24 {
            var random = SeededRandom(seed: UInt64(size))
            var matrix = [Double](repeating: 0, count: size * size)
            for i in 0..<size {
                for j in 0...i {
                    matrix[i * size + j] = random.normal()
                    matrix[j * size + i] = matrix[i * size + j]
                }
            }
            let eigen = SymmetricEigen(matrix, size: size)
            #expect(eigen.values == eigen.values.sorted())
            for i in 0..<size {
                let vector = (0..<size).map { eigen.vectors[$0 * size + i] }
                for row in 0..<size {
                    let product = (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
                    #expect(abs(product - eigen.values[i] * vector[row]) < 1e-10)
                }
                for j in 0...i {
                    let product = (0..<size).reduce(0) { $0 + vector[$1] * eigen.vectors[$1 * size + j] }
                    #expect(abs(product - (i == j ? 1 : 0)) < 1e-10)
                }
            }
        }
    }

    @Test func specialMatricesAreNoTrouble() {
        #expect(SymmetricEigen([], size: 0).values.isEmpty)
        #expect(SymmetricEigen([0, 0, 0, 0], size: 2).values == [0, 0])
        #expect(SymmetricEigen([1, 0, 0, 0, 1, 0, 0, 0, 1], size: 3).values == [1, 1, 1])
        let ones = SymmetricEigen([Double](repeating: 1, count: 16), size: 4).values
        #expect(abs(ones[3] - 4) < 1e-12 && abs(ones[0]) < 1e-12)
    }
}
