/// The directories of a TIFF or BigTIFF.
///
/// - SeeAlso: TIFF 6.0, Adobe 1992, section 2; BigTIFF, libtiff 2007.
struct TIFFStructure {
    private let bytes: [UInt8]
    private let isBig: Bool
    private let bigEndian: Bool

    /// More pages than this are not counted.
    private static let pageLimit = 10_000

    static func read(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> PictureStructure {
        try TIFFStructure(bytes).structure(limits: limits)
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        bigEndian = bytes.has("MM", at: 0)
        isBig = bytes.number(2, length: 2, bigEndian: bigEndian) == 43
    }

    private func number(_ offset: Int, _ length: Int) -> Int? {
        bytes.number(offset, length: length, bigEndian: bigEndian)
    }

    private var countLength: Int { isBig ? 8 : 2 }
    private var entryLength: Int { isBig ? 20 : 12 }
    private var offsetLength: Int { isBig ? 8 : 4 }

    private func structure(limits: PictureLimits) throws(PictureError) -> PictureStructure {
        guard let first = number(isBig ? 8 : 4, offsetLength) else {
            throw .truncated("the file ends within its header")
        }
        let tags = try tags(of: first)
        guard let width = tags[256], let height = tags[257] else {
            throw .undecodable("damaged TIFF data (its size is missing)")
        }
        var structure = PictureStructure(format: .tiff, width: width, height: height)
        structure.orientation = tags[EXIF.orientationTag].flatMap(Orientation.init(rawValue:)) ?? .upright
        // One tile is decoded whole, however small the picture claims to be.
        let (tile, overflow) = (tags[322] ?? 1).multipliedReportingOverflow(by: tags[323] ?? 1)
        guard !overflow, tile <= limits.maxPixels else {
            throw .tooManyPixels(overflow ? .max : tile, limit: limits.maxPixels)
        }
        structure.isComplete = reachesItsData(first)
        structure.frames = pages(from: first)
        return structure
    }

    /// The single numbers of a directory, by tag.
    private func tags(of directory: Int) throws(PictureError) -> [Int: Int] {
        guard directory <= bytes.count, let count = number(directory, countLength) else {
            throw .truncated("the file ends before its directory")
        }
        var values: [Int: Int] = [:]
        for entry in 0..<min(count, 65_535) {
            let offset = directory + countLength + entryLength * entry
            guard let tag = number(offset, 2), let type = number(offset + 2, 2),
                let length = number(offset + 4, offsetLength), offset + entryLength <= bytes.count
            else { throw .truncated("the file ends within its directory") }
            guard length == 1, let size = [1: 1, 3: 2, 4: 4, 16: 8][type] else { continue }
            values[tag] = number(offset + 4 + offsetLength, size)
        }
        return values
    }

    /// Whether every strip or tile of the directory ends within the file.
    private func reachesItsData(_ directory: Int) -> Bool {
        let offsets = list(of: [273, 324], in: directory), lengths = list(of: [279, 325], in: directory)
        guard let offsets, let lengths else { return false }
        return zip(offsets, lengths).allSatisfy { $0 <= bytes.count && $1 <= bytes.count - $0 }
    }

    private func list(of tags: Set<Int>, in directory: Int) -> [Int]? {
        guard let count = number(directory, countLength) else { return nil }
        for entry in 0..<min(count, 65_535) {
            let offset = directory + countLength + entryLength * entry
            guard let tag = number(offset, 2) else { return nil }
            guard tags.contains(tag), let type = number(offset + 2, 2), let size = [3: 2, 4: 4, 16: 8][type],
                let length = number(offset + 4, offsetLength)
            else { continue }
            let field = offset + 4 + offsetLength
            guard length <= bytes.count / size else { return nil }
            guard let start = length * size <= offsetLength ? field : number(field, offsetLength) else { return nil }
            var values: [Int] = []
            for i in 0..<length {
                guard start <= bytes.count, let value = number(start + i * size, size) else { return nil }
                values.append(value)
            }
            return values
        }
        return []
    }

    private func pages(from first: Int) -> Int {
        var seen: Set<Int> = [first]
        var directory = first
        while seen.count < Self.pageLimit, directory <= bytes.count, let count = number(directory, countLength),
            count <= 65_535, let next = number(directory + countLength + entryLength * count, offsetLength),
            next > 0, next < bytes.count, seen.insert(next).inserted
        {
            directory = next
        }
        return seen.count
    }
}
