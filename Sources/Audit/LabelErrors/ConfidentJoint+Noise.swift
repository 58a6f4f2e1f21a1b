extension ConfidentJoint {
    /// What the joint says of how labels came to be wrong. Matrices are K × K, row after row, and their columns sum to 1.
    public struct Noise: Sendable, Equatable {
        /// How probable each true label is.
        public let prior: [Double]
        /// Row given, column true: how probable a given label is where another is true.
        public let givenWhereTrue: [Double]
        /// Row true, column given: how probable a true label is where another is given.
        public let trueWhereGiven: [Double]
    }

    /// - SeeAlso: cleanlab's `estimate_latent` of the calibrated joint.
    public var noise: Noise {
        let samples = Double(given.reduce(0, +))
        var byTrue = [Double](repeating: 0, count: classes)
        var byGiven = byTrue
        for label in 0..<classes {
            for other in 0..<classes {
                let count = Double(calibrated[label * classes + other])
                byGiven[label] += count
                byTrue[other] += count
            }
        }
        var forward = [Double](repeating: 0, count: calibrated.count)
        var backward = forward
        for label in 0..<classes {
            for other in 0..<classes {
                let count = Double(calibrated[label * classes + other])
                forward[label * classes + other] = count / max(byTrue[other], 1e-100)
                backward[other * classes + label] = count / max(byGiven[label], 1e-100)
            }
        }
        // Only the diagonals are used: they are estimated best.
        let prior = (0..<classes).map { label in
            let place = label * classes + label
            let share = backward[place] / max(forward[place], 1e-100) * Double(given[label]) / samples
            return min(1, max(1e-6, share))
        }
        let sum = prior.reduce(0, +)
        return Noise(
            prior: prior.map { $0 / sum }, givenWhereTrue: clipped(forward), trueWhereGiven: clipped(backward))
    }

    /// No noise rate is 1, and columns sum to 1 again.
    private func clipped(_ rates: [Double]) -> [Double] {
        var rates = rates
        for column in 0..<classes {
            var sum = 0.0
            for row in 0..<classes {
                let place = row * classes + column
                if row != column { rates[place] = min(0.9999, max(0, rates[place])) }
                sum += rates[place]
            }
            for row in 0..<classes { rates[row * classes + column] /= max(sum, 1e-100) }
        }
        return rates
    }
}
