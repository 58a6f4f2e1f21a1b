public import Dataset
public import Foundation

/// Where an export lies: a folder that the person at the terminal names, or a name below `exports` of the workspace,
/// which is all that the pages may choose.
public enum ExportPlace: Codable, Sendable, Equatable {
    case folder(URL)
    case named(String)

    private enum CodingKeys: String, CodingKey {
        case folder, name
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let path = try values.decodeIfPresent(String.self, forKey: .folder) {
            self = .folder(URL(fileURLWithPath: path, isDirectory: true))
            return
        }
        let name = try values.decode(String.self, forKey: .name)
        guard Self.isName(name) else {
            throw DecodingError.dataCorruptedError(
                forKey: .name, in: values,
                debugDescription: "it must be 1 to 100 letters, digits, dots, dashes or underscores, the first no dot.")
        }
        self = .named(name)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .folder(let url): try values.encode(url.path, forKey: .folder)
        case .named(let name): try values.encode(name, forKey: .name)
        }
    }

    /// The folder on disk.
    public func url(in workspace: Workspace) -> URL {
        switch self {
        case .folder(let url): url
        case .named(let name): workspace.directory.exports.appendingPathComponent(name, isDirectory: true)
        }
    }

    /// Whether it lies within the workspace.
    var isNamed: Bool {
        if case .named = self { true } else { false }
    }

    /// Whether a text can name a folder and cannot lead out of where it lies.
    static func isName(_ text: String) -> Bool {
        let allowed = text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0))
        }
        return allowed && !text.hasPrefix(".") && (1...100).contains(text.utf8.count)
    }
}
