//! The parallel runner: files in, readings out, in the order of the files.
//!
//! ```text
//! inputs ─▶ readers (N threads) ─▶ one queue a file ─▶ workers (N threads) ─▶ in order ─▶ caller
//! ```
//!
//! Bounded everywhere: a reader waits when its file's queue is full, a worker waits when too much
//! text is under way. What comes out depends on what went in only, never on the number of
//! threads. A panic over one article becomes a failure of that article and never ends the run.

use crate::article::{Article, Cancel, Ids};
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Articles a worker takes at once, where so many wait and enough were taken before.
pub const TOGETHER: usize = 64;
/// A worker takes one more for so many taken before it: whoever has just begun waits for the first,
/// and of a few articles all threads get some.
const TAKEN_BEFORE: u64 = 8;
/// Bytes of text a worker takes at once at most; a single longer article still passes.
const TEXT_TOGETHER: usize = 256 << 10;
/// Articles a reader may read ahead in one file.
const READ_AHEAD: usize = TOGETHER;
/// Articles under way (pulled from a queue, not yet delivered) for each worker.
const UNDER_WAY: usize = 2 * TOGETHER;
/// Bytes of text under way over all workers; a single longer article still passes.
const TEXT_UNDER_WAY: usize = 64 << 20;
/// How often a waiting thread looks whether the run was cancelled.
const LOOK: Duration = Duration::from_millis(25);
/// Stack of readers and workers. Only touched pages cost memory; parsers of nested input need it.
const STACK: usize = 64 << 20;

/// Names of the threads, each with a number after it.
const READERS: &str = "dateline-read";
const WORKERS: &str = "dateline-work";

/// What a run has done so far; any thread may look at any time.
#[derive(Debug, Default)]
pub struct Progress {
    inputs_found: AtomicU64,
    inputs_done: AtomicU64,
    articles_read: AtomicU64,
    articles_done: AtomicU64,
    failures: AtomicU64,
    walked: AtomicBool,
}

/// The counts of a [`Progress`] at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Inputs (files) seen so far.
    pub inputs_found: u64,
    /// Inputs read to their end.
    pub inputs_done: u64,
    /// Articles read from them.
    pub articles_read: u64,
    /// Articles delivered with their readings.
    pub articles_done: u64,
    /// Inputs or parts of them that could not be read, and articles whose analysis failed.
    pub failures: u64,
    /// Whether all inputs have been seen, so that `inputs_found` is final.
    pub walked: bool,
}

impl Progress {
    /// The counts now.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            inputs_found: self.inputs_found.load(Relaxed),
            inputs_done: self.inputs_done.load(Relaxed),
            articles_read: self.articles_read.load(Relaxed),
            articles_done: self.articles_done.load(Relaxed),
            failures: self.failures.load(Relaxed),
            walked: self.walked.load(Relaxed),
        }
    }
}

/// How a run runs.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// Number of working threads; `None` takes one for each core.
    pub jobs: Option<NonZeroUsize>,
    /// Set it from any thread to end the run early; looked at between any two articles.
    pub cancel: &'a Cancel,
    /// Where the run counts what it does.
    pub progress: &'a Progress,
}

/// What becomes of one article, or of one input that gave none.
#[derive(Debug)]
pub enum Outcome<T, E> {
    /// The article and what the work made of it.
    Done(Box<Article>, T),
    /// The work panicked over this article; the words say where.
    Failed(Box<Article>, String),
    /// An input, or a part of it, could not be read.
    Unread(E),
}

/// Where a reader puts what it reads. Stop reading at [`ControlFlow::Break`]: nobody listens.
pub type Emit<'a, E> = dyn FnMut(Result<Article, E>) -> ControlFlow<()> + 'a;

