import CCrypto

/// SHA-256, by OpenSSL.
public enum SHA256Digest {
    /// The digest as 64 hexadecimal digits in lower case.
    public static func hex(of bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { hex(of: $0) }
    }

    public static func hex(of bytes: UnsafeRawBufferPointer) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let done = EVP_Digest(bytes.baseAddress, bytes.count, &digest, &length, EVP_sha256(), nil)
        // Fails only where OpenSSL has no SHA-256 or no memory: then nothing that follows could be right.
        precondition(done == 1 && length == 32, "OpenSSL cannot compute SHA-256")
        return hexadecimal(digest)
    }

    /// Whether a text is what `hex` returns.
    public static func isDigest(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    static func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: bytes.count * 2) { target in
            var index = 0
            for byte in bytes {
                target[index] = digits[Int(byte >> 4)]
                target[index + 1] = digits[Int(byte & 15)]
                index += 2
            }
            return index
        }
    }
}
