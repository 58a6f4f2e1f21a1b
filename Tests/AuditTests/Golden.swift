import Foundation
import Matrices

/// What scipy, scikit-learn and numpy say (`Benchmarks/reference/audit_golden.py`).
struct Golden: Decodable {
    struct Hypergeometric: Decodable {
        let population: Int, marked: Int, drawn: Int
        let probabilities: [Double], twoSided: [Double]
    }

    struct Adjusted: Decodable {
        let p: [Double], adjusted: [Double]
    }

    struct Area: Decodable {
        let rows: [[Float]], k: Int, isVal: [Bool], area: Double
    }

    struct Groups: Decodable {
        let rows: [[Float]], inertia: Double, labels: [Int]
    }

    struct Directions: Decodable {
        let rows: [[Float]], labels: [Int], removed: [[Float]]
    }

    struct Typicality: Decodable {
        let rows: [[Float]], labels: [Int], k: Int, distances: [Float]
    }

    let hypergeometric: [Hypergeometric]
    let twoStrata: [Double]
    let adjusted: Adjusted
    let area: Area
    let groups: Groups
    let directions: Directions
    let typicality: Typicality

    static func load() throws -> Golden {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/audit.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }
}

extension Matrix {
    init(_ rows: [[Float]]) {
        self.init(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap(\.self))
    }
}
