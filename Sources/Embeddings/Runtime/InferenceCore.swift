import COpenVINO

/// OpenVINO itself, started when the first model is loaded, one a process.
///
/// Linking the library costs a command that needs no model 4 ms of its start; the plugins, which are the large part,
/// are loaded here.
final class InferenceCore: @unchecked Sendable {  // the core is documented as thread-safe
    let pointer: OpaquePointer

    static func shared() throws -> InferenceCore { try started.get() }

    private static let started = Result { try InferenceCore() }

    private init() throws {
        var core: OpaquePointer?
        try InferenceError.check(ov_core_create(&core), "start")
        guard let core else { throw InferenceError(step: "start", reason: "no core was made") }
        pointer = core
    }
}
