import Foundation
public import Imaging
public import Matrices

/// What is drawn where, as the directions in which the shades change: features for telling pictures apart by their strokes,
/// which a vision model that averages over the picture does not see.
///
/// Of the sketch of what is drawn (`PictureSketch.drawn`, 32 × 32) the gradients' directions are counted in cells of 4 × 4,
/// eight directions of either sign together, each gradient shared out between the two nearest of them. Blocks of 2 × 2 cells
/// are scaled to length 1 with no part above 0.2; a cell's numbers are their mean over the blocks that it lies in.
///
/// - SeeAlso: Dalal and Triggs 2005, "Histograms of oriented gradients for human detection".
public enum ShapeFeatures {
    public static let count = cells * cells * directions

    private static let side = PictureSketch.side
    private static let cell = 4
    private static let cells = side / cell
    private static let blocks = cells - 1
    private static let directions = 8
    private static let most: Float = 0.2

    /// - Parameter sketches: nil for a picture that could not be read: its row is zero.
    /// - Returns: N × 512.
    public static func of(_ sketches: [PictureSketch?], threads: Int = 1) -> Matrix {
        var result = Matrix(rows: sketches.count, columns: count)
        result.values.withUnsafeMutableBufferPointer { out in
            let out = SharedBuffer(out)
            parallelBlocks(sketches.count, size: 64, threads: threads) { _, rows in
                var histograms = [Float](repeating: 0, count: count)
                for row in rows {
                    guard let sketch = sketches[row], sketch.drawn.count == side * side else { continue }
                    count(sketch.drawn, into: &histograms)
                    let own = UnsafeMutableBufferPointer(start: out.address(row * count), count: count)
                    for place in 0..<blocks * blocks { add(place / blocks, place % blocks, of: histograms, to: own) }
                }
            }
        }
        return result
    }

    /// Adds up the lengths of the gradients by cell and direction.
    private static func count(_ shades: Data, into histograms: inout [Float]) {
        for index in histograms.indices { histograms[index] = 0 }
        shades.withUnsafeBytes { shades in
            func shade(_ y: Int, _ x: Int) -> Float {
                Float(shades[min(side - 1, max(0, y)) * side + min(side - 1, max(0, x))])
            }
            for y in 0..<side {
                for x in 0..<side {
                    let across = shade(y, x + 1) - shade(y, x - 1), down = shade(y + 1, x) - shade(y - 1, x)
                    let length = (across * across + down * down).squareRoot()
                    guard length > 0 else { continue }
                    // Half a turn is all directions.
                    var turn = atan2(down, across) / Float.pi
                    if turn < 0 { turn += 1 }
                    let place = turn * Float(directions)
                    let first = Int(place) % directions
                    let share = place - place.rounded(.down)
                    let start = ((y / cell) * cells + x / cell) * directions
                    histograms[start + first] += length * (1 - share)
                    histograms[start + (first + 1) % directions] += length * share
                }
            }
        }
    }

    /// Adds a block's share to its cells.
    private static func add(_ y: Int, _ x: Int, of histograms: [Float], to out: UnsafeMutableBufferPointer<Float>) {
        let corners = [(y, x), (y, x + 1), (y + 1, x), (y + 1, x + 1)]
        // The length of a faint shadow, below which a block stays small.
        var square: Float = 1
        for (y, x) in corners {
            let start = (y * cells + x) * directions
            for index in start..<start + directions { square += histograms[index] * histograms[index] }
        }
        let length = square.squareRoot()
        for (y, x) in corners {
            let start = (y * cells + x) * directions
            let share = 1 / Float(blocksAround(y) * blocksAround(x))
            for index in start..<start + directions { out[index] += share * min(most, histograms[index] / length) }
        }
    }

    /// How many rows of blocks a row of cells lies in.
    private static func blocksAround(_ cell: Int) -> Int { cell == 0 || cell == cells - 1 ? 1 : 2 }
}
