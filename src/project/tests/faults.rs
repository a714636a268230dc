//! What goes wrong with files on a real system: limits, full disks, folders that are pulled
//! away, other programs. Each is told in words, and the work is there afterwards.
#![cfg(unix)]

use super::files::{open, same};
use crate::project::toy::project;
use crate::project::{Edit, Home, Project, Thing, Trouble};
use std::path::Path;
use std::process::{Command, Stdio};

const NEWS: &[(&str, &str)] = &[
    (
        "One",
        "Ann met Bob 5.\nCarl called Dora 7.\nAnn rang Dora ?.",
    ),
    ("Two", "Ann met Bob 5.\nEve saw Bob 9."),
];

/// The folder in which the test below is to write.
const FOLDER: &str = "DATELINE_TEST_FAULT_FOLDER";

fn note(p: &mut Project, i: u32, text: &str) {
    p.edit(&Edit::Note(Thing::Event(i), text.into())).unwrap();
}

/// Writes until nothing more goes in, in a place that is set up to become too small; then makes
/// room and finds everything.
#[test]
#[ignore = "run by the tests below"]
fn the_one_without_room() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let ballast = folder.join("ballast");
    std::fs::write(&ballast, vec![1; 600_000]).unwrap();
    let path = folder.join("news.dateline");
    let mut p = project(NEWS);
    p.save_as(&path).unwrap();
    let noise = |i: u32| -> String {
        let mut n = u64::from(i) + 1;
        let mut letter = || {
            n = n.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b'a' + (n >> 40) as u8 % 26)
        };
        (0..60_000).map(|_| letter()).collect()
    };
    let mut i = 0;
    while p.trouble().is_none() {
        assert!(i < 200, "it never became full");
        note(&mut p, i % 4, &noise(i));
        i += 1;
    }
    let trouble = p.trouble().unwrap();
    let said = trouble.to_string();
    assert!(said.contains("Your work is still here"), "{trouble:?}");
    assert!(p.is_unsaved());
    // It goes on in memory, and nothing half written harms what was written.
    note(&mut p, 0, "after that");
    assert!(p.trouble().is_some());
    let fails = p.save_as(&folder.join("another.dateline"));
    let half = folder.join("another.dateline.part");
    assert!(fails.is_err() && !half.exists(), "{fails:?}");
    assert!(matches!(p.home(), Home::File(at) if at == path));
    // A place with room takes all of it.
    let elsewhere = tempfile::tempdir_in("/tmp").unwrap();
    let saved = elsewhere.path().join("news.dateline");
    if p.save_as(&saved).is_err() {
        // The limit holds for every file: room has to be made by less work, not elsewhere.
        assert_eq!(std::env::var("DATELINE_TEST_FAULT").as_deref(), Ok("limit"));
        drop(p);
        let q = open(&path);
        assert!(q.check().is_ok());
        // All that had been acknowledged.
        assert_eq!(q.history.steps().len() as u32, i - 1);
        println!("it held");
        return;
    }
    p.settle();
    p.close(false).unwrap();
    same(&p, &open(&saved));
    // And so does the first place, once there is room again.
    std::fs::remove_file(ballast).unwrap();
    let mut q = open(&path);
    assert!(q.check().is_ok());
    note(&mut q, 1, "room again");
    assert_eq!(q.trouble(), None);
    q.settle();
    q.close(false).unwrap();
    same(&q, &open(&path));
    println!("it held");
}

/// Runs the one above by a line of shell, in which `"$@"` is its command.
fn without_room(folder: &Path, kind: &str, shell: &str) -> String {
    let child = Command::new("sh")
        .args(["-c", shell, "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture"])
        .arg("project::tests::faults::the_one_without_room")
        .env(FOLDER, folder)
        .env("DATELINE_TEST_FAULT", kind)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8_lossy(&child.stdout).into_owned() + &String::from_utf8_lossy(&child.stderr)
}

/// The system lets no file grow beyond 800 kB (`RLIMIT_FSIZE`).
#[test]
fn a_limit_of_the_size_of_files_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // The signal that comes with it ends a program that does not care.
    let shell = "trap '' XFSZ; ulimit -f 1600; exec \"$@\"";
    let said = without_room(folder.path(), "limit", shell);
    assert!(said.contains("it held"), "{said}");
}

