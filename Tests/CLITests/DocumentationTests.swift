import Foundation
import Testing

@Suite("The page of the command line")
struct DocumentationTests {
    private struct Dump: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let subcommands: [Command]?
        let arguments: [Argument]?
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String

            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        let names: [Name]?
        let shouldDisplay: Bool
    }

    private static func page() throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/cli.md")
        return try String(contentsOf: file, encoding: .utf8)
    }

    private static func root() async throws -> Command {
        let program = Program(folder: FileManager.default.temporaryDirectory)
        let dump = try await program.run("--experimental-dump-help")
        return try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
    }

    @Test("Every command and every option is on the page")
    func complete() async throws {
        let page = try Self.page()
        func check(_ command: Command, _ path: String) {
            let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
            #expect(page.contains(path), "\(path) is missing in docs/cli.md")
            for argument in command.arguments ?? [] where argument.shouldDisplay {
                for name in argument.names ?? [] where name.kind == "long" || (argument.names?.count ?? 0) == 1 {
                    #expect(page.contains(name.text), "\(name.text) of \(path) is missing in docs/cli.md")
                }
            }
            for subcommand in subcommands { check(subcommand, "\(path) \(subcommand.commandName)") }
        }
        check(try await Self.root(), "tessera")
    }

    @Test("Every option on the page is one of the program's")
    func nothingInvented() async throws {
        var known: Set<String> = ["--version", "--help"]
        func collect(_ command: Command) {
            for argument in command.arguments ?? [] { known.formUnion((argument.names ?? []).map(\.text)) }
            for subcommand in command.subcommands ?? [] { collect(subcommand) }
        }
        collect(try await Self.root())
        for match in try Self.page().matches(of: #/`[^`]*?(--[a-z][a-z-]*)/#) {
            #expect(known.contains(String(match.1)), "\(match.1) is on the page and not in the program")
        }
    }
}
