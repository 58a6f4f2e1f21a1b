/// The sizes a thumbnail is had in: few, so that the cache stays small.
enum ThumbnailSide: Int, Sendable, CaseIterable {
    case side32 = 32
    case side64 = 64
    case side128 = 128
    case side256 = 256
    case side512 = 512

    /// - Throws: ``APIError`` where the text is none of them; 128 where there is no text.
    init(parsing text: String?) throws {
        guard let text else {
            self = .side128
            return
        }
        guard let side = Int(text).flatMap(Self.init(rawValue:)) else {
            let sides = Self.allCases.map { String($0.rawValue) }.joined(separator: ", ")
            throw APIError.badRequest("bad-parameter", "side must be one of \(sides).")
        }
        self = side
    }
}
