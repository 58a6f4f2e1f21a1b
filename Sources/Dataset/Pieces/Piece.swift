/// Ink that was cut out of a sample, on white, under a name.
public struct Piece: Sendable, Codable, Equatable, Identifiable {
    public let id: Int64
    public let name: String
    /// Where it was cut out.
    public let sample: Int64
    /// As the audit of styles named that of its sample.
    public let style: String?
    /// The value of the sample's column `writer`.
    public let writer: String?
    /// The split of its sample now.
    public let split: String?
    /// Its left top corner within the sample, and its size, in pixels.
    public let x: Int
    public let y: Int
    public let width: Int
    public let height: Int
    public let author: String
    /// ISO 8601 in UTC with milliseconds.
    public let at: String
}

/// A piece on its way in.
public struct IncomingPiece: Sendable {
    public var name: String
    public var sample: Int64
    public var style: String?
    public var writer: String?
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int
    /// Ink on white.
    public var png: [UInt8]

    public init(
        name: String, sample: Int64, style: String?, writer: String?, x: Int, y: Int, width: Int, height: Int,
        png: [UInt8]
    ) {
        self.name = name
        self.sample = sample
        self.style = style
        self.writer = writer
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.png = png
    }
}

/// Which pieces. What is nil does not matter.
public struct PieceQuery: Sendable, Equatable {
    public var name: String?
    public var style: String?
    public var writer: String?
    public var sample: Int64?
    /// Occurs in the name, whatever its case.
    public var text: String?
    public var limit: Int

    public init(
        name: String? = nil, style: String? = nil, writer: String? = nil, sample: Int64? = nil, text: String? = nil,
        limit: Int = 1_000
    ) {
        self.name = name
        self.style = style
        self.writer = writer
        self.sample = sample
        self.text = text
        self.limit = limit
    }
}
