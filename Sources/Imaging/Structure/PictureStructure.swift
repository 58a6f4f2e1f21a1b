/// What the skeleton of a picture file says, read with every step checked against the file's end, nothing decoded.
struct PictureStructure: Equatable {
    let format: PictureFormat
    /// As stored, before ``orientation``.
    var width: Int
    var height: Int
    var frames = 1
    var orientation = Orientation.upright
    /// Whether the file reaches to the end that its format marks. Where it does not, a decoder's failure is a
    /// truncation; a decoder may yet find that all pixels are there.
    var isComplete = true

    var header: PictureHeader {
        PictureHeader(
            format: format, width: orientation.swapsSides ? height : width,
            height: orientation.swapsSides ? width : height, frames: frames)
    }

    /// Reads the skeleton and holds it against the limits.
    static func read(_ bytes: [UInt8], limits: PictureLimits) throws(PictureError) -> PictureStructure {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.maxBytes else { throw .tooManyBytes(bytes.count, limit: limits.maxBytes) }
        guard let format = PictureFormat.sniff(bytes) else { throw .notAnImage }
        let structure =
            switch format {
            case .png: try PNGStructure.read(bytes)
            case .jpeg: try JPEGStructure.read(bytes)
            case .webp: try WebPStructure.read(bytes)
            case .tiff: try TIFFStructure.read(bytes, limits: limits)
            case .gif: try GIFStructure.read(bytes)
            }
        guard structure.width > 0, structure.height > 0 else {
            throw .undecodable("it says it is \(structure.width) × \(structure.height) pixels")
        }
        let (pixels, overflow) = structure.width.multipliedReportingOverflow(by: structure.height)
        guard !overflow, pixels <= limits.maxPixels else {
            throw .tooManyPixels(overflow ? .max : pixels, limit: limits.maxPixels)
        }
        return structure
    }
}
