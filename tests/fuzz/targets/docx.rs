//! DOCX: the document and its properties.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: (&[u8], &[u8])| {
    let (document, core) = data;
    let members = [
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("word/document.xml", document),
        ("docProps/core.xml", core),
    ];
    dateline_fuzz::read_zip("a.docx", &members);
});
