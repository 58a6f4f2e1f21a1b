import Foundation
public import Imaging

/// Pictures that fall out of line by their looks: each flaw has one measure, and the limit comes from how the measure is
/// spread over the data themselves.
public struct PictureChecks: Sendable {
    /// By row, then by flaw.
    public let findings: [PictureFinding]
    /// Whether the data are drawings: ink on even paper. Only then the flaws of drawings are looked for.
    public let areDrawings: Bool
    /// What is beyond counts, in the units of the measure; nil on a side that is not looked at.
    public let limits: [PictureFlaw: Limits]

    public struct Limits: Sendable, Equatable, Codable {
        public let usual: Double
        public let low: Double?
        public let high: Double?
    }

    /// A measure, how it is compared (logarithms of sizes and shares), and what is never far.
    private struct Rule: Sendable {
        let flaw: PictureFlaw
        let value: @Sendable (PictureMeasures) -> Double
        var looksLow = false
        var looksHigh = false
        /// In logarithms where `isRatio`.
        let least: Double
        var isRatio = false
        var applies: @Sendable (PictureMeasures) -> Bool = { _ in true }
    }

    private static let rules: [Rule] = [
        Rule(flaw: .tooDark, value: \.lightEnd, looksLow: true, least: 0.3),
        Rule(flaw: .tooBright, value: \.darkEnd, looksHigh: true, least: 0.3),
        Rule(flaw: .lowInformation, value: \.entropy, looksLow: true, least: 1),
        Rule(
            flaw: .oddSize, value: { Double($0.width) * Double($0.height) }, looksLow: true, looksHigh: true,
            least: log(4), isRatio: true),
        Rule(
            flaw: .oddAspect, value: { Double($0.width) / Double($0.height) }, looksLow: true, looksHigh: true,
            least: log(2), isRatio: true),
        Rule(
            flaw: .blurred, value: \.sharpness, looksLow: true, least: log(2), isRatio: true,
            applies: { $0.sharpness > 0 }),
        Rule(flaw: .noisy, value: \.noise, looksHigh: true, least: 0.03),
        Rule(flaw: .cutOff, value: \.ink.borderShare, looksHigh: true, least: 0.12),
        Rule(flaw: .severalObjects, value: \.ink.gap, looksHigh: true, least: 0.9),
    ]

    /// Whether pictures are ink on even paper: seven in ten have an even border.
    public static func areDrawings(_ measures: [PictureMeasures]) -> Bool {
        let drawings = measures.count { $0.ink.paperEvenness >= 0.8 }
        return !measures.isEmpty && Double(drawings) >= 0.7 * Double(measures.count)
    }

    /// - Parameter measures: nil for pictures that could not be read; they are left out.
    public init(_ measures: [PictureMeasures?]) {
        let known = measures.enumerated().compactMap { row, measures in measures.map { (row, $0) } }
        let areDrawings = Self.areDrawings(known.map(\.1))
        var findings: [PictureFinding] = []
        var limits: [PictureFlaw: Limits] = [:]
        var blank: Set<Int> = []

        // Blank is blank, whatever the others look like: what the eye does not see, or no ink.
        let seen = areDrawings ? 0.125 : 0.04
        // What is drawn is at least half as far from the paper as it usually is, and hangs together.
        let usualInk = RobustLimits(known.map { abs($0.1.ink.polarity) }, least: 1).median
        let eighth = max(0, min(7, Int((usualInk * 4).rounded()) - 1))
        let usualContrast = RobustLimits(known.map(\.1.contrast), least: 1).median
        limits[.blank] = Limits(usual: usualContrast, low: seen, high: nil)
        for (row, measures) in known
        where measures.contrast < seen || areDrawings && measures.ink.share == 0 {
            blank.insert(row)
            findings.append(
                PictureFinding(
                    row: row, flaw: .blank, value: measures.contrast, threshold: seen, usual: usualContrast, score: 1))
        }

        let drawn = Rule(
            flaw: .nearlyBlank, value: { min($0.ink.beyond[eighth], $0.ink.largest) }, looksLow: true, least: log(4),
            isRatio: true)
        for rule in [drawn] + Self.rules where areDrawings || !rule.flaw.isOfDrawings {
            let rows = known.filter { !blank.contains($0.0) && rule.applies($0.1) }
            func scaled(_ value: Double) -> Double { rule.isRatio ? log(max(value, 1e-6)) : value }
            func plain(_ value: Double) -> Double { rule.isRatio ? exp(value) : value }
            let values = rows.map { rule.value($0.1) }
            let robust = RobustLimits(values.map(scaled), least: rule.least)
            limits[rule.flaw] = Limits(
                usual: plain(robust.median), low: rule.looksLow ? plain(robust.low) : nil,
                high: rule.looksHigh ? plain(robust.high) : nil)
            for ((row, _), value) in zip(rows, values) {
                let score = robust.score(
                    scaled(value), low: rule.looksLow, high: rule.looksHigh, least: rule.least)
                guard let score else { continue }
                let isLow = scaled(value) < robust.median
                findings.append(
                    PictureFinding(
                        row: row, flaw: rule.flaw, value: value, threshold: plain(isLow ? robust.low : robust.high),
                        usual: plain(robust.median), score: score))
            }
        }
        if areDrawings {
            let inked = known.filter { !blank.contains($0.0) && $0.1.ink.share > 0 }
            let dark = inked.count { $0.1.ink.polarity < 0 }
            let usual = RobustLimits(inked.map(\.1.ink.polarity), least: 1).median
            // Where both ways are common neither is wrong.
            if Double(max(dark, inked.count - dark)) >= 0.9 * Double(max(1, inked.count)) {
                let isDarkUsual = 2 * dark >= inked.count
                limits[.wrongPolarity] = Limits(
                    usual: usual, low: isDarkUsual ? nil : 0, high: isDarkUsual ? 0 : nil)
                for (row, measures) in inked where (measures.ink.polarity < 0) != isDarkUsual {
                    findings.append(
                        PictureFinding(
                            row: row, flaw: .wrongPolarity, value: measures.ink.polarity, threshold: 0, usual: usual,
                            score: 0.5 + min(0.5, abs(measures.ink.polarity))))
                }
            }
        }
        let order = PictureFlaw.allCases
        self.findings = findings.sorted {
            ($0.row, order.firstIndex(of: $0.flaw) ?? 0) < ($1.row, order.firstIndex(of: $1.flaw) ?? 0)
        }
        self.areDrawings = areDrawings
        self.limits = limits
    }
}
