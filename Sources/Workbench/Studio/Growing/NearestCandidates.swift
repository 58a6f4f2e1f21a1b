package import Matrices

/// Chooses candidates for samples that the fixed model gets wrong: of each sample's own class those that look most like
/// it, by the cosine of their embeddings.
///
/// Every sample gets its nearest before any gets its second; within a turn, those go first that have something nearest.
/// A candidate that two samples want is taken once, for both; one that is nearly the same as one that was taken is
/// passed over for the next.
package struct NearestCandidates {
    /// A sample that is wrong.
    package struct Need {
        package init(sample: Int64, label: String, predicted: String, row: [Float]) {
            self.sample = sample
            self.label = label
            self.predicted = predicted
            self.row = row
        }

        let sample: Int64
        let label: String
        /// What it is taken for.
        let predicted: String
        /// Its embedding, each of the models' parts of length 1.
        let row: [Float]
    }

    package struct Choice: Equatable {
        /// The place in the pool.
        package let entry: Int
        package var near: [Growth.Near]
    }

    /// Rows as the needs have them.
    let pool: Matrix
    /// Of each row.
    let labels: [String]
    /// Models that are side by side in a row.
    let parts: Int
    /// The least cosine distance between two that are taken.
    let apart: Double
    /// nil: the nearest. Else any of the class by chance, from this seed: what to hold the nearest against.
    let chance: UInt64?

    package init(pool: Matrix, labels: [String], parts: Int, apart: Double, chance: UInt64? = nil) {
        self.pool = pool
        self.labels = labels
        self.parts = parts
        self.apart = apart
        self.chance = chance
    }

    private func distance(_ row: Int, _ other: ArraySlice<Float>) -> Double {
        var sum: Float = 0
        pool.values.withUnsafeBufferPointer { values in
            other.withUnsafeBufferPointer { other in
                let start = row * pool.columns
                for column in 0..<pool.columns { sum += values[start + column] * other[column] }
            }
        }
        return 1 - Double(sum) / Double(parts)
    }

    private func isEmpty(_ row: Int) -> Bool { pool.row(row).allSatisfy { $0 == 0 } }

    /// - Parameters:
    ///   - taken: entries of earlier rounds, which are not chosen again.
    ///   - perSample: how many each gets at most.
    ///   - most: in all.
    ///   - check: is called from time to time; throwing ends it.
    /// - Returns: what was chosen, in the order in which it was, and how many samples got nothing for want of
    ///   candidates.
    package func choose(
        for needs: [Need], taken: [Int], perSample: Int, most: Int, check: () throws -> Void = {}
    ) rethrows -> (choices: [Choice], unserved: Int) {
        let isOld = Set(taken)
        let byLabel = Dictionary(grouping: labels.indices.filter { !isOld.contains($0) && !isEmpty($0) }) { labels[$0] }
        // By rank, ascending: the distance, or by chance.
        var nearest: [[(rank: Double, entry: Int)]] = []
        for need in needs {
            try check()
            var random = chance.map { SeededRandom(seed: $0, stream: UInt64(bitPattern: need.sample)) }
            nearest.append(
                (byLabel[need.label] ?? []).map { entry in
                    let drawn = random?.next()
                    return (drawn.map { Double($0 >> 11) } ?? distance(entry, need.row[...]), entry)
                }.sorted { ($0.rank, $0.entry) < ($1.rank, $1.entry) })
        }
        var takenOf = Dictionary(grouping: taken) { labels[$0] }
        var placeOf: [Int: Int] = [:]
        var passedOver = Set<Int>()
        var choices: [Choice] = []
        var next = [Int](repeating: 0, count: needs.count)
        var served = Set<Int>()
        func isTooNear(_ entry: Int) -> Bool {
            (takenOf[labels[entry]] ?? []).contains { distance($0, pool.row(entry)) < apart }
        }
        for _ in 0..<perSample {
            try check()
            let turn = needs.indices.filter { next[$0] < nearest[$0].count }
                .sorted { (nearest[$0][next[$0]].rank, $0) < (nearest[$1][next[$1]].rank, $1) }
            for who in turn {
                while next[who] < nearest[who].count {
                    let entry = nearest[who][next[who]].entry
                    next[who] += 1
                    guard !passedOver.contains(entry) else { continue }
                    let near = Growth.Near(
                        sample: needs[who].sample, distance: distance(entry, needs[who].row[...]),
                        predicted: needs[who].predicted)
                    if let place = placeOf[entry] {
                        choices[place].near.append(near)
                    } else if isTooNear(entry) {
                        passedOver.insert(entry)
                        continue
                    } else {
                        guard choices.count < most else { break }
                        placeOf[entry] = choices.count
                        takenOf[labels[entry], default: []].append(entry)
                        choices.append(Choice(entry: entry, near: [near]))
                    }
                    served.insert(who)
                    break
                }
            }
        }
        return (choices, choices.count < most ? needs.count - served.count : 0)
    }
}
