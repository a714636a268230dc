//! Exit status and what is said on standard error.

use crate::support::{article, run, stderr};

#[test]
fn wrong_usage_ends_with_2() {
    for args in [
        &["extract"][..],
        &["extract", "a.txt", "--format", "pictures"],
        &["extract", "a.txt", "--published", "yesterday"],
        &["extract", "a.txt", "--jobs", "0"],
        &["extract", "--no-such-flag", "a.txt"],
    ] {
        let out = run(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(!out.stderr.is_empty());
        assert!(out.stdout.is_empty());
    }
}

#[test]
fn help_and_version_end_with_0_on_standard_output() {
    for args in [&["--help"][..], &["--version"], &["extract", "--help"]] {
        let out = run(args);
        assert_eq!(out.status.code(), Some(0), "{args:?}");
        assert!(String::from_utf8_lossy(&out.stdout).contains("dateline"));
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_done() {
    let dir = tempfile::tempdir().unwrap();
    let good = dir.path().join("good.jsonl");
    let empty = dir.path().join("empty.txt");
    let missing = dir.path().join("missing.txt");
    std::fs::write(&good, article("a", None, "Rome fell in 476.")).unwrap();
    std::fs::write(&empty, "").unwrap();
    let paths = [&missing, &empty, &good].map(|p| p.to_str().unwrap());
    let out = run(&["extract", "--quiet", paths[0], paths[1], paths[2]]);
    assert_eq!(out.status.code(), Some(1));
    let said = stderr(&out);
    assert!(
        said.contains("missing.txt") && said.contains("empty.txt"),
        "{said}"
    );
    assert!(!said.contains("good.jsonl"));
    assert_eq!(crate::support::lines(&out.stdout).len(), 1);
}

#[test]
fn a_broken_line_costs_only_itself() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.jsonl");
    let text = article("a", None, "One.") + "{\"id\": broken\n" + &article("b", None, "Two.");
    std::fs::write(&path, text).unwrap();
    let out = run(&["extract", "-q", path.to_str().unwrap()]);
    assert_eq!(out.status.code(), Some(1));
    assert!(stderr(&out).contains("a.jsonl#2"), "{}", stderr(&out));
    assert_eq!(crate::support::lines(&out.stdout).len(), 2);
}

#[test]
fn quiet_says_nothing_where_all_went_well() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, "Rome fell in 476.").unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(stderr(&run(&["extract", "-q", path])), "");
    assert!(stderr(&run(&["extract", path])).contains("1 article"));
}

#[test]
fn an_output_that_is_an_input_or_cannot_be_written_ends_with_2() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    std::fs::write(&path, "Rome fell in 476.").unwrap();
    let path = path.to_str().unwrap();
    let nowhere = dir.path().join("none/out.jsonl");
    for output in [path, nowhere.to_str().unwrap()] {
        let out = run(&["extract", "-q", path, "-o", output]);
        assert_eq!(out.status.code(), Some(2), "{output}");
        assert!(stderr(&out).contains(output));
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), "Rome fell in 476.");
}

#[test]
fn an_output_inside_the_folder_is_not_read_back() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt"), "Rome fell in 476.").unwrap();
    let output = dir.path().join("out.jsonl");
    for _ in 0..2 {
        let args = [
            "extract",
            "-q",
            dir.path().to_str().unwrap(),
            "-o",
            output.to_str().unwrap(),
        ];
        assert_eq!(run(&args).status.code(), Some(0));
        let written = std::fs::read(&output).unwrap();
        assert_eq!(crate::support::lines(&written).len(), 1);
    }
}

#[test]
fn a_project_is_made_and_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let project = dir.path().join("samples.dateline");
    let samples = crate::support::samples();
    let args = |quiet: bool| {
        let mut args = vec![
            "import",
            samples.to_str().unwrap(),
            "-o",
            project.to_str().unwrap(),
        ];
        args.extend(quiet.then_some("--quiet"));
        run(&args)
    };
    let out = args(true);
    assert_eq!(out.status.code(), Some(0), "{}", stderr(&out));
    let bytes = std::fs::read(&project).unwrap();
    assert!(bytes.starts_with(b"SQLite format 3\0"));
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "the project is one file");
    let again = args(true);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("exists already"));
    assert!(std::fs::read(&project).unwrap() == bytes);
}
