import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One connection to a port of this machine that sends exactly the bytes it is given: for requests that no well-behaved
/// client would send.
///
/// One task at a time uses it.
final class RawClient: @unchecked Sendable {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int, timeout seconds: Int = 60) throws {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, stream, 0)
        guard descriptor >= 0 else { throw Failure(what: "socket") }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure(what: "connect") }
    }

    deinit { _ = close(descriptor) }

    struct Failure: Error {
        let what: String
    }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard sent > 0 else { throw Failure(what: "write") }
            rest = rest.dropFirst(sent)
        }
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Reads until the text occurs in what was not taken yet, and takes everything up to its end.
    func read(through marker: String) throws -> String {
        let wanted = Array(marker.utf8)
        while true {
            if let end = Self.end(of: wanted, in: received) { return take(end) }
            try more()
        }
    }

    /// Reads an exact number of bytes.
    func read(count: Int) throws -> [UInt8] {
        while received.count < count { try more() }
        let bytes = Array(received[..<count])
        received.removeFirst(count)
        return bytes
    }

    /// Reads one answer; its body has a stated length or comes in chunks.
    func answer(hasBody: Bool = true) throws -> Answer {
        let head = try read(through: "\r\n\r\n")
        var answer = try Answer(head: head)
        if hasBody, let length = answer.headers["content-length"].flatMap(Int.init) {
            answer.body = try read(count: length)
        } else if hasBody, answer.headers["transfer-encoding"] == "chunked" {
            answer.body = try chunks()
        }
        return answer
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try read(through: "\r\n")
            guard let size = Int(line.dropLast(), radix: 16) else { throw Failure(what: "bad chunk: \(line)") }
            body += try read(count: size)
            _ = try read(count: 2)
            if size == 0 { return body }
        }
    }

    private func more() throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        guard count > 0 else { throw Failure(what: count == 0 ? "closed" : "timed out") }
        received.append(contentsOf: buffer[..<count])
    }

    private func take(_ end: Int) -> String {
        let text = String(decoding: received[..<end], as: UTF8.self)
        received.removeFirst(end)
        return text
    }

    private static func end(of wanted: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
            if Array(bytes[start..<(start + wanted.count)]) == wanted { return start + wanted.count }
        }
        return nil
    }
}
