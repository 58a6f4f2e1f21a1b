public import Dataset

/// Takes in answers that people gave elsewhere, each under the person's own name.
public struct ImportAnswers: Sendable {
    private let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    public struct Report: Sendable, Codable, Equatable {
        public let answers: Int
        public let people: Int
        public let samples: Int
    }

    /// Samples are named by their id or their path. What a person said already is not said again.
    /// - Throws: ``AnswersFileError``, `EditError.unknownClass`: nothing is kept unless all of it is understood.
    public func callAsFunction(_ path: String) throws -> Report {
        let file = try AnswersFile(path: path)
        var idOf: [String: Int64] = [:]
        for first in try workspace.sampleIDs(matching: SampleQuery()).chunks(of: 10_000) {
            for sample in try workspace.samples(first) {
                idOf[sample.path] = sample.id
                idOf[String(sample.id)] = sample.id
            }
        }
        let classes = Set(try workspace.classes().map(\.name))
        var said: [String: [Int64: String]] = [:]
        for answer in file.answers {
            guard let id = idOf[answer.item] else { throw AnswersFileError.notASample(path, answer.item) }
            guard classes.contains(answer.label) else { throw EditError.unknownClass(answer.label) }
            said[answer.person, default: [:]][id] = answer.label
        }
        var kept = 0
        var samples: Set<Int64> = []
        for (person, answers) in said.sorted(by: { $0.key < $1.key }) {
            let held = Dictionary(
                try workspace.answers(by: person, limit: .max).map { ($0.sample, $0.label) }, uniquingKeysWith: { $1 })
            let new = answers.filter { held[$0.key] != .some($0.value) }.sorted { $0.key < $1.key }
            for part in new.chunks(of: Workspace.mostAnswers) {
                let requests = part.map { AnswerRequest(sample: $0.key, label: $0.value) }
                kept += try workspace.answer(requests, by: person).answers.count
                samples.formUnion(part.map(\.key))
            }
        }
        return Report(answers: kept, people: said.count, samples: samples.count)
    }
}

extension Array {
    fileprivate func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