/// A real file system of 2 MB, where the user may mount one.
#[test]
fn a_full_file_system_is_told_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().display();
    let mount = format!("mount -t tmpfs -o size=2m none '{at}'");
    let allowed = Command::new("unshare")
        .args(["-rm", "sh", "-c", &mount])
        .stderr(Stdio::null())
        .status();
    if !allowed.is_ok_and(|s| s.success()) {
        eprintln!("no file system can be mounted here");
        return;
    }
    let inner = format!("{mount} && exec \"$@\"");
    let shell = format!(
        "exec unshare -rm sh -c '{}' sh \"$@\"",
        inner.replace('\'', "'\\''")
    );
    let said = without_room(folder.path(), "full", &shell);
    assert!(said.contains("it held"), "{said}");
}

#[test]
fn devices_and_folders_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = project(NEWS);
    for path in [Path::new("/dev/full"), folder.path()] {
        let refused = p.save_as(path).unwrap_err();
        assert_eq!(refused, Trouble::NotAFile(path.into()));
        assert!(refused.to_string().contains("Choose another name"));
        assert!(Project::open(path, None).is_err());
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(p.home(), Home::Nowhere);
}

/// The stick is pulled out: folder and file are gone, and come back or do not.
#[test]
fn a_folder_that_vanishes_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (stick, drawer) = (folder.path().join("stick"), folder.path().join("drawer"));
    std::fs::create_dir(&stick).unwrap();
    let path = stick.join("news.dateline");
    let mut p = project(NEWS);
    p.save_as(&path).unwrap();
    note(&mut p, 0, "before");
    std::fs::rename(&stick, &drawer).unwrap();
    note(&mut p, 1, "while it was out");
    assert_eq!(p.trouble(), Some(Trouble::Gone(path.clone())));
    assert!(p.save_as(&stick.join("other.dateline")).is_err());
    // It is put back, and the next edit writes both.
    std::fs::rename(&drawer, &stick).unwrap();
    note(&mut p, 2, "after");
    assert_eq!(p.trouble(), None);
    p.settle();
    p.close(false).unwrap();
    same(&p, &open(&path));
    // It is gone for good: the work goes elsewhere.
    let mut p = open(&path);
    std::fs::remove_dir_all(&stick).unwrap();
    note(&mut p, 3, "it never came back");
    assert_eq!(p.trouble(), Some(Trouble::Gone(path)));
    let other = folder.path().join("other.dateline");
    p.save_as(&other).unwrap();
    p.settle();
    p.close(false).unwrap();
    same(&p, &open(&other));
}

/// Another program writes over the open file, cuts it, or puts another in its place.
#[test]
fn a_file_changed_by_another_program_loses_nothing() {
    for what in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.dateline");
        let mut p = project(NEWS);
        p.save_as(&path).unwrap();
        note(&mut p, 0, "before");
        match what {
            0 => std::fs::write(&path, "Dear Sir or Madam").unwrap(),
            1 => std::fs::File::options()
                .write(true)
                .open(&path)
                .and_then(|f| f.set_len(5_000))
                .unwrap(),
            2 => {
                let new = folder.path().join("new");
                std::fs::write(&new, "another").unwrap();
                std::fs::rename(&new, &path).unwrap();
            }
            _ => std::fs::remove_file(&path).unwrap(),
        }
        note(&mut p, 1, "after");
        note(&mut p, 2, &"long ".repeat(40_000));
        // Whether it notices or not, all of it can be saved elsewhere.
        let other = folder.path().join("other.dateline");
        p.save_as(&other).unwrap();
        p.settle();
        p.close(false).unwrap();
        same(&p, &open(&other));
    }
}

/// Its folder may not be written: the log beside the file cannot be made.
#[test]
fn a_folder_that_cannot_be_written_opens_a_copy() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("inside");
    std::fs::create_dir(&inside).unwrap();
    let path = inside.join("news.dateline");
    let mut p = project(NEWS);
    p.save_as(&path).unwrap();
    p.close(false).unwrap();
    let rights = |mode| {
        let rights = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(&inside, rights).unwrap();
    };
    rights(0o555);
    let probe = std::fs::write(inside.join("probe"), "");
    if probe.is_ok() {
        // Whoever may do everything is stopped by no rights.
        rights(0o755);
        return;
    }
    let lost = folder.path().join("recovery");
    let opened = Project::open(&path, Some(&lost));
    rights(0o755);
    let opened = opened.unwrap();
    assert_eq!(opened.notes.len(), 1);
    assert!(matches!(opened.project.home(), Home::Recovery(_)));
}
