//! A newer program reads better: it offers to read again, keeps every edit, and lists what finds
//! no place any more.

use super::support::{act, empty, settle, shot};
use dateline::analysis::{self, Analysis, VERSION};
use dateline::app::App;
use dateline::app::command::Command;
use dateline::app::state::Action;
use dateline::article::Article;
use dateline::project::{Edit, Entry, Thing};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn article(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        title: Some("Bridges".to_owned()),
        ..Article::default()
    }
}

/// A window on an article as an older program read it: it found nothing, or (`found`) all.
fn on_old(found: bool) -> Harness<'static, App> {
    let article = article("Mayor Karl Voss opened the bridge in Ulm on 3 May 2021.\n");
    let analysis = if found {
        analysis::analyse(&article)
    } else {
        Analysis::default()
    };
    let old = Analysis {
        version: VERSION - 1,
        ..analysis
    };
    let mut h = empty(1280.0, 800.0);
    let st = &mut h.state_mut().state;
    st.project.add(vec![Entry::new(article, old)]);
    settle(&mut h);
    h
}

#[test]
fn a_newer_program_offers_to_read_again() {
    let mut h = on_old(false);
    assert_eq!(h.state().state.snapshot().story.events.len(), 0);
    h.get_by_label_contains("An older Dateline read 1 article.");
    shot(&mut h, "outdated");
    h.get_by_label("Read again").click();
    h.run_steps(3);
    settle(&mut h);
    assert!(!h.state().state.snapshot().story.events.is_empty());
    assert!(h.query_by_label_contains("An older Dateline").is_none());
    assert!(!h.state().state.can(Command::ReadAgain));
}

#[test]
fn edits_are_kept_when_articles_are_read_again() {
    let mut h = on_old(true);
    let edit = Edit::Title(Thing::Event(0), "The bridge opens".to_owned());
    act(&mut h, Action::Edit(Box::new(edit)));
    act(&mut h, Action::Do(Command::ReadAgain));
    let st = &h.state().state;
    let titles: Vec<&str> = st
        .snapshot()
        .story
        .events
        .iter()
        .map(|e| &*e.title)
        .collect();
    assert!(titles.contains(&"The bridge opens"), "{titles:?}");
    assert_eq!(st.outdated, 0);
}

#[test]
fn the_offer_can_be_put_off() {
    let mut h = on_old(false);
    h.get_by_label("Not now").click();
    h.run_steps(3);
    assert!(h.query_by_label_contains("An older Dateline").is_none());
    // The command is still there.
    assert!(h.state().state.can(Command::ReadAgain));
}
