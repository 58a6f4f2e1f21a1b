import Dataset
import Foundation

/// `tessera.json` at the top of an export: what marks it as one, and what no single sample says.
struct ExportHeader: Codable, Equatable {
    static let fileName = "tessera.json"
    static let format = "tessera-export"

    var format = Self.format
    var version = 1
    /// The dataset's.
    let name: String
    let samples: Int
    /// In the order of the label book, those without a sample too.
    let classes: [String]
    let columns: [ColumnInfo]

    init(name: String, samples: Int, classes: [String], columns: [ColumnInfo]) {
        self.name = name
        self.samples = samples
        self.classes = classes
        self.columns = columns
    }

    /// - Returns: nil where it is no header of an export that this version reads.
    init?(json: [UInt8]) {
        guard let header = try? JSONDecoder().decode(ExportHeader.self, from: Data(json)),
            header.format == Self.format, header.version == 1
        else { return nil }
        self = header
    }

    func json() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self) + Data("\n".utf8))
    }
}
