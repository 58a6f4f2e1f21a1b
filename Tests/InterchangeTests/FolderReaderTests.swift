import Dataset
import Foundation
import Interchange
import Testing

@Suite("Folders of images")
struct FolderReaderTests {
    @Test("split/class/image, with a folder beside the splits as a tag")
    func splitClass() throws {
        let folder = try ImageFolder([
            "train/i/a.png": "1", "Validation/ii/a.png": "2", "test/i/deep/er/b.png": "3", "label_book/i/c.png": "4",
            "train/loose.png": "5",
        ])
        let listing = try folder.read()
        #expect(listing.layout == .splitClass)
        #expect(
            listing.lines == [
                "Validation/ii/a.png ii val", "label_book/i/c.png i - label_book", "test/i/deep/er/b.png i test",
                "train/i/a.png i train", "train/loose.png - train",
            ])
        #expect(listing.refusals.isEmpty)
    }

    @Test("class/image, a folder around everything, and images side by side")
    func otherLayouts() throws {
        #expect(try ImageFolder(["i/a.png": "1", "ii/a.png": "2"]).read().lines == ["i/a.png i -", "ii/a.png ii -"])
        let wrapped = try ImageFolder(["data/train/i/a.png": "1", "data/val/i/a.png": "2"]).read()
        #expect(wrapped.lines == ["data/train/i/a.png i train", "data/val/i/a.png i val"])
        let flat = try ImageFolder(["a.png": "1", "b.png": "2"]).read()
        #expect(flat.layout == .flat && flat.lines == ["a.png - -", "b.png - -"])
        #expect(try ImageFolder([:]).read().entries.isEmpty)
    }

    @Test("metadata.csv: quotes, line feeds in them, CRLF, a byte-order mark, numbers and identifiers")
    func csv() throws {
        let csv =
            "\u{FEFF}file_name,label,split,note,size,code\r\n"
            + "a.png,i,train,\"says \"\"one\"\", or\r\n two\",12,007\r\n\"b,c.png\",ii,dev,,-1.5,12\r\n"
        let folder = try ImageFolder(["a.png": "1", "b,c.png": "2", "c.png": "3", "metadata.csv": csv])
        let listing = try folder.read()
        #expect(listing.layout == .metadata)
        #expect(listing.lines == ["a.png i train", "b,c.png ii val", "c.png - -"])
        #expect(
            listing.entries[0].columns == [
                "note": .text("says \"one\", or\r\n two"), "size": .number(12), "code": .text("007"),
            ])
        #expect(listing.entries[1].columns == ["size": .number(-1.5), "code": .text("12")])
        #expect(listing.columns.map(\.name) == ["code", "note", "size"])
        #expect(listing.columns.map(\.kind) == [.text, .text, .number])
    }

    @Test("CSV with semicolons or tabs", arguments: [";", "\t"])
    func separators(separator: String) throws {
        let rows = ["file_name,label", "a.png,i", "b.png,\"x,y\""].map { $0.replacing("e,l", with: "e\(separator)l") }
        let csv = [rows[0], "a.png\(separator)i", "b.png\(separator)\"ii\(separator)\""].joined(separator: "\n")
        let listing = try ImageFolder(["a.png": "1", "b.png": "2", "metadata.csv": csv]).read()
        #expect(listing.entries[0].label == "i")
        #expect(listing.entries[1].label == "ii\(separator == "\t" ? "" : separator)")
    }

    @Test("metadata.jsonl, one in each split folder, further columns kept")
    func jsonl() throws {
        let folder = try ImageFolder([
            "train/0001.png": "1", "train/0002.png": "2", "val/0001.png": "3",
            "train/metadata.jsonl": """
            {"file_name": "0001.png", "label": "i", "size": 3, "ok": true, "box": [1, 2]}

            {"file_name": "./0002.png", "label": 7, "size": null, "tags": ["odd", "book"]}
            """, "val/metadata.jsonl": "{\"file_name\": \"0001.png\", \"label\": \"i\", \"size\": 2.5}\n",
        ])
        let listing = try folder.read()
        #expect(listing.lines == ["train/0001.png i train", "train/0002.png 7 train odd book", "val/0001.png i val"])
        #expect(listing.entries[0].columns == ["size": .number(3), "ok": .text("true"), "box": .text("[1,2]")])
        #expect(listing.entries[1].columns.isEmpty)
        #expect(listing.refusals.isEmpty)
    }

    @Test("a column of labels silences the folders; without one they speak")
    func labelsOrFolders() throws {
        let files = ["images/a.png": "1", "images/b.png": "2"]
        let labels = ["metadata.csv": "file_name,label\nimages/a.png,i\n"]
        #expect(try ImageFolder(files.merging(labels) { $1 }).read().lines == ["images/a.png i -", "images/b.png - -"])
        let notes = ["metadata.csv": "file_name,note\ni/a.png,x\n"]
        let classes = ["i/a.png": "1", "ii/b.png": "2"]
        #expect(try ImageFolder(classes.merging(notes) { $1 }).read().lines == ["i/a.png i -", "ii/b.png ii -"])
        let noted = ["metadata.csv": "file_name,note\nimages/a.png,x\n"]
        #expect(try ImageFolder(files.merging(noted) { $1 }).read().lines == ["images/a.png - -", "images/b.png - -"])
    }

    @Test("rows that lead out, to nothing, or twice to the same are refused one by one")
    func badRows() throws {
        let csv = """
            file_name,label,split
            ../../etc/passwd,i,train
            /etc/passwd,i,train
            missing.png,i,train
            a.png,i,train
            a.png,ii,val
            b.png,../x,
            c.png,i,unsupervised
            d.png,i,train,surplus
            """
        let folder = try ImageFolder([
            "a.png": "1", "b.png": "2", "c.png": "3", "d.png": "4", "metadata.csv": csv,
        ])
        let listing = try folder.read()
        #expect(listing.lines == ["a.png i train", "c.png i - unsupervised", "d.png - -"])
        #expect(
            listing.codes == [
                "bad-metadata", "unsafe-path", "unsafe-path", "missing-file", "duplicate-entry", "unsafe-class-name",
            ])
        #expect(listing.refusals[1].path.hasPrefix("metadata.csv:2:"))
    }

    @Test("metadata that cannot be read is refused, and the images come all the same")
    func badMetadata() throws {
        for text in ["", "name,label\na.png,i\n", "file_name,label\na.png,\"i\n"] {
            let listing = try ImageFolder(["a.png": "1", "metadata.csv": text]).read()
            #expect(listing.codes == ["bad-metadata"] && listing.entries.count == 1, "\(text)")
        }
        let broken = try ImageFolder(["a.png": "1", "metadata.jsonl": "{]\n[1]\n{\"label\":\"i\"}\n\u{0}\n"]).read()
        #expect(broken.codes == Array(repeating: "bad-metadata", count: 4) && broken.entries.count == 1)
    }

    @Test("a folder that is not there, or is a file, says so")
    func noFolder() throws {
        let folder = try ImageFolder(["a.png": "1"])
        #expect(throws: FolderError.self) { try FolderReader(root: folder["nothing"]).read() }
        #expect(throws: FolderError.notAFolder(folder["a.png"].path)) { try FolderReader(root: folder["a.png"]).read() }
    }
}
