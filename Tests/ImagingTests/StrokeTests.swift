import Imaging
import Testing

@Suite("Strokes, parts and pieces")
struct StrokeTests {
    @Test("Three strokes that do not touch are three pieces, from left to right")
    func components() {
        let pieces = StrokeSegmentation(Letters.draw("iii")).pieces
        #expect(pieces.map(\.kind) == [.component, .component, .component])
        #expect(pieces.map(\.mask.box.x) == pieces.map(\.mask.box.x).sorted())
    }

    @Test("The crossing strokes of an x are two, each straight through")
    func crossing() {
        let pieces = StrokeSegmentation(Letters.draw("x")).pieces
        let strokes = pieces.filter { $0.kind == .stroke }
        #expect(strokes.count == 2)
        // Each goes from one corner to the opposite one.
        for stroke in strokes { #expect(stroke.mask.box.height > 45 && stroke.mask.box.width > 22) }
        #expect(strokes.allSatisfy { $0.component == 0 })
    }

    @Test("Every pixel of ink belongs to one stroke of its component, and none to two")
    func wholeInk() {
        let segmentation = StrokeSegmentation(Letters.draw("vx", bars: true))
        let (width, height) = (segmentation.ink.width, segmentation.ink.height)
        var counts = [Int](repeating: 0, count: width * height)
        for piece in segmentation.pieces where piece.kind == .stroke {
            for (index, isIn) in piece.mask.pixels(width: width, height: height).enumerated() where isIn {
                counts[index] += 1
            }
        }
        #expect(counts.allSatisfy { $0 <= 1 })
        let covered = counts.count { $0 == 1 }
        #expect(covered > segmentation.ink.area * 95 / 100)
    }

    @Test("The same picture always has the same pieces")
    func deterministic() {
        let picture = Letters.draw("xv", bars: true)
        #expect(StrokeSegmentation(picture).pieces == StrokeSegmentation(picture).pieces)
    }

    @Test("A blank sheet and a photograph have no pieces")
    func nothing() {
        #expect(StrokeSegmentation(Picture(width: 30, height: 20, filledWith: [240])).pieces.isEmpty)
        let noise = Picture(width: 64, height: 64, filledWith: [128]).applying([
            TransformStep(.noise, values: ["sigma": 100], seed: 1)
        ])
        #expect(StrokeSegmentation(noise).pieces.count < 401)
    }

    @Test(
        "A numeral is cut into its letters, whether they touch or not",
        arguments: ["viii", "vii", "iv", "ix", "iii", "xv"], [false, true])
    func parts(text: String, bars: Bool) throws {
        let shapes = text.compactMap { PartShape(named: String($0)) }
        for slant in [0.0, 8] {
            let picture = Letters.draw(text, bars: bars, slant: slant)
            let cut = try PartSegmentation(InkMap(picture), shapes: shapes)
            #expect(cut.parts.count == text.count)
            #expect(cut.parts.reduce(0) { $0 + $1.area } >= cut.ink.area * 98 / 100)
            // From left to right, each letter about where it was drawn.
            let middles = cut.parts.map { $0.box.x + $0.box.width / 2 }
            #expect(middles == middles.sorted(), "\(text) \(bars) \(slant)")
            for (letter, part) in zip(text, cut.parts) {
                #expect(part.box.width < (letter == "i" ? 34 : 56), "\(text) \(letter) \(bars) \(slant): \(part.box)")
            }
        }
    }

    @Test("What is no such numeral is not cut: a reason is given instead")
    func refuses() {
        let viii = "viii".compactMap { PartShape(named: String($0)) }
        for text in ["ii", "x", "iiii", "iiiii", "xxx"] {
            #expect(throws: PartSegmentation.Refusal.self, "\(text)") {
                try PartSegmentation(InkMap(Letters.draw(text, bars: true)), shapes: viii)
            }
        }
        #expect(throws: PartSegmentation.Refusal.noDrawing) {
            try PartSegmentation(InkMap(Picture(width: 9, height: 9, filledWith: [255])), shapes: viii)
        }
    }

    @Test("Where ink is taken away there is paper, and the rest is as it was")
    func erasing() throws {
        let picture = Letters.draw("vi").applying([TransformStep(.noise, values: ["sigma": 3], seed: 4)])
        let ink = InkMap(picture)
        let cut = try PartSegmentation(ink, shapes: [.wedge, .stem])
        let paper = picture.paperLayer(ink)
        #expect(InkMap(paper).area == 0 || !InkMap(paper).isDrawing)
        let (wedge, stem) = (
            cut.parts[0].pixels(width: picture.width, height: picture.height),
            cut.parts[1].pixels(width: picture.width, height: picture.height)
        )
        let left = picture.erasing(wedge, keeping: stem, paper: paper)
        let box = try #require(InkMap(left).box)
        #expect(box == cut.parts[1].box)
        for index in stem.indices where stem[index] { #expect(left.pixels[index] == picture.pixels[index]) }
    }

    @Test("A piece is ink on white, and laid where it was it gives the picture back")
    func pieces() throws {
        let picture = Letters.draw("v", paper: 225)
        let ink = InkMap(picture)
        let all = PixelMask(ink.isInk, width: picture.width)
        let piece = try #require(InkPiece(of: picture, ink: ink, mask: all))
        #expect(piece.picture.pixels[0] == 255)
        var composition = Composition(paper: picture.paperLayer(ink))
        composition.lay(piece.picture, at: .init(x: Double(piece.box.x), y: Double(piece.box.y)))
        let worst = zip(composition.result.pixels, picture.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 255
        #expect(worst <= 2)
        var turned = Composition(paper: picture.paperSheet(width: 300, height: 200))
        turned.lay(piece.picture, at: .init(x: 100, y: 60, scale: 1.5, degrees: 20))
        let area = Double(InkMap(turned.result).area) / Double(ink.area)
        #expect((1.9...2.6).contains(area))
    }

    @Test("Runs that are none of this picture are refused")
    func runs() {
        #expect(PixelMask(flat: [0, 0, 5, 1, 2, 3], width: 10, height: 10)?.area == 8)
        for flat in [
            [], [0, 0], [0, 8, 5], [10, 0, 1], [-1, 0, 1], [2, 0, 1, 1, 0, 1], [0, 0, 5, 0, 3, 2], [0, 0, Int.max],
        ] {
            #expect(PixelMask(flat: flat, width: 10, height: 10) == nil, "\(flat)")
        }
    }
}
