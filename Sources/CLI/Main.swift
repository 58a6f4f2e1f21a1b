import ArgumentParser
import Foundation

/// Parses the command line, runs the command, and turns whatever it threw into words and an exit code.
@main
struct Main {
    static func main() async {
        // A reader that went away (`tessera list | head`) ends a write with an error, not the process with a signal.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Tessera.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(ErrorReport(error, json: CommandLine.arguments.contains("--json")).deliver().rawValue)
        }
    }
}
