import Dataset
import Foundation
import Interchange
import Matrices

/// Reads probabilities from a CSV file: a line a sample, with its `file` or `sample` and a `p:NAME` for each class.
///
///     file,p:i,p:ii,p:iii
///     val/ii/a17.png,0.02,0.95,0.03
struct ProbabilitiesCSV {
    static let limit = 1 << 30
    let table: ImportedProbabilities.Table

    /// - Throws: ``ProbabilitiesFileError``.
    init(_ file: URL, snapshot: DatasetSnapshot) throws {
        let name = file.lastPathComponent
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int
        guard let size, let data = try? Data(contentsOf: file) else { throw ProbabilitiesFileError.missing(name) }
        guard size <= Self.limit else { throw ProbabilitiesFileError.tooLarge(name) }
        var reader = CSVReader(Array(data))
        guard let header = reader.next() else { throw ProbabilitiesFileError.badLine(1, "it is empty.") }
        let fields = header.fields.map { String(decoding: $0, as: UTF8.self) }
        let classes = fields.filter { $0.hasPrefix("p:") }.map { String($0.dropFirst(2)) }
        let columns = fields.indices.filter { fields[$0].hasPrefix("p:") }
        guard !classes.isEmpty, Set(classes).count == classes.count else {
            throw ProbabilitiesFileError.badLine(1, "it needs one column p:NAME for each class.")
        }
        if let other = classes.first(where: { !snapshot.classes.contains($0) }) {
            throw ProbabilitiesFileError.badLine(1, "there is no class \u{201C}\(other.prefix(80))\u{201D}.")
        }
        let byID = fields.firstIndex(of: "sample")
        guard let key = byID ?? fields.firstIndex(of: "file") else {
            throw ProbabilitiesFileError.badLine(1, "it has neither a column \"file\" nor a column \"sample\".")
        }
        let digestOf = Dictionary(
            snapshot.rows.map { (byID == nil ? $0.sample.path : String($0.sample.id), $0.sample.digest) }
        ) { first, _ in first }
        var digests: [String] = []
        var values: [Float] = []
        while let line = reader.next() {
            guard !line.isTorn, line.fields.count == fields.count else {
                throw ProbabilitiesFileError.badLine(line.line, "it has not as many fields as the first line.")
            }
            let text = String(decoding: line.fields[key], as: UTF8.self)
            guard let digest = digestOf[text] else {
                throw ProbabilitiesFileError.badLine(
                    line.line, "there is no sample \u{201C}\(text.prefix(120))\u{201D}.")
            }
            let numbers = columns.map { Float(String(decoding: line.fields[$0], as: UTF8.self)) ?? .nan }
            try Self.check(numbers, place: "line \(line.line)")
            digests.append(digest)
            values += numbers
        }
        table = ImportedProbabilities.Table(
            classes: classes, digests: digests,
            matrix: Matrix(rows: digests.count, columns: classes.count, values: values))
    }

    static func check(_ numbers: [Float], place: String) throws {
        guard numbers.allSatisfy({ $0 >= 0 && $0 <= 1.000_1 }), abs(numbers.reduce(0, +) - 1) <= 1e-2 else {
            throw ProbabilitiesFileError.noProbabilities(place)
        }
    }
}

/// Why probabilities cannot be taken in.
public enum ProbabilitiesFileError: CodedError, Sendable, Equatable {
    case badName(String)
    case missing(String)
    case tooLarge(String)
    case unknownFormat(String)
    case badLine(Int, String)
    case noProbabilities(String)
    case otherShape(rows: Int, columns: Int, samples: Int, classes: Int)
    case damaged(String)

    public var code: String {
        switch self {
        case .badName: "bad-name"
        case .missing: "missing-file"
        case .tooLarge: "too-large"
        case .unknownFormat: "unknown-format"
        case .badLine: "bad-line"
        case .noProbabilities: "no-probabilities"
        case .otherShape: "other-shape"
        case .damaged: "damaged-probabilities"
        }
    }

    public var description: String {
        switch self {
        case .badName(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be a name: take 1 to 60 letters, digits, dots, dashes and underscores."
        case .missing(let name): "\(name) cannot be read. Name a .csv or .npy file that is there."
        case .tooLarge(let name): "\(name) is larger than a GiB. Give the probabilities as .npy."
        case .unknownFormat(let name): "\(name) is neither .csv nor .npy. docs/audit.md says what these hold."
        case .badLine(let line, let words): "Line \(line) of the probabilities is not right: \(words)"
        case .noProbabilities(let place): "The numbers of \(place) are no probabilities: each 0 to 1, together 1."
        case .otherShape(let rows, let columns, let samples, let classes):
            "The array has \(rows) × \(columns) numbers; it needs a row for each of the \(samples) samples, by id, and a "
                + "column for each of the \(classes) classes. With other samples, give a .csv."
        case .damaged(let name):
            "The imported probabilities \u{201C}\(name)\u{201D} are damaged. Import them again, or delete their files in probabilities/."
        }
    }
}
