public import Foundation
public import Matrices

/// What a run left in `runs/<id>/`: arrays that numpy maps, and the samples that their rows are of. The folder is
/// written whole or not at all.
///
/// | file | |
/// |---|---|
/// | `samples.jsonl` | a sample a line: train first, then val, then all others |
/// | `probabilities.npy` | float32, samples × classes |
/// | `margins.npy` | float32, (train + val) × epochs: the margin after each epoch; not of every trainer |
/// | `run.json` | what it was: trainer, version, seed, classes, scores |
/// | `output.txt` | what a command wrote |
public struct RunFiles: Sendable {
    /// One sample as the run had it.
    public struct Row: Sendable, Codable, Equatable {
        public let sample: Int64
        /// SHA-256 of its image.
        public let digest: String
        /// Its split at that version: what it was used for.
        public let split: String?
        /// Its class at that version.
        public let given: String?
        /// Its tags at that version.
        public let tags: [String]
        /// From 1 in an out-of-sample run: the fold that was held out with it.
        public let fold: Int?

        public init(sample: Int64, digest: String, split: String?, given: String?, tags: [String], fold: Int? = nil) {
            self.sample = sample
            self.digest = digest
            self.split = split
            self.given = given
            self.tags = tags
            self.fold = fold
        }
    }

    public let run: Int64
    public let folder: URL
    /// Where a run that is under way keeps what it needs to go on; gone when it is done.
    public let work: URL

    public init(run: Int64, in directory: WorkspaceDirectory) {
        self.run = run
        folder = directory.runs.appendingPathComponent("\(run)", isDirectory: true)
        work = directory.runs.appendingPathComponent("\(run).work", isDirectory: true)
    }

    public var output: URL { folder.appendingPathComponent("output.txt") }

    /// Writes a finished run and takes its work away.
    /// - Parameters:
    ///   - probabilities: a row for each of `rows`.
    ///   - margins: a row for each of the first of `rows`.
    ///   - description: JSON, for `run.json`.
    ///   - output: what a command wrote.
    public func write(
        rows: [Row], probabilities: Matrix, margins: Matrix?, description: Data, output: Data?
    ) throws {
        precondition(probabilities.rows == rows.count && margins?.rows ?? 0 <= rows.count, "a row for each sample")
        let part = folder.appendingPathExtension("part")
        let files = FileManager.default
        try? files.removeItem(at: part)
        try files.createDirectory(at: part, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var lines = Data()
        for row in rows {
            lines.append(try encoder.encode(row))
            lines.append(UInt8(ascii: "\n"))
        }
        func place(_ name: String) -> String { part.appendingPathComponent(name).path }
        do {
            try DurableFile.write(Array(lines), to: place("samples.jsonl"))
            try DurableFile.write(Array(description), to: place("run.json"))
            if let output { try DurableFile.write(Array(output), to: place("output.txt")) }
            try NPY.write(probabilities, to: place("probabilities.npy"))
            if let margins, margins.columns > 0 { try NPY.write(margins, to: place("margins.npy")) }
            // One that a crash left between this and the database is not named by it.
            try? files.removeItem(at: folder)
            guard rename(part.path, folder.path) == 0 else { throw SystemError() }
            try Durability.sync(folder.deletingLastPathComponent().path)
        } catch let error as SystemError {
            throw WorkspaceError.notWritable(folder, why: error.words)
        }
        try? files.removeItem(at: work)
    }

    public func rows() throws -> [Row] {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(folder.appendingPathComponent("samples.jsonl").path)
        } catch {
            throw RunError.damaged(run, why: "samples.jsonl: \(error.words)")
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        var array = Data("[".utf8)
        for (index, line) in lines.enumerated() {
            if index > 0 { array.append(UInt8(ascii: ",")) }
            array.append(contentsOf: line)
        }
        array.append(UInt8(ascii: "]"))
        do {
            return try JSONDecoder().decode([Row].self, from: array)
        } catch {
            throw RunError.damaged(run, why: "samples.jsonl has a line that cannot be read")
        }
    }

    public func probabilities() throws -> Matrix {
        try NPY.read(folder.appendingPathComponent("probabilities.npy").path)
    }

    /// nil where the trainer told nothing of its epochs.
    public func margins() throws -> Matrix? {
        let path = folder.appendingPathComponent("margins.npy").path
        return FileManager.default.fileExists(atPath: path) ? try NPY.read(path) : nil
    }
}
