/// One flaw of one picture, and why it is called one.
public struct PictureFinding: Sendable, Equatable, Codable {
    /// Which picture, from 0.
    public let row: Int
    public let flaw: PictureFlaw
    /// In the words of `PictureFlaw.measure`.
    public let value: Double
    /// What the value is beyond.
    public let threshold: Double
    /// The median of the data.
    public let usual: Double
    /// How far beyond: 0.5 at the threshold, towards 1.
    public let score: Double

    public init(row: Int, flaw: PictureFlaw, value: Double, threshold: Double, usual: Double, score: Double) {
        self.row = row
        self.flaw = flaw
        self.value = value
        self.threshold = threshold
        self.usual = usual
        self.score = score
    }
}
