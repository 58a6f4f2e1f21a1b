import Audit
import Dataset
import Foundation
import Matrices

/// Puts styles and typicality in the words of the workspace.
struct StylesWriter {
    let images: AuditedImages
    let styleMatrix: Matrix
    let styles: StyleGroups
    let typicality: Typicality
    let asked: Int?
    let threads: Int

    private static let typicalCount = 8
    private static let exampleCount = 6

    func report() throws -> StylesReport {
        let rowsOf = images.rowsOf
        let labels = images.rowOf.map { images.labels[$0] }
        let labelled = labels.indices.filter { labels[$0] != nil }
        let table = StyleTable(
            style: labelled.map { styles.ofUnit[$0] }, label: labelled.compactMap { labels[$0] }, styles: styles.count,
            classes: images.classes.count)
        let splits = try splitShares()
        let rows = try (0..<styles.count).map { style in
            let units = styles.ofUnit.indices.filter { styles.ofUnit[$0] == style }
            return StylesReport.Style(
                name: StyleGroups.name(style), images: units.count, split: splits?[style],
                typical: try typical(units, count: Self.typicalCount).map(images.sample(of:)),
                cells: try images.classes.indices.map { label in
                    try cell(units.filter { labels[$0] == label }, table[style, label], rowsOf)
                }, samples: samples(of: units, rowsOf))
        }
        return StylesReport(
            basis: images.basis, asked: asked, nearDistance: images.nearDistance, images: labelled.count,
            classes: images.classes, styles: rows, verdict: verdict(rows), typicality: strips(labels))
    }

    private func cell(
        _ units: [Int], _ cell: StyleTable.Cell, _ rowsOf: [[Int]]
    ) throws -> StylesReport.Cell {
        let members = units.flatMap { rowsOf[$0] }.flatMap { images.members[$0] }
        return StylesReport.Cell(
            seen: cell.seen, expected: cell.expected, p: cell.p, state: cell.state,
            train: members.count { $0.split == .train }, val: members.count { $0.split == .val },
            examples: try typical(units, count: Self.exampleCount).map(images.sample(of:)),
            samples: members.map(\.id).sorted())
    }

    private func typical(_ units: [Int], count: Int) throws -> [Int] {
        try TypicalMembers.of(
            units.map { images.rowOf[$0] }, in: styleMatrix, count: count, seed: images.basis.seed, threads: threads)
    }

    private func samples(of units: [Int], _ rowsOf: [[Int]]) -> [Int64] {
        units.flatMap { rowsOf[$0] }.flatMap { images.members[$0].map(\.id) }.sorted()
    }

    /// How val is shared out to the styles; nil where there is nothing to compare.
    private func splitShares() throws -> [SplitShare]? {
        guard let compared = try? ComparedUnits(images) else { return nil }
        return SplitShare.all(
            group: compared.units.map { styles.ofUnit[$0] }, isVal: compared.isVal, groups: styles.count)
    }

    private func strips(_ labels: [Int?]) -> [StylesReport.ClassTypicality] {
        images.classes.indices.map { label in
            let units = labels.indices.filter { labels[$0] == label && typicality.ranks[$0] != nil }
                .sorted { (typicality.ranks[$0] ?? 0, $0) < (typicality.ranks[$1] ?? 0, $1) }
            return StylesReport.ClassTypicality(
                name: images.classes[label], samples: units.map { images.sample(of: images.rowOf[$0]) },
                distances: units.map { typicality.distances[$0] ?? 0 })
        }
    }

    private func verdict(_ rows: [StylesReport.Style]) -> String {
        let missing = rows.flatMap { row in
            zip(images.classes, row.cells).filter { $1.state == .missing }.map { "\($0.0) in style \(row.name)" }
        }
        let thin = rows.flatMap(\.cells).count { $0.state == .thin }
        let lopsided = rows.filter { ($0.split?.p ?? 1) <= 0.05 }.map(\.name)
        var words: [String] = []
        words.append(
            missing.isEmpty
                ? "Every style has every class that it should have."
                : "Missing: " + missing.prefix(5).joined(separator: ", ")
                    + (missing.count > 5 ? " and \(missing.count - 5) more." : "."))
        if thin > 0 { words.append("\(thin) more cells have fewer images than chance explains.") }
        if !lopsided.isEmpty {
            words.append(
                "Val has not its share of style\(lopsided.count == 1 ? "" : "s") \(lopsided.joined(separator: ", ")).")
        }
        return words.joined(separator: " ")
    }
}
