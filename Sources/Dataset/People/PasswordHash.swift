import CCrypto
import Foundation

/// A password as it is kept: by scrypt, with a salt of its own.
///
/// N = 2¹⁵, r = 8, p = 3: 32 MiB and about a fifth of a second for each attempt, for us and for whoever stole the file.
/// - SeeAlso: RFC 7914; the costs are one of the choices that OWASP's Password Storage Cheat Sheet calls equal.
package struct PasswordHash {
    /// `scrypt:15:8:3:SALT:HASH`, the last two in hexadecimal.
    package let text: String

    private static let (logN, r, p): (UInt64, UInt64, UInt64) = (15, 8, 3)

    package init(of password: Password) throws {
        var salt: [UInt8] = []
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2 { withUnsafeBytes(of: generator.next() as UInt64) { salt.append(contentsOf: $0) } }
        let key = try Self.key(password, salt, logN: Self.logN, r: Self.r, p: Self.p)
        text =
            "scrypt:\(Self.logN):\(Self.r):\(Self.p):\(SHA256Digest.hexadecimal(salt)):\(SHA256Digest.hexadecimal(key))"
    }

    /// What the workspace keeps.
    package init(kept text: String) { self.text = text }

    /// Whether this is the password. Takes as long for a wrong one as for the right one.
    package func matches(_ password: Password) throws -> Bool {
        let parts = text.split(separator: ":")
        guard parts.count == 6, parts[0] == "scrypt", let logN = UInt64(parts[1]), let r = UInt64(parts[2]),
            let p = UInt64(parts[3]), (10...20).contains(logN), (1...32).contains(r), (1...16).contains(p),
            let salt = Self.bytes(parts[4]), let kept = Self.bytes(parts[5])
        else { return false }
        let key = try Self.key(password, salt, logN: logN, r: r, p: p)
        return key.count == kept.count && CRYPTO_memcmp(key, kept, key.count) == 0
    }

    /// As costly as a password that is there, so that nobody learns from the time whether a name exists.
    static func spendTheSameTime(on password: Password) throws {
        _ = try key(password, [UInt8](repeating: 0, count: 16), logN: logN, r: r, p: p)
    }

    private static func key(
        _ password: Password, _ salt: [UInt8], logN: UInt64, r: UInt64, p: UInt64
    ) throws -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        let bytes = Array(password.text.utf8)
        let memory = 128 * r * ((1 << logN) + p + 2)
        let done = bytes.withUnsafeBytes { raw in
            EVP_PBE_scrypt(
                raw.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, salt, salt.count, 1 << logN, r, p,
                memory, &key, key.count)
        }
        guard done == 1 else { throw PeopleError.noMemoryForPasswords }
        return key
    }

    private static func bytes(_ hexadecimal: Substring) -> [UInt8]? {
        let digits = Array(hexadecimal)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(digits[place...place + 1]), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
