/// Why bytes are not a picture that Tessera can use, in the words that the user reads.
public enum PictureError: Error, Sendable, Equatable {
    case empty
    case notAnImage
    /// The file ends before the picture does; says where.
    case truncated(String)
    /// The number that the file claims, and the limit it breaks.
    case tooManyPixels(Int, limit: Int)
    case tooManyBytes(Int, limit: Int)
    /// A picture by its first bytes, but damaged or of a kind that cannot be read; says what.
    case undecodable(String)

    /// Stable, for machines: it goes into refusals and into `--json`.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .notAnImage: "not-an-image"
        case .truncated: "truncated"
        case .tooManyPixels: "too-many-pixels"
        case .tooManyBytes: "too-many-bytes"
        case .undecodable: "undecodable"
        }
    }
}

extension PictureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty:
            "The file is empty."
        case .notAnImage:
            "This is not a PNG, JPEG, WebP, TIFF or GIF picture, whatever its name says."
        case .truncated(let detail):
            "The picture is cut off: \(detail). Copy it again from where it came from."
        case .tooManyPixels(let pixels, let limit):
            "The picture claims \(pixels) pixels, more than the \(limit) allowed. Make it smaller, or raise the limit."
        case .tooManyBytes(let bytes, let limit):
            "The file has \(bytes) bytes, more than the \(limit) allowed. Make it smaller, or raise the limit."
        case .undecodable(let detail):
            "The picture cannot be read: \(detail). Open it in another program and save it again."
        }
    }
}
