/// Bytes that lie in the image store's waiting room until the transaction that names them.
public struct StagedImage: Sendable, Hashable {
    /// SHA-256, 64 hexadecimal digits.
    public let digest: String
    /// Length of the file.
    public let bytes: Int
    /// Name of the file in the waiting room; nil where the image is in the store already.
    let file: String?
}
