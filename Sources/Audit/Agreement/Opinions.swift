/// Who gave which answer to which item. Not everybody answers to everything.
///
///     let opinions = try Opinions(items: 3, people: 2, classes: 10, [
///         Opinion(item: 0, person: 0, answer: 2), Opinion(item: 0, person: 1, answer: 3),
///     ])
public struct Opinions: Sendable {
    public let itemCount: Int
    public let personCount: Int
    public let classCount: Int
    /// By item, within it by person.
    public let all: [Opinion]
    /// Where in `all` each item begins; one more at the end.
    private let starts: [Int]

    /// - Parameter opinions: in any order; all their numbers count from 0.
    /// - Throws: `AgreementError.outOfRange`, `answeredTwice` or `tooLarge`.
    public init(items: Int, people: Int, classes: Int, _ opinions: [Opinion]) throws(AgreementError) {
        let (cells, isTooLarge) = max(items, people * max(classes, 1)).multipliedReportingOverflow(by: max(classes, 1))
        guard !isTooLarge, cells <= 1 << 32 else { throw .tooLarge }
        itemCount = items
        personCount = people
        classCount = classes
        all = opinions.sorted { ($0.item, $0.person) < ($1.item, $1.person) }
        var starts = [Int](repeating: 0, count: items + 1)
        for (place, opinion) in all.enumerated() {
            let (item, person, answer) = (opinion.item, opinion.person, opinion.answer)
            guard 0..<items ~= item, 0..<people ~= person, 0..<classes ~= answer else {
                throw .outOfRange(item: item, person: person, answer: answer)
            }
            if place > 0, all[place - 1].item == item, all[place - 1].person == person {
                throw .answeredTwice(item: item, person: person)
            }
            starts[item + 1] += 1
        }
        for item in 0..<items { starts[item + 1] += starts[item] }
        self.starts = starts
    }

    /// The answers to one item.
    public func of(item: Int) -> ArraySlice<Opinion> { all[starts[item]..<starts[item + 1]] }

    /// How often each class was the answer to an item.
    func counts(of item: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: classCount)
        for opinion in of(item: item) { counts[opinion.answer] += 1 }
        return counts
    }
}

/// One person's answer to one item.
public struct Opinion: Sendable, Equatable {
    public let item: Int
    public let person: Int
    /// The number of a class.
    public let answer: Int

    public init(item: Int, person: Int, answer: Int) {
        self.item = item
        self.person = person
        self.answer = answer
    }
}
