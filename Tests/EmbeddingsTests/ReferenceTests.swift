import Embeddings
import Foundation
import Imaging
import Matrices
import Testing

/// The vectors beside those of an independent implementation: Pillow, NumPy and onnxruntime, in
/// `Benchmarks/reference/embedding_golden.py`.
@Suite(.needsModels) struct ReferenceTests {
    static let names = ["general", "characters"]

    @Test(arguments: names)
    func `drawn pictures of all shapes get the vectors of the reference`(name: String) throws {
        let runner = try ModelRunner(.named(name, in: Models.folder), threads: 2)
        let golden = try NPY.read(Repository.golden.appendingPathComponent("\(name)-drawn.npy").path)
        expectSame(try runner.run(Drawn.pictures), golden)
    }

    @Test(.needsRealData, arguments: names)
    func `fifty real images get the vectors of the reference`(name: String) throws {
        let data = try #require(Repository.realData)
        let list = try String(contentsOf: Repository.golden.appendingPathComponent("real.txt"), encoding: .utf8)
        let paths = list.split(separator: "\n").map { String($0.dropFirst(65)) }
        #expect(paths.count == 50)
        let pipeline = try EmbeddingPipeline(model: .named(name, in: Models.folder), threads: 2)
        var values: [Float] = []
        try pipeline.run(
            count: paths.count,
            load: { try [UInt8](Data(contentsOf: data.appendingPathComponent(paths[$0]))) },
            deliver: { batch in
                #expect(batch.failures.isEmpty)
                values += batch.vectors.values
            })
        let golden = try NPY.read(Repository.golden.appendingPathComponent("\(name)-real.npy").path)
        expectSame(Matrix(rows: paths.count, columns: pipeline.dimension, values: values), golden)
    }

    private func expectSame(_ vectors: Matrix, _ golden: Matrix) {
        #expect(vectors.rows == golden.rows && vectors.columns == golden.columns)
        for row in 0..<min(vectors.rows, golden.rows) {
            let likeness = cosine(vectors.row(row), golden.row(row))
            #expect(likeness >= 0.999, "row \(row)")
        }
    }
}
