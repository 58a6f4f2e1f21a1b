/// Parts of a whole, each to be worked on with every other and with itself, in rounds in which a part is matched at most
/// once: the matches of a round have nothing in common, so threads can have one each without a lock.
package struct RoundRobin: Sendable {
    /// The first number of a match is never the greater one. In the last round the parts are by themselves.
    package let rounds: [[(Int, Int)]]

    /// The circle method: the last part stays, the others go round. An odd number has a place that is empty.
    package init(_ parts: Int) {
        let places = parts + parts % 2
        let circle = parts > 1 ? places - 1 : 0
        var rounds = (0..<circle).map { round in
            (0..<places / 2).compactMap { match -> (Int, Int)? in
                let a = (round + match) % circle
                let b = match == 0 ? places - 1 : (round + circle - match) % circle
                return max(a, b) < parts ? (min(a, b), max(a, b)) : nil
            }
        }
        rounds.append((0..<parts).map { ($0, $0) })
        self.rounds = rounds
    }
}
