import Dataset
import Foundation
import Testing
import Workbench

@Suite("Parameters from outside")
struct ParametersTests {
    @Test(
        "JSON comes back as it went",
        arguments: [
            #"null"#, #"true"#, #"1"#, #"1.5"#, #""text""#, #"[1,2.5,"x",null]"#, #"{"a":{"b":[]},"c":-3}"#,
        ])
    func json(text: String) throws {
        #expect(try JSONValue(text: text).text() == text)
    }

    @Test("Conditions are those of the API's addresses")
    func conditions() throws {
        let query = try SampleConditions([
            "label=iii", "label=", "split=none", "tag=a=b", "q=x y", "state=all", "changed=1", "column.size=3",
        ]).query()
        #expect(query.labels == ["iii", ""])
        #expect(query.splits == [""])
        #expect(query.tags == ["a=b"])
        #expect(query.text == "x y")
        #expect(query.state == .all)
        #expect(query.changedOnly)
        #expect(query.columns == ["size": ["3"]])
    }

    @Test(
        "A condition that is none is told",
        arguments: ["label", "colour=red", "split=training", "state=gone", "changed=2", "column.=1"])
    func badConditions(text: String) {
        #expect(throws: ConditionError.self) { try SampleConditions([text]).query() }
    }

    @Test("The pages are found by the environment, beside bin, and upward from a build folder")
    func webFolder() throws {
        let folder = try TemporaryFolder()
        for path in ["Web", "bin", ".build/release", "elsewhere"] {
            try FileManager.default.createDirectory(at: folder.sub(path), withIntermediateDirectories: true)
        }
        let web = folder.sub("Web").path
        func found(_ program: String, _ environment: [String: String] = [:]) throws -> String {
            try ProgramFolders.web(environment: environment, executable: folder.sub(program)).path
        }
        #expect(try found("bin/tessera") == web)
        #expect(throws: ProgramFolderError.self) { try found(".build/release/tessera") }
        try Data().write(to: folder.sub("Package.swift"))
        #expect(try found(".build/release/tessera") == web)
        #expect(try found("bin/tessera", ["TESSERA_WEB": folder.sub("elsewhere").path]) == folder.sub("elsewhere").path)
        #expect(throws: ProgramFolderError.self) { try found("bin/tessera", ["TESSERA_WEB": folder.sub("no").path]) }
    }
}
