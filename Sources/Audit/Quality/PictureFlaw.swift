/// What may be wrong with a picture by its looks alone.
public enum PictureFlaw: String, Sendable, Codable, CaseIterable {
    /// Nothing is on it.
    case blank
    /// Hardly anything is drawn.
    case nearlyBlank = "nearly-blank"
    /// Light on dark where the others are dark on light, or the other way round.
    case wrongPolarity = "wrong-polarity"
    case tooDark = "too-dark"
    case tooBright = "too-bright"
    /// Few grey levels, or nearly all pixels alike.
    case lowInformation = "low-information"
    case oddSize = "odd-size"
    case oddAspect = "odd-aspect"
    case blurred
    case noisy
    /// What is drawn runs over the border.
    case cutOff = "cut-off"
    /// Pieces far apart from one another.
    case severalObjects = "several-objects"

    /// Whether it is a matter of ink on paper, and means nothing for photographs.
    public var isOfDrawings: Bool {
        switch self {
        case .nearlyBlank, .wrongPolarity, .cutOff, .severalObjects: true
        case .blank, .tooDark, .tooBright, .lowInformation, .oddSize, .oddAspect, .blurred, .noisy: false
        }
    }

    /// What the value counts, in words.
    public var measure: String {
        switch self {
        case .blank: "contrast, 0 to 1"
        case .nearlyBlank: "share of the pixels in the largest piece that is drawn"
        case .wrongPolarity: "drawn less paper, -1 to 1"
        case .tooDark: "brightness of the lightest twentieth, 0 to 1"
        case .tooBright: "brightness of the darkest twentieth, 0 to 1"
        case .lowInformation: "entropy of the grey levels, in bits"
        case .oddSize: "pixels"
        case .oddAspect: "width over height"
        case .blurred: "sharpness of the edges, 0 to 1"
        case .noisy: "deviation of the grain, 0 to 1"
        case .cutOff: "share of the border that is drawn"
        case .severalObjects: "widest gap over the height of what is drawn"
        }
    }
}
