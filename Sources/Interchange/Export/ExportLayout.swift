import Dataset

/// Gives every sample its place in an export: `split/class/name`, `class/name` where there is no split at all, `name`
/// where there are no labels either.
///
/// A sample without a split that came from a folder such as `label_book` and still has that tag goes back into it.
/// Names are kept byte for byte, unless two would be the same or a name would be ignored, or lead elsewhere, when read.
struct ExportLayout {
    private let hasSplits: Bool
    private let hasLabels: Bool
    private var taken: Set<SourcePath> = [SourcePath(ExportHeader.fileName), SourcePath(ExportLine.fileName)]
    private(set) var renamed = 0

    init(_ snapshot: DatasetSnapshot) {
        hasSplits = snapshot.rows.contains { $0.sample.split != nil }
        hasLabels = snapshot.rows.contains { $0.sample.label != nil }
    }

    /// The next sample's path, another for each.
    mutating func place(_ row: DatasetSnapshot.Row) -> SourcePath {
        let folders = folders(of: row)
        let name = Array(row.source.name)
        let safe = Self.safe(name)
        var path = Self.path(folders + [safe])
        var number = 2
        while !taken.insert(path).inserted {
            path = Self.path(folders + [Self.numbered(safe, number)])
            number += 1
        }
        if Array(path.name) != name { renamed += 1 }
        return path
    }

    /// Another name for a file whose name the file system has already, though no sample has: case is all the same to it.
    mutating func placeBeside(_ path: SourcePath) -> SourcePath {
        let folders = path.components.dropLast().map { Array($0) }
        var number = 2
        while true {
            let other = Self.path(folders + [Self.numbered(Array(path.name), number)])
            if taken.insert(other).inserted {
                renamed += 1
                return other
            }
            number += 1
        }
    }

    private func folders(of row: DatasetSnapshot.Row) -> [[UInt8]] {
        var folders: [[UInt8]] = []
        if hasSplits {
            if let split = row.sample.split {
                folders.append(Array(split.utf8))
            } else {
                folders.append(tagFolder(of: row) ?? Array(FolderRules.noSplit.utf8))
            }
        }
        if hasLabels {
            if let label = row.sample.label {
                folders.append(Self.safe(Array(label.utf8)))
            } else {
                folders.append(Array(FolderRules.unlabeled.utf8))
            }
        }
        return folders
    }

    private func tagFolder(of row: DatasetSnapshot.Row) -> [UInt8]? {
        guard let top = row.source.components.first, row.source.components.count > 1 else { return nil }
        let name = String(decoding: top, as: UTF8.self)
        guard row.sample.tags.contains(name), Split(folderName: name) == nil else { return nil }
        return Self.safe(Array(top))
    }

    private static func path(_ components: [[UInt8]]) -> SourcePath {
        SourcePath(components.joined(separator: [UInt8(ascii: "/")]))
    }

    /// A name that stays in its folder and that a reader of folders does not take for hidden.
    static func safe(_ name: [UInt8]) -> [UInt8] {
        var safe = name.filter { $0 != 0 && $0 != UInt8(ascii: "/") }
        if safe.count > 240 {
            let ending = safe[(safe.lastIndex(of: UInt8(ascii: ".")) ?? safe.endIndex)...]
            safe = Array(safe.prefix(200))
            if ending.count <= 16 { safe += ending }
        }
        let isIgnored = safe.isEmpty || safe.first == UInt8(ascii: ".") || FolderWalk.isSetAside(safe)
        if isIgnored { safe.insert(UInt8(ascii: "_"), at: 0) }
        return safe
    }

    /// `name-2.png`.
    private static func numbered(_ name: [UInt8], _ number: Int) -> [UInt8] {
        let suffix = Array("-\(number)".utf8)
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name + suffix }
        return Array(name[..<dot]) + suffix + Array(name[dot...])
    }
}
