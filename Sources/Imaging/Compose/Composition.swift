import Foundation

/// Pieces of ink laid on paper.
public struct Composition: Sendable {
    /// A piece and where it goes.
    public struct Placement: Sendable, Codable, Equatable {
        /// Of its left top corner before it is turned, in pixels of the paper.
        public var x: Double
        public var y: Double
        public var scale: Double
        /// About its middle, clockwise.
        public var degrees: Double

        public init(x: Double, y: Double, scale: Double = 1, degrees: Double = 0) {
            self.x = x
            self.y = y
            self.scale = scale
            self.degrees = degrees
        }
    }

    private var picture: Picture
    /// The pieces are laid on dark where the paper is dark.
    private let inkIsDark: Bool

    /// - Parameters:
    ///   - paper: without ink.
    ///   - inkIsDark: whether ink is darker than the paper; else the pieces are laid on as light.
    public init(paper: Picture, inkIsDark: Bool = true) {
        picture = paper
        self.inkIsDark = inkIsDark
    }

    public var result: Picture { picture }

    /// Lays a piece (ink on white) on what is there. What lies beyond the paper's edge is lost.
    public mutating func lay(_ piece: Picture, at place: Placement) {
        let isMoved =
            place.scale != 1 || place.degrees != 0 || place.x != place.x.rounded() || place.y != place.y.rounded()
        if !isMoved {
            multiply(piece, left: Int(place.x), top: Int(place.y))
            return
        }
        let angle = place.degrees * .pi / 180
        let (wide, high) = (Double(piece.width) * place.scale, Double(piece.height) * place.scale)
        let middle = (x: place.x + wide / 2, y: place.y + high / 2)
        let reach = hypot(wide, high) / 2 + 2
        let left = Int((middle.x - reach).rounded(.down)), top = Int((middle.y - reach).rounded(.down))
        let side = Int((2 * reach).rounded(.up)) + 1
        guard place.scale > 0.01, side < 30_000 else { return }
        let map = Homography.shift(-Double(piece.width) / 2, -Double(piece.height) / 2)
            .then(
                Homography(m: [
                    place.scale * cos(angle), -place.scale * sin(angle), 0,
                    place.scale * sin(angle), place.scale * cos(angle), 0, 0, 0, 1,
                ])
            )
            .then(.shift(middle.x - Double(left), middle.y - Double(top)))
        guard let back = map.inverse else { return }
        let fill = [UInt8](repeating: 255, count: piece.channels)
        let white = Picture(width: piece.width, height: piece.height, filledWith: fill)
        let framed = piece.padded(left: 4, top: 4, right: 4, bottom: 4, with: white)
        let paper = Picture(width: framed.width, height: framed.height, filledWith: fill)
        let sigma = place.scale < 0.95 ? 0.45 * (1 / (place.scale * place.scale) - 1).squareRoot() : 0
        let turned = framed.remapped(
            width: side, height: side, softenedBy: sigma, paper: paper
        ) { x, y in
            let from = back.apply(x, y)
            return (from.x + 4, from.y + 4)
        }
        multiply(turned, left: left, top: top)
    }

    private mutating func multiply(_ piece: Picture, left: Int, top: Int) {
        let piece = piece.channels == picture.channels ? piece : picture.channels == 1 ? piece.gray() : piece.rgb()
        let area = PixelRect(x: left, y: top, width: piece.width, height: piece.height)
        let whole = PixelRect(x: 0, y: 0, width: picture.width, height: picture.height)
        guard let part = area.intersection(whole) else { return }
        var values = picture.pixels
        let channels = picture.channels
        for y in part.y..<(part.y + part.height) {
            for x in part.x..<(part.x + part.width) {
                for channel in 0..<channels {
                    let ink = Int(piece.pixels[((y - top) * piece.width + x - left) * channels + channel])
                    let index = (y * picture.width + x) * channels + channel
                    let ground = Int(values[index])
                    values[index] =
                        inkIsDark
                        ? UInt8((ground * ink + 127) / 255) : UInt8(255 - ((255 - ground) * ink + 127) / 255)
                }
            }
        }
        picture = Picture(width: picture.width, height: picture.height, channels: channels, pixels: values)
    }
}
