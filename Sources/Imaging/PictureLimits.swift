/// How large a picture may be. Both are checked against what the file claims before anything is decoded.
public struct PictureLimits: Sendable, Equatable {
    /// Of the file.
    public var maxBytes: Int
    /// Width times height.
    public var maxPixels: Int

    public init(maxBytes: Int = 256 << 20, maxPixels: Int = 100_000_000) {
        self.maxBytes = maxBytes
        self.maxPixels = maxPixels
    }

    public static let standard = PictureLimits()
}
