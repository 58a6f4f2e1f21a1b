import Foundation
import Testing

/// The vision models that `make setup` unpacks; tests that need them are left out where they are not.
enum Models {
    static let missing: Comment = "the vision models are not there: run make setup"

    static var present: Bool {
        let named = ProcessInfo.processInfo.environment["TESSERA_MODELS"].map { URL(fileURLWithPath: $0) }
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent(".deps/models")
        let file = (named ?? sources).appendingPathComponent("characters.onnx")
        return FileManager.default.fileExists(atPath: file.path)
    }
}
