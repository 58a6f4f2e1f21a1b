import Audit
import Dataset
import Foundation

/// Puts a comparison in the words of the workspace: samples, names of classes, titles, a verdict.
struct BalanceWriter {
    let images: AuditedImages
    let comparison: SplitComparison
    let styles: StyleGroups
    let reshuffles: Int
    let threads: Int

    private static let typicalCount = 8

    private var compared: ComparedUnits { comparison.compared }

    func report() throws -> BalanceReport {
        let splits = images.members.joined().map(\.split)
        let vals = compared.isVal.count { $0 }
        let valShare = Double(vals) / Double(compared.units.count)
        let classShares = Self.shares(of: compared)
        let overall = try section(comparison.overall) { _ in valShare }
        let withinClass = try section(comparison.withinClass) { classShares[compared.labels[$0]] }
        let unitStyles = compared.units.map { styles.ofUnit[$0] }
        let around = comparison.withinClass
        let counts = comparison.inStyle
        func share(_ value: (Int) -> Double) -> [Float] {
            compared.units.indices.map { Float(value($0) / Double(max(1, counts[$0].count))) }
        }
        return BalanceReport(
            basis: images.basis, k: compared.k, nearDistance: images.nearDistance, reshuffles: reshuffles,
            train: splits.count { $0 == .train }, val: splits.count { $0 == .val }, compared: compared.units.count,
            torn: compared.torn.count, valShare: valShare,
            verdict: BalanceVerdict(comparison).text, overall: overall, withinClass: withinClass,
            classes: groups(compared.labels, count: images.classes.count + 1, name: className),
            styles: groups(unitStyles, count: styles.count, name: StyleGroups.name),
            surroundings: .init(
                samples: compared.units.map { images.sample(of: images.rowOf[$0]) },
                valShare: share { Double(around.valCounts[$0]) }, expected: share { around.expected[$0] },
                p: around.p.map { Float($0) }, adjusted: around.adjusted.map { Float($0) }))
    }

    private func className(_ label: Int) -> String {
        label < images.classes.count ? images.classes[label] : "(unlabelled)"
    }

    private func groups(_ group: [Int], count: Int, name: (Int) -> String) -> [BalanceReport.GroupShare] {
        SplitShare.all(group: group, isVal: compared.isVal, groups: count).enumerated()
            .filter { $0.element.total > 0 }
            .map { BalanceReport.GroupShare(name: name($0.offset), share: $0.element) }
    }

    /// - Parameter chance: the probability of val for a unit, did chance decide it.
    private func section(_ balance: SplitBalance, chance: (Int) -> Double) throws -> BalanceReport.Section {
        let rowsOf = images.rowsOf
        let regions = try balance.regions.enumerated().map { index, region in
            let units = region.units.map { compared.units[$0] }
            let val = region.units.count { compared.isVal[$0] }
            let expected = region.units.reduce(0.0) { $0 + chance($1) }
            let classes = NamedCount.of(region.units.map { compared.labels[$0] }, names: className)
            let styles = NamedCount.of(units.map { self.styles.ofUnit[$0] }, names: StyleGroups.name)
            let typical = try TypicalMembers.of(
                units.map { images.rowOf[$0] }, in: comparison.styleMatrix, count: Self.typicalCount,
                seed: images.basis.seed, threads: threads)
            return BalanceReport.Region(
                number: index + 1, side: region.side,
                title: title(region, val: val, expected: expected, classes: classes, styles: styles),
                p: region.p, images: units.count, val: val, expectedVal: expected, classes: classes, styles: styles,
                typical: typical.map(images.sample(of:)),
                samples: units.flatMap { rowsOf[$0] }.flatMap { images.members[$0].map(\.id) }.sorted())
        }
        return BalanceReport.Section(separation: balance.separation, regions: regions)
    }

    /// The share of val in each class.
    private static func shares(of compared: ComparedUnits) -> [Double] {
        var totals = [Double](repeating: 0, count: (compared.labels.max() ?? 0) + 1)
        var vals = totals
        for (label, isVal) in zip(compared.labels, compared.isVal) {
            totals[label] += 1
            if isVal { vals[label] += 1 }
        }
        return zip(vals, totals).map { $1 > 0 ? $0 / $1 : 0 }
    }

    private func title(
        _ region: BalanceRegion, val: Int, expected: Double, classes: [NamedCount], styles: [NamedCount]
    ) -> String {
        let count = region.units.count
        let wanted = Int(expected.rounded())
        let what =
            switch region.side {
            case .fewVal: val == 0 ? "val is missing" : "too little val"
            case .fewTrain: val == count ? "train is missing" : "too much val"
            }
        let style = styles.first.map { style in
            ", \(Int((100 * Double(style.count) / Double(count)).rounded())) % of style \(style.name)"
        }
        return "\(what): \(count) images, \(val) in val where \(wanted) are expected\(style ?? "")"
    }
}
