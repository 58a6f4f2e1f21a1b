import Foundation
import Imaging

/// Bilinear resizing as `tf.image.resize` does it with `antialias=False`: pixel centres at one half, each result
/// from at most four pixels however much smaller it gets, in single precision, not rounded. The proportions of the
/// picture are not kept, for the competition did not.
///
/// - SeeAlso: TensorFlow 2, `core/kernels/image/resize_bilinear_op.cc` with `half_pixel_centers`.
enum StretchedPicture {
    /// - Parameter out: `side * side * 3` numbers, 0 to 255; grey goes into all three colours.
    static func write(_ picture: Picture, side: Int, into out: UnsafeMutableBufferPointer<Float>) {
        let across = taps(from: picture.width, to: side)
        let down = taps(from: picture.height, to: side)
        let channels = picture.channels
        let rowLength = picture.width * channels
        picture.pixels.withUnsafeBufferPointer { pixels in
            var target = 0
            for y in down {
                let above = y.lower * rowLength, below = y.upper * rowLength
                for x in across {
                    let left = x.lower * channels, right = x.upper * channels
                    for channel in 0..<channels {
                        let topLeft = Float(pixels[above + left + channel])
                        let topRight = Float(pixels[above + right + channel])
                        let bottomLeft = Float(pixels[below + left + channel])
                        let bottomRight = Float(pixels[below + right + channel])
                        let top = topLeft + (topRight - topLeft) * x.share
                        let bottom = bottomLeft + (bottomRight - bottomLeft) * x.share
                        out[target + channel] = top + (bottom - top) * y.share
                    }
                    if channels == 1 {
                        out[target + 1] = out[target]
                        out[target + 2] = out[target]
                    }
                    target += 3
                }
            }
        }
    }

    /// The two pixels that a result lies between on one axis, and how near it is to the second.
    private struct Tap {
        let lower: Int, upper: Int
        let share: Float
    }

    private static func taps(from size: Int, to side: Int) -> [Tap] {
        let scale = Float(size) / Float(side)
        return (0..<side).map { index in
            let place = (Float(index) + 0.5) * scale - 0.5
            let floor = place.rounded(.down)
            return Tap(
                lower: max(0, Int(floor)), upper: min(size - 1, Int(place.rounded(.up))), share: place - floor)
        }
    }
}
