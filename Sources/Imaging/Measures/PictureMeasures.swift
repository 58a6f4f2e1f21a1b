import Foundation

/// What can be said of a picture by counting its pixels: how bright, how sharp, how much is drawn and where.
///
/// Taken of the picture with its longer side at most 256 pixels, so that pictures of one dataset compare and a large one
/// costs no more. Brightness is 0 (black) to 1.
public struct PictureMeasures: Sendable, Equatable, Codable {
    /// Of the file as it is seen upright, in pixels.
    public var width: Int
    public var height: Int
    public var brightness: Double
    /// What a twentieth of the pixels is darker than, and a twentieth lighter.
    public var darkEnd: Double
    public var lightEnd: Double
    /// Between the darkest and the lightest thousandth.
    public var contrast: Double
    /// Of the histogram of the 256 grey levels, in bits: 0 for one level, 8 for all alike.
    public var entropy: Double
    /// How abrupt the edges are, as a share of the contrast: about 0.5 where one pixel is ink and the next is paper,
    /// 0.1 where it takes ten. 0 where there are none.
    public var sharpness: Double
    /// The deviation of the grain, where the picture is flat.
    public var noise: Double
    /// How far the colours are from grey: the mean of |red − green| and |green − blue|, 0 ... 1.
    public var colourfulness: Double
    public var ink: InkMeasures
    public var hash: PerceptualHash
    public var sketch: PictureSketch
    /// Of the whole picture as it was decoded; nil where it was decoded smaller than it is.
    public var pixels: PixelDigest?

    /// The longer side that a picture is looked at with.
    public static let side = 256

    /// - Parameter size: of the whole picture, where `picture` is a smaller one.
    public init(_ picture: Picture, size: (width: Int, height: Int)? = nil) {
        width = size?.width ?? picture.width
        height = size?.height ?? picture.height
        let small = picture.fitted(within: Self.side)
        let (grey, colour) = small.grayWithColourSum()
        let levels = GreyLevels(grey)
        brightness = levels.mean / 255
        darkEnd = Double(levels.level(below: 0.05)) / 255
        lightEnd = Double(levels.level(below: 0.95)) / 255
        contrast = Double(levels.level(below: 0.999) - levels.level(below: 0.001)) / 255
        entropy = levels.entropy
        let edges = EdgeMeasures(grey, contrast: contrast * 255)
        sharpness = edges.sharpness
        noise = edges.noise / 255
        colourfulness = Double(colour) / Double(2 * 255 * small.width * small.height)
        ink = InkMeasures(grey, levels)
        hash = PerceptualHash(grey)
        sketch = PictureSketch(grey, hasPaper: ink.paperEvenness >= InkMeasures.leastEvenness)
        pixels = picture.width == width && picture.height == height ? PixelDigest(picture) : nil
    }

    /// Of a file's bytes.
    public init(decoding bytes: [UInt8], limits: PictureLimits = .standard) throws(PictureError) {
        let header = try PictureDecoder.header(of: bytes, limits: limits)
        let picture = try PictureDecoder.decode(bytes, limits: limits, atLeast: Self.side)
        self.init(picture, size: (header.width, header.height))
    }
}
