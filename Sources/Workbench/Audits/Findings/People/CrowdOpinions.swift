import Audit
import Dataset
import Matrices

/// What several people answered about the images, weighed by how far each can be trusted, the sources of probabilities
/// heard beside them.
struct CrowdOpinions {
    /// SHA-256 of each image that somebody answered.
    let images: [String]
    let people: [String]
    /// Those of the label book.
    let classes: [String]
    /// Of each image the class that each person said, or nil.
    let answers: [[Int?]]
    let quality: AnnotatorQuality
    private let rowOf: [String: Int]

    /// Of fewer people's answers nothing can be compared.
    private static let leastAnswers = 2

    /// The newest answer of a workspace in which there is something to compare; nil in others.
    static func lastAnswer(in dataset: AuditedDataset) throws -> Int64? {
        let table = try Table(dataset)
        return table.isComparable ? table.lastAnswer : nil
    }

    /// - Throws: ``FindingLack/noAnswers``, and what `progress` throws.
    init(_ dataset: AuditedDataset) throws {
        let table = try Table(dataset)
        guard table.isComparable else { throw FindingLack.noAnswers }
        (images, people, answers) = (table.images, table.people, table.answers)
        classes = dataset.snapshot.classes
        rowOf = Dictionary(uniqueKeysWithValues: images.enumerated().map { ($1, $0) })
        let opinions = try dataset.ifThere { try dataset.opinions() }
        try dataset.progress("weighing people's answers", 0)
        quality = AnnotatorQuality(
            labels: answers, probabilities: Self.model(opinions, images: images, classes: classes, answers: answers))
    }

    /// What the sources together say; of an image that they do not speak of, and where there are none, how often each class
    /// was answered: that foretells nothing and so hardly counts.
    private static func model(
        _ opinions: LabelOpinions?, images: [String], classes: [String], answers: [[Int?]]
    ) -> Matrix {
        var prior = [Float](repeating: 1, count: classes.count)
        for label in answers.joined().compactMap(\.self) { prior[label] += 1 }
        let all = prior.reduce(0, +)
        prior = prior.map { $0 / all }
        var placeOf: [String: Int] = [:]
        if let opinions {
            for (place, item) in opinions.items.enumerated() where placeOf[item.digest] == nil {
                placeOf[item.digest] = place
            }
        }
        let columns = classes.map { name in opinions?.classes.firstIndex(of: name) }
        let rows = images.flatMap { image -> [Float] in
            guard let opinions, let place = placeOf[image] else { return prior }
            return columns.map { $0.map { opinions.ensemble.probabilities[place, $0] } ?? 0 }
        }
        return Matrix(rows: images.count, columns: classes.count, values: rows)
    }

    /// The images of which a person said something else than the consensus.
    func images(contradictedBy person: String) -> [String] {
        guard let place = people.firstIndex(of: person) else { return [] }
        return images.indices.filter { row in
            answers[row][place].map { $0 != quality.consensus[row] } ?? false
        }.map { images[$0] }
    }

    /// How many people answered an image, and how many of them said so.
    func count(of image: String, saying label: String) -> (all: Int, saying: Int) {
        guard let row = rowOf[image] else { return (0, 0) }
        let said = answers[row].compactMap(\.self)
        return (said.count, said.count { classes[$0] == label })
    }

    /// What people and sources together believe of an image: a probability for each of some classes, which sum to 1; nil
    /// where fewer than two people answered.
    func belief(of image: String, among names: [String]) -> [Float]? {
        guard let row = rowOf[image], answers[row].count(where: { $0 != nil }) >= Self.leastAnswers else { return nil }
        let picked = names.map { name in
            classes.firstIndex(of: name).map { max(0, quality.probabilities[row, $0]) } ?? 0
        }
        let sum = picked.reduce(0, +)
        guard sum > 0 else { return nil }
        return picked.map { $0 / sum }
    }
}

extension CrowdOpinions {
    /// The answers by image and person.
    fileprivate struct Table {
        var images: [String] = []
        var people: [String] = []
        var answers: [[Int?]] = []
        let lastAnswer: Int64

        init(_ dataset: AuditedDataset) throws {
            let (opinions, lastAnswer) = try dataset.workspace.opinions()
            self.lastAnswer = lastAnswer
            guard !opinions.isEmpty else { return }
            let names = dataset.snapshot.classes
            let columnOf = Dictionary(
                uniqueKeysWithValues: try dataset.workspace.classes().compactMap { one in
                    names.firstIndex(of: one.name).map { (one.id, $0) }
                })
            people = Set(opinions.map(\.person)).sorted()
            let placeOf = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
            var rowOf: [String: Int] = [:]
            for opinion in opinions {
                guard let image = dataset.sampleOf[opinion.sample]?.digest, let column = columnOf[opinion.classID],
                    let place = placeOf[opinion.person]
                else { continue }
                let row = rowOf[image] ?? images.count
                if row == images.count {
                    rowOf[image] = row
                    images.append(image)
                    answers.append([Int?](repeating: nil, count: people.count))
                }
                answers[row][place] = column
            }
        }

        /// Whether two people answered the same image somewhere.
        var isComparable: Bool { answers.contains { $0.count { $0 != nil } >= CrowdOpinions.leastAnswers } }
    }
}
