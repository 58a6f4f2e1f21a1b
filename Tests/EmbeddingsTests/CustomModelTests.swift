import Embeddings
import Foundation
import Matrices
import Testing

@Suite struct CustomModelTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A model file, and its description where one is given.
    private func model(_ bytes: [UInt8], description: String? = nil) throws -> EmbeddingModel {
        let file = try folder.write(bytes, "my model.onnx")
        if let description { try folder.write(description, "my model.json") }
        return try EmbeddingModel.custom(file: file)
    }

    static let described = #"{"input": {"width": 8, "height": 6, "scale": 0.5, "mean": [0, 1, 2], "std": [1, 2, 4]}}"#

    @Test func `a network's vectors come out as its description says`() throws {
        let model = try model(TinyNetwork.means(), description: Self.described)
        let picture = Drawn.colour(8, 6) { _, _ in [10, 20, 200] }
        let vectors = try ModelRunner(model, threads: 1).run([picture])
        #expect(vectors.values == [5, 4.5, 24.5])  // (pixel × scale − mean) / std
    }

    @Test func `a layer inside the network can be asked for, and what has places is averaged over them`() throws {
        var model = try model(TinyNetwork.means(), description: Self.described)
        let whole = try ModelRunner(model, threads: 1).run(Drawn.pictures)
        model.outputLayer = "pooled"
        #expect(try ModelRunner(model, threads: 1).run(Drawn.pictures) == whole)
    }

    @Test func `the size is read from the network where it says it`() throws {
        let model = try model(TinyNetwork.means([1, 3, 20, 30]))
        #expect(model.input == .imageNet(width: 30, height: 20))
        #expect(try ModelRunner(model, threads: 1).run(Drawn.pictures).columns == 3)
    }

    @Test func `a network that takes any size asks for one`() throws {
        let error = try #require(throws: EmbeddingModelError.self) { try model(TinyNetwork.means()) }
        #expect("\(error)".contains("my model.json") && "\(error)".contains("width"))
    }

    @Test func `two outputs ask for a choice and name them`() throws {
        let error = try #require(throws: EmbeddingModelError.self) {
            try model(TinyNetwork.means(outputs: ["vector", "pooled"]), description: Self.described)
        }
        #expect("\(error)".contains("vector, pooled"))
        let named = try EmbeddingModel.custom(
            file: folder.url.appendingPathComponent("my model.onnx").path, output: "vector")
        #expect(named.outputLayer == "vector")
    }

    @Test func `a layer that is not there is named, with those that are`() throws {
        let file = try folder.write(TinyNetwork.means([1, 3, 8, 8]), "a.onnx")
        let error = try #require(throws: EmbeddingModelError.self) {
            try EmbeddingModel.custom(file: file, output: "logits")
        }
        #expect("\(error)".contains("'logits'") && "\(error)".contains("vector"))
    }

    @Test(arguments: [
        (#"{"input": {"width": 8, "height": 8, "mean": [0, 0, 0], "std": [1, 0, 1]}}"#, "std"),
        (#"{"input": {"width": 0, "height": 8, "mean": [0, 0, 0], "std": [1, 1, 1]}}"#, "width"),
        (#"{"input": {"width": 8, "height": 99999, "mean": [0, 0, 0], "std": [1, 1, 1]}}"#, "height"),
        (#"{"input": {"width": 8, "height": 8, "mean": [0], "std": [1, 1, 1]}}"#, "mean"),
        (#"{"input": {"width": 8, "height": 8, "channels": 2, "mean": [0, 0], "std": [1, 1]}}"#, "channels"),
        (#"{"input": {"width": 8, "mean": [0, 0, 0], "std": [1, 1, 1]}}"#, "height"),
        (#"{"input": {"width": 8, "height": 8, "mean": [0, 0, 0], "std": [1, 1, 1], "fit": "squeeze"}}"#, "fit"),
        ("{", "my model.json"),
    ])
    func `a description that is wrong says where`(description: String, word: String) throws {
        let error = try #require(throws: EmbeddingModelError.self) {
            try model(TinyNetwork.means(), description: description)
        }
        #expect("\(error)".contains(word), "\(error)")
    }

    @Test func `a wrong dimension is said`() throws {
        let wrong = Self.described.replacingOccurrences(of: #"{"input""#, with: #"{"dimension": 5, "input""#)
        let model = try model(TinyNetwork.means(), description: wrong)
        #expect(throws: EmbeddingModelError.dimensionDiffers(file: model.file, said: 5, found: 3)) {
            try ModelRunner(model, threads: 1)
        }
    }

    @Test func `the name stands for the weights and the settings`() throws {
        let first = try model(TinyNetwork.means(), description: Self.described)
        #expect(first.name.hasPrefix("my_model-"))
        #expect(try model(TinyNetwork.means(), description: Self.described).name == first.name)
        let otherSettings = Self.described.replacingOccurrences(of: "0.5", with: "0.25")
        #expect(try model(TinyNetwork.means(), description: otherSettings).name != first.name)
        #expect(try model(TinyNetwork.means([1, 3, 6, 8]), description: Self.described).name != first.name)
    }

    @Test func `what is no network is refused in words`() throws {
        for bytes in [[], [UInt8]("not a network".utf8), [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]] {
            let error = try #require(throws: EmbeddingModelError.self) { try model(bytes) }
            #expect("\(error)".contains("not an ONNX file"), "\(error)")
        }
        #expect(throws: EmbeddingModelError.self) { try EmbeddingModel.custom(file: folder.url.path + "/none.onnx") }
        #expect(throws: EmbeddingModelError.self) { try EmbeddingModel.custom(file: folder.url.path) }
    }

    @Test func `a file that ends anywhere, or with any byte changed, is refused or read, and crashes nothing`() throws {
        let whole = TinyNetwork.means([1, 3, 8, 8])
        for length in 0..<whole.count { _ = try? model(Array(whole[..<length])) }
        for place in whole.indices {
            for value in [0, 0x7F, 0xFF] as [UInt8] {
                var damaged = whole
                damaged[place] = value
                if let model = try? model(damaged) { _ = try? ModelRunner(model, threads: 1) }
            }
        }
    }

    @Test func `a name that is no model says which there are`() throws {
        let error = try #require(throws: EmbeddingModelError.self) {
            try EmbeddingModel.named("clip", in: folder.url)
        }
        #expect("\(error)".contains("characters"))
        #expect(throws: EmbeddingModelError.missing(model: "general", folder: folder.url.path)) {
            try EmbeddingModel.general(in: folder.url)
        }
    }

    @Test func `the folder of the models is where the environment says, or it says where it looked`() throws {
        #expect(
            try ModelFolder.locate(environment: ["TESSERA_MODELS": folder.url.path]).path == folder.url.path)
        #expect(throws: EmbeddingModelError.noModelFolder(looked: ["/nowhere/models"])) {
            try ModelFolder.locate(environment: ["TESSERA_MODELS": "/nowhere/models"])
        }
    }
}
