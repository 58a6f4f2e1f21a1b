import Dataset

/// Puts together what a result depends on.
struct BasisDigest {
    private var bytes: [UInt8] = []

    /// - Parameter version: the name of the computation and its version: another way to compute gives another digest.
    init(_ version: String) { add(version) }

    mutating func add(_ text: String) {
        bytes += Array(text.utf8)
        bytes.append(0)
    }

    mutating func add(_ text: String?) { add(text ?? "\u{1}") }

    mutating func add(_ number: some BinaryInteger) { add(String(number)) }

    var text: String { SHA256Digest.hex(of: bytes) }
}
