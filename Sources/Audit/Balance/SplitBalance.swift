import Matrices
import Synchronization

/// Whether train and val look alike: everywhere, at each unit, and in which regions they do not.
///
/// Train and val are mixed for this comparison only: what is learned here is about the split, and no model sees it.
///
///     let balance = try SplitBalance(neighbors: lists, isVal: isVal, stratum: classes)
///     balance.separation.p            // is there anything?
///     balance.regions.first?.units    // where?
public struct SplitBalance: Sendable {
    public struct Options: Sendable, Codable, Equatable {
        /// Splits that are dealt out by chance; the smallest p is 1 / (reshuffles + 1).
        public var reshuffles: Int
        public var seed: UInt64
        /// A unit belongs to a region where its own p is at most this.
        public var unitLevel: Double
        /// A region is told of where its p is at most this.
        public var regionLevel: Double
        /// Nearest neighbours along which the units of a region hang together.
        public var reach: Int

        public init(
            reshuffles: Int = 999, seed: UInt64 = 42, unitLevel: Double = 0.05, regionLevel: Double = 0.05,
            reach: Int = 5
        ) {
            self.reshuffles = reshuffles
            self.seed = seed
            self.unitLevel = unitLevel
            self.regionLevel = regionLevel
            self.reach = reach
        }
    }

    /// The one number for the whole.
    public struct Separation: Sendable, Codable, Equatable {
        /// The chance that of a val and a train unit of one stratum the val unit has more of val around it; about 0.5
        /// where the splits look alike.
        public let value: Double
        /// What it is in reshuffled splits, on the average.
        public let byChance: Double
        /// Its standard deviation there.
        public let deviation: Double
        /// The share of splits, this one among them, that are told apart at least as well.
        public let p: Double
    }

    /// nil where no stratum has units in both splits.
    public let separation: Separation?
    /// Of each unit the neighbours that are in val.
    public let valCounts: [Int]
    /// Of each unit the neighbours that chance would put in val.
    public let expected: [Double]
    /// Of each unit the two-sided p of its count, by itself.
    public let p: [Double]
    /// The same after Benjamini and Hochberg. Neighbours share neighbours, so take it as an order of the units; what
    /// holds at a stated rate of error are the regions.
    public let adjusted: [Double]
    /// Those at the region level, by descending mass.
    public let regions: [BalanceRegion]

    /// - Parameters:
    ///   - neighbors: of each unit.
    ///   - isVal: of each unit; the others are in train.
    ///   - stratum: of each unit, from 0; all 0 for the comparison as it is, its class for what classes don't explain.
    ///   - progress: gets the share that is done, from the calling thread; throwing cancels.
    public init(
        neighbors: NeighborLists, isVal: [Bool], stratum: [Int], options: Options = Options(), threads: Int,
        progress: (Double) throws -> Void = { _ in }
    ) throws {
        precondition(neighbors.count == isVal.count && isVal.count == stratum.count, "all are of the same units")
        let surroundings = Surroundings(neighbors: neighbors, isVal: isVal, stratum: stratum)
        let search = RegionSearch(
            surroundings: surroundings, unitLevel: options.unitLevel, reach: options.reach)
        let trial = Trial(surroundings: surroundings, search: search, stratum: stratum)
        let splits = ReshuffledSplits(isVal: isVal, stratum: stratum, seed: options.seed)
        try progress(0)
        let byChance = try trial.run(splits, count: options.reshuffles, threads: threads, progress: progress)

        let counts = surroundings.valCounts(isVal)
        valCounts = counts
        expected = surroundings.expected
        let p = counts.indices.map { surroundings.p($0, counts[$0]) }
        self.p = p
        adjusted = BenjaminiHochberg.adjust(p)
        separation = trial.area(isVal, counts).map { area in
            Self.separation(area, byChance.compactMap(\.area))
        }
        regions = search.groups(counts).compactMap { group in
            let asLarge = byChance.count { $0.mass >= group.mass }
            let p = Double(asLarge + 1) / Double(byChance.count + 1)
            guard p <= options.regionLevel else { return nil }
            return BalanceRegion(side: group.side, units: group.units, mass: group.mass, p: p)
        }
    }

    private static func separation(_ area: Double, _ byChance: [Double]) -> Separation {
        let count = Double(max(1, byChance.count))
        let mean = byChance.reduce(0, +) / count
        let variance = byChance.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        // Sums in another order may differ in the last digits: what is equal to the eye counts as equal.
        let asLarge = byChance.count { $0 >= area - 1e-12 }
        return Separation(
            value: area, byChance: mean, deviation: variance.squareRoot(),
            p: Double(asLarge + 1) / Double(byChance.count + 1))
    }
}

/// One split looked at, the real one or a reshuffled one.
private struct Trial: Sendable {
    let surroundings: Surroundings
    let search: RegionSearch
    let strata: [[Int32]]

    struct Outcome: Sendable {
        let area: Double?
        /// Of the largest region.
        let mass: Double
    }

    init(surroundings: Surroundings, search: RegionSearch, stratum: [Int]) {
        self.surroundings = surroundings
        self.search = search
        var strata = [[Int32]](repeating: [], count: (stratum.max() ?? -1) + 1)
        for (unit, stratum) in stratum.enumerated() { strata[stratum].append(Int32(unit)) }
        self.strata = strata
    }

    func area(_ isVal: [Bool], _ counts: [Int]) -> Double? {
        AreaUnderCurve.of(excess: surroundings.excess(counts), isVal: isVal, strata: strata)
    }

    /// In rounds, so that progress is told and a wish to stop is heard between them.
    func run(
        _ splits: ReshuffledSplits, count: Int, threads: Int, progress: (Double) throws -> Void
    ) throws -> [Outcome] {
        var outcomes: [Outcome] = []
        let round = 50
        while outcomes.count < count {
            let first = outcomes.count
            let size = min(round, count - first)
            let found = Mutex([Outcome?](repeating: nil, count: size))
            parallelBlocks(size, size: 1, threads: threads) { index, _ in
                let outcome = outcome(of: splits[first + index])
                found.withLock { $0[index] = outcome }
            }
            outcomes += found.withLock { $0.compactMap(\.self) }
            try progress(Double(outcomes.count) / Double(count))
        }
        return outcomes
    }

    private func outcome(of isVal: [Bool]) -> Outcome {
        let counts = surroundings.valCounts(isVal)
        return Outcome(area: area(isVal, counts), mass: search.groups(counts).first?.mass ?? 0)
    }
}
