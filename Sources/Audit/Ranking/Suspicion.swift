import Foundation
public import Matrices

/// One number for each sample, whatever may be wrong with it: the chance that somebody who looks would change or remove it.
///
/// Three things may be wrong, taken as independent: another label is right, or none (`labelChance`); the picture is no good
/// (flaws of its looks, each worth what its kind usually is, and how alone it lies); and of copies with different labels at most one is right. What is left of all three is the chance that nothing is wrong.
public struct Suspicion: Sendable, Equatable {
    /// 0 ... 1 of each sample.
    public let chances: [Double]
    /// That its label is wrong, copies heard too.
    public let label: [Double]
    /// That its picture is no good.
    public let picture: [Double]

    /// How often a picture with such a flaw, at the top of its score, is one that people would remove: by our own looking at
    /// the flaws in the competition's data (docs/quality.md). People's verdicts on findings move it from there.
    public static func worth(of flaw: PictureFlaw) -> Double {
        switch flaw {
        case .blank: 0.97
        case .nearlyBlank: 0.9
        case .wrongPolarity, .oddSize, .noisy: 0.5
        case .severalObjects, .tooDark, .tooBright, .lowInformation, .blurred: 0.3
        case .oddAspect: 0.15
        case .cutOff: 0.25
        }
    }

    /// - Parameters:
    ///   - probabilities: out of sample, N × K.
    ///   - labels: of each row; nil where there is none: no label can be wrong.
    ///   - findings: of the pictures (`PictureChecks`).
    ///   - strangeness: of each row (`Outliers.strangeness`); empty where it is not known.
    ///   - groups: what shows the same picture has the same number.
    ///   - known: rows of whose labels the chance of being wrong is known better, from what several people said.
    public init(
        _ probabilities: Matrix, labels: [Int?], findings: [PictureFinding] = [], strangeness: [Double] = [],
        groups: [Int], known: [Int: Double] = [:]
    ) {
        precondition(labels.count == probabilities.rows && groups.count == labels.count, "all are of the same samples")
        var sound = [Double](repeating: 1, count: labels.count)
        for finding in findings { sound[finding.row] *= 1 - Self.worth(of: finding.flaw) * finding.score }
        for (row, strange) in strangeness.enumerated() { sound[row] *= 1 - Self.alone(strange) }
        var right = labels.enumerated().map { row, label in
            label.map { 1 - (known[row] ?? Self.labelChance(probabilities, row: row, label: $0)) } ?? 1
        }
        for members in Dictionary(grouping: labels.indices, by: { groups[$0] }).values where members.count > 1 {
            let given = Set(members.compactMap { labels[$0] })
            guard given.count > 1 else { continue }
            for row in members {
                guard let label = labels[row] else { continue }
                let all = given.reduce(0.0) { $0 + Double(probabilities[row, $1]) }
                right[row] = min(right[row], Double(probabilities[row, label]) / max(all, 1e-9))
            }
        }
        label = right.map { 1 - $0 }
        picture = sound.map { 1 - $0 }
        chances = zip(right, sound).map { 1 - $0 * $1 }
    }

    /// The chance that a given label is wrong: logistic in the logarithm of its probability and in how far ahead of all others
    /// it is. The three numbers were fitted to the planted labels, junk and blanks of the demo data.
    public static func labelChance(_ probabilities: Matrix, row: Int, label: Int) -> Double {
        let given = Double(probabilities[row, label])
        var other = 0.0
        for column in 0..<probabilities.columns where column != label {
            other = max(other, Double(probabilities[row, column]))
        }
        let odds = -1.1 * log(max(given, 1e-3)) - 3.2 * (given - other) - 4
        return 1 / (1 + exp(-odds))
    }

    /// Samples from the most suspicious on; of equal ones by row.
    public var order: [Int] {
        chances.indices.sorted { (chances[$1], $0) < (chances[$0], $1) }
    }

    /// What lying alone says: little up to three spreads beyond the usual.
    private static func alone(_ strangeness: Double) -> Double {
        guard strangeness > 0, strangeness < 1 else { return strangeness <= 0 ? 0 : 0.5 }
        let spreads = log(strangeness / (1 - strangeness))
        return 0.5 / (1 + exp(3 - spreads))
    }
}
