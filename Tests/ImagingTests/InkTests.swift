import Imaging
import Testing

@Suite("The ink is found, dark on light and light on dark")
struct InkTests {
    /// A sheet with rectangles of ink on it.
    private func sheet(_ paper: UInt8, _ ink: UInt8, _ rects: [PixelRect], channels: Int = 1) -> Picture {
        var pixels = [UInt8](repeating: paper, count: 100 * 80)
        for rect in rects {
            for y in rect.y..<(rect.y + rect.height) {
                for x in rect.x..<(rect.x + rect.width) { pixels[y * 100 + x] = ink }
            }
        }
        let picture = Picture(width: 100, height: 80, channels: 1, pixels: pixels)
        return channels == 1 ? picture : picture.rgb()
    }

    @Test("one box around all strokes", arguments: [(UInt8(255), UInt8(0)), (0, 255), (200, 90), (30, 120)])
    func box(paper: UInt8, ink: UInt8) {
        let strokes = [PixelRect(x: 20, y: 30, width: 4, height: 20), PixelRect(x: 50, y: 25, width: 5, height: 22)]
        let expected = PixelRect(x: 20, y: 25, width: 35, height: 25)
        for channels in [1, 3] {
            let picture = sheet(paper, ink, strokes, channels: channels)
            #expect(picture.borderBrightness() == paper)
            #expect(picture.inkBox() == expected)
        }
    }

    @Test("specks are forgotten, the dot of an i is not")
    func specks() {
        let stroke = PixelRect(x: 40, y: 30, width: 4, height: 30)
        let dot = PixelRect(x: 40, y: 18, width: 4, height: 4)
        let specks = [PixelRect(x: 3, y: 3, width: 1, height: 1), PixelRect(x: 90, y: 70, width: 2, height: 1)]
        let picture = sheet(255, 0, [stroke, dot] + specks)
        #expect(picture.inkBox() == PixelRect(x: 40, y: 18, width: 4, height: 42))
    }

    @Test("a blank sheet has none, nor has one with a breath of grey")
    func blank() {
        #expect(sheet(255, 255, []).inkBox() == nil)
        #expect(sheet(250, 235, [PixelRect(x: 10, y: 10, width: 30, height: 30)]).inkBox() == nil)
        #expect(sheet(250, 235, [PixelRect(x: 10, y: 10, width: 30, height: 30)]).inkBox(minimumContrast: 10) != nil)
        #expect(Picture(width: 1, height: 1).inkBox() == nil)
    }

    @Test("a margin is cut at the edges")
    func margin() {
        let picture = sheet(255, 0, [PixelRect(x: 2, y: 40, width: 10, height: 10)])
        #expect(picture.inkBox(margin: 5) == PixelRect(x: 0, y: 35, width: 17, height: 20))
    }

    @Test("blobs that meet only lower down are one blob: against a flood fill, on random sheets")
    func blobs() {
        var state: UInt64 = 7
        for density in [30, 45, 60, 80] {
            var pixels = [UInt8](repeating: 255, count: 30 * 20)
            for y in 1..<19 {
                for x in 1..<29 {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    if Int(state >> 33) % 100 < density { pixels[y * 30 + x] = 0 }
                }
            }
            let picture = Picture(width: 30, height: 20, channels: 1, pixels: pixels)
            #expect(picture.inkBox() == floodedBox(pixels, width: 30, height: 20))
        }
    }

    /// The same rule, worked out plainly.
    private func floodedBox(_ pixels: [UInt8], width: Int, height: Int) -> PixelRect? {
        var seen = [Bool](repeating: false, count: pixels.count)
        var blobs: [[Int]] = []
        for start in pixels.indices where pixels[start] == 0 && !seen[start] {
            var blob: [Int] = [], waiting = [start]
            seen[start] = true
            while let index = waiting.popLast() {
                blob.append(index)
                for (dx, dy) in [(-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
                    let x = index % width + dx, y = index / width + dy
                    guard x >= 0, y >= 0, x < width, y < height, pixels[y * width + x] == 0, !seen[y * width + x] else {
                        continue
                    }
                    seen[y * width + x] = true
                    waiting.append(y * width + x)
                }
            }
            blobs.append(blob)
        }
        let largest = blobs.map(\.count).max() ?? 0
        let kept = blobs.filter { $0.count * 30 >= largest }.joined()
        guard let left = kept.map({ $0 % width }).min(), let right = kept.map({ $0 % width }).max(),
            let top = kept.map({ $0 / width }).min(), let bottom = kept.map({ $0 / width }).max()
        else { return nil }
        return PixelRect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
    }
}
