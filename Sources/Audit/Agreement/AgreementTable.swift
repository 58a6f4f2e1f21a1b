/// Who agrees with whom, and on what.
public struct AgreementTable: Sendable {
    /// One pair of people.
    public struct Pair: Sendable {
        public let first: Int
        public let second: Int
        public let kappa: CohenKappa
    }

    /// One person against the others.
    public struct Person: Sendable {
        public let answers: Int
        /// Items to which somebody else answered too.
        public let shared: Int
        /// Share of the others' answers to these that are the person's own; nil where there are none.
        public let agreement: Double?
        /// For each class that the person answered with: of the others' answers to these items, the share that says so
        /// too; nil where there are none.
        public let perClass: [Double?]
    }

    /// Items with two answers or more.
    public let comparable: Int
    /// Of these, those with two different answers.
    public let contested: Int
    /// Krippendorff's alpha; nil where it says nothing.
    public let alpha: Double?
    public let alphaPerClass: [Double?]
    public let people: [Person]
    /// Of all pairs of people with an item in common, in the order of their numbers.
    public let pairs: [Pair]

    public init(_ opinions: Opinions) {
        let classes = opinions.classCount
        alpha = KrippendorffAlpha.nominal(opinions)
        alphaPerClass = (0..<classes).map { KrippendorffAlpha.nominal(opinions, class: $0) }
        var comparable = 0
        var contested = 0
        var answers = [Int](repeating: 0, count: opinions.personCount)
        var shared = answers
        var same = answers
        var others = answers
        var sameIn = [Int](repeating: 0, count: opinions.personCount * classes)
        var othersIn = sameIn
        /// Of two people, the first of whom has the smaller number.
        var tables: [Int: [Int]] = [:]
        for item in 0..<opinions.itemCount {
            let here = opinions.of(item: item)
            for opinion in here { answers[opinion.person] += 1 }
            guard here.count > 1 else { continue }
            let counts = opinions.counts(of: item)
            comparable += 1
            if counts.count(where: { $0 > 0 }) > 1 { contested += 1 }
            for (place, one) in here.enumerated() {
                for other in here.dropFirst(place + 1) {
                    let key = one.person * opinions.personCount + other.person
                    tables[key, default: [Int](repeating: 0, count: classes * classes)][
                        one.answer * classes + other.answer] += 1
                }
            }
            for opinion in here {
                let alike = Int(counts[opinion.answer]) - 1
                let place = opinion.person * classes + opinion.answer
                shared[opinion.person] += 1
                same[opinion.person] += alike
                others[opinion.person] += here.count - 1
                sameIn[place] += alike
                othersIn[place] += here.count - 1
            }
        }
        self.comparable = comparable
        self.contested = contested
        func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
        people = (0..<opinions.personCount).map { person in
            Person(
                answers: answers[person], shared: shared[person], agreement: share(same[person], others[person]),
                perClass: (0..<classes).map {
                    share(sameIn[person * classes + $0], othersIn[person * classes + $0])
                })
        }
        pairs = tables.sorted { $0.key < $1.key }.map { key, table in
            Pair(
                first: key / opinions.personCount, second: key % opinions.personCount,
                kappa: CohenKappa(table, classes: classes))
        }
    }
}
