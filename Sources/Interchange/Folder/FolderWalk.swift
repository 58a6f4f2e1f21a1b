import Dataset
import Foundation

/// Goes through a folder by file descriptors and raw names, and sorts what it finds by what it is. Opens no file.
struct FolderWalk {
    struct File {
        let path: SourcePath
        /// Another than `path` for a symbolic link to a file in the folder.
        let location: SourcePath
        let length: Int
    }

    private(set) var files: [File] = []
    private(set) var metadata: [File] = []
    private(set) var refusals: [Refusal] = []
    private(set) var ignored = 0
    private var seen = 0
    private let root: String
    private let limits: FolderLimits

    static let metadataNames: Set<[UInt8]> = [
        Array("metadata.csv".utf8), Array("metadata.jsonl".utf8), Array("tessera.json".utf8),
    ]
    private static let ignoredNames: Set<[UInt8]> = Set(
        ["Thumbs.db", "ehthumbs.db", "desktop.ini", "__MACOSX", "@eaDir", "Icon\r"].map { Array($0.utf8) })

    /// Whether a name is none of an image's: a reader leaves it aside or reads it as metadata.
    static func isSetAside(_ name: [UInt8]) -> Bool { ignoredNames.contains(name) || metadataNames.contains(name) }

    /// - Parameter root: the folder's path without symbolic links.
    /// - Throws: `FolderError`.
    init(_ folder: FolderDescriptor, root: String, limits: FolderLimits) throws(FolderError) {
        self.root = root
        self.limits = limits
        do throws(SystemError) {
            try visit(folder, path: [], names: folder.names(), depth: 0)
        } catch {
            throw error.number == E2BIG
                ? .tooManyFiles(root, limit: limits.files) : .unreadable(root, why: error.words)
        }
    }

    private mutating func visit(
        _ folder: FolderDescriptor, path: [UInt8], names: [[UInt8]], depth: Int
    ) throws(SystemError) {
        for name in names {
            seen += 1
            guard seen <= limits.files else { throw SystemError(E2BIG) }
            if name.first == UInt8(ascii: ".") || Self.ignoredNames.contains(name) {
                ignored += 1
                continue
            }
            let path = Self.join(path, name)
            guard path.bytes.count <= SourcePath.longest else {
                refuse(path, "unsafe-path", "Its path is longer than \(SourcePath.longest) bytes.")
                continue
            }
            let status: stat
            do {
                status = try folder.status(name)
            } catch {
                refuse(path, "unreadable", "It cannot be looked at: \(error.words).")
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: try enter(folder, name, path, depth)
            case S_IFREG: add(File(path: path, location: path, length: Int(status.st_size)), name: name)
            case S_IFLNK: follow(path, name: name)
            default: refuse(path, "special-file", "It is a pipe, a socket or a device, not a file; it was not opened.")
            }
        }
    }

    private mutating func enter(
        _ folder: FolderDescriptor, _ name: [UInt8], _ path: SourcePath, _ depth: Int
    ) throws(SystemError) {
        guard depth + 1 < limits.depth else {
            return refuse(path, "too-deep", "It lies more than \(limits.depth) folders deep. Import it by itself.")
        }
        let inside: FolderDescriptor
        let names: [[UInt8]]
        do {
            inside = try folder.folder(name)
            names = try inside.names()
        } catch {
            return refuse(path, "unreadable", "The folder cannot be read: \(error.words).")
        }
        if names.contains(Array("workspace.sqlite".utf8)) {
            ignored += 1
        } else {
            try visit(inside, path: path.bytes, names: names, depth: depth + 1)
        }
    }

    private mutating func add(_ file: File, name: [UInt8]) {
        if Self.metadataNames.contains(name) { metadata.append(file) } else { files.append(file) }
    }

    /// A link to a file within the folder is that file under another name. Links out of it are refused, and links to
    /// folders too, for they can go round in circles.
    private mutating func follow(_ path: SourcePath, name: [UInt8]) {
        let full = Self.join(Array(root.utf8), path.bytes).bytes
        guard let resolved = FolderDescriptor.withPath(full, { realpath($0, nil) }) else {
            return refuse(path, "broken-symlink", "It is a symbolic link that leads nowhere.")
        }
        defer { free(resolved) }
        let target = Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map { UInt8(bitPattern: $0) }
        let prefix = Array((root == "/" ? "/" : root + "/").utf8)
        let isRoot = target.elementsEqual(root.utf8)
        guard isRoot || target.starts(with: prefix) else {
            return refuse(
                path, "symlink-outside",
                "It is a symbolic link out of the folder, and was not followed. Copy the file if you want it in.")
        }
        var status = stat()
        guard FolderDescriptor.withPath(target, { stat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return refuse(
                path, "symlink-to-folder", "It is a symbolic link to something else than a file, and was not followed.")
        }
        let location = SourcePath(target.dropFirst(prefix.count))
        add(File(path: path, location: location, length: Int(status.st_size)), name: name)
    }

    private mutating func refuse(_ path: SourcePath, _ code: String, _ reason: String) {
        refusals.append(Refusal(path: path.display, code: code, reason: reason))
    }

    private static func join(_ folder: [UInt8], _ name: [UInt8]) -> SourcePath {
        guard !folder.isEmpty else { return SourcePath(name) }
        var path = folder
        path.append(UInt8(ascii: "/"))
        path.append(contentsOf: name)
        return SourcePath(path)
    }
}
