/// How well the splits can be told apart by what surrounds a unit: the chance that of two units of one stratum, one in
/// val and one in train, the one in val has more of val around it. 0.5 is what chance gives, 1 is complete.
///
/// It is the area under the ROC curve of a nearest-neighbour classifier of the split, each unit judged without itself,
/// averaged over the strata by their pairs.
///
/// - SeeAlso: Lopez-Paz and Oquab 2017, "Revisiting classifier two-sample tests"; Schilling 1986, "Multivariate
///   two-sample tests based on nearest neighbors".
enum AreaUnderCurve {
    /// - Parameters:
    ///   - excess: what surrounds each unit.
    ///   - strata: the units of each stratum.
    /// - Returns: nil where no stratum has both splits.
    static func of(excess: [Float], isVal: [Bool], strata: [[Int32]]) -> Double? {
        var won = 0.0
        var pairs = 0.0
        for units in strata {
            let vals = units.count { isVal[Int($0)] }
            guard vals > 0, vals < units.count else { continue }
            pairs += Double(vals) * Double(units.count - vals)
            won += wins(units.map { (excess[Int($0)], isVal[Int($0)]) })
        }
        return pairs > 0 ? won / pairs : nil
    }

    /// Pairs in which the val unit is ahead; a draw counts half.
    private static func wins(_ units: [(excess: Float, isVal: Bool)]) -> Double {
        let sorted = units.sorted { $0.excess < $1.excess }
        var won = 0.0
        var trainBelow = 0.0
        var start = 0
        while start < sorted.count {
            var end = start
            var vals = 0.0
            while end < sorted.count, sorted[end].excess == sorted[start].excess {
                if sorted[end].isVal { vals += 1 }
                end += 1
            }
            let trains = Double(end - start) - vals
            won += vals * (trainBelow + trains / 2)
            trainBelow += trains
            start = end
        }
        return won
    }
}
