/// Where an image came from: its path within the imported folder, as the bytes that the file system gave.
///
/// It is the identity of a sample on import. A file name need not be UTF-8, so the bytes are kept and given back on
/// export; `display` is for eyes only.
public struct SourcePath: Sendable, Hashable {
    /// Components with `/` between them, no `/` at the beginning.
    public let bytes: [UInt8]

    /// Longest path that is accepted, in bytes (`PATH_MAX` of Linux).
    public static let longest = 4_096

    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The path as text; bytes that are not UTF-8 are shown as U+FFFD.
    public var display: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether `display` says all that `bytes` say.
    public var isText: Bool { String(validating: bytes, as: UTF8.self) != nil }

    public var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

    /// The last component.
    public var name: ArraySlice<UInt8> { components.last ?? [] }
}
