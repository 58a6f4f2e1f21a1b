import Dataset
import Foundation
import Imaging

/// Thumbnails, made when first asked for and kept in the workspace's cache folder, which is safe to delete at any time.
///
/// Decoding has its own threads, so that a map full of new pictures does not hold up the rest; two requests for the
/// same thumbnail wait for one decoding.
actor ThumbnailCache {
    private let images: ImageStore
    private let folder: URL
    private let threads: BlockingThreads
    private let limits: PictureLimits
    private var underWay: [ThumbnailKey: Task<[UInt8], any Error>] = [:]

    /// - Parameter threads: as many pictures are decoded at a time.
    init(images: ImageStore, folder: URL, threads: BlockingThreads, limits: PictureLimits = .standard) {
        self.images = images
        self.folder = folder
        self.threads = threads
        self.limits = limits
    }

    /// The PNG of a thumbnail.
    /// - Throws: `PictureError` where the image cannot be decoded.
    func thumbnail(_ key: ThumbnailKey) async throws -> [UInt8] {
        if let task = underWay[key] { return try await task.value }
        let task = Task { [images, folder, threads, limits] in
            try await threads.run {
                let file = folder.appendingPathComponent(key.path)
                if let kept = try? Data(contentsOf: file), !kept.isEmpty { return Array(kept) }
                let bytes = try Thumbnail.encode(images.read(key.digest), side: key.side.rawValue, limits: limits)
                Self.keep(bytes, at: file)
                return bytes
            }
        }
        underWay[key] = task
        defer { underWay[key] = nil }
        return try await task.value
    }

    /// Writes a thumbnail beside its place and moves it there, so that nobody reads half of one. A cache that cannot be
    /// written (a full disk) costs time and nothing else.
    private static func keep(_ bytes: [UInt8], at file: URL) {
        let parent = file.deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try? Data(bytes).write(to: file, options: .atomic)
    }
}
