import Foundation

/// The parts of a tar file (POSIX ustar) that a bundle uses: plain files in one row, with names of up to 100 bytes.
enum TarFile {
    static let block = 512

    static func header(name: String, size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int) {
            for (offset, byte) in text.utf8.enumerated() { header[place + offset] = byte }
        }
        put(name, at: 0)
        put("0000644\0", at: 100)
        put("0000000\0", at: 108)
        put("0000000\0", at: 116)
        put(octal(size, digits: 11) + "\0", at: 124)
        put("00000000000\0", at: 136)
        put("0", at: 156)
        put("ustar\0" + "00", at: 257)
        put(octal(checksum(of: header), digits: 6) + "\0 ", at: 148)
        return header
    }

    static func padding(after size: Int) -> Int { (block - size % block) % block }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// Of a header, its own place taken for blanks.
    private static func checksum(of header: [UInt8]) -> Int {
        header.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 32 : Int(header[$1])) }
    }

    /// What a header says.
    /// - Returns: nil for the block of zeros behind the last entry.
    /// - Throws: `BundleError.bad`.
    static func entry(_ header: [UInt8]) throws(BundleError) -> (name: String, size: Int)? {
        if header.allSatisfy({ $0 == 0 }) { return nil }
        guard number(header[148..<156]) == checksum(of: header), header[257..<262].elementsEqual("ustar".utf8) else {
            throw .bad("it is no tar file, or it was cut")
        }
        // Links, folders, devices, long names: nothing of that belongs into a bundle.
        guard header[156] == UInt8(ascii: "0"), header[345..<500].allSatisfy({ $0 == 0 }) else {
            throw .bad("it holds something that is no plain file")
        }
        let name = header[0..<100].prefix { $0 != 0 }
        guard let text = String(validating: name, as: UTF8.self), let size = number(header[124..<136]) else {
            throw .bad("an entry has no name or no size")
        }
        return (text, size)
    }

    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        guard !digits.isEmpty, digits.count <= 12, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
    }
}
