import Foundation

/// What SciPy, statsmodels and scikit-learn say (`Benchmarks/reference/scoring_golden.py`).
struct Golden: Decodable {
    struct Student: Decodable {
        let values: [Double]
        let level: Double
        let deviation: Double
        let low: Double
        let high: Double
    }

    struct Wilson: Decodable {
        let correct: Int
        let total: Int
        let level: Double
        let low: Double
        let high: Double
    }

    struct Exact: Decodable {
        let mended: Int
        let broken: Int
        let pValue: Double
    }

    struct Classes: Decodable {
        let given: [Int]
        let probabilities: [Float]
        let confusion: [Int]
        let precision: [Double]
        let recall: [Double]
        let f1: [Double]
        let support: [Int]
        let logLoss: Double
        let margins: [Double]
    }

    struct Bootstrap: Decodable {
        let first: [Int]
        let second: [Int]
        let level: Double
        let tolerance: Double
        let difference: Double
        let low: Double
        let high: Double
    }

    let student: [Student]
    let wilson: [Wilson]
    let mcnemar: [Exact]
    let classes: Classes
    let bootstrap: Bootstrap

    static func read() throws -> Golden {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/statistics.json")
        return try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }
}
