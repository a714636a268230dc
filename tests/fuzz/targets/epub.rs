//! EPUB: the package and a chapter.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: (&[u8], &[u8])| {
    let (package, chapter) = data;
    let members = [
        ("mimetype", &b"application/epub+zip"[..]),
        (
            "META-INF/container.xml",
            b"<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>",
        ),
        ("p.opf", package),
        ("c.xhtml", chapter),
    ];
    dateline_fuzz::read_zip("a.epub", &members);
});
