public import Dataset
public import Foundation

/// Reads an export back and compares every digest, label, split, tag and value with the dataset as it is now.
public struct ExportVerifier: Sendable {
    public init() {}

    /// - Parameter progress: samples compared, samples in all; throwing from it ends the comparison.
    /// - Returns: all differences, in the order of the samples, then what is in the export alone.
    /// - Throws: `FolderError` where there is no export to compare with.
    public func verify(
        _ workspace: Workspace, at folder: URL, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> VerifyReport {
        let contents = try ExportContents(folder)
        let snapshot = try workspace.snapshot()
        var problems = contents.badLines.map {
            ExportProblem(
                kind: .metadata, path: "\(ExportLine.fileName):\($0)",
                message: "The line cannot be read, or is there twice.")
        }
        if contents.header.classes != snapshot.classes {
            problems.append(
                ExportProblem(
                    kind: .metadata, path: ExportHeader.fileName,
                    message: "The classes are \(contents.header.classes.joined(separator: ", ")); "
                        + "in the dataset they are \(snapshot.classes.joined(separator: ", "))."))
        }
        var bySource: [SourcePath: ExportLine] = [:]
        for line in contents.lines.values { bySource[line.origin] = line }
        for (index, row) in snapshot.rows.enumerated() {
            if index.isMultiple(of: 64) { try progress(index, snapshot.rows.count) }
            guard let line = bySource.removeValue(forKey: row.source), contents.files.contains(line.file) else {
                problems.append(
                    ExportProblem(
                        kind: .missing, path: row.source.display, message: "The export does not have this sample."))
                continue
            }
            problems += Self.differences(of: line, from: row)
            if let change = Self.change(of: line, from: row.sample, in: contents.folder) { problems.append(change) }
        }
        try progress(snapshot.rows.count, snapshot.rows.count)
        for line in bySource.values.sorted(by: { $0.fileName < $1.fileName }) {
            problems.append(
                ExportProblem(
                    kind: .extra, path: line.fileName,
                    message: "It is no active sample of the dataset (\(line.source))."))
        }
        for other in contents.others {
            problems.append(
                ExportProblem(kind: .extra, path: other.display, message: "The export did not write this."))
        }
        return VerifyReport(folder: folder.path, checked: snapshot.rows.count, problems: problems)
    }

    /// What the metadata says, and what the folders say to those who read no metadata.
    private static func differences(of line: ExportLine, from row: DatasetSnapshot.Row) -> [ExportProblem] {
        let sample = row.sample
        func problem(_ kind: ExportProblem.Kind, _ theirs: String?, _ ours: String?) -> ExportProblem {
            ExportProblem(
                kind: kind, path: line.fileName,
                message: "The \(kind.rawValue) is \(theirs ?? "none"); in the dataset it is \(ours ?? "none").")
        }
        var problems: [ExportProblem] = []
        if line.label != sample.label { problems.append(problem(.label, line.label, sample.label)) }
        if line.split != sample.split { problems.append(problem(.split, line.split, sample.split)) }
        if line.tags != sample.tags {
            problems.append(problem(.tags, line.tags.joined(separator: ", "), sample.tags.joined(separator: ", ")))
        }
        if (line.columns ?? [:]) != sample.columns {
            problems.append(
                ExportProblem(
                    kind: .columns, path: line.fileName,
                    message: "The values of its columns are not those of the dataset."))
        }
        if line.lineage != row.lineage.map({ ExportLineage($0) }) {
            problems.append(
                ExportProblem(
                    kind: .lineage, path: line.fileName,
                    message: "What it was made of, or how, is not what the dataset says."))
        }
        return problems
    }

    private static func change(of line: ExportLine, from sample: Sample, in folder: FolderDescriptor) -> ExportProblem?
    {
        do throws(SystemError) {
            let digest = SHA256Digest.hex(of: try folder.read(line.file, limit: max(sample.bytes + 1, 1)))
            if digest == sample.digest, line.sha256 == sample.digest { return nil }
            let message =
                digest == sample.digest
                ? "The metadata has another SHA-256 than the file."
                : "Its bytes are not those of the image in the dataset."
            return ExportProblem(kind: .changed, path: line.fileName, message: message)
        } catch {
            let isLonger = error.number == EFBIG
            return ExportProblem(
                kind: isLonger ? .changed : .missing, path: line.fileName,
                message: isLonger
                    ? "Its bytes are not those of the image in the dataset." : "It cannot be read: \(error.words).")
        }
    }
}