/// Reads all `inputs`, does `work` on every article, and delivers the outcomes in the order in
/// which the inputs came and their articles stand in them.
///
/// `read` reads one input and hands every article, or the error in its place, to its second
/// argument. `work` is given a few articles at once and makes one thing of each, in their order.
/// `read` and `work` run on many threads; `deliver` runs on the caller's and may end the run with
/// [`ControlFlow::Break`]. Article ids are made unique on the way ([`Ids`]).
///
/// Returns whether the run came to its natural end: `false` if it was cancelled or broken off.
pub fn run<F, E, T>(
    inputs: impl Iterator<Item = F> + Send,
    read: impl Fn(F, &mut Emit<'_, E>) + Sync,
    work: impl Fn(&[&Article]) -> Vec<T> + Sync,
    options: Options<'_>,
    mut deliver: impl FnMut(Outcome<T, E>) -> ControlFlow<()>,
) -> bool
where
    F: Send,
    E: Send,
    T: Send,
{
    let jobs = options
        .jobs
        .or_else(|| std::thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let (queue, queued) = sync_channel(jobs * 2);
    let shared = Shared {
        options,
        stop: AtomicBool::new(false),
        inputs: Mutex::new(Some((inputs, queue))),
        articles: Mutex::new(Some(Articles {
            files: queued,
            file: None,
            held: None,
            next: 0,
            ids: Ids::default(),
        })),
        budget: Budget::new(jobs * UNDER_WAY),
    };
    std::thread::scope(|scope| {
        // Whatever ends this closure, a panic in `deliver` included, lets the threads go.
        let _stop = StopOnDrop(&shared.stop);
        let (results, outcomes) = channel();
        for n in 0..jobs {
            let reader = || shared.read_all(&read);
            let spawned = thread(READERS, n).spawn_scoped(scope, reader);
            if spawned.is_err() && n == 0 {
                return false;
            }
        }
        for n in 0..jobs {
            let (results, shared, work) = (results.clone(), &shared, &work);
            let spawned =
                thread(WORKERS, n).spawn_scoped(scope, move || shared.work_all(work, &results));
            if spawned.is_err() && n == 0 {
                return false;
            }
        }
        drop(results);
        shared.deliver_all(&outcomes, &mut deliver)
    })
}

fn thread(name: &str, n: usize) -> std::thread::Builder {
    std::thread::Builder::new()
        .name(format!("{name}-{n}"))
        .stack_size(STACK)
}

/// The queue of one input: its articles and errors, in order.
type File<E> = Receiver<Result<Article, E>>;
/// The inputs still to read, with the place their queues go to, in the same order.
type Inputs<I, E> = Option<(I, SyncSender<File<E>>)>;
/// An article to work on, or the error in its place.
type Item<E> = Result<Box<Article>, E>;
/// An item or outcome with its place in the order and the text it keeps under way.
type Numbered<T> = (u64, usize, T);

struct Shared<'a, I, E> {
    options: Options<'a>,
    stop: AtomicBool,
    inputs: Mutex<Inputs<I, E>>,
    articles: Mutex<Option<Articles<E>>>,
    budget: Budget,
}

/// The articles still to work on: the queues of the files, read one after the other.
struct Articles<E> {
    files: Receiver<File<E>>,
    file: Option<File<E>>,
    /// Taken from there and still to hand out: there was no room for it.
    held: Option<Item<E>>,
    next: u64,
    ids: Ids,
}

struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

/// A panic elsewhere is reported where it happened; the data behind these locks is never left
/// half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<I, F, E> Shared<'_, I, E>
where
    I: Iterator<Item = F>,
{
    fn stopped(&self) -> bool {
        self.stop.load(Relaxed) || self.options.cancel.is_cancelled()
    }

    /// One reader: takes the next input until there is none.
    fn read_all(&self, read: &impl Fn(F, &mut Emit<'_, E>)) {
        let progress = self.options.progress;
        loop {
            let mut inputs = lock(&self.inputs);
            let Some((iter, queue)) = inputs.as_mut() else {
                return;
            };
            let next = if self.stopped() { None } else { iter.next() };
            let Some(input) = next else {
                // Closes the queue of files: the workers end after the last one.
                *inputs = None;
                progress.walked.store(true, Relaxed);
                return;
            };
            progress.inputs_found.fetch_add(1, Relaxed);
            let (articles, file) = sync_channel(READ_AHEAD);
            // Sent under the lock, so that the files stand in the queue in their order.
            if queue.send(file).is_err() {
                *inputs = None;
                return;
            }
            drop(inputs);
            read(input, &mut |item| {
                if item.is_ok() {
                    progress.articles_read.fetch_add(1, Relaxed);
                }
                match articles.send(item) {
                    Ok(()) if !self.stopped() => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            });
            progress.inputs_done.fetch_add(1, Relaxed);
        }
    }

    /// One worker: takes the next articles until there are none.
    fn work_all<T>(
        &self,
        work: &impl Fn(&[&Article]) -> Vec<T>,
        results: &Sender<Numbered<Outcome<T, E>>>,
    ) {
        let mut taken = Vec::with_capacity(TOGETHER);
        while self.next_articles(&mut taken) {
            for result in outcomes(&mut taken, work) {
                if results.send(result).is_err() {
                    // Nobody takes what is made any more: nor may a reader wait for somebody to
                    // take what it has read.
                    *lock(&self.articles) = None;
                    return;
                }
            }
        }
    }

    /// Puts the next articles and errors, with their numbers and weights, into `taken`: as many as
    /// are read already. Waits for the first, and while too much is under way. Returns whether
    /// there are any.
    fn next_articles(&self, taken: &mut Vec<Numbered<Item<E>>>) -> bool {
        let mut guard = lock(&self.articles);
        let mut text = 0;
        let before = guard.as_ref().map_or(0, |articles| articles.next);
        let most = (1 + before / TAKEN_BEFORE).min(TOGETHER as u64) as usize;
        while let Some(articles) = guard.as_mut()
            && taken.len() < most
        {
            let first = taken.is_empty();
            let Some(item) = articles.next(first, || self.stopped()) else {
                break;
            };
            let weight = item.as_ref().map_or(0, |article| article.text.len());
            // A long article holds up nothing that was taken before it.
            if !first && text + weight > TEXT_TOGETHER {
                articles.held = Some(item);
                break;
            }
            // Still under the lock: the articles after this one must not overtake it, or the
            // budget could be spent on articles that wait for this one to be delivered.
            if !self.budget.take(weight, first, || self.stopped()) {
                articles.held = Some(item);
                break;
            }
            taken.push((articles.next, weight, item));
            articles.next += 1;
            text += weight;
        }
        if taken.is_empty() {
            // Lets go of all queues, so that no reader waits for a listener that has left.
            *guard = None;
        }
        !taken.is_empty()
    }

    /// Puts the outcomes back in order. Returns whether the run came to its natural end.
    fn deliver_all<T>(
        &self,
        outcomes: &Receiver<Numbered<Outcome<T, E>>>,
        deliver: &mut impl FnMut(Outcome<T, E>) -> ControlFlow<()>,
    ) -> bool {
        let progress = self.options.progress;
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((number, weight, outcome)) = outcomes.recv() {
            waiting.insert(number, (weight, outcome));
            while let Some((weight, outcome)) = waiting.remove(&next) {
                next += 1;
                let counter = match outcome {
                    Outcome::Done(..) => &progress.articles_done,
                    Outcome::Failed(..) | Outcome::Unread(_) => &progress.failures,
                };
                counter.fetch_add(1, Relaxed);
                let flow = deliver(outcome);
                self.budget.give_back(weight);
                if flow.is_break() || self.stopped() {
                    return false;
                }
            }
        }
        !self.stopped()
    }
}

impl<E> Articles<E> {
    /// The next one; where there is none yet, waits for it or not.
    fn next(&mut self, wait: bool, stopped: impl Fn() -> bool) -> Option<Item<E>> {
        if self.held.is_some() {
            return self.held.take();
        }
        let patience = if wait { LOOK } else { Duration::ZERO };
        while !stopped() {
            let Some(file) = &self.file else {
                match self.files.recv_timeout(patience) {
                    Ok(file) => self.file = Some(file),
                    Err(RecvTimeoutError::Timeout) if wait => {}
                    Err(_) => return None,
                }
                continue;
            };
            match file.recv_timeout(patience) {
                Ok(Ok(mut article)) => {
                    self.ids.settle(&mut article);
                    return Some(Ok(Box::new(article)));
                }
                Ok(Err(error)) => return Some(Err(error)),
                Err(RecvTimeoutError::Timeout) if wait => {}
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => self.file = None,
            }
        }
        None
    }
}

/// What becomes of each of the items `taken`.
fn outcomes<T, E>(
    taken: &mut Vec<Numbered<Item<E>>>,
    work: &impl Fn(&[&Article]) -> Vec<T>,
) -> Vec<Numbered<Outcome<T, E>>> {
    let articles: Vec<&Article> = taken
        .iter()
        .filter_map(|(_, _, item)| item.as_deref().ok())
        .collect();
    let made: Vec<Result<T, String>> = match attempt(work, &articles) {
        Ok(made) => made.into_iter().map(Ok).collect(),
        // Over which of them it was shows when each is alone.
        Err(_) => articles
            .iter()
            .filter_map(|article| {
                attempt(work, &[*article])
                    .map(|mut one| one.pop())
                    .transpose()
            })
            .collect(),
    };
    let mut made = made.into_iter();
    let mut outcome = |item: Item<E>| match item {
        Err(error) => Outcome::Unread(error),
        Ok(article) => match made.next() {
            Some(Ok(made)) => Outcome::Done(article, made),
            Some(Err(why)) => Outcome::Failed(article, why),
            None => Outcome::Failed(article, "nothing was made of it".to_owned()),
        },
    };
    taken
        .drain(..)
        .map(|(number, weight, item)| (number, weight, outcome(item)))
        .collect()
}

/// One thing of each of `articles`, or the words of a panic over one of them.
fn attempt<T>(
    work: &impl Fn(&[&Article]) -> Vec<T>,
    articles: &[&Article],
) -> Result<Vec<T>, String> {
    catch_unwind(AssertUnwindSafe(|| {
        let made = work(articles);
        assert_eq!(made.len(), articles.len(), "one thing of each article");
        made
    }))
    .map_err(|panic| words_of(&*panic))
}

/// How much may be under way at once.
struct Budget {
    most: usize,
    /// Articles and bytes under way.
    used: Mutex<(usize, usize)>,
    freed: Condvar,
}

impl Budget {
    fn new(most: usize) -> Self {
        Self {
            most,
            used: Mutex::new((0, 0)),
            freed: Condvar::new(),
        }
    }

    /// Takes `bytes` more if they fit or nothing is under way at all; waits for that or not.
    /// Returns whether they were taken: never where it waited and was stopped.
    fn take(&self, bytes: usize, wait: bool, stopped: impl Fn() -> bool) -> bool {
        let mut used = lock(&self.used);
        while used.0 > 0 && (used.0 >= self.most || used.1 + bytes > TEXT_UNDER_WAY) {
            if !wait || stopped() {
                return false;
            }
            used = match self.freed.wait_timeout(used, LOOK) {
                Ok((used, _)) => used,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        used.0 += 1;
        used.1 += bytes;
        true
    }

    fn give_back(&self, bytes: usize) {
        let mut used = lock(&self.used);
        used.0 = used.0.saturating_sub(1);
        used.1 = used.1.saturating_sub(bytes);
        drop(used);
        self.freed.notify_one();
    }
}

thread_local! {
    /// What the last panic of this thread said and where it happened, for [`words_of`].
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics of the runner's threads off standard error: they come back as failures, with the
/// place in the source. All other threads panic as before. Call it once, at the start.
pub fn quiet_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = std::thread::current()
            .name()
            .is_some_and(|name| name.starts_with(READERS) || name.starts_with(WORKERS));
        if ours {
            let place = info
                .location()
                .map_or_else(String::new, |l| format!(" ({l})"));
            let words = format!("{}{place}", payload(info.payload()));
            PANIC.with(|last| *last.borrow_mut() = Some(words));
        } else {
            before(info);
        }
    }));
}

/// What a panic said.
fn words_of(panic: &(dyn Any + Send)) -> String {
    PANIC
        .with(RefCell::take)
        .unwrap_or_else(|| payload(panic).to_owned())
}

fn payload(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("an internal error")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn article(id: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Article::default()
        }
    }

    fn nothing(articles: &[&Article]) -> Vec<()> {
        vec![(); articles.len()]
    }

    fn jobs(n: usize) -> Option<NonZeroUsize> {
        NonZeroUsize::new(n)
    }

    /// Runs over inputs that each give `per_input` articles; every third input fails at its end.
    fn collect(n: Option<NonZeroUsize>, inputs: usize, per_input: usize) -> (Vec<String>, Counts) {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let options = Options {
            jobs: n,
            cancel: &cancel,
            progress: &progress,
        };
        let mut out = Vec::new();
        let ended = run(
            0..inputs,
            |input, emit| {
                for i in 0..per_input {
                    if emit(Ok(article(&format!("{input}.{i}"), "text"))).is_break() {
                        return;
                    }
                }
                if input % 3 == 2 {
                    let _ = emit(Err(format!("{input} ended badly")));
                }
            },
            |articles| {
                // Uneven work, so that threads overtake one another.
                let work = |a: &&Article| {
                    let n: u64 = a.id.bytes().map(u64::from).sum();
                    (0..(n % 7) * 2_000).fold(0u64, |x, y| x.wrapping_mul(31).wrapping_add(y))
                };
                articles.iter().map(work).collect()
            },
            options,
            |outcome| {
                out.push(match outcome {
                    Outcome::Done(a, _) => a.id,
                    Outcome::Failed(a, why) => format!("{} {why}", a.id),
                    Outcome::Unread(why) => why,
                });
                ControlFlow::Continue(())
            },
        );
        assert!(ended);
        (out, progress.counts())
    }

    #[test]
    fn outcomes_come_in_the_order_of_the_inputs_whatever_the_threads() {
        let (one, counts) = collect(jobs(1), 23, 90);
        assert_eq!(one.len(), 23 * 90 + 7);
        assert_eq!(one[0], "0.0");
        assert_eq!(one[2 * 90 + 90], "2 ended badly");
        assert_eq!(
            counts,
            Counts {
                inputs_found: 23,
                inputs_done: 23,
                articles_read: 2070,
                articles_done: 2070,
                failures: 7,
                walked: true
            }
        );
        for n in [2, 4, 7] {
            assert_eq!(collect(jobs(n), 23, 90).0, one);
        }
        assert_eq!(collect(None, 0, 0).0.len(), 0);
    }

    #[test]
    fn a_panic_is_the_failure_of_one_article() {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let options = Options {
            jobs: jobs(2),
            cancel: &cancel,
            progress: &progress,
        };
        let mut out = Vec::new();
        run(
            0..50,
            |i, emit: &mut Emit<'_, Infallible>| {
                let _ = emit(Ok(article(&i.to_string(), "")));
            },
            |articles| {
                let work = |a: &&Article| assert!(a.id != "17", "seventeen is too much");
                articles.iter().map(work).collect()
            },
            options,
            |outcome| {
                out.push(match outcome {
                    Outcome::Failed(a, why) => format!("{}: {why}", a.id),
                    Outcome::Done(a, ()) => a.id,
                    Outcome::Unread(never) => match never {},
                });
                ControlFlow::Continue(())
            },
        );
        assert_eq!(out.len(), 50);
        assert_eq!(out[17], "17: seventeen is too much");
        assert_eq!(progress.counts().failures, 1);
    }

    #[test]
    fn what_is_taken_at_once_grows_and_a_long_article_is_taken_alone() {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let options = Options {
            jobs: jobs(2),
            cancel: &cancel,
            progress: &progress,
        };
        let long = "x".repeat(TEXT_TOGETHER + 1);
        let half = "x".repeat(TEXT_TOGETHER / 3);
        let seen = Mutex::new(Vec::new());
        run(
            0..10,
            |input, emit: &mut Emit<'_, Infallible>| {
                for i in 0..200 {
                    let text = match (input, i) {
                        (5.., 7) => &long,
                        (8, _) => &half,
                        _ => "text",
                    };
                    let _ = emit(Ok(article(&format!("{:04}", input * 200 + i), text)));
                }
            },
            |articles| {
                let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
                let first: usize = articles[0].id.parse().unwrap();
                seen.lock().unwrap().push((first, articles.len(), bytes));
                nothing(articles)
            },
            options,
            |_| ControlFlow::Continue(()),
        );
        for (first, count, bytes) in seen.into_inner().unwrap() {
            assert!(
                count == 1 || bytes <= TEXT_TOGETHER,
                "{count} with {bytes} bytes"
            );
            let most = 1 + first as u64 / TAKEN_BEFORE;
            assert!(
                count as u64 <= most && count <= TOGETHER,
                "{count} at {first}"
            );
        }
    }

    #[test]
    fn ids_are_made_unique_in_order() {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let options = Options {
            jobs: jobs(3),
            cancel: &cancel,
            progress: &progress,
        };
        let mut out = Vec::new();
        run(
            ["a", "b", "a", "a#2", "a"].into_iter(),
            |id, emit: &mut Emit<'_, Infallible>| {
                let _ = emit(Ok(article(id, "")));
            },
            nothing,
            options,
            |outcome| {
                if let Outcome::Done(a, ()) = outcome {
                    out.push(a.id);
                }
                ControlFlow::Continue(())
            },
        );
        assert_eq!(out, ["a", "b", "a~2", "a#2", "a~3"]);
    }

    #[test]
    fn ends_early_when_cancelled_or_broken_off_and_leaves_no_thread_waiting() {
        for broken_off in [true, false] {
            let (cancel, progress) = (Cancel::default(), Progress::default());
            let options = Options {
                jobs: jobs(4),
                cancel: &cancel,
                progress: &progress,
            };
            let mut seen = 0;
            let ended = run(
                0..,
                |i: u64, emit: &mut Emit<'_, Infallible>| {
                    // A file without end: only a listener that leaves stops it.
                    while emit(Ok(article(&i.to_string(), "words"))).is_continue() {}
                },
                nothing,
                options,
                |_| {
                    seen += 1;
                    if seen < 100 {
                        return ControlFlow::Continue(());
                    }
                    if broken_off {
                        return ControlFlow::Break(());
                    }
                    cancel.cancel();
                    ControlFlow::Continue(())
                },
            );
            assert!(!ended);
            assert_eq!(seen, 100);
        }
    }

    #[test]
    fn no_more_is_under_way_than_the_budget_allows() {
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let options = Options {
            jobs: jobs(2),
            cancel: &cancel,
            progress: &progress,
        };
        let mut most = 0;
        run(
            0..40,
            |i: u64, emit: &mut Emit<'_, Infallible>| {
                for k in 0..50 {
                    if emit(Ok(article(&format!("{i}.{k}"), "words"))).is_break() {
                        return;
                    }
                }
            },
            nothing,
            options,
            |_| {
                let counts = progress.counts();
                most = most.max(counts.articles_read - counts.articles_done);
                ControlFlow::Continue(())
            },
        );
        // Under way, the queues of the files being read and those waiting in line.
        let bound = 2 * UNDER_WAY + (2 + 2 * 2 + 2) * (READ_AHEAD + 1);
        assert!(most <= bound as u64, "{most} articles at once");
    }
}
