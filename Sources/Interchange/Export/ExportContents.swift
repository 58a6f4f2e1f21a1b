import Dataset
import Foundation

/// An export as it lies on disk: its lines, and the files that are there.
struct ExportContents {
    let folder: FolderDescriptor
    let header: ExportHeader
    /// By the file that they speak of.
    let lines: [SourcePath: ExportLine]
    /// Lines of the metadata that cannot be read.
    let badLines: [Int]
    let files: Set<SourcePath>
    /// Files and other things that no line speaks of, by path. What is hidden is left aside.
    let others: [SourcePath]

    /// - Throws: `FolderError`.
    init(_ root: URL) throws(FolderError) {
        do throws(SystemError) {
            folder = try FolderDescriptor(path: root.path)
        } catch {
            throw error.number == ENOENT ? .notFound(root.path) : .unreadable(root.path, why: error.words)
        }
        var limits = FolderLimits()
        limits.depth = 8
        guard let bytes = try? folder.read(SourcePath(ExportHeader.fileName), limit: limits.metadataBytes),
            let header = ExportHeader(json: bytes)
        else { throw .notAnExport(root.path) }
        self.header = header
        do throws(SystemError) {
            let text = try folder.read(SourcePath(ExportLine.fileName), limit: limits.metadataBytes)
            (lines, badLines) = Self.lines(of: text)
        } catch {
            throw .unreadable(root.appendingPathComponent(ExportLine.fileName).path, why: error.words)
        }
        guard let resolved = realpath(root.path, nil) else { throw .unreadable(root.path, why: SystemError().words) }
        defer { free(resolved) }
        let walk = try FolderWalk(folder, root: String(cString: resolved), limits: limits)
        files = Set(walk.files.filter { $0.path == $0.location }.map(\.path))
        let known = Set(lines.keys)
        let own: [SourcePath] = [SourcePath(ExportHeader.fileName), SourcePath(ExportLine.fileName)]
        var strangers = walk.refusals.map { SourcePath($0.path) }
        for file in walk.files where file.path != file.location || !known.contains(file.path) {
            strangers.append(file.path)
        }
        for file in walk.metadata where !own.contains(file.path) { strangers.append(file.path) }
        others = strangers.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    private static func lines(of text: [UInt8]) -> (lines: [SourcePath: ExportLine], bad: [Int]) {
        let decoder = JSONDecoder()
        var lines: [SourcePath: ExportLine] = [:]
        var bad: [Int] = []
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty else { continue }
            guard let item = try? decoder.decode(ExportLine.self, from: Data(line)),
                lines.updateValue(item, forKey: item.file) == nil
            else {
                bad.append(index + 1)
                continue
            }
        }
        return (lines, bad)
    }
}
