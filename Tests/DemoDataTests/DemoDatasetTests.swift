import DemoData
import Foundation
import Imaging
import Testing

@Suite("The demo dataset")
struct DemoDatasetTests {
    @Test("is the same for a seed whatever the threads, and another for another seed")
    func deterministic() throws {
        let one = try WrittenDemo(threads: 1), two = try WrittenDemo(threads: 2), other = try WrittenDemo(seed: 7)
        let paths = try one.paths()
        #expect(try paths == two.paths())
        for path in paths { #expect(try one.bytes(path) == two.bytes(path), "\(path)") }
        #expect(try Data(contentsOf: one.summary.planted) == Data(contentsOf: two.summary.planted))
        #expect(try Set(paths).intersection(other.paths()).isEmpty)
    }

    @Test("lies in split, class and file, with names that say nothing")
    func layout() throws {
        let demo = try WrittenDemo()
        let paths = try demo.paths()
        #expect(paths.count == 400 && demo.summary.written == 400)
        #expect(paths == demo.planted.files.map(\.path))
        let classes: Set = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
        for file in demo.planted.files {
            let parts = file.path.split(separator: "/").map(String.init)
            #expect(parts.count == 3 && parts[0] == file.split && parts[1] == file.label)
            #expect(["train", "val", "label_book"].contains(parts[0]) && classes.contains(parts[1]))
            #expect(parts[2].wholeMatch(of: /[0-9a-f]{10}\.(png|jpg)/) != nil)
        }
        #expect(Set(demo.planted.files.map(\.label)) == classes)
        #expect(!FileManager.default.fileExists(atPath: demo.summary.images.appending(path: "planted.json").path))
        #expect(demo.summary.bySplit.values.reduce(0, +) == 400)
    }

    @Test("every file is what planted.json says it is")
    func truth() throws {
        let demo = try WrittenDemo()
        let byPath = Dictionary(uniqueKeysWithValues: demo.planted.files.map { ($0.path, $0) })
        var sizes: Set<Int> = []
        for file in demo.planted.files {
            let bytes = try demo.bytes(file.path)
            if file.flaws.contains("truncated") || file.flaws.contains("not-an-image") {
                let expected = file.flaws.contains("truncated") ? "truncated" : "not-an-image"
                let reason = #expect(throws: PictureError.self) { try PictureDecoder.decode(bytes) }
                #expect(reason?.code == expected)
                continue
            }
            let picture = try PictureDecoder.decode(bytes)
            #expect(PictureFormat.sniff(bytes) == (file.flaws.contains("jpeg") ? .jpeg : .png))
            #expect(picture.channels == 1)
            #expect((60...200).contains(picture.width) && (60...200).contains(picture.height))
            sizes.insert(picture.width * 1_000 + picture.height)

            if let truth = file.truth {
                #expect((truth != file.label) == file.flaws.contains("wrong-label"), "\(file.path)")
            } else {
                #expect(file.flaws.contains("junk") || file.flaws.contains("blank"))
            }
            if file.flaws.isEmpty, file.style != "scanned" { #expect(picture.inkBox() != nil) }
            if file.split == "label_book" { #expect(file.flaws.isEmpty) }

            let source = try file.duplicateOf.map { try #require(byPath[$0]) }
            if file.flaws.contains("exact-duplicate") {
                #expect(try demo.bytes(try #require(source).path) == bytes)
            } else if file.flaws.contains("near-duplicate") {
                #expect(try demo.bytes(try #require(source).path) != bytes)
            } else {
                #expect(source == nil)
            }
            if let source {
                #expect(source.truth == file.truth && source.writer == file.writer)
                #expect(file.flaws.contains("conflicting-label") == (source.label != file.label))
            }
        }
        #expect(sizes.count > 200)
    }

    @Test("holds the flaws of real data in about the shares promised")
    func shares() throws {
        let demo = try WrittenDemo(count: 2_000)
        let files = demo.planted.files
        func count(_ flaw: String) -> Int { files.count { $0.flaws.contains(flaw) } }
        #expect((180...210).contains(count("wrong-label")))
        #expect((35...80).contains(count("junk")))
        #expect((3...25).contains(count("blank")))
        #expect((40...55).contains(count("exact-duplicate")))
        #expect((35...45).contains(count("near-duplicate")))
        #expect((10...25).contains(count("conflicting-label")))
        #expect(count("truncated") == 1 && count("not-an-image") == 1 && count("jpeg") == 1)
        for (flaw, number) in demo.planted.counts { #expect(number == count(flaw), "\(flaw)") }

        let val = files.filter { $0.split == "val" }, train = files.filter { $0.split == "train" }
        #expect((0.25...0.31).contains(Double(val.count) / Double(val.count + train.count)))
        let missing = demo.planted.styleMissingFromVal
        #expect(!val.contains { $0.style == missing } && train.count { $0.style == missing } > 100)
        #expect(val.contains { $0.flaws.contains("exact-duplicate") })
        // Lopsided: the commonest class of val several times its rarest; train nearly even.
        func imbalance(_ files: [PlantedFile]) -> Double {
            let counts = Dictionary(grouping: files, by: \.label).mapValues(\.count).values
            return Double(counts.max() ?? 0) / Double(max(1, counts.min() ?? 0))
        }
        #expect(imbalance(val) > 2.5)
        #expect(imbalance(train) < 2.2)
        #expect(Set(files.map(\.style)).count == 6 && Set(files.map(\.writer)).count == 23)
    }

    @Test("is never written over something, and a stop leaves nothing behind")
    func careful() throws {
        let demo = try WrittenDemo(count: 200)
        #expect(throws: DemoError.exists(demo.summary.images.path)) {
            try DemoDataset(count: 200).write(to: demo.folder, threads: 1)
        }
        struct Stop: Error {}
        let folder = FileManager.default.temporaryDirectory.appending(path: "tessera-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: Stop.self) {
            try DemoDataset(count: 300).write(to: folder, threads: 2) { done, _ in if done > 0 { throw Stop() } }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(throws: DemoError.tooFew(10, least: 200)) { try DemoDataset(count: 10).write(to: folder, threads: 1) }
    }

    @Test("progress goes from nothing to all")
    func progress() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tessera-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var seen: [Int] = []
        _ = try DemoDataset(count: 300).write(to: folder, threads: 2) { done, total in
            #expect(total == 300)
            seen.append(done)
        }
        #expect(seen.first == 0 && seen.last == 300 && seen == seen.sorted())
    }
}
