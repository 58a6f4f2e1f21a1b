/// How much of what the demo dataset holds: shares of the pictures in train and val.
struct DemoShares: Sendable {
    /// Of all but the label book.
    let validation = 0.28
    let wrongLabels = 0.10
    let junk = 0.03
    let blank = 0.006
    let exactDuplicates = 0.02
    let nearDuplicates = 0.02
    let exactInTraining = 0.004

    /// Nobody who used a thick marker got into val.
    static let styleMissingFromVal = DrawingStyle.marker

    /// By ``DrawingStyle/allCases``: serif, plain, lower, marker, ruled, scanned.
    let trainingStyles = [0.26, 0.24, 0.15, 0.13, 0.11, 0.11]
    let validationStyles = [0.34, 0.16, 0.28, 0, 0.07, 0.15]

    /// By ``Numeral/allCases``: train nearly even, val lopsided.
    let trainingClasses = [1.1, 0.9, 0.95, 1.25, 1, 1.05, 0.9, 0.95, 1.1, 0.9]
    let validationClasses = [1.9, 0.6, 0.9, 1.5, 1.8, 0.6, 0.35, 0.25, 0.5, 1.6]

    /// One each, in train, under these labels.
    static let oddFiles: [(flaw: Flaw, label: Numeral)] = [(.truncated, .iv), (.notAnImage, .vii), (.jpeg, .ii)]
}
