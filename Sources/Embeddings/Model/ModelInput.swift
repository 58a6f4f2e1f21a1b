/// What a model wants to see: the size of the picture, how a picture of another shape is brought to it, and how its
/// numbers are scaled.
///
/// A value that goes into the network is `(pixel × scale − mean) / std`, pixel being 0…255, one mean and std a
/// channel. Three channels are red, green, blue; a grey picture fills all three.
public struct ModelInput: Sendable, Codable, Equatable {
    /// How a picture that is not of the model's shape is brought to it.
    public enum Fit: String, Sendable, Codable {
        /// Width and height are scaled each for itself.
        case stretch
        /// The picture is scaled until it fits inside, and put in the middle; what is free is filled with the
        /// brightness of the picture's border.
        case padSquare
    }

    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// 1 (grey) or 3 (red, green, blue).
    public var channels: Int
    public var scale: Float
    /// One number a channel.
    public var mean: [Float]
    /// One number a channel, none of them 0.
    public var std: [Float]
    public var fit: Fit
    /// Whether everything around the drawing is cut off first: for small pictures of ink on paper.
    public var cropToInk: Bool

    public init(
        width: Int, height: Int, channels: Int = 3, scale: Float = 1, mean: [Float], std: [Float],
        fit: Fit = .stretch, cropToInk: Bool = false
    ) {
        self.width = width
        self.height = height
        self.channels = channels
        self.scale = scale
        self.mean = mean
        self.std = std
        self.fit = fit
        self.cropToInk = cropToInk
    }

    /// The numbers that most image models were trained with: RGB in 0…1, ImageNet's mean and deviation.
    public static func imageNet(width: Int, height: Int) -> ModelInput {
        ModelInput(
            width: width, height: height, scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225])
    }

    /// The largest side that is accepted; beyond it a description is a mistake.
    static let largestSide = 4096

    /// - Throws: `EmbeddingModelError.badInput` with what is wrong and what to write instead.
    func validate(of model: String) throws {
        func demand(_ holds: Bool, _ problem: String) throws {
            if !holds { throw EmbeddingModelError.badInput(model: model, problem: problem) }
        }
        let sides = 1...Self.largestSide
        try demand(sides.contains(width) && sides.contains(height), "width and height must be 1 to 4096 pixels")
        try demand(channels == 1 || channels == 3, "channels must be 1 (grey) or 3 (RGB)")
        try demand(mean.count == channels, "mean needs one number a channel, that is \(channels)")
        try demand(std.count == channels, "std needs one number a channel, that is \(channels)")
        try demand(std.allSatisfy { $0 != 0 && $0.isFinite }, "std must be finite and not 0")
        try demand(mean.allSatisfy(\.isFinite) && scale.isFinite && scale != 0, "mean and scale must be finite")
    }
}
