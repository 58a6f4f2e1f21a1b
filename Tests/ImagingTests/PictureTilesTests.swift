import Imaging
import Testing

@Suite("Tiles: many small pictures in one")
struct PictureTilesTests {
    @Test("each picture lies in the middle of its tile, on white, in the order given")
    func layout() throws {
        var pictures = [Picture?](repeating: nil, count: 18)
        pictures[0] = Picture(width: 4, height: 2, filledWith: [10])
        pictures[17] = Picture(width: 8, height: 8, filledWith: [20])
        let tiles = PictureTiles.picture(of: pictures, side: 4)
        #expect(tiles.width == 64 && tiles.height == 8 && tiles.channels == 1)
        func pixel(_ x: Int, _ y: Int) -> UInt8 { tiles.pixels[y * 64 + x] }
        #expect((0..<4).map { pixel(1, $0) } == [255, 10, 10, 255], "flat, so white above and below")
        #expect(pixel(5, 1) == 255, "no picture, a white tile")
        #expect((4..<8).map { pixel($0, 4) } == [20, 20, 20, 20], "too large, so scaled to its tile")
        #expect(pixel(3, 4) == 255)
    }

    @Test("one picture in colour makes all of it colour")
    func colour() throws {
        let tiles = PictureTiles.picture(
            of: [Picture(width: 1, height: 1, filledWith: [7]), Picture(width: 1, height: 1, filledWith: [1, 2, 3])],
            side: 1)
        #expect(tiles.channels == 3 && Array(tiles.pixels.prefix(6)) == [7, 7, 7, 1, 2, 3])
    }
}
