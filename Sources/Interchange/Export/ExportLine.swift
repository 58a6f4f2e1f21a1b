import Dataset
import Foundation

/// One line of an export's `metadata.jsonl`: one sample. Hugging Face's ImageFolder reads it as well.
struct ExportLine: Codable, Equatable {
    static let fileName = "metadata.jsonl"

    /// Relative to the export.
    let fileName: String
    /// Hexadecimal, where the name is not UTF-8; `fileName` then only shows it.
    let fileNameBytes: String?
    let label: String?
    let split: String?
    let tags: [String]
    /// Of the file's bytes.
    let sha256: String
    /// The path that it once was imported from: the sample's identity.
    let source: String
    let sourceBytes: String?
    let columns: [String: ColumnValue]?
    /// Of a derived sample.
    let lineage: ExportLineage?

    private enum CodingKeys: String, CodingKey {
        case fileName = "file_name"
        case fileNameBytes = "file_name_bytes"
        case label, split, tags, sha256, source
        case sourceBytes = "source_bytes"
        case columns, lineage
    }

    init(_ sample: Sample, file: SourcePath, source: SourcePath, lineage: Lineage?) {
        fileName = file.display
        fileNameBytes = file.isText ? nil : Hexadecimal.text(file.bytes)
        label = sample.label
        split = sample.split
        tags = sample.tags
        sha256 = sample.digest
        self.source = source.display
        sourceBytes = source.isText ? nil : Hexadecimal.text(source.bytes)
        columns = sample.columns.isEmpty ? nil : sample.columns
        self.lineage = lineage.map { ExportLineage($0) }
    }

    /// `null` is written for what a sample has not, so that every line has the same keys.
    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(fileName, forKey: .fileName)
        try values.encodeIfPresent(fileNameBytes, forKey: .fileNameBytes)
        try values.encode(label, forKey: .label)
        try values.encode(split, forKey: .split)
        try values.encode(tags, forKey: .tags)
        try values.encode(sha256, forKey: .sha256)
        try values.encode(source, forKey: .source)
        try values.encodeIfPresent(sourceBytes, forKey: .sourceBytes)
        try values.encodeIfPresent(columns, forKey: .columns)
        try values.encodeIfPresent(lineage, forKey: .lineage)
    }

    var file: SourcePath { SourcePath(fileNameBytes.flatMap(Hexadecimal.bytes) ?? Array(fileName.utf8)) }
    var origin: SourcePath { SourcePath(sourceBytes.flatMap(Hexadecimal.bytes) ?? Array(source.utf8)) }

    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
