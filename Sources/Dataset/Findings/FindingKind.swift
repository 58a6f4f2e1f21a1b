/// What an audit can find. The raw values are the words of the command line and of the API.
public enum FindingKind: String, Sendable, Codable, CaseIterable {
    /// A label that is probably wrong.
    case labels
    /// Copies of one picture with different labels.
    case conflicts
    /// Copies of one picture in different splits.
    case leaks
    /// Copies of one picture in the same split.
    case duplicates
    /// A picture that shows nothing usable: blank, too dark, cut off, …
    case junk
    /// A picture that is far from all others.
    case outliers
    /// A property of the pictures that tells the label or the split by itself.
    case cues
    /// A group of look-alikes in which the model fails.
    case regions
    /// A person whose labels agree less with the others'.
    case annotators
    /// A region in which a split is missing.
    case balance

    /// Whether it is about single pictures, and so done with once they are in the trash.
    public var isAboutPictures: Bool {
        switch self {
        case .labels, .conflicts, .leaks, .duplicates, .junk, .outliers: true
        case .cues, .regions, .annotators, .balance: false
        }
    }

    /// Whether the labels belong to what is found: with others it is another finding.
    public var isAboutLabels: Bool { self == .labels || self == .conflicts }

    /// Such as `label error`.
    public var noun: String {
        switch self {
        case .labels: "label error"
        case .conflicts: "label conflict"
        case .leaks: "leak"
        case .duplicates: "duplicate"
        case .junk: "junk picture"
        case .outliers: "outlier"
        case .cues: "spurious cue"
        case .regions: "hard region"
        case .annotators: "annotator"
        case .balance: "balance region"
        }
    }
}
