/// A small PNG of a picture, as the pages show it.
public enum Thumbnail {
    /// The picture's thumbnail: a PNG with nothing of the original but its pixels.
    /// - Parameters:
    ///   - bytes: the original file, any of ``PictureFormat``.
    ///   - side: the longer side in pixels; a picture that is smaller is not enlarged.
    public static func encode(
        _ bytes: [UInt8], side: Int, limits: PictureLimits = .standard
    ) throws(PictureError) -> [UInt8] {
        let picture = try PictureDecoder.decode(bytes, limits: limits, atLeast: side)
        return try PNGEncoder.encode(picture.fitted(within: side), level: 1)
    }
}

extension Picture {
    /// The picture with its longer side at most `side`, proportions kept (each side at least 1), never enlarged.
    public func fitted(within side: Int, filter: ResizeFilter = .area) -> Picture {
        let longest = max(width, height)
        guard side > 0, longest > side else { return self }
        func scaled(_ length: Int) -> Int { max(1, (length * side + longest / 2) / longest) }
        return resized(width: scaled(width), height: scaled(height), filter: filter)
    }
}
