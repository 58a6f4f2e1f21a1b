import Dataset
import Foundation

/// A metadata file, read.
struct MetadataTable {
    let path: SourcePath
    private(set) var rows: [MetadataRow] = []
    private(set) var hasLabels = false
    /// Lines that could not be read, and why.
    private(set) var problems: [Refusal] = []

    /// The folder that the file speaks of: its own.
    var folder: SourcePath { SourcePath(path.components.dropLast().joined(separator: [UInt8(ascii: "/")])) }

    /// - Parameter isExport: whether an export of ours wrote it.
    init(path: SourcePath, bytes: [UInt8], isExport: Bool) {
        self.path = path
        if path.name.elementsEqual("metadata.csv".utf8) {
            readCSV(bytes)
        } else {
            readJSONL(bytes, isExport: isExport)
        }
    }

    init(path: SourcePath, problem: String) {
        self.path = path
        problems = [Refusal(path: path.display, code: "bad-metadata", reason: problem)]
    }

    /// Names of the column that says which file a row speaks of; the first that is there.
    static let fileNames = ["file_name", "filename", "file", "path", "image"]
    static let labelNames = ["label", "class"]

    private mutating func refuse(_ line: Int, _ reason: String) {
        problems.append(Refusal(path: "\(path.display):\(line)", code: "bad-metadata", reason: reason))
    }

    // MARK: CSV

    private mutating func readCSV(_ bytes: [UInt8]) {
        var reader = CSVReader(bytes)
        guard let header = reader.next() else { return refuse(1, "It has no header line.") }
        let names = header.fields.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces) }
        guard names.count <= 210 else { return refuse(1, "It has more than 200 columns.") }
        guard let file = Self.fileNames.lazy.compactMap({ names.firstIndex(of: $0) }).first else {
            return refuse(1, "It has no column `file_name`. Add one with the path of each image.")
        }
        let label = Self.labelNames.lazy.compactMap { names.firstIndex(of: $0) }.first
        let split = names.firstIndex(of: "split")
        let tags = names.firstIndex(of: "tags")
        hasLabels = label != nil
        while let record = reader.next() {
            guard !record.isTorn else {
                return refuse(record.line, "A quote in this row is never closed. Close it, and import again.")
            }
            guard record.fields.count <= names.count else {
                refuse(record.line, "The row has \(record.fields.count) fields where the header has \(names.count).")
                continue
            }
            func text(_ column: Int?) -> String? {
                column.map { $0 < record.fields.count ? String(decoding: record.fields[$0], as: UTF8.self) : "" }
            }
            guard file < record.fields.count, !record.fields[file].isEmpty else {
                refuse(record.line, "The row names no file.")
                continue
            }
            var row = MetadataRow(
                line: record.line, fileName: record.fields[file], label: text(label), split: text(split))
            row.tags = text(tags)?.split(separator: ";").map(String.init) ?? []
            for (column, name) in names.enumerated()
            where ![file, label, split, tags].contains(column) && !name.isEmpty {
                if let value = text(column), !value.isEmpty { row.columns[name] = .untyped(value) }
            }
            rows.append(row)
        }
    }

    // MARK: JSON lines

    private mutating func readJSONL(_ bytes: [UInt8], isExport: Bool) {
        let decoder = JSONDecoder()
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 0
        for text in bytes[start...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            line += 1
            guard text.contains(where: { !UInt8.isJSONSpace($0) }) else { continue }
            if isExport {
                guard let item = try? decoder.decode(ExportLine.self, from: Data(text)) else {
                    refuse(line, "The line is not one that an export of Tessera has. Export again.")
                    continue
                }
                rows.append(row(line: line, item))
            } else {
                guard let items = try? decoder.decode([String: JSONItem].self, from: Data(text)) else {
                    refuse(line, "The line is not a JSON object. Mend it, and import again.")
                    continue
                }
                add(items, line: line)
            }
        }
        hasLabels = hasLabels || isExport
    }

    private func row(line: Int, _ item: ExportLine) -> MetadataRow {
        MetadataRow(
            line: line, fileName: item.file.bytes, label: item.label ?? "", split: item.split ?? "", tags: item.tags,
            columns: (item.columns ?? [:]).mapValues { .typed($0) }, source: item.origin,
            lineage: item.lineage?.lineage)
    }

    private mutating func add(_ items: [String: JSONItem], line: Int) {
        guard let key = Self.fileNames.first(where: { items[$0] != nil }), case .text(let file) = items[key],
            !file.isEmpty
        else { return refuse(line, "The line has no `file_name`. Add it, with the path of the image.") }
        let label = Self.labelNames.first { items[$0] != nil }
        hasLabels = hasLabels || label != nil
        var row = MetadataRow(line: line, fileName: Array(file.utf8))
        row.label = label.map { items[$0]?.text ?? "" }
        row.split = items["split"].map { $0.text ?? "" }
        if case .array(let tags) = items["tags"] { row.tags = tags.compactMap(\.text) }
        let taken = Set([key, label, "split", "tags"].compactMap(\.self))
        for (name, item) in items where !taken.contains(name) {
            if let number = item.number {
                row.columns[name] = .typed(.number(number))
            } else if let text = item.text {
                row.columns[name] = .typed(.text(text))
            }
        }
        rows.append(row)
    }
}

extension UInt8 {
    fileprivate static func isJSONSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0D, 0x0A].contains(byte) }
}
