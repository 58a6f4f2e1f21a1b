import Imaging
import Testing

@Suite("Cropping, padding, grey and colour")
struct ShapeTests {
    private let numbered = Picture(width: 4, height: 3, channels: 1, pixels: Array(0..<12))

    @Test("a crop takes what it says, cut to the picture")
    func cropping() {
        let middle = numbered.cropped(to: PixelRect(x: 1, y: 1, width: 2, height: 2))
        #expect(middle.pixels == [5, 6, 9, 10])
        #expect(numbered.cropped(to: PixelRect(x: 3, y: 2, width: 9, height: 9)).pixels == [11])
        #expect(numbered.cropped(to: PixelRect(x: -5, y: -5, width: 6, height: 6)).pixels == [0])
        #expect(numbered.cropped(to: PixelRect(x: 50, y: 50, width: 2, height: 2)) == numbered)
        let colour = numbered.rgb().cropped(to: PixelRect(x: 1, y: 0, width: 1, height: 2))
        #expect(colour.pixels == [1, 1, 1, 5, 5, 5])
    }

    @Test("padding makes a square around it, as bright as asked or as its own border")
    func padding() {
        let square = numbered.paddedSquare(fill: 99)
        #expect(square.width == 4 && square.height == 4)
        #expect(square.pixels == Array(0..<12) + [99, 99, 99, 99])
        #expect(numbered.paddedSquare(margin: 0.5).width == 8)
        let dark = Picture(width: 2, height: 6, filledWith: [17]).paddedSquare(fill: nil)
        #expect(dark.pixels.allSatisfy { $0 == 17 } && dark.pixels.count == 36)
    }

    @Test("grey and back is the same; colours weigh as the eye weighs them")
    func greyAndColour() {
        #expect(numbered.rgb().gray() == numbered)
        let colours = Picture(width: 3, height: 1, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255])
        #expect(colours.gray().pixels == [76, 150, 29])
    }
}
