use super::edits::{entity, event, titles};
use crate::event::EventType;
use crate::project::store::Store;
use crate::project::toy::{self, project};
use crate::project::{Edit, Home, Project, Thing, Trouble, recovery};
use crate::temporal::TimeValue;
use std::path::{Path, PathBuf};

const NEWS: &[(&str, &str)] = &[
    (
        "One",
        "Ann met Bob 5.\nCarl called Dora 7.\nAnn rang Dora ?.",
    ),
    ("Two", "Ann met Bob 5.\nEve saw Bob 9."),
];

/// A project as the toy machine reads it, saved at `path`.
fn saved(path: &Path) -> Project {
    let mut p = project(NEWS);
    p.save_as(path).unwrap();
    p
}

pub fn open(path: &Path) -> Project {
    toyed(Project::open(path, None).unwrap().project)
}

fn toyed(mut p: Project) -> Project {
    p.machine = toy::machine(1);
    p.settle();
    p
}

fn edits(p: &mut Project) {
    p.edit(&Edit::Title(Thing::Event(1), "A call".into()))
        .unwrap();
    p.settle();
    p.edit(&Edit::EventType(event(p, "A call"), EventType::Request))
        .unwrap();
    p.edit(&Edit::Date(
        0,
        Some(TimeValue::ymd(-479, 8, 1)),
        "480 BC".into(),
    ))
    .unwrap();
    p.settle();
    p.edit(&Edit::MergeEntities(vec![
        entity(p, "Ann"),
        entity(p, "Eve"),
    ]))
    .unwrap();
    p.edit(&Edit::Note(Thing::Article(0), "# Read\ntwice".into()))
        .unwrap();
    p.edit(&Edit::Star(Thing::Event(0), true)).unwrap();
    p.undo().unwrap();
    p.settle();
}

/// All that must be the same after a reopening.
pub fn same(a: &Project, b: &Project) {
    assert_eq!(a.corrections, b.corrections);
    assert_eq!(a.history.steps(), b.history.steps());
    assert_eq!(a.history.at(), b.history.at());
    assert_eq!(a.reads, b.reads);
    assert_eq!(a.snapshot.story, b.snapshot.story);
    assert_eq!(a.snapshot.marks, b.snapshot.marks);
    assert_eq!(a.view, b.view);
    assert_eq!(a.unread, b.unread);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn all_comes_back_and_one_file_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let mut p = saved(&path);
    edits(&mut p);
    p.set_view("{\"zoom\":3}".into());
    p.close(false).unwrap();
    assert_eq!(
        files(folder.path()),
        std::slice::from_ref(&path),
        "no log, no journal, nothing else"
    );
    let mut q = open(&path);
    same(&p, &q);
    assert_eq!(q.home(), Home::File(path.clone()));
    assert!(q.redo_name().unwrap().starts_with("Star"));
    assert!(q.redo().is_some());
    while q.undo().is_some() {}
    q.settle();
    assert_eq!(titles(&q), titles(&project(NEWS)));
    drop(q);
    let q = open(&path);
    assert_eq!(
        (q.history.at(), q.history.steps().len()),
        (0, 6),
        "undo is kept too"
    );
    assert!(q.corrections.is_empty());
}

/// At least the last thousand steps are kept in the file.
#[test]
fn a_thousand_steps_are_undone_after_a_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let mut p = saved(&path);
    for i in 0..1_050 {
        let note = Edit::Note(Thing::Event(i % 3), format!("note {i}"));
        p.edit(&note).unwrap();
    }
    p.close(false).unwrap();
    let mut q = open(&path);
    assert_eq!(q.history.steps().len(), 1_050);
    let mut n = 0;
    while q.undo().is_some() {
        n += 1;
    }
    assert!(n >= 1_000 && q.corrections.is_empty());
    q.close(false).unwrap();
    let mut q = open(&path);
    while q.redo().is_some() {}
    assert_eq!(q.corrections, p.corrections);
}

