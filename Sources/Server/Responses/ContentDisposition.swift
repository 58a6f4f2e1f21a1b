/// The header that makes a browser save an answer under a name.
enum ContentDisposition {
    /// - Parameter name: any text; what a file name cannot hold is replaced, other scripts are kept (RFC 6266).
    static func attachment(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                let kept =
                    scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789.-_ ".unicodeScalars.contains(scalar))
                return kept ? Character(scalar) : "_"
            })
        let encoded = name.utf8.map { byte -> String in
            let kept =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            return kept
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    }
}
