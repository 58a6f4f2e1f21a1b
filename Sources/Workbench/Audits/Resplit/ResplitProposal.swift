import Audit
import Dataset
import Matrices

/// Which samples would move.
struct ResplitProposal {
    /// The split of each sample that would move.
    let splitOf: [Int64: Split]
    let moves: [ResplitReport.Move]
    let valShare: Double
    let torn: Int
    /// Samples in train and val.
    let samples: Int

    init(
        _ images: AuditedImages, styleMatrix: Matrix, valShare: Double?, seed: UInt64, threads: Int,
        progress: (String, Double) throws -> Void
    ) throws {
        let inSplit = { (member: AuditedImages.Member) in member.split == .train || member.split == .val }
        // Of each unit the samples that are in train or val; a unit with some in test stays out of it.
        let rowsOf = images.rowsOf
        let candidates = rowsOf.indices.filter { unit in
            let splits = rowsOf[unit].flatMap { images.members[$0].map(\.split) }
            return splits.contains { $0 == .train || $0 == .val } && !splits.contains(.test)
        }
        let members = candidates.map { unit in rowsOf[unit].flatMap { images.members[$0].filter(inSplit) } }
        let units = candidates.indices.map { index in
            ResplitUnit(
                samples: members[index].count, vals: members[index].count { $0.split == .val },
                label: images.labels[images.rowOf[candidates[index]]] ?? images.classes.count)
        }
        var place = [Int?](repeating: nil, count: rowsOf.count)
        for (index, unit) in candidates.enumerated() { place[unit] = index }
        let rows = candidates.map { images.rowOf[$0] }
        let neighbors = NeighborLists(
            images.graph, unitOf: images.unitOf.map { place[$0] }, rows: rows,
            k: min(AuditedImages.neighborCount, max(5, candidates.count / 20)))
        let resplit = try Resplit(
            units: units, matrix: styleMatrix.selecting(rows), neighbors: neighbors,
            options: .init(valShare: valShare, seed: seed), threads: threads
        ) { try progress("looking for the fewest moves", $0) }

        var splitOf: [Int64: Split] = [:]
        var moves: [ResplitReport.Move] = []
        for (index, members) in members.enumerated() {
            let wanted: Split = resplit.isVal[index] ? .val : .train
            let label = images.labels[rows[index]].map { images.classes[$0] }
            for member in members where member.split != wanted {
                splitOf[member.id] = wanted
                moves.append(
                    ResplitReport.Move(
                        sample: member.id, revision: member.revision, label: label,
                        from: member.split?.rawValue ?? "", to: wanted.rawValue))
            }
        }
        self.splitOf = splitOf
        self.moves = moves.sorted { $0.sample < $1.sample }
        self.valShare = resplit.valShare
        torn = units.count { $0.vals > 0 && $0.vals < $0.samples }
        samples = members.reduce(0) { $0 + $1.count }
    }
}