#[test]
fn a_story_that_fits_is_not_told_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    saved(&path).close(false).unwrap();
    let never = |_: &[(&crate::article::Article, &crate::analysis::Analysis)]| panic!("told again");
    let mut q = Project::open(&path, None).unwrap().project;
    q.machine.combine = never;
    q.settle();
    assert_eq!(titles(&q).len(), 4);
    // With an article more it no longer fits.
    q.machine = toy::machine(1);
    q.add(vec![toy::entry("Three", "Fay saw Bob 3.")]);
    q.settle();
    assert_eq!(titles(&q)[0], "Fay saw Bob");
    q.keep(&Default::default(), &Default::default()).unwrap();
    drop(q);
    let mut q = Project::open(&path, None).unwrap().project;
    q.machine.combine = never;
    q.settle();
    assert_eq!(titles(&q)[0], "Fay saw Bob");
}

#[test]
fn a_second_opening_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let p = saved(&path);
    let refused = Project::open(&path, None).unwrap_err();
    assert_eq!(refused, Trouble::InUse(path.clone()));
    assert_eq!(
        refused.to_string(),
        "news.dateline is open in another window. Use it there, or close it there first."
    );
    assert_eq!(
        project(NEWS).save_as(&path),
        Err(Trouble::InUse(path.clone()))
    );
    p.close(false).unwrap();
    open(&path);
}

#[test]
fn what_is_no_project_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let none = folder.path().join("none.dateline");
    assert_eq!(
        Store::open(&none).unwrap_err(),
        Trouble::NotFound(none.clone())
    );
    assert!(!none.exists());
    for bytes in [
        &b""[..],
        b"Dear Sir or Madam, this is a letter and no project.",
        &[0; 5000],
    ] {
        let path = at("a.dateline", bytes);
        assert_eq!(
            Store::open(&path).unwrap_err(),
            Trouble::NotAProject(path.clone())
        );
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let other = folder.path().join("other.db");
    let db = rusqlite::Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE t(x)").unwrap();
    drop(db);
    assert_eq!(
        Store::open(&other).unwrap_err(),
        Trouble::NotAProject(other)
    );
    let newer = folder.path().join("newer.dateline");
    saved(&newer).close(false).unwrap();
    let db = rusqlite::Connection::open(&newer).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = std::fs::read(&newer).unwrap();
    assert_eq!(
        Project::open(&newer, None).unwrap_err(),
        Trouble::Newer(newer.clone())
    );
    assert_eq!(std::fs::read(&newer).unwrap(), before);
}

#[test]
fn a_file_that_cannot_be_written_is_opened_as_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let mut p = saved(&path);
    edits(&mut p);
    p.close(false).unwrap();
    let mut rights = std::fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).unwrap();
    let lost = folder.path().join("recovery");
    assert_eq!(
        Project::open(&path, None).unwrap_err(),
        Trouble::ReadOnly(path.clone())
    );
    let opened = Project::open(&path, Some(&lost)).unwrap();
    assert_eq!(opened.notes.len(), 1);
    let q = toyed(opened.project);
    same(&p, &q);
    assert!(matches!(q.home(), Home::Recovery(_)) && q.is_unsaved());
}

#[test]
fn work_without_a_file_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let lost = folder.path().join("recovery");
    assert!(recovery::list(&lost).is_empty());
    let mut p = project(NEWS);
    p.keep_in_recovery(&lost).unwrap();
    p.keep(&Default::default(), &Default::default()).unwrap();
    edits(&mut p);
    assert!(p.is_unsaved());
    assert!(recovery::list(&lost).is_empty(), "a window has it open");
    p.close(false).unwrap();
    let found = recovery::list(&lost);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].articles, found[0].steps), (2, 6));
    let mut q = toyed(Project::open(&found[0].path, Some(&lost)).unwrap().project);
    same(&p, &q);
    assert!(matches!(q.home(), Home::Recovery(_)));
    // Saved, it needs no recovery any more.
    let path = folder.path().join("kept.dateline");
    q.save_as(&path).unwrap();
    assert!(!q.is_unsaved());
    assert!(files(&lost).is_empty());
    q.edit(&Edit::Star(Thing::Event(0), true)).unwrap();
    q.settle();
    q.close(false).unwrap();
    same(&q, &open(&path));
    // Empty work leaves nothing behind, nor does what is thrown away.
    let mut p = Project::default();
    p.keep_in_recovery(&lost).unwrap();
    p.close(false).unwrap();
    let mut p = project(NEWS);
    p.keep_in_recovery(&lost).unwrap();
    p.close(true).unwrap();
    assert!(files(&lost).is_empty());
}

