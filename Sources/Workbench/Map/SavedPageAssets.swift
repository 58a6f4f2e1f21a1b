import Foundation

/// The files of `Web` that a saved map is put together from, as `Web/map/saved/manifest.json` lists them.
struct SavedPageAssets {
    static let format = "tessera.map/1"

    private struct Manifest: Decodable {
        let format: String
        let template: String
        let chart: String
        let styles: [String]
        let modules: [String]
    }

    private let web: URL
    private let manifest: Manifest

    /// - Parameter web: the folder of the pages.
    init(web: URL) throws {
        self.web = web
        let path = "map/saved/manifest.json"
        do {
            manifest = try JSONDecoder().decode(Manifest.self, from: Self.read(path, in: web))
        } catch is DecodingError {
            throw MapExportError.badAsset(path, "it is not the JSON that is expected")
        }
        guard manifest.format == Self.format else {
            throw MapExportError.badAsset(path, "its format is \(manifest.format), not \(Self.format)")
        }
    }

    func template() throws -> PageTemplate { PageTemplate(text: try text(manifest.template)) }

    func chart() throws -> PageTemplate { PageTemplate(text: try text(manifest.chart)) }

    var templatePath: String { manifest.template }

    var chartPath: String { manifest.chart }

    /// All stylesheets in their order.
    func style() throws -> String { try manifest.styles.map(text).joined(separator: "\n") }

    /// All modules in their order, as one script: their imports dropped, since all lie in one scope, and their exports
    /// made plain declarations.
    func script() throws -> String {
        try manifest.modules.map { path in
            try text(path).split(separator: "\n", omittingEmptySubsequences: false)
                .filter { !$0.hasPrefix("import ") }
                .map { $0.hasPrefix("export ") ? $0.dropFirst("export ".count) : $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try Self.read(path, in: web), as: UTF8.self)
    }

    private static func read(_ path: String, in web: URL) throws -> Data {
        do {
            return try Data(contentsOf: web.appendingPathComponent(path))
        } catch {
            throw MapExportError.badAsset(path, "it cannot be read from \(web.path)")
        }
    }
}
