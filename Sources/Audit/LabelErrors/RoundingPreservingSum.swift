extension [Double] {
    /// Rounded to whole numbers whose sum is the rounded sum: those that lose most by rounding are rounded the other
    /// way. Of equal losses the last is raised first, the first lowered first.
    ///
    /// cleanlab leaves the choice among equals to an unstable sort, which depends on the processor; a stable one
    /// chooses as here.
    func roundedPreservingSum() -> [Int] {
        var whole = map { $0.rounded(.toNearestOrEven) }
        let wanted = pairwiseSum().rounded(.toNearestOrEven)
        while true {
            let missing = wanted - whole.reduce(0, +)
            guard abs(missing) >= 0.5 else { return whole.map { Int($0) } }
            let loss = zip(self, whole).map { $0 - $1 }
            let changes = Swift.min(Int(abs(missing)), count)
            let ascending = indices.sorted { loss[$0] != loss[$1] ? loss[$0] < loss[$1] : $0 < $1 }
            if missing > 0 {
                for index in ascending.suffix(changes) { whole[index] += 1 }
            } else {
                for index in ascending.prefix(changes) { whole[index] -= 1 }
            }
        }
    }
}
