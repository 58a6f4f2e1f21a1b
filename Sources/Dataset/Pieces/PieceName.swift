/// What may be the name of a part or a piece.
enum PieceName {
    static let longest = 50

    static func isValid(_ name: String, upTo bytes: Int = longest) -> Bool {
        (1...bytes).contains(name.utf8.count)
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}

/// Why a piece is not one, or not there.
public enum PieceError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(Int64)
    case invalidName(String)
    /// No ink where it was to be cut out.
    case noInk
    case noStrokes([Int])

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .unknown: "unknown-piece"
        case .invalidName: "invalid-name"
        case .noInk, .noStrokes: "no-ink"
        }
    }

    public var description: String {
        switch self {
        case .unknown(let id): "There is no piece \(id). It may have been removed: reload."
        case .invalidName(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be the name of a piece: it has 1 to \(PieceName.longest) bytes and no control characters."
        case .noInk: "There is no ink there to be cut out. Mark some."
        case .noStrokes(let ids):
            "The picture has no strokes \(ids.prefix(5).map(String.init).joined(separator: ", ")). Reload its strokes."
        }
    }
}
