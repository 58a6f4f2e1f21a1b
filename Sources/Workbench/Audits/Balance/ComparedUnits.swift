import Audit
import Dataset
import Matrices
import Neighbors

/// The units of train and val that can be compared: each wholly in one of the two.
struct ComparedUnits {
    /// Their units among all images'.
    let units: [Int]
    let isVal: [Bool]
    /// The class of each; one more than there are classes for those without.
    let labels: [Int]
    /// Units that are in both splits.
    let torn: [Int]
    private let place: [Int?]

    init(_ images: AuditedImages) throws {
        var units: [Int] = []
        var isVal: [Bool] = []
        var torn: [Int] = []
        for (unit, rows) in images.rowsOf.enumerated() {
            let splits = Set(rows.flatMap { images.members[$0].compactMap(\.split) })
            switch (splits.contains(.train), splits.contains(.val)) {
            case (true, true): torn.append(unit)
            case (false, false): break
            case (let isTrain, _):
                units.append(unit)
                isVal.append(!isTrain)
            }
        }
        guard isVal.contains(true), isVal.contains(false) else { throw AuditError.noSplits }
        self.units = units
        self.isVal = isVal
        self.torn = torn
        labels = units.map { images.labels[images.rowOf[$0]] ?? images.classes.count }
        var place = [Int?](repeating: nil, count: images.rowOf.count)
        for (index, unit) in units.enumerated() { place[unit] = index }
        self.place = place
    }

    /// The rows that stand for them.
    func rows(_ images: AuditedImages) -> [Int] { units.map { images.rowOf[$0] } }

    /// Their neighbours among themselves, from neighbours among all images.
    func neighbors(_ graph: NeighborGraph, _ images: AuditedImages, k: Int) -> NeighborLists {
        NeighborLists(graph, unitOf: images.unitOf.map { place[$0] }, rows: rows(images), k: k)
    }

    /// Neighbours looked at: no more than a twentieth of what is compared.
    var k: Int { min(AuditedImages.neighborCount, max(5, units.count / 20)) }
}
