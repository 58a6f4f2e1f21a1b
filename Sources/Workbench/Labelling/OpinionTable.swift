public import Audit
import Dataset

/// The labels that people gave, with names for the numbers that the science counts by.
public struct OpinionTable: Sendable {
    public let opinions: Opinions
    /// What each item is called: the id of a sample, or what a file calls it.
    public let items: [String]
    public let people: [String]
    /// In the order of the label book, or of their names.
    public let classes: [String]

    /// - Parameter answers: item, person and class; of an item that a person answers twice the last counts.
    /// - Throws: `AgreementError.tooLarge`.
    public init(_ answers: [(item: String, person: String, label: String)], classes: [String]) throws {
        let items = Numbering(answers.lazy.map(\.item))
        let people = Numbering(Set(answers.lazy.map(\.person)).sorted())
        let classNumbers = Numbering(classes)
        var last: [Int: Int] = [:]
        for answer in answers {
            guard let item = items[answer.item], let person = people[answer.person],
                let label = classNumbers[answer.label]
            else { continue }
            last[item * people.names.count + person] = label
        }
        opinions = try Opinions(
            items: items.names.count, people: people.names.count, classes: classes.count,
            last.map { key, label in
                Opinion(item: key / people.names.count, person: key % people.names.count, answer: label)
            })
        self.items = items.names
        self.people = people.names
        self.classes = classes
    }

    private init(opinions: Opinions, items: [String], people: [String], classes: [String]) {
        self.opinions = opinions
        self.items = items
        self.people = people
        self.classes = classes
    }

    /// All answers of a workspace that hold.
    /// - Returns: them, the id of the sample of each item, and the id of the newest answer.
    static func read(_ workspace: Workspace) throws -> (table: OpinionTable, samples: [Int64], lastAnswer: Int64) {
        let classes = try workspace.classes()
        let (found, lastAnswer) = try workspace.opinions()
        let samples = Numbering(found.lazy.map(\.sample))
        let people = Numbering(Set(found.lazy.map(\.person)).sorted())
        let classOf = Numbering(classes.map(\.id))
        let opinions = try Opinions(
            items: samples.names.count, people: people.names.count, classes: classes.count,
            found.compactMap { answer in
                guard let item = samples[answer.sample], let person = people[answer.person],
                    let label = classOf[answer.classID]
                else { return nil }
                return Opinion(item: item, person: person, answer: label)
            })
        let table = OpinionTable(
            opinions: opinions, items: samples.names.map(String.init), people: people.names,
            classes: classes.map(\.name))
        return (table, samples.names, lastAnswer)
    }
}

/// Different things in the order in which they come, and the number of each.
private struct Numbering<Name: Hashable> {
    private(set) var names: [Name] = []
    private var numbers: [Name: Int] = [:]

    init(_ all: some Sequence<Name>) {
        for name in all where numbers[name] == nil {
            numbers[name] = names.count
            names.append(name)
        }
    }

    subscript(name: Name) -> Int? { numbers[name] }
}
