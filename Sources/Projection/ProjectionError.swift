public import Neighbors

/// Why a projection can't be computed.
public enum ProjectionError: Error, Sendable, Equatable, CustomStringConvertible {
    case notFinite(row: Int)
    case badOption(String, String)
    case otherNeighbors(rows: Int, neighbors: Int)
    case otherMetric(wanted: Metric, found: Metric)
    case otherLabels(rows: Int, labels: Int)
    case otherLayout(rows: Int, layout: Int)
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
        case .otherLabels(let rows, let labels):
            "There are \(labels) labels for \(rows) rows. Give one for each row, -1 where it is not known."
        case .otherLayout(let rows, let layout):
            "The layout is of \(layout) rows and the matrix that it should be of has \(rows). Give both as they were made."
        case .tooManyRows(let rows): "\(rows) rows are more than a projection holds (2,147,483,647)."
        }
    }
}
