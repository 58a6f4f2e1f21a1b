public import Foundation

/// Where the built-in models lie: the folder that holds `general.onnx`, `characters.onnx` and their descriptions.
public struct ModelFolder {
    /// The folder that `TESSERA_MODELS` names; else `.deps/models` beside the folder of the running program (as in
    /// `bin/tessera`) or in a folder above it (as in `.build/release/tessera`).
    ///
    /// - Throws: `EmbeddingModelError.noModelFolder` with the places that were looked at.
    public static func locate(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> URL {
        if let given = environment["TESSERA_MODELS"], !given.isEmpty {
            let folder = URL(fileURLWithPath: given, isDirectory: true)
            guard isFolder(folder) else { throw EmbeddingModelError.noModelFolder(looked: [folder.path]) }
            return folder
        }
        var looked: [String] = []
        var place = executable().deletingLastPathComponent()
        for _ in 0..<5 {
            let folder = place.appendingPathComponent(".deps/models", isDirectory: true)
            if isFolder(folder) { return folder }
            looked.append(folder.path)
            place.deleteLastPathComponent()
        }
        throw EmbeddingModelError.noModelFolder(looked: looked)
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    private static func executable() -> URL {
        let path = Bundle.main.executablePath ?? CommandLine.arguments.first ?? "tessera"
        return URL(fileURLWithPath: path).resolvingSymlinksInPath()
    }
}
