import Dataset
import Foundation

/// One audit: from the dataset to its findings of one or more kinds.
protocol FindingSearch: Sendable {
    var kinds: Set<FindingKind> { get }

    /// The digest of all that the result depends on: where it is as it was, nothing is computed again.
    /// - Throws: ``FindingLack``, ``AuditError`` or ``SampleNeighborsError`` where something is missing.
    func basis(of dataset: AuditedDataset) throws -> String

    func find(in dataset: AuditedDataset) throws -> FoundFindings
}

/// What a search found.
struct FoundFindings {
    var findings: [FoundFinding]
    /// JSON: what it says of the whole.
    var facts = "{}"
}

/// All audits, in the order in which they are made: what others build on comes first.
enum FindingSearches {
    static var all: [any FindingSearch] {
        [
            CopySearch(), JunkSearch(), LabelSearch(), OutlierSearch(), CueSearch(), RegionSearch(), AnnotatorSearch(),
            BalanceSearch(),
        ]
    }
}

/// Why a kind of finding cannot be looked for, in words that say what to do.
enum FindingLack: CodedError, Equatable {
    case noLabels
    case noProbabilities
    case noAnswers

    var code: String {
        switch self {
        case .noLabels: "no-labels"
        case .noProbabilities: "no-probabilities"
        case .noAnswers: "no-answers"
        }
    }

    var description: String {
        switch self {
        case .noLabels:
            "Labels are doubted only where at least two classes have samples. Label some first."
        case .noProbabilities:
            "Nothing says how probable each class is. Run `tessera embed`, or `tessera train --folds 5`, or import "
                + "probabilities with `tessera audit --probs`."
        case .noAnswers:
            "Nobody's labels can be compared: no image was answered by two people. Have several answer on the label page, "
                + "or take in what they answered elsewhere with `tessera annotate import`."
        }
    }
}

extension FindingLack {
    /// Whether something is missing that somebody has to bring first; anything else ends the audit.
    static func isLack(_ error: any CodedError) -> Bool {
        error is SampleNeighborsError || error is AuditError || error is FindingLack
    }
}

/// JSON of evidence, keys sorted.
func evidence(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
