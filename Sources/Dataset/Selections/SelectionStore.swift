import Foundation
import Synchronization

/// Sets of samples under a short name, so that half a million of them can be named in an address, edited and shown
/// without a list of ids.
///
/// They lie in the workspace's cache: they survive the server, and may be deleted. The name is drawn from the content,
/// so the same set always has the same one. What nobody used for 30 days goes, and so do the longest unused where there
/// are more than 500.
public final class SelectionStore: Sendable {
    private let folder: URL
    private let latest = Mutex<(id: String, ranges: SampleRanges)?>(nil)

    static let most = 500
    static let longestUnused: TimeInterval = 30 * 24 * 3600
    /// Hexadecimal digits of a name.
    static let nameLength = 20

    /// - Parameter folder: made where it is not there.
    init(folder: URL) {
        self.folder = folder
    }

    /// Keeps a set.
    /// - Returns: its name.
    /// - Throws: ``SelectionError/empty``, or where the cache cannot be written.
    public func keep(_ ranges: SampleRanges) throws -> String {
        guard !ranges.ranges.isEmpty else { throw SelectionError.empty }
        let bytes = ranges.packed
        let id = String(SHA256Digest.hex(of: bytes).prefix(Self.nameLength))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file(id), options: .atomic)
        latest.withLock { $0 = (id, ranges) }
        forget()
        return id
    }

    /// The set of this name.
    /// - Throws: ``SelectionError/unknown(_:)``.
    public func ranges(of id: String) throws(SelectionError) -> SampleRanges {
        if let kept = latest.withLock({ $0 }), kept.id == id { return kept.ranges }
        let isName =
            id.utf8.count == Self.nameLength
            && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard isName, let bytes = try? Data(contentsOf: file(id)), let ranges = try? SampleRanges(packed: bytes)
        else { throw .unknown(id) }
        // Used again: its time begins anew.
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file(id).path)
        latest.withLock { $0 = (id, ranges) }
        return ranges
    }

    private func file(_ id: String) -> URL { folder.appendingPathComponent(id) }

    private func forget() {
        let key = URLResourceKey.contentModificationDateKey
        guard let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [key])
        else { return }
        let byAge = files.map { file in
            (file, (try? file.resourceValues(forKeys: [key]).contentModificationDate) ?? .distantPast)
        }.sorted { $0.1 > $1.1 }
        let oldest = Date(timeIntervalSinceNow: -Self.longestUnused)
        for (place, (file, used)) in byAge.enumerated() where place >= Self.most || used < oldest {
            try? FileManager.default.removeItem(at: file)
        }
    }
}
