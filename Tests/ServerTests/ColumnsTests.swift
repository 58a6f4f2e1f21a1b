import Dataset
import Testing
import Workbench

@Suite("Columns: the whole set in one piece")
struct ColumnsTests {
    @Test("Ids, labels, splits, tags and columns are the samples, in their order")
    func contents() async throws {
        try await LiveServer.run(samples: 9) { server async throws in
            let fields = "id,label,split,state,revision,tags,name,column.writer,column.slant,x,order"
            let answer = try await server.get("/api/v1/samples/columns?fields=\(fields)&sort=-id")
            #expect(answer.headers["content-type"] == "application/vnd.tessera.columns")
            let table = try ColumnsReader(answer.body)
            #expect(table.count == 9)
            #expect(table.header["lastChange"].int == 1)
            #expect(try table.integers("id") == Array((1...9).reversed()))
            #expect(try table.texts("label") == [nil, "iii", "ii", "i", "iii", "ii", "i", "iii", "ii"])
            #expect(try table.texts("split").prefix(3) == [nil, "train", "val"])
            #expect(try table.texts("state") == Array(repeating: "active", count: 9))
            #expect(try table.integers("revision") == Array(repeating: 1, count: 9))
            #expect(try table.texts("tags").last == "odd one")
            #expect(try table.texts("name").first == "picture 9.png")
            #expect(try table.texts("column.writer").prefix(2) == ["w1", "w0"])
            #expect(try table.floats("column.slant").first == 4.5)
            #expect(try table.floats("x").allSatisfy(\.isNaN))
            #expect(try table.integers("order").allSatisfy { $0 == 0xFFFF_FFFF })
            let types = Dictionary(
                uniqueKeysWithValues: table.header["columns"].array.map {
                    ($0["name"].string ?? "", $0["type"].string ?? "")
                })
            #expect(types["label"] == "u16" && types["split"] == "u8" && types["state"] == "u8")
            #expect(types["name"] == "u32" && types["id"] == "u32" && types["x"] == "f32")
        }
    }

    @Test("A filter that nothing passes gives empty columns")
    func empty() async throws {
        try await LiveServer.run { server async throws in
            let answer = try await server.get("/api/v1/samples/columns?fields=id,label,x&label=nothing")
            #expect(try ColumnsReader(answer.body).count == 0)
        }
    }

    @Test("Fields that do not exist are refused", arguments: ["", "magic", "column.nothing", "id,,%00", "id;drop"])
    func unknown(fields: String) async throws {
        try await LiveServer.run { server async throws in
            #expect(try await server.get("/api/v1/samples/columns?fields=\(fields)").status == 400)
        }
    }

    @Test("A dictionary that is too large for two bytes is told in four", arguments: [65_534, 65_535])
    func widths(entries: Int) throws {
        let dictionary = (0..<entries).map(String.init)
        let values = (0..<UInt32(entries)).map { $0 } + [ColumnTable.missing]
        let table = ColumnTable(
            count: values.count, lastChange: 3,
            columns: [
                .init(name: "split", values: .texts(values.map { $0 % 3 }, dictionary: ["train", "val", "test"])),
                .init(name: "column.w", values: .texts(values, dictionary: dictionary)),
            ])
        let read = try ColumnsReader(ColumnsFile.encode(table))
        #expect(read.column("column.w")["type"].string == (entries < 65_535 ? "u16" : "u32"))
        #expect(try read.texts("column.w") == dictionary + [nil])
    }

    @Test("A table whose columns are not of one length is not written")
    func ragged() {
        let table = ColumnTable(count: 2, lastChange: 0, columns: [.init(name: "id", values: .integers([1]))])
        #expect(throws: ColumnsFileError.self) { try ColumnsFile.encode(table) }
    }
}