#[test]
fn save_as_goes_on_in_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (
        folder.path().join("one.dateline"),
        folder.path().join("two.dateline"),
    );
    let mut p = saved(&one);
    edits(&mut p);
    let before = p.clone();
    p.save_as(&two).unwrap();
    p.edit(&Edit::Star(Thing::Event(1), true)).unwrap();
    let q = open(&one);
    assert_eq!(q.history.steps(), before.history.steps());
    q.close(false).unwrap();
    assert_eq!(open_fails(&two), Trouble::InUse(two.clone()));
    p.close(false).unwrap();
    same(
        &{
            p.settle();
            p
        },
        &open(&two),
    );
    // Over an older project, but not into a folder that is not there.
    let mut q = open(&two);
    q.save_as(&one).unwrap();
    let nowhere = folder.path().join("nowhere").join("x.dateline");
    assert!(q.save_as(&nowhere).is_err());
    q.edit(&Edit::Star(Thing::Event(2), true)).unwrap();
    q.close(false).unwrap();
    assert_eq!(open(&one).history.steps().len(), 7);
    assert_eq!(files(folder.path()), [one, two]);
}

fn open_fails(path: &Path) -> Trouble {
    Project::open(path, None).unwrap_err()
}

#[cfg(unix)]
#[test]
fn a_file_that_is_pulled_away_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let mut p = saved(&path);
    std::fs::rename(&path, folder.path().join("moved.dateline")).unwrap();
    p.edit(&Edit::Star(Thing::Event(0), true)).unwrap();
    assert_eq!(p.trouble(), Some(Trouble::Gone(path.clone())));
    assert!(p.is_unsaved());
    p.edit(&Edit::Star(Thing::Event(1), true)).unwrap();
    let other = folder.path().join("other.dateline");
    p.save_as(&other).unwrap();
    assert!(!p.is_unsaved());
    p.edit(&Edit::Star(Thing::Event(2), true)).unwrap();
    p.close(false).unwrap();
    p.settle();
    same(&p, &open(&other));
}

/// The disk is full: SQLite is told that the file may not grow.
#[test]
fn a_full_disk_is_told_and_made_up_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let mut p = saved(&path);
    p.limit_pages(Some(0));
    let long = "word ".repeat(20_000);
    p.edit(&Edit::Note(Thing::Event(0), long.clone())).unwrap();
    assert_eq!(p.trouble(), Some(Trouble::DiskFull(path.clone())));
    assert!(p.is_unsaved());
    p.edit(&Edit::Note(Thing::Event(1), long)).unwrap();
    p.limit_pages(None);
    p.edit(&Edit::Star(Thing::Event(2), true)).unwrap();
    assert_eq!(p.trouble(), None, "all three are written now");
    p.close(false).unwrap();
    p.settle();
    same(&p, &open(&path));
}

