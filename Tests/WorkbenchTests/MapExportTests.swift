import Dataset
import Foundation
import Matrices
import Testing
import Workbench

@Suite("Saving the map")
struct MapExportTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace
    private let web: URL

    init() throws {
        folder = try TemporaryFolder()
        web = folder.sub("Web")
        let images = folder.sub("images")
        try Pictures.writeFolder(images, count: 6)
        workspace = try Workspace.create(at: folder.sub("w.tessera"), name: "</script><b>&\"{{data}}")
        _ = try ImportFolder(folder: images).run(in: workspace, reporting: .silent())
        let digests = try workspace.imageDigests(matching: SampleQuery())
        try workspace.saveProjection(
            ProjectionInfo(model: "made-up", method: "UMAP", seed: 42), digests: digests,
            coordinates: (0..<digests.count * 2).map { Float($0) }, order: (0..<Int32(digests.count)).map { $0 })
        try write(
            "map/saved/manifest.json",
            """
            {"format": "tessera.map/1", "template": "map/saved/template.html", "chart": "map/saved/chart.vl.json",
             "styles": ["a.css", "b.css"], "modules": ["one.js", "two.js"]}
            """)
        try write("map/saved/template.html", "<title>{{title}}</title><style>{{style}}</style>{{data}}|{{script}}")
        try write(
            "map/saved/chart.vl.json", #"{"t":"{{title}}","s":"{{subtitle}}","c":"{{classes}}","v":"{{values}}"}"#)
        try write("a.css", "a{}")
        try write("b.css", "b{}")
        try write("one.js", "import { x } from './x.js';\nexport const one = 1;")
        try write("two.js", "import { one } from './one.js';\nexport function two() { return one; }")
    }

    private func write(_ path: String, _ text: String) throws {
        let file = web.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    @Test("The page holds its styles, its script and its data, and a hostile name stays a name")
    func page() throws {
        let page = String(decoding: try MapExport(workspace: workspace, web: web).html(), as: UTF8.self)
        #expect(page.hasPrefix("<title>&lt;/script&gt;&lt;b&gt;&amp;&quot;{{data}}</title><style>a{}\nb{}</style>"))
        let script = try #require(page.split(separator: "|").last)
        #expect(script == "const one = 1;\nfunction two() { return one; }")
        let start = try #require(page.range(of: "</style>")?.upperBound)
        let end = try #require(page.lastIndex(of: "|"))
        #expect(!page[start..<end].contains("<"))
        let data = try #require(
            try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any])
        #expect(data["format"] as? String == "tessera.map/1")
        #expect(data["name"] as? String == "</script><b>&\"{{data}}")
        #expect(data["total"] as? Int == 6)
        #expect(data["classes"] as? [String] == ["i", "ii", "iii"])
        let columns = try #require(data["columns"] as? String)
        #expect(Data(base64Encoded: columns)?.prefix(4) == Data("TSC1".utf8))
        let pictures = try #require(data["pictures"] as? [String: Any])
        #expect((pictures["images"] as? [String])?.count == 6)
        #expect((data["projection"] as? [String: Any])?["seed"] as? Int == 42)
    }

    @Test("A filter saves only its samples, and says so")
    func filtered() throws {
        var query = SampleQuery()
        query.labels = ["ii"]
        let chart = try #require(
            try JSONSerialization.jsonObject(
                with: MapExport(workspace: workspace, web: web).vegaLite(matching: query)) as? [String: Any])
        let values = try #require(chart["v"] as? [[String: Any]])
        #expect(values.count == 2)
        #expect(values.allSatisfy { $0["label"] as? String == "ii" })
        #expect((values[0]["image"] as? String)?.hasPrefix("data:image/png;base64,") == true)
        #expect(chart["s"] as? String == "UMAP of made-up, seed 42: 2 images")
    }

    @Test("What cannot be saved is told")
    func refused() throws {
        var query = SampleQuery()
        query.labels = ["none of them"]
        let export = MapExport(workspace: workspace, web: web)
        #expect(throws: MapExportError.nothingToShow) { try export.html(matching: query) }
        #expect(throws: MapExportError.unknownProjection(9)) { try export.html(projection: 9) }
        let empty = try Workspace.create(at: folder.sub("empty.tessera"), name: "empty")
        #expect(throws: MapExportError.noProjection) { try MapExport(workspace: empty, web: web).html() }
        try write("map/saved/template.html", "{{title}}{{title}}{{style}}{{data}}{{script}}")
        #expect(throws: MapExportError.self) { try export.html() }
    }

    @Test("The program's own page files fit together")
    func real() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Web")
        let export = MapExport(workspace: workspace, web: sources)
        let page = String(decoding: try export.html(), as: UTF8.self)
        #expect(page.components(separatedBy: "</script").count == page.components(separatedBy: "<script").count)
        #expect(try JSONSerialization.jsonObject(with: export.vegaLite()) is [String: Any])
    }
}
