public import Foundation

/// Where the parts of a workspace lie on disk.
public struct WorkspaceDirectory: Sendable, Equatable {
    public let root: URL

    public init(root: URL) {
        self.root = root
    }

    public var database: URL { root.appendingPathComponent("workspace.sqlite") }
    /// The original bytes, by SHA-256.
    public var images: URL { root.appendingPathComponent("images", isDirectory: true) }
    public var embeddings: URL { root.appendingPathComponent("embeddings", isDirectory: true) }
    public var projections: URL { root.appendingPathComponent("projections", isDirectory: true) }
    /// What audits found, by their names; made again by running them again.
    public var reports: URL { root.appendingPathComponent("reports", isDirectory: true) }
    /// What trainings left: `<run>/` with its arrays.
    public var runs: URL { root.appendingPathComponent("runs", isDirectory: true) }
    /// What can be made again; safe to delete.
    public var cache: URL { root.appendingPathComponent("cache", isDirectory: true) }
    public var exports: URL { root.appendingPathComponent("exports", isDirectory: true) }
    /// Held with `flock` by the process that does heavy work.
    public var lock: URL { root.appendingPathComponent("lock") }

    /// Whether a workspace is here.
    public var isWorkspace: Bool { FileManager.default.fileExists(atPath: database.path) }

    /// Finds the workspace that somebody means: the one they name, else `TESSERA_WORKSPACE`, else the one in which the
    /// folder `from` lies, else the only `*.tessera` in that folder or, going upward, in one above it.
    ///
    /// - Returns: its root. A workspace that is named outright is returned even where nothing is there yet.
    /// - Throws: `WorkspaceError.notFound` or `ambiguous`.
    public static func locate(explicit: String?, environment: [String: String], from: URL) throws -> URL {
        if let named = explicit ?? environment["TESSERA_WORKSPACE"], !named.isEmpty {
            return URL(fileURLWithPath: named, isDirectory: true, relativeTo: from).absoluteURL.standardizedFileURL
        }
        var folder = from.absoluteURL.standardizedFileURL
        while true {
            if WorkspaceDirectory(root: folder).isWorkspace { return folder }
            let inside = workspaces(in: folder)
            if inside.count > 1 { throw WorkspaceError.ambiguous(inside) }
            if let only = inside.first { return only }
            let parent = folder.deletingLastPathComponent().standardizedFileURL
            if parent.path == folder.path || folder.path == "/" { throw WorkspaceError.notFound(from) }
            folder = parent
        }
    }

    private static func workspaces(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".tessera") }.sorted()
            .map { folder.appendingPathComponent($0, isDirectory: true) }
            .filter { WorkspaceDirectory(root: $0).isWorkspace }
    }
}
