/// The orientation out of EXIF data, which is a small TIFF inside other formats.
///
/// - SeeAlso: EXIF 2.32 (CIPA DC-008), sections 4.5 and 4.6.
enum EXIF {
    static let orientationTag = 274

    /// - Parameters:
    ///   - from: where the byte order mark stands; offsets inside count from here.
    ///   - to: the end of the EXIF data.
    /// - Returns: `.upright` where nothing readable is said.
    static func orientation(in bytes: [UInt8], from: Int, to end: Int) -> Orientation {
        guard end <= bytes.count, from >= 0, end - from >= 14 else { return .upright }
        let big = bytes.has("MM", at: from)
        guard big || bytes.has("II", at: from), let directory = bytes.number(from + 4, length: 4, bigEndian: big),
            directory <= end - from, let count = bytes.number(from + directory, length: 2, bigEndian: big)
        else { return .upright }
        for entry in 0..<count {
            let offset = from + directory + 2 + 12 * entry
            guard offset + 12 <= end, let tag = bytes.number(offset, length: 2, bigEndian: big) else { break }
            if tag == orientationTag, let value = bytes.number(offset + 8, length: 2, bigEndian: big) {
                return Orientation(rawValue: value) ?? .upright
            }
        }
        return .upright
    }
}
