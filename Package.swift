// swift-tools-version: 6.1
// The arrows between the targets are the arrows of docs/architecture.md: imports only go down.
import PackageDescription

let package = Package(
    name: "tessera",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "tessera", targets: ["tessera"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // Of the tests alone: reads docs/openapi.yaml.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C at the bottom: one module map per system library, a typed shim where C is variadic.
        .systemLibrary(
            name: "CBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CSPNG", pkgConfig: "spng", providers: [.apt(["libspng-dev"]), .brew(["libspng"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"]), .brew(["vips"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(name: "COpenVINO", pkgConfig: "openvino_c"),
        .systemLibrary(name: "CDNNL", providers: [.apt(["libdnnl-dev"]), .brew(["onednn"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "CVipsShim", dependencies: ["CVips"]),
        .target(name: "CJPEGShim", dependencies: ["CJPEG"]),
        .target(name: "CConvolution", dependencies: ["CDNNL"], linkerSettings: [.linkedLibrary("dnnl")]),
        .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),

        // The sciences: values in, values out.
        .target(name: "Matrices", dependencies: ["CKernels", "CBLAS"], swiftSettings: swift),
        .target(name: "Neighbors", dependencies: ["Matrices", "CKernels", "CBLAS"], swiftSettings: swift),
        .target(
            name: "Projection", dependencies: ["Matrices", "Neighbors", "CKernels", "CBLAS"], swiftSettings: swift),
        .target(name: "Audit", dependencies: ["Matrices", "Neighbors", "Imaging", "CKernels"], swiftSettings: swift),
        .target(
            name: "Imaging", dependencies: ["Matrices", "CKernels", "CSPNG", "CJPEGShim", "CVips", "CVipsShim"],
            swiftSettings: swift),
        .target(
            name: "Embeddings", dependencies: ["Matrices", "Imaging", "COpenVINO"],
            swiftSettings: swift),
        .target(
            name: "FixedModel", dependencies: ["Matrices", "Imaging", "CKernels", "CConvolution"],
            swiftSettings: swift),
        .target(name: "Scoring", dependencies: ["Matrices"], swiftSettings: swift),
        .target(name: "DemoData", dependencies: ["Matrices", "Imaging"], swiftSettings: swift),

        // The dataset and the formats of others.
        .target(
            name: "Dataset",
            dependencies: [
                "Matrices", "CCrypto", "CLinux", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: swift),
        .target(name: "Interchange", dependencies: ["Dataset", "CLinux", "CXLSXWriter", "CZip"], swiftSettings: swift),

        // The use cases, and what stands on them.
        .target(
            name: "Workbench",
            dependencies: [
                "CLinux", "Matrices", "Neighbors", "Projection", "Audit", "Imaging", "Embeddings", "FixedModel",
                "Scoring", "DemoData", "Dataset", "Interchange",
            ], swiftSettings: swift),
        .target(
            name: "Server",
            dependencies: [
                "Workbench", "Dataset", "Interchange", "Imaging", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: swift),
        .executableTarget(
            name: "tessera",
            dependencies: [
                "Workbench", "Server", "Dataset", "Interchange", "Embeddings", "Audit", "Matrices", "Neighbors",
                "Projection", "Scoring",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], path: "Sources/CLI", swiftSettings: swift,
            linkerSettings: openVINO),

        // For benchmarks: the fixed model alone, without a workspace.
        .executableTarget(
            name: "fixed-model-epochs", dependencies: ["FixedModel", "Imaging", "Matrices"],
            path: "Benchmarks/FixedModelEpochs", swiftSettings: swift),
        // For benchmarks: the audit's sciences alone.
        .executableTarget(
            name: "audit-sciences", dependencies: ["Audit", "Imaging", "Matrices", "Neighbors"],
            path: "Benchmarks/AuditSciences", swiftSettings: swift),

        .testTarget(name: "MatricesTests", dependencies: ["Matrices"], swiftSettings: swift),
        .testTarget(name: "NeighborsTests", dependencies: ["Neighbors"], swiftSettings: swift),
        .testTarget(
            name: "AuditTests", dependencies: ["Audit", "Imaging", "Matrices", "Neighbors"], exclude: ["Golden"],
            swiftSettings: swift),
        .testTarget(name: "ProjectionTests", dependencies: ["Projection"], swiftSettings: swift),
        .testTarget(name: "ImagingTests", dependencies: ["Imaging"], swiftSettings: swift),
        .testTarget(
            name: "EmbeddingsTests", dependencies: ["Embeddings", "Imaging", "Matrices"], exclude: ["Golden"],
            swiftSettings: swift,
            linkerSettings: openVINO),
        .testTarget(
            name: "FixedModelTests", dependencies: ["FixedModel", "Imaging", "Matrices"], exclude: ["Golden"],
            swiftSettings: swift),
        .testTarget(
            name: "ScoringTests", dependencies: ["Scoring", "Matrices"], exclude: ["Golden"], swiftSettings: swift),
        .testTarget(name: "DemoDataTests", dependencies: ["DemoData", "Imaging"], swiftSettings: swift),
        .testTarget(
            name: "DatasetTests", dependencies: ["Dataset", "Matrices", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: swift),
        .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "Dataset", "CZip"], swiftSettings: swift),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Workbench", "Audit", "Dataset", "Embeddings", "FixedModel", "Interchange", "Scoring", "Imaging",
                "Matrices",
            ],
            swiftSettings: swift,
            linkerSettings: openVINO),
        .testTarget(
            name: "ServerTests",
            dependencies: [
                "Server", "Workbench", "Dataset", "Imaging", "Matrices",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ], swiftSettings: swift,
            linkerSettings: openVINO),
        .testTarget(name: "CLITests", dependencies: ["Dataset", "Imaging"], swiftSettings: swift),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c17
)

/// Strict everywhere; cross-module optimization because the numerics are split over modules
/// (a generic called across modules is hundreds of times slower without it).
var swift: [SwiftSetting] {
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
    ]
}

/// Binaries find OpenVINO's C library at run time where `make setup` unpacks it.
var openVINO: [LinkerSetting] {
    let libraries = Context.packageDirectory + "/.deps/openvino/lib"
    return [.unsafeFlags(["-Xlinker", "-rpath", "-Xlinker", libraries], .when(platforms: [.linux]))]
}
