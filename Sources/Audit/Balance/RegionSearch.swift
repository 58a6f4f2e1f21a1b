import Foundation

/// Groups of units that lie together and lack the same split.
///
/// Units whose own p is small enough are joined along the edges of the neighbour graph. Neighbourhoods overlap, so the
/// units' p-values hang together and cannot be corrected as if they did not: a group is judged as a whole, by its mass
/// against the largest that reshuffled splits show.
///
/// - SeeAlso: Maris and Oostenveld 2007, "Nonparametric statistical testing of EEG- and MEG-data" (cluster-based
///   permutation); Nichols and Holmes 2002.
struct RegionSearch: Sendable {
    let surroundings: Surroundings
    /// A unit belongs to a region where its p is at most this.
    let unitLevel: Double
    /// Neighbours along which units are joined.
    let reach: Int

    struct Group: Sendable {
        let side: BalanceRegion.Side
        let units: [Int]
        let mass: Double
    }

    /// - Parameter counts: of each unit its neighbours in val.
    /// - Returns: by descending mass.
    func groups(_ counts: [Int]) -> [Group] {
        var side = [Int8](repeating: 0, count: counts.count)
        var marked: [Int] = []
        for unit in counts.indices where surroundings.p(unit, counts[unit]) <= unitLevel {
            side[unit] = Double(counts[unit]) < surroundings.expected[unit] ? -1 : 1
            marked.append(unit)
        }
        var sets = DisjointSets(count: counts.count)
        for unit in marked {
            for other in surroundings.neighbors[unit].prefix(reach) where side[Int(other)] == side[unit] {
                sets.join(unit, Int(other))
            }
        }
        var members: [Int: [Int]] = [:]
        for unit in marked { members[sets.root(of: unit), default: []].append(unit) }
        return members.values.map { units in
            Group(
                side: side[units[0]] < 0 ? .fewVal : .fewTrain, units: units,
                mass: units.reduce(0) { $0 - log(max(surroundings.p($1, counts[$1]), 1e-30)) })
        }.sorted { ($1.mass, $0.units[0]) < ($0.mass, $1.units[0]) }
    }
}
