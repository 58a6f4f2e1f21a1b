/// What a picture file says of itself, read without decoding it.
public struct PictureHeader: Sendable, Equatable {
    public let format: PictureFormat
    /// In pixels, as seen: after the EXIF orientation is applied.
    public let width: Int
    public let height: Int
    /// 1 for a still picture; pages of a TIFF, frames of an animation. Only the first is ever decoded.
    public let frames: Int

    public init(format: PictureFormat, width: Int, height: Int, frames: Int = 1) {
        self.format = format
        self.width = width
        self.height = height
        self.frames = frames
    }
}
