//! ODT: the content and its properties.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: (&[u8], &[u8])| {
    let (content, meta) = data;
    let members = [
        ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content),
        ("meta.xml", meta),
    ];
    dateline_fuzz::read_zip("a.odt", &members);
});
