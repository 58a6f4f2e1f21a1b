import Foundation
import Matrices

/// What scikit-learn, cleanlab and imagehash say (`Benchmarks/reference/sciences_golden.py`).
struct SciencesGolden: Decodable {
    struct Regression: Decodable {
        struct Model: Decodable {
            let weights: [Float], intercepts: [Float]
        }

        let rows: Int, columns: Int, classes: Int, strength: Double
        let features: [Float], labels: [Int], folds: [Int], weights: [Float]?
        let probabilities: [Float], models: [Model], logLoss: Double, accuracy: Double

        var matrix: Matrix { Matrix(rows: rows, columns: columns, values: features) }
    }

    struct Crowd: Decodable {
        struct Person: Decodable {
            let quality: Double, agreement: Double, worst: Int, labels: Int
        }

        let classes: Int, labels: [[Int?]], probabilities: [Float]
        let consensus: [Int], quality: [Double], agreement: [Double], detailed: [[Double?]]
        let people: [Person], modelWeight: Double, weights: [Double]
    }

    struct Hash: Decodable {
        let width: Int, height: Int, pixels: [UInt8], bits: [Bool]
    }

    let regressions: [Regression]
    let crowds: [Crowd]
    let hashes: [Hash]

    static func load() throws -> SciencesGolden {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/sciences.json")
        return try JSONDecoder().decode(SciencesGolden.self, from: Data(contentsOf: file))
    }
}
