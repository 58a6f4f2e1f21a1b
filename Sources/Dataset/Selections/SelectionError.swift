/// Why a selection is not one, or not there.
public enum SelectionError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAscending
    case notPacked
    case empty
    case unknown(String)

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .notAscending, .notPacked, .empty: "bad-selection"
        case .unknown: "unknown-selection"
        }
    }

    public var description: String {
        switch self {
        case .notAscending:
            "The ranges of a selection are pairs of a first and a last id from 1, ascending and without overlap."
        case .notPacked: "The packed selection is cut off or holds ids that no sample can have."
        case .empty: "A selection holds one sample at least."
        case .unknown: "This selection is not kept any more. Select the images again."
        }
    }
}
