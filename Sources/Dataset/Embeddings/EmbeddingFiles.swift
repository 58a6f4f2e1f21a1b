package import Foundation

/// Where the rows of a model lie: `embeddings/<model>.npy` and `.ids`.
package struct EmbeddingFiles: Sendable {
    let rows: String
    let ids: String

    init(folder: URL, file: String) {
        rows = folder.appendingPathComponent(file + ".npy").path
        ids = folder.appendingPathComponent(file + ".ids").path
    }

    /// What is known of the neighbours under a model, or several joined by `+`; can be made again.
    package static func neighbors(of model: String, k: Int, in folder: URL) -> String {
        folder.appendingPathComponent(name(of: model) + ".\(k).neighbors").path
    }

    /// The file name of a model: its own where that is a plain one, else what is plain of it and a part of its digest.
    static func name(of model: String) -> String {
        let isPlain: (Unicode.Scalar) -> Bool = { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-_+.".unicodeScalars.contains(scalar))
        }
        if !model.isEmpty, model.utf8.count <= 100, !model.hasPrefix("."), model.unicodeScalars.allSatisfy(isPlain) {
            return model
        }
        let plain = String(String.UnicodeScalarView(model.unicodeScalars.filter(isPlain).prefix(60)))
        let start = plain.drop { $0 == "." }
        return "\(start.isEmpty ? "model" : start)-\(SHA256Digest.hex(of: Array(model.utf8)).prefix(12))"
    }
}
