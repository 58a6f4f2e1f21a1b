/// The second form: samples are counted by class, state, split and tags, and their images looked through, without being read.
enum SchemaV2 {
    static let indices = """
        DROP INDEX sampleByClass;
        CREATE INDEX sampleByClass ON sample (class, state, split, tagSet);
        DROP INDEX sampleByImage;
        CREATE INDEX sampleByImage ON sample (image, state);
        """
}
