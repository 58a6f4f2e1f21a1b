import Dataset
import Foundation

/// Puts together what the folders and the metadata files say of each file.
struct ListingAssembly {
    private let rules: FolderRules
    private let export: ExportHeader?
    private let files: [FolderWalk.File]
    private let ignored: Int
    private let refusedPaths: Set<String>
    private var refusals: [Refusal]
    private var tables: [SourcePath: MetadataTable] = [:]
    private var columns: MetadataColumns
    /// For each file the row that speaks of it.
    private var rows: [SourcePath: MetadataRow] = [:]
    private var filesByPath: Set<SourcePath>
    private lazy var filesByText = Dictionary(
        files.map { ($0.path.display.precomposedStringWithCanonicalMapping, $0.path) }
    ) { first, _ in first }

    init(_ walk: FolderWalk, tables found: [MetadataTable], export: ExportHeader?) {
        files = walk.files.sorted { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
        filesByPath = Set(files.map(\.path))
        rules = FolderRules(files.map(\.path))
        ignored = walk.ignored
        refusals = walk.refusals
        refusedPaths = Set(walk.refusals.map(\.path))
        self.export = export
        columns = MetadataColumns(found)
        refusals += columns.problems
        for table in found {
            refusals += table.problems
            if tables[table.folder] != nil, table.path.name.elementsEqual("metadata.csv".utf8) {
                refusals.append(Self.besides(table))
            } else if let other = tables.updateValue(table, forKey: table.folder) {
                refusals.append(Self.besides(other))
            }
        }
        for table in tables.values.sorted(by: { $0.path.display < $1.path.display }) { assign(table) }
    }

    private static func besides(_ table: MetadataTable) -> Refusal {
        Refusal(
            path: table.path.display, code: "bad-metadata",
            reason: "There is a metadata.jsonl beside it, which was read instead. Delete one of the two.")
    }

    // MARK: Rows to files

    private mutating func assign(_ table: MetadataTable) {
        for row in table.rows {
            let place = "\(table.path.display):\(row.line): \(String(decoding: row.fileName, as: UTF8.self))"
            guard let path = Self.resolve(row.fileName, in: table.folder) else {
                refusals.append(
                    Refusal(
                        path: place, code: "unsafe-path",
                        reason: "The path leads out of the folder. Give it relative to the metadata file, without `..`."
                    ))
                continue
            }
            guard let file = file(at: path) else {
                guard !refusedPaths.contains(path.display) else { continue }
                refusals.append(
                    Refusal(
                        path: place, code: "missing-file", reason: "There is no such file. Add it, or take the row out."
                    ))
                continue
            }
            if rows[file] == nil {
                rows[file] = row
            } else {
                refusals.append(
                    Refusal(
                        path: place, code: "duplicate-entry",
                        reason: "A row above speaks of the same file, and holds. Take one of the two out."))
            }
        }
    }

    /// The file that a row means; one whose name is composed of other Unicode characters that look the same, too.
    private mutating func file(at path: SourcePath) -> SourcePath? {
        if filesByPath.contains(path) { return path }
        return filesByText[path.display.precomposedStringWithCanonicalMapping]
    }

    /// - Returns: nil where the path is absolute or leads up.
    static func resolve(_ name: [UInt8], in folder: SourcePath) -> SourcePath? {
        guard name.first != UInt8(ascii: "/"), !name.contains(0), name.count <= SourcePath.longest else { return nil }
        let components = name.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        guard !components.isEmpty, !components.contains(where: { $0.elementsEqual("..".utf8) }) else { return nil }
        return SourcePath((folder.components + components).joined(separator: [UInt8(ascii: "/")]))
    }

    // MARK: The listing

    mutating func listing() -> FolderListing {
        let classes = rules.classes(of: files.map(\.path))
        var entries: [SourceEntry] = []
        var identities = Set<SourcePath>()
        for file in files {
            guard let entry = entry(file, manyClasses: classes.count > 1) else { continue }
            if identities.insert(entry.path).inserted {
                entries.append(entry)
            } else {
                refusals.append(
                    Refusal(
                        path: file.path.display, code: "duplicate-entry",
                        reason: "Another file of the export has the same source (\(entry.path.display)). Export again.")
                )
            }
        }
        let layout: ImportLayout = export != nil ? .export : tables.isEmpty ? rules.layout : .metadata
        return FolderListing(
            layout: layout, entries: entries, refusals: refusals, ignored: ignored, columns: columns.infos,
            classOrder: export?.classes ?? [])
    }

    private mutating func entry(_ file: FolderWalk.File, manyClasses: Bool) -> SourceEntry? {
        let table = table(for: file.path)
        let row = rows[file.path]
        var meaning = rules.meaning(of: file.path)
        if let table, table.hasLabels || !manyClasses {
            // Where a column says what things are, folders do not; nor does the one folder that all images lie in.
            if !(export != nil && row == nil) {
                meaning.label = nil
                meaning.badClass = nil
            }
        }
        if export != nil, row != nil {
            meaning.split = nil
            meaning.tags = []
        }
        if let label = row?.label?.trimmingCharacters(in: .whitespacesAndNewlines), !label.isEmpty {
            meaning.label = ClassName.parse(label)
            meaning.badClass = meaning.label == nil ? label : nil
        }
        if let bad = meaning.badClass {
            refusals.append(
                Refusal(path: file.path.display, code: "unsafe-class-name", reason: ClassName.refusal(of: bad)))
            return nil
        }
        var tags = meaning.tags
        for tag in row?.tags ?? [] where !tags.contains(tag) { tags.append(tag) }
        if let name = row?.split?.trimmingCharacters(in: .whitespacesAndNewlines), !name.isEmpty {
            // A split that is none of ours is kept as a tag, as such a folder is.
            meaning.split = Split(folderName: name)?.rawValue
            if meaning.split == nil, !tags.contains(name) { tags.append(name) }
        }
        return SourceEntry(
            path: row?.source ?? file.path, location: file.location, length: file.length, label: meaning.label,
            split: meaning.split, tags: tags, columns: row.map { columns.values(of: $0) } ?? [:],
            lineage: row?.lineage)
    }

    /// The metadata file that speaks of a file: the nearest in the folders above it.
    private func table(for path: SourcePath) -> MetadataTable? {
        guard !tables.isEmpty else { return nil }
        var folders = path.components.dropLast()
        while true {
            if let table = tables[SourcePath(folders.joined(separator: [UInt8(ascii: "/")]))] { return table }
            if folders.isEmpty { return nil }
            folders = folders.dropLast()
        }
    }
}
