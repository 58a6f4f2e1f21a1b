import ArgumentParser
import Foundation
import Workbench

/// What went wrong, for people on standard error or, with `--json`, for programs as the one document on standard
/// output: `{"error": {"code": …, "message": …}}`.
struct ErrorReport {
    private struct Document: Encodable {
        let error: JobFailure
    }

    private let error: any Error
    private let json: Bool

    init(_ error: any Error, json: Bool) {
        self.error = error
        self.json = json
    }

    /// Prints it and returns the exit code.
    func deliver() -> ExitStatus {
        if let status = error as? ExitCode { return status == .success ? .done : .failed }
        if let misuse = error as? Misuse {
            return fail(JobFailure(code: "misused", message: misuse.description), .misused)
        }
        if error is JobCancelled || error is CancellationError {
            return fail(JobFailure(code: "cancelled", message: JobCancelled().description), .cancelled)
        }
        if isFromParser {
            let text = Tessera.fullMessage(for: error)
            if Tessera.exitCode(for: error) == .success {
                Console.print(text)
                return .done
            }
            guard json else {
                Console.say(text)
                return .misused
            }
            return fail(JobFailure(code: "misused", message: Tessera.message(for: error)), .misused)
        }
        return fail(JobFailure(error), .failed)
    }

    private var isFromParser: Bool {
        if error is ValidationError || error is CleanExit { return true }
        let module = String(reflecting: type(of: error)).prefix { $0 != "." }
        return module == "ArgumentParser"
    }

    /// One line says what is wrong, the next what to do.
    private func fail(_ failure: JobFailure, _ status: ExitStatus) -> ExitStatus {
        if json {
            do {
                try Console.print(json: Document(error: failure))
            } catch {
                Console.say("tessera: \(failure.message)")
            }
            return status
        }
        Console.say("tessera: " + failure.message.replacingFirst(". ", with: ".\n         "))
        return status
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = range(of: part) else { return self }
        return replacingCharacters(in: range, with: other)
    }
}
