//! The real program in a real window: a screen of its own (Xvfb), software OpenGL, a real mouse
//! and keyboard (xdotool), the system's own file dialog (zenity).
//!
//! Where the tools for that are missing the tests pass with a message that says so; with
//! `DATELINE_REQUIRE_DESKTOP=1` they fail instead. `DATELINE_SCREENSHOT=assets/screenshot.png` renews
//! the picture in README, `DATELINE_SHOTS` names a folder to keep the
//! pictures in.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use image::RgbaImage;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// One screen at a time: two programs that draw in software would starve each other.
static ONE: Mutex<()> = Mutex::new(());

/// How long to wait for what must come. Only a broken program ever waits that long.
const PATIENCE: Duration = Duration::from_secs(90);

/// Ends a process when the test ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen with a window manager.
struct Screen {
    display: String,
    home: tempfile::TempDir,
    _manager: Running,
    _server: Running,
}

fn missing() -> Option<String> {
    if let Ok(why) = std::env::var("DATELINE_NO_DESKTOP") {
        return Some(why);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = |tool: &str| std::env::split_paths(&path).any(|dir| dir.join(tool).is_file());
    let tools = ["Xvfb", "xdotool", "openbox", "import", "zenity"];
    let gone: Vec<&str> = tools.into_iter().filter(|t| !found(t)).collect();
    (!gone.is_empty()).then(|| format!("missing: {}", gone.join(", ")))
}

/// Whether the test can run; says why not, or fails where it must run.
fn can_run() -> bool {
    match missing() {
        None => true,
        Some(why) if std::env::var_os("DATELINE_REQUIRE_DESKTOP").is_some_and(|v| v == "1") => {
            panic!("the test of the real window cannot run: {why}")
        }
        Some(why) => {
            eprintln!("The test of the real window was passed over: {why}");
            false
        }
    }
}

impl Screen {
    fn open() -> Self {
        let mut server = Running(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1440x900x24"])
                // Without -noreset the server starts anew, deaf for a moment, whenever its last
                // client leaves: the first look for a window may be that client.
                .args(["-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let mut number = String::new();
        let stdout = server.0.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let home = tempfile::tempdir().unwrap();
        let manager = Running(
            Command::new("openbox")
                .env("DISPLAY", &display)
                .env("HOME", home.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let screen = Self {
            display,
            home,
            _manager: manager,
            _server: server,
        };
        // A window that comes while the manager is starting may be taken and dropped again, and is
        // then never seen. How many desktops there are is told only by a manager that is there.
        let ready = wait_for(|| {
            let told = screen.xdotool(&["get_num_desktops"]);
            told.parse::<u32>().ok()
        });
        assert!(ready.is_some(), "no window manager");
        screen
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1")
            // Without a session bus there is no portal, and the dialog is zenity's.
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("XDG_RUNTIME_DIR")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    fn xdotool(&self, args: &[&str]) -> String {
        let output = self.command("xdotool").args(args).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Starts the program and waits for its window; once more where none was seen. The window manager
    /// can drop one that comes at the wrong moment, which is no fault of the program.
    fn start(&self, paths: &[PathBuf]) -> (Running, Window<'_>) {
        let run = || {
            Running(
                self.command(env!("CARGO_BIN_EXE_dateline"))
                    .args(paths)
                    .stdout(Stdio::null())
                    .stderr(Stdio::inherit())
                    .spawn()
                    .unwrap(),
            )
        };
        let mut program = run();
        let id = match self.window("--name", "Dateline$") {
            Some(id) => id,
            None => {
                let over = program.0.try_wait().unwrap();
                assert!(over.is_none(), "the program ended: {over:?}");
                eprintln!("No window was seen; the program is started again.");
                drop(program);
                program = run();
                self.wait_for_window("--name", "Dateline$")
            }
        };
        let window = Window { screen: self, id };
        self.xdotool(&["windowsize", &window.id, "1440", "880"]);
        self.xdotool(&["windowmove", &window.id, "0", "0"]);
        self.xdotool(&["windowactivate", "--sync", &window.id]);
        (program, window)
    }

    /// The first window to be seen whose name or class (`by`) is this, if one comes.
    fn window(&self, by: &str, name: &str) -> Option<String> {
        wait_for(|| {
            let ids = self.xdotool(&["search", "--onlyvisible", by, name]);
            ids.lines().next().map(str::to_owned)
        })
    }

    fn wait_for_window(&self, by: &str, name: &str) -> String {
        let found = self.window(by, name);
        found.unwrap_or_else(|| panic!("no window called {name}"))
    }
}

struct Window<'a> {
    screen: &'a Screen,
    id: String,
}

impl Window<'_> {
    fn picture(&self) -> RgbaImage {
        let path = self.screen.home.path().join("screen.png");
        let status = self
            .screen
            .command("import")
            .args(["-window", &self.id])
            .arg(&path)
            .status()
            .unwrap();
        assert!(status.success(), "no picture could be taken");
        image::open(&path).unwrap().to_rgba8()
    }

    /// The picture once it stands still.
    fn still(&self) -> RgbaImage {
        let mut last = self.picture();
        wait_for(|| {
            std::thread::sleep(Duration::from_millis(250));
            let now = self.picture();
            let same = difference(&last, &now) < 0.000_1;
            last = now;
            same.then_some(())
        });
        last
    }

    /// The picture once it differs from `before` by a little after a key. A window manager that gives
    /// the window the keyboard late drops a key: it is pressed again where nothing comes of it.
    fn changed_by(&self, key: &str, before: &RgbaImage) -> RgbaImage {
        const SHARE: f64 = 0.003;
        for _ in 0..3 {
            self.screen.xdotool(&["windowactivate", "--sync", &self.id]);
            self.key(key);
            let changed = || (difference(before, &self.picture()) >= SHARE).then_some(());
            if wait_within(Duration::from_secs(20), changed).is_some() {
                return self.still();
            }
        }
        panic!("nothing changed after {key}");
    }

    /// The picture once it differs from `before` by at least this share of its points.
    fn changed(&self, before: &RgbaImage, share: f64, what: &str) -> RgbaImage {
        let changed = wait_for(|| {
            let now = self.picture();
            (difference(before, &now) >= share).then_some(())
        });
        assert!(changed.is_some(), "nothing changed after {what}");
        self.still()
    }

    fn wait_for_title(&self, wanted: &str) {
        let seen = wait_for(|| self.title().contains(wanted).then_some(()));
        assert!(seen.is_some(), "the title stayed {:?}", self.title());
    }

    fn title(&self) -> String {
        self.screen.xdotool(&["getwindowname", &self.id])
    }

    fn move_to(&self, x: u32, y: u32) {
        let (x, y) = (x.to_string(), y.to_string());
        self.screen
            .xdotool(&["mousemove", "--sync", "--window", &self.id, &x, &y]);
    }

    fn click(&self, button: &str) {
        self.screen.xdotool(&["click", button]);
        std::thread::sleep(Duration::from_millis(60));
    }

    fn key(&self, key: &str) {
        self.screen.xdotool(&["key", key]);
        std::thread::sleep(Duration::from_millis(60));
    }
}

/// Asks until there is an answer or the patience is at an end.
fn wait_for<T>(ask: impl FnMut() -> Option<T>) -> Option<T> {
    wait_within(PATIENCE, ask)
}

fn wait_within<T>(patience: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let begin = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if begin.elapsed() > patience {
            return None;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// The share of points that differ clearly.
fn difference(a: &RgbaImage, b: &RgbaImage) -> f64 {
    if a.dimensions() != b.dimensions() {
        return 1.0;
    }
    let differ = a
        .pixels()
        .zip(b.pixels())
        .filter(|(a, b)| a.0.iter().zip(&b.0).any(|(x, y)| x.abs_diff(*y) > 8))
        .count();
    differ as f64 / f64::from(a.width() * a.height())
}

/// How many colours a picture has, up to a thousand.
fn colours(image: &RgbaImage) -> usize {
    let mut seen = std::collections::HashSet::new();
    for pixel in image.pixels() {
        seen.insert(pixel.0);
        if seen.len() >= 1000 {
            break;
        }
    }
    seen.len()
}

fn keep(image: &RgbaImage, name: &str) {
    if let Some(folder) = std::env::var_os("DATELINE_SHOTS") {
        let path = Path::new(&folder).join(format!("desktop-{name}.png"));
        image.save(path).unwrap();
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples")
}

#[test]
fn the_window_shows_the_samples_and_obeys_mouse_and_keys() {
    let _one = ONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if !can_run() {
        return;
    }
    let screen = Screen::open();
    let (_program, window) = screen.start(&[samples()]);
    window.wait_for_title("articles");
    let first = window.still();
    assert!(colours(&first) > 60, "the window is blank");
    keep(&first, "samples");

    // Zoom with the wheel over the timeline.
    window.move_to(640, 400);
    for _ in 0..5 {
        window.click("4");
    }
    let zoomed = window.changed(&first, 0.003, "a zoom");
    keep(&zoomed, "zoomed");

    // The next event by key: the detail view fills.
    let selected = window.changed_by("period", &zoomed);
    keep(&selected, "selected");

    // A click on the first name: only its events.
    window.move_to(110, 168);
    window.click("1");
    let filtered = window.changed(&selected, 0.003, "a click");
    keep(&filtered, "filtered");

    // The first of them.
    let first_of_name = window.changed_by("period", &filtered);
    keep(&first_of_name, "event");

    // The main events again, the next of them chosen: what README shows.
    let among_all = window.changed_by("ctrl+shift+f", &first_of_name);
    let among_all = window.changed_by("period", &among_all);
    for _ in 0..4 {
        window.key("minus");
    }
    let among_all = window.changed(&among_all, 0.003, "a key");
    keep(&among_all, "among-all");
    if let Some(path) = std::env::var_os("DATELINE_SCREENSHOT") {
        among_all.save(path).unwrap();
    }
}

#[test]
fn articles_open_through_the_system_dialog() {
    let _one = ONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if !can_run() {
        return;
    }
    let screen = Screen::open();
    let (_program, window) = screen.start(&[]);
    let before = window.still();
    assert!(colours(&before) > 20, "the window is blank");
    keep(&before, "start");
    window.key("ctrl+o");
    let file = samples()
        .join("india-kabul/01-dubai.md")
        .display()
        .to_string();
    // On a busy machine the dialog may not be ready for the keys when its window is there, so
    // what was typed may be lost: then it is typed again.
    for patience in 1..=6 {
        let dialog = screen.wait_for_window("--class", "zenity");
        screen.xdotool(&["windowactivate", "--sync", &dialog]);
        std::thread::sleep(Duration::from_millis(700 * patience));
        // The line where a path can be typed.
        screen.xdotool(&["key", "ctrl+l"]);
        std::thread::sleep(Duration::from_millis(300));
        screen.xdotool(&["key", "ctrl+a"]);
        screen.xdotool(&["type", "--delay", "20", &file]);
        std::thread::sleep(Duration::from_millis(400 * patience));
        screen.xdotool(&["key", "Return"]);
        std::thread::sleep(Duration::from_millis(1500 * patience));
        if window.title().contains("1 article") {
            break;
        }
        if screen
            .xdotool(&["search", "--onlyvisible", "--class", "zenity"])
            .is_empty()
        {
            screen.xdotool(&["windowactivate", "--sync", &window.id]);
            window.key("ctrl+o");
        }
    }
    window.wait_for_title("1 article");
    let opened = window.changed(&before, 0.02, "opening");
    keep(&opened, "opened");
}
