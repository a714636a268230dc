//! Files made to crash, hang or exhaust a reader. Each must end: in an article, or in a line of
//! the report, and never in silence.

use super::{Cause, Options, read_stream, zip};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// What came of a file: how many articles, how many of those with a warning, and the causes.
#[derive(Debug, Default)]
struct Outcome {
    articles: usize,
    warned: usize,
    causes: Vec<Cause>,
}

fn read(name: &str, bytes: &[u8]) -> Outcome {
    let mut out = Outcome::default();
    read_stream(bytes, Path::new(name), &Options::default(), &mut |read| {
        match read {
            Ok(article) => {
                out.articles += 1;
                out.warned += usize::from(!article.warnings.is_empty());
            }
            Err(error) => {
                assert!(!error.to_string().is_empty());
                out.causes.push(error.cause);
            }
        }
        ControlFlow::Continue(())
    });
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).ok();
    encoder.finish().unwrap_or_default()
}

/// A PDF with as many pages of a few words; its tree of pages holds itself too.
fn pages(n: usize) -> Vec<u8> {
    let kids: String = (0..n).map(|i| format!("{} 0 R ", i + 4)).collect();
    let mut out = format!(
        "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
         2 0 obj <</Type /Pages /Parent 2 0 R /Count {n} /Kids [{kids}2 0 R]>> endobj\n\
         3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
    );
    for i in 0..n {
        let (page, content) = (i + 4, n + i + 4);
        // What stands on every page is no text.
        let word: String = [i / 26, i % 26]
            .map(|k| char::from(b'a' + (k % 26) as u8))
            .iter()
            .collect();
        let at = 100 + i % 500;
        let draw =
            format!("BT /F1 12 Tf 72 {at} Td (Hello {word}, {word} and {word} again.) Tj ET");
        out += &format!(
            "{page} 0 obj <</Type /Page /Parent 2 0 R /Contents {content} 0 R /Resources <</Font <</F1 3 0 R>>>>>> endobj\n\
             {content} 0 obj <</Length {}>> stream\n{draw}\nendstream endobj\n",
            draw.len()
        );
    }
    (out + "trailer <</Root 1 0 R>>").into_bytes()
}

