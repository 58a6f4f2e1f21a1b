import Foundation
import Hummingbird

/// The folder of the pages, from which nothing outside of it is ever served.
struct WebFolder: Sendable {
    /// Files above this size are no part of a page.
    static let limit = 64 << 20

    private let root: String

    init(_ url: URL) {
        root = url.resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// The real path of the file that a relative address names, or nil where there is none inside the folder.
    ///
    /// Every part of the address is decoded once and must be a plain name: no `..`, nothing hidden, no separator that
    /// came out of an escape. The file that this leads to, links followed, must still lie inside the folder.
    func file(at address: Substring) -> String? {
        guard !address.isEmpty, address.utf8.count <= 1_024 else { return nil }
        var names: [String] = []
        for part in address.split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = PercentEncoding.decode(part), Self.isPlain(name) else { return nil }
            names.append(name)
        }
        return held(root + "/" + names.joined(separator: "/"))
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".")
            && !name.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") || $0 < 0x20 || $0 == 0x7F }
    }

    /// The path with links resolved, where it is a regular file inside the folder.
    private func held(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        let real = String(cString: resolved)
        guard real.hasPrefix(root + "/"), FileFacts(path: real)?.isRegular == true else { return nil }
        return real
    }
}
