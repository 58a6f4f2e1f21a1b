/// Why the map could not be saved.
public enum MapExportError: Error, Sendable, Equatable, CustomStringConvertible {
    case noProjection
    case unknownProjection(Int64)
    case nothingToShow
    case tooManyRows(Int, limit: Int)
    case badAsset(String, String)
    case unknownFormat(String)

    /// A stable name for programs.
    public var code: String {
        switch self {
        case .noProjection: "no-projection"
        case .unknownProjection: "unknown-projection"
        case .nothingToShow: "nothing-to-show"
        case .tooManyRows: "too-many-rows"
        case .badAsset: "program-files-missing"
        case .unknownFormat: "unknown-format"
        }
    }

    public var description: String {
        switch self {
        case .noProjection: "There is no map yet. Run `tessera embed` and `tessera project` first."
        case .unknownProjection(let id): "There is no projection \(id). `tessera info` lists them."
        case .nothingToShow: "No sample of this filter is on the map. Take another filter, or project again."
        case .tooManyRows(let count, let limit):
            "\(count) samples are too many for a chart with its data inside; \(limit) are the most. Filter them, or save "
                + "the map as HTML."
        case .badAsset(let file, let reason):
            "The page file \(file) is not right: \(reason). Take Web as it is in Tessera's sources."
        case .unknownFormat(let name):
            "\(name) names no format of a map. End the name in .html for a page or in .vl.json for a Vega-Lite chart."
        }
    }
}
