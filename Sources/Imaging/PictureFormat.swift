/// The picture formats that Tessera reads, told apart by their first bytes, never by a file's name.
public enum PictureFormat: String, Sendable, Codable, CaseIterable {
    case png, jpeg, webp, tiff, gif

    public var mediaType: String { "image/\(rawValue)" }

    /// The format that these bytes begin like; twelve bytes suffice. `nil` where it is none of ours.
    public static func sniff(_ bytes: some Collection<UInt8>) -> PictureFormat? {
        let start = Array(bytes.prefix(12))
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if start.starts(with: Array("GIF87a".utf8)) || start.starts(with: Array("GIF89a".utf8)) { return .gif }
        if start.starts(with: Array("RIFF".utf8)), start.dropFirst(8).elementsEqual(Array("WEBP".utf8)) { return .webp }
        for mark in [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]] as [[UInt8]]
        where start.starts(with: mark) {
            return .tiff
        }
        return nil
    }
}
