/// How pixels become more or fewer pixels. Pixel centres lie at halves for all of them.
public enum ResizeFilter: String, Sendable, Codable, CaseIterable {
    /// Shrinking: the exact mean of the area that a pixel covers. Enlarging: as `bilinear`.
    case area
    /// Triangle filter, widened when shrinking so that nothing is skipped: Pillow's `BILINEAR`.
    case bilinear
    /// The two nearest pixels of each axis, also when shrinking (which skips pixels): what TensorFlow's and OpenCV's
    /// bilinear do, and what the fixed model was trained with.
    case bilinearWithoutAntialiasing = "bilinear-without-antialiasing"
    /// Windowed sinc over three lobes, widened when shrinking: Pillow's `LANCZOS`. Sharpest, slowest.
    case lanczos
}
