import Audit
import Foundation
import Matrices
import Testing

/// What cleanlab answered; Benchmarks/reference/label_errors_golden.py wrote it.
struct LabelErrorsGolden: Decodable {
    struct Options: Decodable {
        let method: LabelErrorMethod
        let score: LabelQualityScore
        let adjusted: Bool?
        let noiseShare: Double?
        let leastPerClass: Int?
    }

    struct Issues: Decodable {
        let options: Options
        /// The rows of the label errors, the worst first.
        let rows: [Int]
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let labels: [Int]
        let thresholds: [Double]
        let counts: [Int]
        let calibrated: [Int]
        let joint: [Double]
        let prior: [Double]
        let givenWhereTrue: [Double]
        let trueWhereGiven: [Double]
        let estimatedErrors: [Int]
        let estimatedMissing: [Int]
        /// cleanlab has none where there is a single label.
        let healthScore: Double?
        let scores: [String: [Double]]
        let issues: [Issues]

        var testDescription: String { name }

        func probabilities() throws -> Probabilities {
            try Probabilities(npy: LabelErrorsGolden.folder.appendingPathComponent("label-errors-\(name).npy").path)
        }
    }

    let cases: [Case]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let all: [Case] = {
        let file = folder.appendingPathComponent("label-errors.json")
        guard let data = try? Data(contentsOf: file) else { return [] }
        do {
            return try JSONDecoder().decode(LabelErrorsGolden.self, from: data).cases
        } catch {
            fatalError("\(file.path): \(error)")
        }
    }()
}
