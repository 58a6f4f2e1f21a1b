import Dataset

/// What folder names say of the files in them.
///
/// With a folder called `train`, `val` or `test` at the top, the top folders are splits and those below them classes;
/// a top folder that is none beside some that are is a tag (such as `label_book`). Otherwise top folders are classes.
/// A folder around all others (`dataset/train/…`) is looked through.
struct FolderRules {
    struct Meaning {
        var label: String?
        var split: String?
        var tags: [String] = []
        /// The name of a folder that cannot be a class.
        var badClass: String?
    }

    let layout: ImportLayout
    /// Components before those that mean something.
    private let skipped: Int

    /// In an export of ours the folder of samples without a label; no class can be called so by accident.
    static let unlabeled = "_unlabeled"
    /// In an export of ours the folder of samples without a split, beside splits.
    static let noSplit = "_no_split"

    init(_ paths: [SourcePath]) {
        var skipped = 0
        while let around = Self.folderAroundAll(paths, after: skipped) {
            guard around.hasSplitsInside else { break }
            skipped += 1
        }
        self.skipped = skipped
        let tops = Set(paths.map { $0.components.dropFirst(skipped) }.filter { $0.count > 1 }.compactMap(\.first))
        if tops.contains(where: { Split(folderName: String(decoding: $0, as: UTF8.self)) != nil }) {
            layout = .splitClass
        } else {
            layout = tops.isEmpty ? .flat : .classFolders
        }
    }

    /// Different classes that folders name.
    func classes(of paths: [SourcePath]) -> Set<String> { Set(paths.compactMap { meaning(of: $0).label }) }

    func meaning(of path: SourcePath) -> Meaning {
        let folders = path.components.dropFirst(skipped).dropLast()
        var meaning = Meaning()
        switch layout {
        case .splitClass:
            guard let top = folders.first else { break }
            let name = String(decoding: top, as: UTF8.self)
            if let split = Split(folderName: name) {
                meaning.split = split.rawValue
            } else if name != Self.noSplit {
                meaning.tags = [name]
            }
            label(&meaning, folders.dropFirst().first)
        case .classFolders: label(&meaning, folders.first)
        case .flat, .metadata, .export: break
        }
        return meaning
    }

    private func label(_ meaning: inout Meaning, _ folder: ArraySlice<UInt8>?) {
        guard let folder else { return }
        let name = String(decoding: folder, as: UTF8.self)
        if name == Self.unlabeled { return }
        if String(validating: folder, as: UTF8.self) != nil, let parsed = ClassName.parse(name) {
            meaning.label = parsed
        } else {
            meaning.badClass = name
        }
    }

    /// The one folder in which everything lies, and whether splits are directly in it.
    private static func folderAroundAll(_ paths: [SourcePath], after skipped: Int) -> (hasSplitsInside: Bool, Void)? {
        var only: ArraySlice<UInt8>?
        var hasSplits = false
        for path in paths {
            let components = path.components.dropFirst(skipped)
            guard components.count > 1, let top = components.first else { return nil }
            if only == nil {
                only = top
                if Split(folderName: String(decoding: top, as: UTF8.self)) != nil { return nil }
            } else if only != top {
                return nil
            }
            if components.count > 2, let next = components.dropFirst().first {
                hasSplits = hasSplits || Split(folderName: String(decoding: next, as: UTF8.self)) != nil
            }
        }
        return only == nil ? nil : (hasSplits, ())
    }
}
