import Audit
import Dataset
import Foundation
import Interchange

/// Answers of people as a table: CSV with a line of names, of which one is the item, one the person and one the class.
public struct AnswersFile: Sendable {
    public let answers: [(item: String, person: String, label: String)]

    static let itemNames = ["item", "task", "sample", "id"]
    static let personNames = ["person", "worker", "annotator", "rater"]
    static let labelNames = ["label", "class", "answer"]
    /// Bytes of a file.
    static let limit = 256 << 20

    /// - Throws: ``AnswersFileError``.
    public init(path: String) throws(AnswersFileError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .cannotRead(path) }
        guard data.count <= Self.limit else { throw .tooLarge(path) }
        var reader = CSVReader(Array(data))
        guard let head = reader.next()?.texts.map({ $0.lowercased().trimmingCharacters(in: .whitespaces) }),
            let item = head.firstIndex(where: Self.itemNames.contains),
            let person = head.firstIndex(where: Self.personNames.contains),
            let label = head.firstIndex(where: Self.labelNames.contains)
        else { throw .noColumns(path) }
        var answers: [(item: String, person: String, label: String)] = []
        while let line = reader.next() {
            let row = line.texts
            if row.allSatisfy(\.isEmpty) { continue }
            guard !line.isTorn else { throw .torn(path, line.line) }
            guard row.count > max(item, person, label), !row[item].isEmpty, !row[person].isEmpty else {
                throw .shortLine(path, line.line)
            }
            // No label: not answered.
            if row[label].isEmpty { continue }
            answers.append((row[item], row[person], row[label]))
        }
        self.answers = answers
    }

    /// Its classes, numbers by their size and names by the alphabet.
    public func table() throws -> OpinionTable {
        let classes = Set(answers.map(\.label)).sorted { $0.localizedStandardCompare($1) == .orderedAscending }
        return try OpinionTable(answers, classes: classes)
    }
}

extension CSVReader.Row {
    fileprivate var texts: [String] { fields.map { String(decoding: $0, as: UTF8.self) } }
}

/// Why a table of answers cannot be read.
public enum AnswersFileError: CodedError, Sendable, Equatable {
    case cannotRead(String)
    case tooLarge(String)
    case torn(String, Int)
    case noColumns(String)
    case shortLine(String, Int)
    case notASample(String, String)

    public var code: String {
        switch self {
        case .cannotRead: "cannot-open"
        case .tooLarge: "too-large"
        case .torn, .noColumns, .shortLine: "bad-csv"
        case .notASample: "unknown-sample"
        }
    }

    public var description: String {
        switch self {
        case .cannotRead(let path): "\(path) cannot be read."
        case .tooLarge(let path): "\(path) is larger than \(AnswersFile.limit >> 20) MiB. Split it."
        case .torn(let path, let line): "A quote that begins in line \(line) of \(path) is never closed."
        case .noColumns(let path):
            "\(path) must begin with a line of names: one of \(AnswersFile.itemNames.joined(separator: ", ")), one of "
                + "\(AnswersFile.personNames.joined(separator: ", ")) and one of "
                + "\(AnswersFile.labelNames.joined(separator: ", "))."
        case .shortLine(let path, let line): "Line \(line) of \(path) has no item or no person."
        case .notASample(let path, let item):
            "\(path) names \u{201C}\(item)\u{201D}, which is neither the id nor the path of a sample."
        }
    }
}
