/// How good the labels are in all, by class, and between classes.
public struct LabelHealth: Sendable, Equatable {
    /// One class.
    public struct ByClass: Sendable, Equatable {
        public let label: Int
        /// How many samples have it as their label.
        public let samples: Int
        /// How many of them are suspected.
        public let suspects: Int
        /// How many of them are wrong, by the joint.
        public let estimatedErrors: Int
        /// How many samples of other labels should have this one, by the joint.
        public let estimatedMissing: Int
        /// The share of its samples that are right, by the joint; 1 without samples.
        public let quality: Double
    }

    /// A label that was given where another seems to be true.
    public struct Pair: Sendable, Equatable {
        public let given: Int
        public let suggested: Int
        public let suspects: Int
        /// How many there are by the joint.
        public let estimatedErrors: Int
    }

    public let classes: [ByClass]
    /// Pairs with a suspect, those with most first.
    public let pairs: [Pair]
    /// The share of samples that are not confidently of another class: cleanlab's overall label health score.
    public let score: Double

    init(joint: ConfidentJoint, suspects: [LabelErrors.Suspect], confidentErrors: Int) {
        let count = joint.classes
        var byClass = [Int](repeating: 0, count: count)
        var byPair: [Int: Int] = [:]
        for suspect in suspects {
            byClass[suspect.given] += 1
            if suspect.given != suspect.suggested { byPair[suspect.given * count + suspect.suggested, default: 0] += 1 }
        }
        var missing = [Int](repeating: 0, count: count)
        var errors = missing
        for given in 0..<count {
            for other in 0..<count where other != given {
                errors[given] += joint.calibrated[given * count + other]
                missing[other] += joint.calibrated[given * count + other]
            }
        }
        classes = (0..<count).map { label in
            ByClass(
                label: label, samples: joint.given[label], suspects: byClass[label], estimatedErrors: errors[label],
                estimatedMissing: missing[label],
                quality: 1 - Double(errors[label]) / Double(max(1, joint.given[label])))
        }
        pairs = byPair.map { place, suspects in
            Pair(
                given: place / count, suggested: place % count, suspects: suspects,
                estimatedErrors: joint.calibrated[place])
        }.sorted {
            $0.suspects != $1.suspects
                ? $0.suspects > $1.suspects : ($0.given, $0.suggested) < ($1.given, $1.suggested)
        }
        score = 1 - Double(confidentErrors) / Double(max(1, joint.given.reduce(0, +)))
    }
}
