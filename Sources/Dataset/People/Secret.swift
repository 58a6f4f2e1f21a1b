/// A text that nobody guesses: 32 random bytes. Whoever holds it is let in; only its digest is kept.
public struct Secret: Sendable {
    /// In base64url, with a prefix that says what it opens.
    public let text: String

    /// What a secret opens.
    package enum Purpose: String {
        case invitation = "tsi_"
        case session = "tss_"
        case token = "tst_"
    }

    package init(_ purpose: Purpose) {
        // The system's generator is cryptographically secure.
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        for _ in 0..<4 { withUnsafeBytes(of: generator.next() as UInt64) { bytes.append(contentsOf: $0) } }
        text = purpose.rawValue + Self.base64url(bytes)
    }

    var digest: String { Self.digest(of: text) }

    /// What is kept of a secret. A plain digest will do: 256 random bits cannot be tried out.
    static func digest(of text: String) -> String { SHA256Digest.hex(of: Array(text.utf8)) }

    private static func base64url(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var text: [UInt8] = []
        var (bits, count) = (0, 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 6 {
                count -= 6
                text.append(letters[bits >> count & 63])
            }
            bits &= 1 << count - 1
        }
        if count > 0 { text.append(letters[bits << (6 - count) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }
}