/// The files, by name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let same = vec![b'a'; 40 << 20];
    let page = |body: String| {
        format!("<!DOCTYPE html><html><body><p>Words in front.</p>{body}</body></html>")
            .into_bytes()
    };
    let small = zip::tests::make(&[("a.txt", b"Hello there.")]);
    let mut nested = small.clone();
    for _ in 0..6 {
        nested = zip::tests::make(&[("b.zip", &nested)]);
    }
    let mut matryoshka = b"Hello there.".to_vec();
    for _ in 0..10 {
        matryoshka = gzip(&matryoshka);
    }
    let entities = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
        <!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item><title>&b;&x;</title><description>&b;</description></item></channel></rss>";
    let doc_tables = format!(
        "<w:document><w:body>{}<w:p><w:t>Deep words.</w:t></w:p></w:body></w:document>",
        "<w:tbl><w:tr><w:tc>".repeat(20_000)
    );
    let mail = format!(
        "From: a\r\nTo: b\r\nSubject: c\r\nDate: d\r\n{}\r\n",
        (0..1000)
            .map(|i| format!("Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))
            .collect::<String>()
    );
    let headers = format!(
        "From: a\r\nTo: b\r\nDate: c\r\n{}\r\nHello there.",
        "X-A: b\r\n".repeat(100_000)
    );
    let items = format!(
        "<rss version='2.0'><channel>{}</channel></rss>",
        "<item><title>A</title></item>".repeat(20_000)
    );
    vec![
        ("deep.html", page("<div>".repeat(100_000))),
        ("spans.html", page(format!("{}x{}", "<span>".repeat(100_000), "</span>".repeat(100_000)))),
        ("formatting.html", page("<b><i><u>".repeat(60_000))),
        ("closing.html", page("</div></p></table>".repeat(100_000))),
        ("select.html", page("<svg><select><table>".repeat(30_000))),
        ("paragraphs.html", page("<p>a</p>".repeat(100_000))),
        ("open-paragraphs.html", page("<p>a".repeat(100_000))),
        ("attributes.html", page(format!("<p {}>x</p>", "a=b ".repeat(50_000)))),
        ("unclosed.html", page("<a href=\"".repeat(20_000))),
        ("comments.html", page("<!--".repeat(100_000))),
        ("scripts.html", page("<script>".repeat(50_000))),
        ("script-ends.html", page(format!("<script>{}", "</".repeat(500_000)))),
        ("times.html", page("<time datetime=2020-01-01>x</time>".repeat(20_000))),
        ("dates.html", page("<p>1 May 2020</p>".repeat(30_000))),
        ("headings.html", page("<h1>Words of a headline</h1>".repeat(20_000))),
        ("linked.html", page(format!("<script type='application/ld+json'>{}</script>", "{\"@graph\":[".repeat(50_000)))),
        ("absurd.html", page("<script type='application/ld+json'>{\"datePublished\":\"-9999999-99-99T99:99\"}</script>".into())),
        ("deep.json", "[".repeat(200_000).into_bytes()),
        ("deep.jsonl", ("{\"a\":".repeat(100_000) + "\n{\"text\":\"Hello there.\"}").into_bytes()),
        ("long.jsonl", [b"{\"text\":\"".as_slice(), &vec![b'a'; 20 << 20], b"\"}\n{\"text\":\"b\"}"].concat()),
        ("broken.json", b"{\"articles\": [{\"text\": \"a\"}, {\"text\"".to_vec()),
        ("long.txt", vec![b'a'; 17 << 20]),
        ("nul.txt", vec![0; 10_000]),
        ("random.txt", (0..50_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
        ("bomb.gz", gzip(&same)),
        ("bomb.jsonl.gz", gzip(&[b"{\"text\":\"".as_slice(), &same].concat())),
        ("cut.gz", gzip(b"{\"text\":\"Hello there.\"}")[..20].to_vec()),
        ("matryoshka.gz", matryoshka),
        ("bomb.zip", zip::tests::make(&[("a.txt", &same), ("b.txt", b"Hello there.")])),
        ("bomb.zst", ruzstd::encoding::compress_to_vec(
            same.as_slice(),
            ruzstd::encoding::CompressionLevel::Fastest,
        )),
        ("nested.zip", nested),
        ("cut.zip", small[..40].to_vec()),
        ("empty.zip", zip::tests::make(&[])),
        ("names.zip", zip::tests::make(&[("../../../etc/a.txt", b"Hello there."), ("/b.txt", b"Hello here.")])),
        ("bomb.docx", zip::tests::make(&[("word/document.xml", &same)])),
        ("tables.docx", zip::tests::make(&[("word/document.xml", doc_tables.as_bytes())])),
        ("sheet.xlsx", zip::tests::make(&[("xl/workbook.xml", b"<x/>")])),
        ("none.epub", zip::tests::make(&[("META-INF/container.xml", b"<container/>")])),
        ("circle.epub", zip::tests::make(&[("META-INF/container.xml", b"<rootfile full-path='META-INF/container.xml'/>")])),
        ("entities.xml", entities.into()),
        ("items.rss", items.into_bytes()),
        ("deep.xml", ("<?xml version='1.0'?><nitf>".to_owned() + &"<a>".repeat(200_000)).into_bytes()),
        ("parts.eml", mail.into_bytes()),
        ("headers.eml", headers.into_bytes()),
        ("boundary.eml", format!("From: a\r\nTo: b\r\nSubject: c\r\nMIME-Version: 1\r\nContent-Type: multipart/mixed; boundary=\"\"\r\n\r\n{}", "--\r\n".repeat(50_000)).into_bytes()),
        ("froms.mbox", format!("From a\nSubject: x\n\n{}", "\nFrom b\n".repeat(5_000)).into_bytes()),
        ("braces.rtf", format!("{{\\rtf1 {}", "{".repeat(200_000)).into_bytes()),
        ("bin.rtf", b"{\\rtf1 \\bin99999999999 x}".to_vec()),
        ("quotes.csv", format!("title,text\n{}", "\"".repeat(1_000_001)).into_bytes()),
        ("columns.csv", format!("title,text{}\na,b\n", ",c".repeat(100_000)).into_bytes()),
        ("length.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx".to_vec()),
        ("minus.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx".to_vec()),
        ("arrays.pdf", format!("%PDF-1.4\n1 0 obj {} endobj trailer <</Root 1 0 R>>", "[".repeat(200_000)).into_bytes()),
        ("dicts.pdf", format!("%PDF-1.4\n1 0 obj {} endobj trailer <</Root 1 0 R>>", "<</A".repeat(200_000)).into_bytes()),
        ("objects.pdf", format!("%PDF-1.4\n{}", "1 0 obj <</Length 9 0 R>> stream\n".repeat(20_000)).into_bytes()),
        ("pages.pdf", pages(600)),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj <</Type /Catalog".to_vec()),
        ("cut.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].repeat(100)),
        ("picture.png", b"\x89PNG\r\n\x1a\n".repeat(50)),
        ("front.md", ("---\n".to_owned() + &"a: b\n".repeat(100_000)).into_bytes()),
        ("lists.md", ("- ".repeat(20_000) + "x").into_bytes()),
        ("quotes.md", (">".repeat(20_000) + "x").into_bytes()),
        ("empty.txt", Vec::new()),
        ("blank.txt", b" \n\t\n".to_vec()),
    ]
}

#[test]
fn hostile_files_end_in_an_article_or_a_line_of_the_report() {
    for (name, bytes) in files() {
        let started = std::time::Instant::now();
        let outcome = read(name, &bytes);
        assert!(
            outcome.articles + outcome.causes.len() > 0,
            "{name} ended in silence"
        );
        // Shown with --nocapture; never asserted, machines differ.
        println!(
            "{name}: {} articles, {} warned, {:?}, {} ms",
            outcome.articles,
            outcome.warned,
            outcome.causes.first(),
            started.elapsed().as_millis()
        );
    }
}

#[test]
fn the_rest_of_a_file_goes_on_after_what_was_refused() {
    for (name, bytes) in files() {
        let outcome = read(name, &bytes);
        let want = match name {
            "bomb.zip" => Some((1, Cause::Bomb)),
            "long.jsonl" => Some((1, Cause::TooLarge(16 << 20))),
            "bomb.gz" | "bomb.zst" => Some((0, Cause::Bomb)),
            "nested.zip" | "matryoshka.gz" => Some((0, Cause::TooDeep(3))),
            "bomb.docx" => Some((0, Cause::Bomb)),
            _ => None,
        };
        if let Some((articles, cause)) = want {
            assert_eq!(outcome.articles, articles, "{name}");
            assert_eq!(outcome.causes.first(), Some(&cause), "{name}");
        }
    }
}

#[test]
fn members_beyond_the_limit_are_told() {
    let names: Vec<String> = (0..30).map(|i| format!("{i}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names
        .iter()
        .map(|n| (n.as_str(), b"Hello there.".as_slice()))
        .collect();
    let options = Options {
        limits: super::Limits {
            members: 20,
            ..Default::default()
        },
        ..Options::default()
    };
    let (mut articles, mut causes) = (0, Vec::new());
    let bytes = zip::tests::make(&members);
    read_stream(
        bytes.as_slice(),
        Path::new("a.zip"),
        &options,
        &mut |read| {
            match read {
                Ok(_) => articles += 1,
                Err(error) => causes.push(error.cause),
            }
            ControlFlow::Continue(())
        },
    );
    assert_eq!((articles, causes), (20, vec![Cause::TooMany(20)]));
}

#[test]
fn what_is_cut_says_so() {
    for (name, bytes) in files() {
        if matches!(name, "pages.pdf" | "deep.html") {
            let outcome = read(name, &bytes);
            assert_eq!((outcome.articles, outcome.warned), (1, 1), "{name}");
        }
    }
}

#[test]
fn what_a_file_says_is_never_fetched_nor_expanded() {
    for (name, bytes) in files().into_iter().filter(|f| f.0 == "entities.xml") {
        read_stream(
            bytes.as_slice(),
            Path::new(name),
            &Options::default(),
            &mut |read| {
                if let Ok(article) = read {
                    assert!(article.text.len() < 100, "{}", article.text);
                    assert!(!article.text.contains("root"), "{}", article.text);
                }
                ControlFlow::Continue(())
            },
        );
    }
}

#[test]
fn asking_to_stop_stops() {
    let options = Options::default();
    let lines = "{\"text\": \"Hello there.\"}\n".repeat(1000);
    let mut count = 0;
    read_stream(
        lines.as_bytes(),
        Path::new("a.jsonl"),
        &options,
        &mut |_| {
            count += 1;
            if count == 10 {
                options.cancel.cancel();
            }
            ControlFlow::Continue(())
        },
    );
    assert_eq!(count, 10);
}
