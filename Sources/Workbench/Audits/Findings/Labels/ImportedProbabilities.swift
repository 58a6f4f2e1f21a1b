public import Dataset
public import Foundation
import Interchange
import Matrices

/// Probabilities that came from elsewhere, kept in the workspace under a name: `probabilities/<name>.npy` with
/// `<name>.json` beside it.
public struct ImportedProbabilities: Sendable {
    private struct Key: Codable {
        let classes: [String]
        /// SHA-256 of the image of each row.
        let digests: [String]
        /// Of the array.
        let stamp: String
    }

    public let name: String
    let stamp: String
    let classes: [String]
    private let rowOf: [String: Int]
    private let matrix: Matrix

    /// What was read.
    public struct Report: Codable, Sendable, Equatable {
        public let name: String
        public let images: Int
        public let classes: Int
    }

    private static func folder(of workspace: Workspace) -> URL {
        workspace.directory.root.appendingPathComponent("probabilities", isDirectory: true)
    }

    /// All that were imported, by name.
    static func all(in workspace: Workspace) throws -> [ImportedProbabilities] {
        let folder = folder(of: workspace)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.filter { $0.hasSuffix(".json") }.sorted().map { file in
            try ImportedProbabilities(name: String(file.dropLast(5)), in: folder)
        }
    }

    private init(name: String, in folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
        let key = try JSONDecoder().decode(Key.self, from: data)
        let path = folder.appendingPathComponent("\(name).npy").path
        let matrix = try NPY.read(path)
        guard matrix.rows == key.digests.count, matrix.columns == key.classes.count else {
            throw ProbabilitiesFileError.damaged(name)
        }
        self.name = name
        self.matrix = matrix
        stamp = key.stamp
        classes = key.classes
        rowOf = Dictionary(key.digests.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The numbers for an image, in the order of `classes`; nil where there are none.
    func row(of image: String) -> [Float]? { rowOf[image].map { Array(matrix.row($0)) } }

    // MARK: Taking in

    /// Reads a file and keeps it, in place of one of the same name.
    ///
    /// - Parameters:
    ///   - file: `.csv` with a column `file` (the path of a sample as `tessera list` shows it) or `sample` (its id) and a
    ///     column `p:NAME` for each class; or `.npy`, float32 or float64, a row for each active sample by id and a column
    ///     for each class of the label book.
    ///   - name: 1 to 60 letters, digits, dots, dashes and underscores.
    /// - Throws: ``ProbabilitiesFileError``, `NPYError`.
    @discardableResult
    public static func take(_ file: URL, name: String, into workspace: Workspace) throws -> Report {
        guard isName(name) else { throw ProbabilitiesFileError.badName(name) }
        let snapshot = try workspace.snapshot()
        let table =
            switch file.pathExtension.lowercased() {
            case "csv": try ProbabilitiesCSV(file, snapshot: snapshot).table
            case "npy": try array(file, snapshot: snapshot)
            default: throw ProbabilitiesFileError.unknownFormat(file.lastPathComponent)
            }
        let folder = folder(of: workspace)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let stamp = table.matrix.values.withUnsafeBytes { SHA256Digest.hex(of: $0) }
        let key = Key(classes: table.classes, digests: table.digests, stamp: stamp)
        try NPY.write(table.matrix, to: folder.appendingPathComponent("\(name).npy").path)
        try JSONEncoder().encode(key).write(to: folder.appendingPathComponent("\(name).json"), options: .atomic)
        return Report(name: name, images: table.digests.count, classes: table.classes.count)
    }

    struct Table {
        let classes: [String]
        let digests: [String]
        let matrix: Matrix
    }

    private static func array(_ file: URL, snapshot: DatasetSnapshot) throws -> Table {
        let matrix = try NPY.read(file.path)
        guard matrix.rows == snapshot.rows.count, matrix.columns == snapshot.classes.count else {
            throw ProbabilitiesFileError.otherShape(
                rows: matrix.rows, columns: matrix.columns, samples: snapshot.rows.count,
                classes: snapshot.classes.count)
        }
        for row in 0..<matrix.rows {
            try ProbabilitiesCSV.check(Array(matrix.row(row)), place: "row \(row)")
        }
        return Table(classes: snapshot.classes, digests: snapshot.rows.map(\.sample.digest), matrix: matrix)
    }

    private static func isName(_ name: String) -> Bool {
        (1...60).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
            }
    }
}