#[test]
fn a_damaged_file_opens_as_far_as_it_can_in_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.dateline");
    let lost = folder.path().join("recovery");
    // Words that do not pack well, so that there is something to hit.
    let mut random = 7u32;
    let mut letter = || {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (random >> 24) as u8 % 26)
    };
    let texts: Vec<(String, String)> = (0..60)
        .map(|i| {
            let mut text = format!("Ann met Bob{i} 5.\n");
            for _ in 0..1_500 {
                text.extend([letter(), letter(), ' ', letter(), letter(), '\n']);
            }
            (format!("No {i}"), text)
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let mut p = project(&texts);
    p.save_as(&path).unwrap();
    p.edit(&Edit::Star(Thing::Event(0), true)).unwrap();
    p.close(false).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let (mut opened, mut most) = (0, 0);
    for at in (4096..whole.len() - 4096).step_by(whole.len() / 31) {
        let mut bytes = whole.clone();
        bytes[at..at + 3000].fill(0xA5);
        std::fs::write(&path, &bytes).unwrap();
        match Project::open(&path, Some(&lost)) {
            // The damage lies where nothing is lost, or nothing can be told yet.
            Ok(found) => {
                assert_eq!(found.project.reads.len(), 60);
                found.project.close(false).unwrap_or(());
            }
            Err(_) => {
                if let Ok(found) = Project::open_damaged(&path, &lost) {
                    opened += 1;
                    let q = &found.project;
                    most += usize::from(q.reads.len() >= 55);
                    let complete = q.reads.len() == 60 && q.corrections == p.corrections;
                    assert!(complete || found.notes.len() > 1, "what is lost is told");
                    for r in &*q.reads {
                        assert!(p.reads.iter().any(|x| x.article == r.article));
                    }
                    q.close(true).unwrap();
                }
            }
        }
    }
    assert!(opened > 5 && most * 5 > opened * 4, "{most} of {opened}");
}

/// Files of every earlier version, each written by the program of that version: the articles and
/// edits of this room's tests.
const EARLIER: [&[u8]; 2] = [
    include_bytes!("version-1.dateline"),
    include_bytes!("version-2.dateline"),
];

/// A file of this version, by a program whose packs were others.
const FIRST_PACKS: &[u8] = include_bytes!("version-3-first-packs.dateline");

/// The file of `bytes` is that of `p`, before it is written again and after, and where it may not
/// be written.
fn brought_up_to_date(p: &Project, bytes: &[u8], name: &str, folder: &Path) {
    let path = folder.join(format!("old-{name}.dateline"));
    std::fs::write(&path, bytes).unwrap();
    let mut q = open(&path);
    same(p, &q);
    assert_eq!(q.find_articles("called", 9).unwrap().len(), 1);
    q.keep(&Default::default(), &Default::default()).unwrap();
    assert!(q.check().is_ok());
    q.close(false).unwrap();
    q = open(&path);
    same(p, &q);
    q.close(false).unwrap();
    // One that cannot be written is read as it is.
    let locked = folder.join(format!("locked-{name}.dateline"));
    std::fs::write(&locked, bytes).unwrap();
    let mut rights = std::fs::metadata(&locked).unwrap().permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&locked, rights).unwrap();
    let lost = folder.join("recovery");
    let opened = Project::open(&locked, Some(&lost)).unwrap();
    assert_eq!(opened.notes.len(), 1);
    same(p, &toyed(opened.project));
    assert_eq!(std::fs::read(&locked).unwrap(), bytes);
}

#[test]
fn files_of_earlier_versions_are_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = project(NEWS);
    edits(&mut p);
    for (bytes, version) in EARLIER.iter().zip(1..) {
        brought_up_to_date(&p, bytes, &format!("{version}"), folder.path());
    }
    assert_eq!(EARLIER.len() + 1, crate::project::store::VERSION as usize);
    // The packs of the first files of version 3 said all that their text says, without checksums.
    brought_up_to_date(&p, FIRST_PACKS, "packs", folder.path());
}

#[test]
fn the_words_of_articles_are_found_best_first() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = project(&[
        ("Bob", "Ann met Carl 5."),
        ("Two", "Ann met Bob 5."),
        ("Three", "Eve saw Dora 9."),
    ]);
    p.save_as(&folder.path().join("a.dateline")).unwrap();
    let found = |p: &Project, words: &str| -> Vec<String> {
        let hits = p.find_articles(words, 10).unwrap();
        let title = |k| {
            p.reads
                .iter()
                .find(|r| r.key == k)
                .unwrap()
                .article
                .title
                .clone()
                .unwrap()
        };
        hits.into_iter().map(|h| title(h.key)).collect()
    };
    assert_eq!(found(&p, "bob"), ["Bob", "Two"]);
    assert_eq!(found(&p, "\"ann met\" NOT bob"), Vec::<String>::new());
    assert_eq!(found(&p, "do*"), ["Three"]);
    // The words follow a corrected text.
    p.edit(&Edit::Update(
        2,
        Box::new(toy::article("Three", "Eve saw Zoe 9.")),
    ))
    .unwrap();
    p.settle();
    p.keep(&Default::default(), &Default::default()).unwrap();
    assert_eq!((found(&p, "dora").len(), found(&p, "zoe").len()), (0, 1));
    p.undo();
    p.settle();
    p.keep(&Default::default(), &Default::default()).unwrap();
    assert_eq!((found(&p, "dora").len(), found(&p, "zoe").len()), (1, 0));
}
