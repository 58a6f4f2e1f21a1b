/// A thumbnail is the same for ever: it is named by the digest of its image and its side.
struct ThumbnailKey: Sendable, Hashable {
    let digest: String
    let side: ThumbnailSide

    /// As an entity tag.
    var tag: String { "\"\(digest.prefix(32))-\(side.rawValue)\"" }

    /// Where it lies below the cache folder.
    var path: String { "thumbnails/\(side.rawValue)/\(digest.prefix(2))/\(digest).png" }
}
