//! Files cut and changed at random: they open, or what can be had of them opens in a copy, with a
//! report; nothing panics, and nothing is told that was never written.

use super::files::open;
use crate::project::toy::project;
use crate::project::{Edit, Project, Thing, Trouble};
use proptest::prelude::*;
use std::sync::OnceLock;

/// A project of some pages, with edits, as a file.
fn whole() -> &'static (Vec<u8>, Project) {
    static WHOLE: OnceLock<(Vec<u8>, Project)> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.dateline");
        let mut random = 7u32;
        let mut letter = || {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (random >> 24) as u8 % 26)
        };
        let texts: Vec<(String, String)> = (0..40)
            .map(|i| {
                let mut text = format!("Ann met Bob{i} 5.\n");
                for _ in 0..900 {
                    text.extend([letter(), letter(), ' ', letter(), letter(), '\n']);
                }
                (format!("No {i}"), text)
            })
            .collect();
        let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (&**a, &**b)).collect();
        let mut p = project(&texts);
        p.save_as(&path).unwrap();
        for i in 0..20 {
            p.edit(&Edit::Note(Thing::Article(i), format!("note {i}")))
                .unwrap();
            p.edit(&Edit::Title(Thing::Event(0), format!("title {i}")))
                .unwrap();
        }
        p.settle();
        p.keep(&Default::default(), &Default::default()).unwrap();
        p.close(false).unwrap();
        (std::fs::read(&path).unwrap(), p)
    })
}

#[derive(Clone, Debug)]
enum Harm {
    Flip(u32, u8),
    Fill(u32, u16, u8),
    Cut(u32),
    Move(u32, u32, u16),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        6 => (any::<u32>(), 0u8..8).prop_map(|(at, bit)| Harm::Flip(at, bit)),
        2 => (any::<u32>(), any::<u16>(), any::<u8>()).prop_map(|(a, n, b)| Harm::Fill(a, n, b)),
        2 => any::<u32>().prop_map(Harm::Cut),
        1 => (any::<u32>(), any::<u32>(), any::<u16>()).prop_map(|(a, b, n)| Harm::Move(a, b, n)),
    ]
}

fn do_harm(bytes: &mut Vec<u8>, harm: &Harm) {
    let len = bytes.len().max(1);
    // One in four strikes the head of the file, where it hurts most.
    let at = |n: u32| match n % 4 {
        0 => n as usize / 4 % len.min(120),
        _ => n as usize / 4 % len,
    };
    match *harm {
        Harm::Flip(a, bit) => {
            if let Some(byte) = bytes.get_mut(at(a)) {
                *byte ^= 1 << bit;
            }
        }
        Harm::Fill(a, n, with) => {
            let from = at(a);
            let to = (from + n as usize % 20_000).min(bytes.len());
            if from < to {
                bytes[from..to].fill(with);
            }
        }
        Harm::Cut(a) => bytes.truncate(at(a)),
        Harm::Move(a, b, n) => {
            let (from, to) = (at(a), at(b));
            let n = (n as usize).min(len - from.max(to).min(len));
            if n > 0 && from + n <= bytes.len() && to + n <= bytes.len() {
                bytes.copy_within(from..from + n, to);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_never_panics_and_never_lies(
        harms in proptest::collection::vec(harm(), 1..6)
    ) {
        let (bytes, good) = whole();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.dateline");
        let lost = folder.path().join("recovery");
        let mut bytes = bytes.clone();
        for harm in &harms {
            do_harm(&mut bytes, harm);
        }
        std::fs::write(&path, &bytes).unwrap();
        let opened = Project::open(&path, Some(&lost));
        let (opened, copied) = match opened {
            Err(Trouble::Damaged(..) | Trouble::Io(..)) => {
                let left = std::fs::read(&path).unwrap() == bytes;
                prop_assert!(left, "it is left as it is");
                (Project::open_damaged(&path, &lost), true)
            }
            other => (other, false),
        };
        // Each refusal is a sentence.
        let opened = match opened {
            Ok(opened) => opened,
            Err(trouble) => {
                prop_assert!(trouble.to_string().ends_with('.'), "{trouble:?}");
                return Ok(());
            }
        };
        let mut p = opened.project;
        for read in &*p.reads {
            let same = good.reads.iter().find(|r| r.key == read.key);
            prop_assert!(same.is_some_and(|r| r.article.text == read.article.text));
        }
        let complete = p.reads.len() == good.reads.len() && p.corrections == good.corrections;
        if copied {
            prop_assert!(!opened.notes.is_empty());
            prop_assert!(complete || opened.notes.len() > 1, "what is lost is told");
        }
        // It can be worked with, and saved.
        p.machine = crate::project::toy::machine(1);
        p.settle();
        let _ = p.edit(&Edit::Star(Thing::Article(0), true));
        p.settle();
        let saved = folder.path().join("saved.dateline");
        if p.save_as(&saved).is_ok() {
            p.close(false).unwrap();
            let again = open(&saved);
            prop_assert_eq!(&again.corrections, &p.corrections);
            prop_assert_eq!(again.reads.len(), p.reads.len());
        }
    }
}
