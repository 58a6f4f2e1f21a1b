import Dispatch
import Foundation

/// Turns the first SIGINT or SIGTERM into a request to stop; the second ends the process at once.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    /// - Parameter stop: is called once, on a queue of its own.
    init(stop: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "tessera.signals")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                signal(SIGINT, SIG_DFL)
                signal(SIGTERM, SIG_DFL)
                stop()
            }
            source.resume()
            return source
        }
    }

    func end() {
        for source in sources { source.cancel() }
        signal(SIGINT, SIG_DFL)
        signal(SIGTERM, SIG_DFL)
    }
}
