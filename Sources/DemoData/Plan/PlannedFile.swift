/// One file of the demo dataset: where it lies, and the truth about it.
struct PlannedFile: Codable, Equatable, Sendable {
    /// Below the images folder: `split/label/name`.
    var path: String
    var split: String
    /// What its folder says.
    var label: Numeral
    /// What was drawn; nothing for junk, blanks and what is no picture.
    var truth: Numeral?
    var style: DrawingStyle
    var writer: Int
    var flaws: [Flaw]
    /// The path of the file that this one repeats.
    var duplicateOf: String?
}
