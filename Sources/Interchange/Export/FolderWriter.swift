public import Dataset
public import Foundation

/// Writes a dataset as folders of its classes, which any trainer reads, with a `metadata.jsonl` that has all the rest.
///
///     let report = try FolderWriter().export(workspace, to: folder)
///
/// Every active sample is one file, byte for byte as it was imported. The export is made in a hidden folder beside its
/// place and moved there when it is whole and on disk, so that a crash leaves the earlier export or none, never half of
/// one; what such a crash left hidden is cleared by the next export to the same place.
public struct FolderWriter: Sendable {
    public init() {}

    /// - Parameters:
    ///   - folder: must not exist, be empty, or be an earlier export, which is replaced.
    ///   - progress: files written, files in all; throwing from it ends the export and leaves nothing behind.
    /// - Throws: `FolderError` or `WorkspaceError`.
    public func export(
        _ workspace: Workspace, to folder: URL, progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> ExportReport {
        try export(workspace.snapshot(), from: workspace.images, to: folder, progress: progress).report
    }

    /// The same of a dataset as it was, or would be.
    /// - Returns: besides the report where each sample went, relative to the folder.
    package func export(
        _ snapshot: DatasetSnapshot, from images: ImageStore, to folder: URL,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> (report: ExportReport, places: [Int64: SourcePath]) {
        let target = folder.absoluteURL.standardizedFileURL
        let isReplacing = try Self.check(target)
        let parent = target.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch {
            throw FolderError.notWritable(parent.path, why: error.localizedDescription)
        }
        Self.clearLeftovers(of: target)
        let part = parent.appendingPathComponent(
            "\(Self.partPrefix(of: target))\(getpid()).\(UInt32.random(in: 0 ... .max))", isDirectory: true)
        do {
            guard mkdir(part.path, 0o755) == 0 else { throw SystemError() }
            defer { Self.remove(part) }
            let written = try write(snapshot, from: images, into: part, shownAs: target, progress: progress)
            try Durability.sync([part.path], in: part.path)
            _ = try FolderSwap.put(part.path, at: target.path, replacing: isReplacing)
            try Durability.sync(parent.path)
            return written
        } catch let error as SystemError {
            throw FolderError.notWritable(target.path, why: error.words)
        }
    }

    private func write(
        _ snapshot: DatasetSnapshot, from images: ImageStore, into part: URL, shownAs target: URL,
        progress: (Int, Int) throws -> Void
    ) throws -> (report: ExportReport, places: [Int64: SourcePath]) {
        let folder = try FolderDescriptor(path: part.path)
        var layout = ExportLayout(snapshot)
        var made = Set<SourcePath>()
        var places: [Int64: SourcePath] = [:]
        var lines: [(file: SourcePath, json: Data)] = []
        var bytes = 0
        let encoder = ExportLine.encoder()
        for (index, row) in snapshot.rows.enumerated() {
            if index.isMultiple(of: 64) { try progress(index, snapshot.rows.count) }
            var place = layout.place(row)
            try Self.makeFolders(for: place, in: folder, made: &made)
            let source = images.url(row.sample.digest).path
            bytes += try Self.copy(source, digest: row.sample.digest, to: &place, in: folder, &layout)
            places[row.sample.id] = place
            let line = ExportLine(row.sample, file: place, source: row.source, lineage: row.lineage)
            lines.append((place, try encoder.encode(line)))
        }
        try progress(snapshot.rows.count, snapshot.rows.count)
        // By file, so that two exports can be compared line by line.
        lines.sort { $0.file.bytes.lexicographicallyPrecedes($1.file.bytes) }
        var metadata: [UInt8] = []
        for line in lines {
            metadata.append(contentsOf: line.json)
            metadata.append(UInt8(ascii: "\n"))
        }
        try WholeFile.write(metadata, to: part.appendingPathComponent(ExportLine.fileName).path)
        let header = ExportHeader(
            name: snapshot.name, samples: snapshot.rows.count, classes: snapshot.classes, columns: snapshot.columns)
        try WholeFile.write(header.json(), to: part.appendingPathComponent(ExportHeader.fileName).path)
        let report = ExportReport(
            folder: target.path, samples: snapshot.rows.count, bytes: bytes, renamed: layout.renamed,
            lastChange: snapshot.lastChange)
        return (report, places)
    }

    /// Copies a file to its place, or to one beside it where the file system takes two names for one.
    private static func copy(
        _ source: String, digest: String, to place: inout SourcePath, in folder: FolderDescriptor,
        _ layout: inout ExportLayout
    ) throws -> Int {
        do throws(SystemError) {
            return try FileCopy.copy(source, to: place, in: folder)
        } catch {
            if error.number == ENOENT {
                throw WorkspaceError.damagedImage(digest: digest, why: "its file is gone")
            }
            guard error.number == EEXIST else { throw error }
        }
        place = layout.placeBeside(place)
        return try FileCopy.copy(source, to: place, in: folder)
    }

    private static func makeFolders(
        for file: SourcePath, in folder: FolderDescriptor, made: inout Set<SourcePath>
    ) throws(SystemError) {
        var path: [UInt8] = []
        for component in file.components.dropLast() {
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path.append(contentsOf: component)
            guard made.insert(SourcePath(path)).inserted else { continue }
            let done = FolderDescriptor.withPath(path) { mkdirat(folder.number, $0, 0o755) }
            guard done == 0 || errno == EEXIST else { throw SystemError() }
        }
    }

    // MARK: The place

    /// - Returns: whether an earlier export is there, to be replaced.
    private static func check(_ target: URL) throws -> Bool {
        var status = stat()
        guard lstat(target.path, &status) == 0 else { return false }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw FolderError.notAnExport(target.path) }
        let names = try FileManager.default.contentsOfDirectory(atPath: target.path)
        if names.isEmpty { return false }
        let header = target.appendingPathComponent(ExportHeader.fileName).path
        guard let bytes = try? WholeFile.read(header), ExportHeader(json: bytes) != nil else {
            throw FolderError.notAnExport(target.path)
        }
        // What somebody put there since is theirs.
        let export = try ExportContents(target)
        if let foreign = export.others.first { throw FolderError.exportHasOthers(target.path, foreign.display) }
        return true
    }

    private static func partPrefix(of target: URL) -> String { ".\(target.lastPathComponent).tessera-part." }

    /// Removes what an export to the same place left that was killed.
    private static func clearLeftovers(of target: URL) {
        let parent = target.deletingLastPathComponent()
        let prefix = partPrefix(of: target)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        where name.hasPrefix(prefix) {
            let pid = name.dropFirst(prefix.count).split(separator: ".").first.flatMap { Int32($0) }
            if let pid, pid == getpid() || kill(pid, 0) == 0 || errno == EPERM { continue }
            remove(parent.appendingPathComponent(name, isDirectory: true))
        }
    }

    private static func remove(_ folder: URL) {
        try? FileManager.default.removeItem(at: folder)
    }
}
