import Embeddings
import Foundation
import Testing

/// The built-in models, which `make setup` makes. Where they are absent the tests that need them fail and say so, but
/// for TESSERA_WITHOUT_MODELS=1, which skips them.
enum Models {
    static var areWanted: Bool { ProcessInfo.processInfo.environment["TESSERA_WITHOUT_MODELS"] != "1" }

    static var folder: URL {
        get throws {
            let given = ProcessInfo.processInfo.environment["TESSERA_MODELS"].map { URL(fileURLWithPath: $0) }
            let folder = given ?? Repository.root.appendingPathComponent(".deps/models")
            try #require(
                FileManager.default.fileExists(atPath: folder.path),
                "There are no models in \(folder.path). Run `make setup`, or set TESSERA_WITHOUT_MODELS=1.")
            return folder
        }
    }

    static var characters: EmbeddingModel { get throws { try .characters(in: folder) } }
    static var general: EmbeddingModel { get throws { try .general(in: folder) } }
}

extension Trait where Self == ConditionTrait {
    static var needsModels: Self { .enabled("TESSERA_WITHOUT_MODELS is set") { Models.areWanted } }
    static var needsRealData: Self {
        .enabled("the roman numerals are not on this machine") { Repository.realData != nil }
    }
}

enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static var golden: URL { root.appendingPathComponent("Tests/EmbeddingsTests/Golden") }

    /// The competition's images, where they are at hand.
    static var realData: URL? {
        let given = ProcessInfo.processInfo.environment["TESSERA_REAL_DATA"].map { URL(fileURLWithPath: $0) }
        let folder = given ?? root.deletingLastPathComponent().appendingPathComponent("shared/data/roman-numerals")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }
}
