import Dataset
import Foundation
import Interchange
import Testing

/// Everything about a folder may be made to do harm.
@Suite("Hostile folders")
struct HostileFolderTests {
    @Test("links out of the folder are refused, links within it are followed, links to folders are not")
    func symlinks() throws {
        let secret = try ImageFolder(["secret.png": "secret"])
        let folder = try ImageFolder(["i/a.png": "image"])
        let files = FileManager.default
        try files.createSymbolicLink(at: folder["i/out.png"], withDestinationURL: secret["secret.png"])
        try files.createSymbolicLink(atPath: folder["i/up.png"].path, withDestinationPath: "../../../etc/passwd")
        try files.createSymbolicLink(atPath: folder["i/same.png"].path, withDestinationPath: "a.png")
        try files.createSymbolicLink(atPath: folder["i/gone.png"].path, withDestinationPath: "nothing.png")
        try files.createSymbolicLink(atPath: folder["i/loop.png"].path, withDestinationPath: "loop.png")
        try files.createSymbolicLink(atPath: folder["ring"].path, withDestinationPath: ".")
        try files.createSymbolicLink(at: folder["outside"], withDestinationURL: secret.url)
        let reader = FolderReader(root: folder.url)
        let listing = try reader.read()
        #expect(listing.lines == ["i/a.png i -", "i/same.png i -"])
        #expect(try reader.bytes(of: listing.entries[1]) == Array("image".utf8))
        #expect(
            listing.codes.sorted() == [
                "broken-symlink", "broken-symlink", "symlink-outside", "symlink-outside", "symlink-outside",
                "symlink-to-folder",
            ])
    }

    @Test("a file that turns into a link after the listing is not followed")
    func swappedForALink() throws {
        let secret = try ImageFolder(["secret.png": "secret"])
        let folder = try ImageFolder(["i/a.png": "image", "ii/b.png": "image"])
        let reader = FolderReader(root: folder.url)
        let entries = try reader.read().entries
        try FileManager.default.removeItem(at: folder["i/a.png"])
        try FileManager.default.createSymbolicLink(at: folder["i/a.png"], withDestinationURL: secret["secret.png"])
        try FileManager.default.removeItem(at: folder["ii"])
        try FileManager.default.createSymbolicLink(at: folder["ii"], withDestinationURL: secret.url)
        for entry in entries { #expect(throws: Refusal.self) { try reader.bytes(of: entry) } }
    }

    @Test("pipes and the like are refused without being opened")
    func specialFiles() throws {
        let folder = try ImageFolder(["i/a.png": "image"])
        mkfifo(folder["i/pipe.png"].path, 0o644)
        let listing = try folder.read()
        #expect(listing.codes == ["special-file"] && listing.entries.count == 1)
        let reader = FolderReader(root: folder.url)
        let entry = try reader.read().entries[0]
        try FileManager.default.removeItem(at: folder["i/a.png"])
        mkfifo(folder["i/a.png"].path, 0o644)
        let refusal = #expect(throws: Refusal.self) { try reader.bytes(of: entry) }
        #expect(refusal?.code == "special-file")
    }

    @Test("names that are not UTF-8 come through byte for byte; a class cannot be called so")
    func notUTF8() throws {
        let folder = try ImageFolder(["i/a.png": "image"])
        let name: [UInt8] = Array("i/".utf8) + [0xFF, 0xFE] + Array(".png".utf8)
        try folder.add(bytes: name)
        mkdir(folder["x"].path, 0o755)
        let bad = folder.url.path.utf8.map { CChar(bitPattern: $0) } + [0x2F, CChar(bitPattern: 0xE9), 0]
        mkdir(bad, 0o755)
        try folder.add(bytes: [0xE9] + Array("/b.png".utf8))
        let listing = try folder.read()
        #expect(listing.entries.map(\.path.bytes).contains(name))
        #expect(listing.entries.count == 2)
        #expect(listing.entries[1].path.display == "i/\u{FFFD}\u{FFFD}.png" && !listing.entries[1].path.isText)
        #expect(listing.codes == ["unsafe-class-name"])
    }

    @Test("names that differ by case only are two images")
    func caseOnly() throws {
        let folder = try ImageFolder(["i/A.png": "1", "i/a.png": "2", "I/a.png": "3"])
        #expect(try folder.read().entries.count == 3)
    }

    @Test("hidden files and other programs' leavings are counted and left, workspaces too")
    func ignored() throws {
        let folder = try ImageFolder([
            "i/a.png": "1", ".DS_Store": "", "i/._a.png": "", "i/Thumbs.db": "", "__MACOSX/i/a.png": "",
            "w.tessera/workspace.sqlite": "", "w.tessera/images/ab/cd": "",
        ])
        let listing = try folder.read()
        #expect(listing.entries.count == 1 && listing.refusals.isEmpty && listing.ignored == 5)
    }

    @Test("folders without end are not gone down for ever")
    func deep() throws {
        let deep = Array(repeating: "d", count: 40).joined(separator: "/")
        let listing = try ImageFolder(["\(deep)/a.png": "1", "d/b.png": "2"]).read()
        #expect(listing.codes == ["too-deep"] && listing.entries.count == 1)
    }

    @Test("a file above the limit is not read")
    func large() throws {
        let folder = try ImageFolder(["a.png": "12345", "b.png": "1234"])
        let reader = FolderReader(root: folder.url, maxBytes: 4)
        let entries = try reader.read().entries
        let refusal = #expect(throws: Refusal.self) { try reader.bytes(of: entries[0]) }
        #expect(refusal?.code == "too-many-bytes")
        #expect(try reader.bytes(of: entries[1]).count == 4)
    }
}
