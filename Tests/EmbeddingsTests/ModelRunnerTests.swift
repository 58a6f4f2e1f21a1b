import Embeddings
import Imaging
import Matrices
import Testing

@Suite(.needsModels) struct ModelRunnerTests {
    @Test func `the same pictures give the same bytes for any number of threads`() throws {
        let pictures = Drawn.pictures + Drawn.many(60)
        let model = try Models.characters
        let one = try ModelRunner(model, threads: 1).run(pictures)
        #expect(one.rows == pictures.count && one.columns == 120)
        for threads in 2...4 {
            #expect(try ModelRunner(model, threads: threads).run(pictures) == one)
        }
    }

    @Test func `a picture's vector does not depend on the company it is computed in`() throws {
        let runner = try ModelRunner(Models.general, threads: 2)
        let pictures = Drawn.many(37)
        let together = try runner.run(pictures)
        let backwards = try runner.run(pictures.reversed())
        for index in pictures.indices { #expect(together.row(index) == backwards.row(36 - index)) }
        #expect(try runner.run([pictures[7]]).values == Array(together.row(7)))
    }

    @Test func `grey and the same grey in colour are one`() throws {
        let grey = Drawn.pictures[0]
        let colour = Picture(
            width: grey.width, height: grey.height, channels: 3, pixels: grey.pixels.flatMap { [$0, $0, $0] })
        for model in [try Models.characters, try Models.general] {
            let vectors = try ModelRunner(model, threads: 1).run([grey, colour])
            #expect(vectors.row(0).elementsEqual(vectors.row(1)))
        }
    }

    @Test func `look-alikes lie nearer than others`() throws {
        let cross = Drawn.grey(100, 100) { x, y in abs(x - y) < 6 || abs(x + y - 99) < 6 ? 10 : 245 }
        let thinner = Drawn.grey(110, 90) { x, y in abs(x - y - 10) < 4 || abs(x + y - 99) < 4 ? 30 : 250 }
        let bars = Drawn.grey(100, 100) { x, _ in x % 30 > 10 && x % 30 < 18 ? 10 : 245 }
        for model in [try Models.characters, try Models.general] {
            let vectors = try ModelRunner(model, threads: 1).run([cross, thinner, bars])
            #expect(cosine(vectors.row(0), vectors.row(1)) > cosine(vectors.row(0), vectors.row(2)))
        }
    }

    @Test func `no pictures, no vectors`() throws {
        let vectors = try ModelRunner(Models.characters, threads: 2).run([])
        #expect(vectors.rows == 0 && vectors.columns == 120)
    }

    @Test func `a picture of one row of a hundred thousand pixels costs what it should`() throws {
        let line = Picture(width: 100_000, height: 1, filledWith: [200])
        #expect(try ModelRunner(Models.characters, threads: 1).run([line]).values.allSatisfy(\.isFinite))
    }
}
