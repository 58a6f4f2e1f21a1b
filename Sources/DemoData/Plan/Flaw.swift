/// What was planted in a file, as `planted.json` names it.
enum Flaw: String, Codable, CaseIterable, Sendable {
    /// The folder says another numeral than was drawn.
    case wrongLabel = "wrong-label"
    /// No numeral at all.
    case junk
    /// Nothing drawn.
    case blank
    /// The same bytes as ``PlannedFile/duplicateOf``.
    case exactDuplicate = "exact-duplicate"
    /// Another scan of the same drawing as ``PlannedFile/duplicateOf``.
    case nearDuplicate = "near-duplicate"
    /// A duplicate whose label is another than that of what it repeats.
    case conflictingLabel = "conflicting-label"
    /// A PNG that ends in the middle.
    case truncated
    /// Text that is named like a picture.
    case notAnImage = "not-an-image"
    /// A JPEG among the PNGs: no flaw, but something to read.
    case jpeg
}
