import Dataset
import Foundation
import Interchange
import Matrices

/// Reads a trainer's `predictions.csv`: a line an image, with its file relative to `{data}` and a probability for each
/// class.
///
///     file,p:i,p:ii,p:iii
///     val/ii/a17.png,0.02,0.95,0.03
///
/// Every image of val needs a line; other images may have one. Other columns are passed over.
struct PredictionsFile {
    static let name = "predictions.csv"
    static let limit = 1 << 30

    private let bytes: [UInt8]
    private let classes: [String]

    /// - Throws: ``CommandTrainerError``.
    init(_ file: URL, classes: [String]) throws {
        let size = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int
        guard let size else { throw CommandTrainerError.missing(Self.name) }
        guard size <= Self.limit else { throw CommandTrainerError.tooLarge(Self.name, limit: Self.limit) }
        guard let data = try? Data(contentsOf: file) else { throw CommandTrainerError.missing(Self.name) }
        bytes = Array(data)
        self.classes = classes
    }

    /// A row for each member of the set; NaN where the file has no line for it.
    func probabilities(of set: TrainingSet, places: [Int64: SourcePath]) throws -> Matrix {
        let members = set.members
        var rowOf: [[UInt8]: Int] = [:]
        for (row, member) in members.enumerated() {
            guard let place = places[member.sample] else { continue }
            rowOf[Array(place.bytes)] = row
            if !place.isText { rowOf[Array(place.display.utf8)] = row }
        }
        var reader = CSVReader(bytes)
        guard let header = reader.next() else { throw bad(1, "it is empty.") }
        let columns = try Columns(header, classes: classes)
        var values = [Float](repeating: .nan, count: members.count * classes.count)
        var lineOf: [Int: Int] = [:]
        while let line = reader.next() {
            guard !line.isTorn else { throw bad(line.line, "a quote in it is never closed.") }
            guard line.fields.count == header.fields.count else {
                throw bad(
                    line.line, "it has \(line.fields.count) fields, and the first line has \(header.fields.count).")
            }
            let file = line.fields[columns.file]
            guard let row = rowOf[file] else {
                throw bad(line.line, "there is no image \"\(Self.shown(file))\" in {data}.")
            }
            if let earlier = lineOf.updateValue(line.line, forKey: row) {
                throw bad(line.line, "\"\(Self.shown(file))\" is in line \(earlier) already.")
            }
            try columns.read(line, into: &values, at: row * classes.count)
        }
        let val = set.train.count..<set.train.count + set.val.count
        let missing = val.filter { lineOf[$0] == nil }
        if let first = missing.first {
            throw CommandTrainerError.incomplete(
                file: Self.name, missing: missing.count, example: places[members[first].sample]?.display ?? "")
        }
        return Matrix(rows: members.count, columns: classes.count, values: values)
    }

    private static func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(120), as: UTF8.self) }

    private func bad(_ line: Int, _ words: String) -> CommandTrainerError {
        .badLine(file: Self.name, line: line, words)
    }

    /// Where the columns stand that are read.
    private struct Columns {
        let file: Int
        /// In the order of the classes.
        let classes: [Int]
        let names: [String]

        init(_ header: CSVReader.Row, classes names: [String]) throws {
            func bad(_ words: String) -> CommandTrainerError {
                .badLine(file: PredictionsFile.name, line: header.line, words)
            }
            let fields = header.fields.map { String(decoding: $0, as: UTF8.self) }
            func place(of name: String) throws -> Int {
                let places = fields.indices.filter { fields[$0] == name }
                guard let first = places.first else { throw bad("there is no column \"\(name)\".") }
                guard places.count == 1 else { throw bad("the column \"\(name)\" is there twice.") }
                return first
            }
            file = try place(of: "file")
            classes = try names.map { try place(of: "p:\($0)") }
            if let other = fields.first(where: { $0.hasPrefix("p:") && !names.contains(String($0.dropFirst(2))) }) {
                throw bad("\"\(other.prefix(120))\" is a column for a class that this version has not.")
            }
            self.names = names
        }

        func read(_ line: CSVReader.Row, into values: inout [Float], at start: Int) throws {
            func bad(_ words: String) -> CommandTrainerError {
                .badLine(file: PredictionsFile.name, line: line.line, words)
            }
            var sum = 0.0
            for (index, column) in classes.enumerated() {
                let text = String(decoding: line.fields[column], as: UTF8.self).trimmingCharacters(in: .whitespaces)
                guard let value = Double(text), value >= 0, value <= 1.000_001 else {
                    throw bad("p:\(names[index]) is \"\(text.prefix(40))\", which is no probability from 0 to 1.")
                }
                values[start + index] = Float(value)
                sum += value
            }
            guard abs(sum - 1) <= 1e-3 else { throw bad("the probabilities sum to \(Float(sum)), not to 1.") }
        }
    }
}
