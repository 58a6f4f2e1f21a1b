public import Neighbors

/// Why a projection can't be computed.
public enum ProjectionError: Error, Sendable, Equatable, CustomStringConvertible {
    case notFinite(row: Int)
    case badOption(String, String)
    case otherNeighbors(rows: Int, neighbors: Int)
    case otherMetric(wanted: Metric, found: Metric)
    case tooManyRows(Int)

    public var description: String {
        switch self {
        case .notFinite(let row):
            "Row \(row) of the embedding holds a number that is not finite (NaN or infinity). "
                + "Compute the embedding of that image again, or leave it out."
        case .badOption(let option, let rule): "The option \(option) \(rule)."
        case .otherNeighbors(let rows, let neighbors):
            "The neighbours are of \(neighbors) rows and the embedding has \(rows). Compute the neighbours again."
        case .otherMetric(let wanted, let found):
            "The neighbours are those of the \(found) metric and \(wanted) is asked for. Compute the neighbours again."
        case .tooManyRows(let rows): "\(rows) rows are more than a projection holds (2,147,483,647)."
        }
    }
}
