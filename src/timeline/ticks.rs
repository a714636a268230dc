//! Calendar ticks: always on true units, from minutes to hundreds of millennia.

use super::{Piece, Scale};
use crate::temporal::{DAY, Moment};

/// Narrowest distance of minor ticks, in points.
const MINOR: f64 = 7.0;
/// Most ticks of a kind in one piece of the axis, whatever its width.
const MOST: usize = 2_000;

/// A distance between ticks, in calendar units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many minutes; divides the hour.
    Minutes(i64),
    /// So many hours; divides the day.
    Hours(i64),
    /// Every day.
    Day,
    /// Every Monday.
    Week,
    /// So many months; divides the year.
    Months(i64),
    /// So many years. Counted backwards from 1 BC before Christ, so that labels are round there too.
    Years(i64),
}

/// From finest to coarsest; years go on by 1, 2, 5.
const LADDER: &[Step] = &[
    Step::Minutes(1),
    Step::Minutes(5),
    Step::Minutes(10),
    Step::Minutes(30),
    Step::Hours(1),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Day,
    Step::Week,
    Step::Months(1),
    Step::Months(3),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1_000),
    Step::Years(2_000),
    Step::Years(5_000),
    Step::Years(10_000),
    Step::Years(20_000),
    Step::Years(50_000),
    Step::Years(100_000),
    Step::Years(200_000),
    Step::Years(500_000),
];

impl Step {
    /// Mean length in seconds, for choosing only.
    #[must_use]
    pub fn seconds(self) -> f64 {
        match self {
            Self::Minutes(n) => n as f64 * 60.0,
            Self::Hours(n) => n as f64 * 3_600.0,
            Self::Day => DAY as f64,
            Self::Week => DAY as f64 * 7.0,
            Self::Months(n) => n as f64 * super::view::YEAR / 12.0,
            Self::Years(n) => n as f64 * super::view::YEAR,
        }
    }

    /// The last tick not after `time` (seconds since 1970).
    #[must_use]
    pub fn floor(self, time: i64) -> i64 {
        let ymd = Moment(time).ymd();
        match self {
            Self::Minutes(n) => time.div_euclid(n * 60) * n * 60,
            Self::Hours(n) => time.div_euclid(n * 3_600) * n * 3_600,
            Self::Day => time.div_euclid(DAY) * DAY,
            // 1970-01-01 was a Thursday, three days after a Monday.
            Self::Week => ((time.div_euclid(DAY) + 3).div_euclid(7) * 7 - 3) * DAY,
            Self::Months(n) => {
                let month = (i64::from(ymd.month) - 1).div_euclid(n) * n + 1;
                Moment::from_ymd(ymd.year, month as i32, 1).0
            }
            Self::Years(n) => year_start(floor_year(i64::from(ymd.year), n)),
        }
    }

    /// The tick after the tick `time`.
    #[must_use]
    pub fn next(self, time: i64) -> i64 {
        let ymd = Moment(time).ymd();
        match self {
            Self::Minutes(n) => time + n * 60,
            Self::Hours(n) => time + n * 3_600,
            Self::Day => time + DAY,
            Self::Week => time + 7 * DAY,
            Self::Months(n) => Moment::from_ymd(ymd.year, i32::from(ymd.month) + n as i32, 1).0,
            Self::Years(n) => {
                let year = i64::from(ymd.year);
                let next = if n == 1 {
                    year + 1
                } else if year <= 0 {
                    // The label is 1 − year; from the last round year BC the next tick is AD 1.
                    if 1 - year <= n { 1 } else { year + n }
                } else if year == 1 {
                    n
                } else {
                    year + n
                };
                year_start(next)
            }
        }
    }

    /// The label of a tick.
    #[must_use]
    pub fn label(self, time: i64, wide: bool) -> String {
        let ymd = Moment(time).ymd();
        match self {
            Self::Minutes(_) | Self::Hours(_) => super::words::clock(time),
            Self::Day if wide => format!("{} {}", super::words::weekday(time), ymd.day),
            Self::Day => ymd.day.to_string(),
            Self::Week => format!("{} {}", ymd.day, super::words::short_month(ymd.month)),
            Self::Months(_) if wide => super::words::month(ymd.month).to_owned(),
            Self::Months(_) => super::words::short_month(ymd.month).to_owned(),
            Self::Years(_) => super::words::year(i64::from(ymd.year)),
        }
    }

    /// Room a label needs, in points; the wide form where it has two.
    fn room(self, wide: bool, digits: usize, bc: bool) -> f64 {
        match self {
            Self::Minutes(_) | Self::Hours(_) => 52.0,
            Self::Day if wide => 62.0,
            Self::Day => 30.0,
            Self::Week => 60.0,
            Self::Months(_) if wide => 84.0,
            Self::Months(_) => 42.0,
            Self::Years(_) => 24.0 + 8.0 * digits as f64 + if bc { 22.0 } else { 0.0 },
        }
    }

    /// The larger unit that gives ticks of this step their context.
    fn context(self) -> Option<Context> {
        match self {
            Self::Minutes(_) | Self::Hours(_) => Some(Context::Day),
            Self::Day | Self::Week => Some(Context::Month),
            Self::Months(_) => Some(Context::Year),
            Self::Years(1..=20) => Some(Context::Century),
            Self::Years(50..=200) => Some(Context::Millennium),
            Self::Years(_) => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    Day,
    Month,
    Year,
    Century,
    Millennium,
}

impl Context {
    /// Start of the context `time` lies in, and start of the next.
    fn around(self, time: i64) -> (i64, i64) {
        let step = match self {
            Self::Day => Step::Day,
            Self::Month => Step::Months(1),
            Self::Year => Step::Years(1),
            Self::Century => return centuries(time, 100),
            Self::Millennium => return centuries(time, 1_000),
        };
        let start = step.floor(time);
        (start, step.next(start))
    }

    fn label(self, time: i64) -> String {
        let ymd = Moment(time).ymd();
        let year = i64::from(ymd.year);
        match self {
            Self::Day => format!(
                "{} {} {} {}",
                super::words::weekday(time),
                ymd.day,
                super::words::month(ymd.month),
                super::words::year(year)
            ),
            Self::Month => format!(
                "{} {}",
                super::words::month(ymd.month),
                super::words::year(year)
            ),
            Self::Year => super::words::year(year),
            Self::Century => super::words::ordinal_period(year, 100, "century"),
            Self::Millennium => super::words::ordinal_period(year, 1_000, "millennium"),
        }
    }

    fn short(self, time: i64) -> String {
        let ymd = Moment(time).ymd();
        let (year, month) = (i64::from(ymd.year), super::words::short_month(ymd.month));
        match self {
            Self::Day => format!("{} {month}", ymd.day),
            Self::Month => format!("{month} {}", super::words::year(year)),
            Self::Year => super::words::year(year),
            Self::Century => super::words::ordinal_period(year, 100, "c."),
            Self::Millennium => super::words::ordinal_period(year, 1_000, "mill."),
        }
    }
}

/// The century or millennium around `time`: 1901 to 2000, 100 BC to 1 BC.
fn centuries(time: i64, n: i64) -> (i64, i64) {
    let year = i64::from(Moment(time).ymd().year);
    let first = (year - 1).div_euclid(n) * n + 1;
    (year_start(first), year_start(first + n))
}

fn year_start(year: i64) -> i64 {
    Moment::from_ymd(year.clamp(-100_000_000, 100_000_000) as i32, 1, 1).0
}

/// The last year not after `year` that bears a round label.
fn floor_year(year: i64, n: i64) -> i64 {
    if n == 1 {
        year
    } else if year <= 0 {
        // 1 − year is the label: the next larger multiple of n lies before.
        1 - (1 - year).div_euclid(n) * n - if (1 - year).rem_euclid(n) == 0 { 0 } else { n }
    } else if year < n {
        1
    } else {
        year.div_euclid(n) * n
    }
}

/// A tick.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Seconds since 1970.
    pub time: i64,
    /// Where it lies, points.
    pub x: f32,
    /// Its label; empty for minor ticks.
    pub label: String,
}

/// A stretch with a name that gives the ticks above it their context.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Left edge, points, inside the view.
    pub left: f32,
    /// Right edge, points, inside the view.
    pub right: f32,
    /// Whether it begins inside the view (else its label sticks to the edge).
    pub begins: bool,
    /// Its name ("April 2025").
    pub label: String,
    /// The shortest form of it, where there is less room ("Apr 2025").
    pub short: String,
}

/// The ticks of a scale, each kind sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ticks {
    /// Short ticks without label.
    pub minor: Vec<Tick>,
    /// Ticks with label.
    pub major: Vec<Tick>,
    /// What stands below the labels.
    pub context: Vec<Stretch>,
}

/// The ticks of `scale`: units are chosen so that labels have room and minor ticks stay apart.
#[must_use]
pub fn ticks(scale: &Scale<'_>) -> Ticks {
    let per_point = scale.seconds_per_point();
    let (first, last) = (
        scale.axis.to_time(scale.view.start),
        scale.axis.to_time(scale.view.end),
    );
    let (a, b) = (year_of(first), year_of(last));
    let digits = super::words::year(a.abs().max(b.abs())).len();
    let bc = a <= 0;
    let points = |step: Step| step.seconds() / per_point;
    let chosen = LADDER
        .iter()
        .position(|&s| points(s) >= s.room(false, digits, bc))
        .unwrap_or(LADDER.len() - 1);
    let Some(&major) = LADDER.get(chosen) else {
        return Ticks::default();
    };
    let wide = points(major) >= major.room(true, digits, bc);
    let minor = LADDER[..chosen]
        .iter()
        .copied()
        .find(|&s| points(s) >= MINOR && nests(s, major));
    let mut out = Ticks::default();
    for piece in scale.axis.pieces(scale.view) {
        if piece.squeezed {
            continue;
        }
        for time in walk(major, piece) {
            out.major.push(Tick {
                time,
                x: scale.x(time as f64),
                label: major.label(time, wide),
            });
        }
        if let Some(minor) = minor {
            for time in walk(minor, piece) {
                if major.floor(time) != time {
                    out.minor.push(Tick {
                        time,
                        x: scale.x(time as f64),
                        label: String::new(),
                    });
                }
            }
        }
        if let Some(context) = major.context() {
            let mut at = to_second(piece.from);
            for _ in 0..MOST {
                let (start, next) = context.around(at);
                let begins = start as f64 >= piece.from;
                out.context.push(Stretch {
                    left: scale.x((start as f64).max(piece.from)),
                    right: scale.x((next as f64).min(piece.to)),
                    begins,
                    label: context.label(start),
                    short: context.short(start),
                });
                if next as f64 >= piece.to || next <= at {
                    break;
                }
                at = next;
            }
        }
    }
    out
}

/// Whether ticks of `fine` may stand between those of `coarse`.
fn nests(fine: Step, coarse: Step) -> bool {
    match (fine, coarse) {
        (Step::Years(a), Step::Years(b)) => b % a == 0,
        // Weeks run across years; between quarters and years they only look uneven.
        (Step::Week, Step::Months(3) | Step::Years(_)) => false,
        _ => true,
    }
}

fn walk(step: Step, piece: Piece) -> Vec<i64> {
    let mut times = Vec::new();
    let mut at = step.floor(to_second(piece.from));
    while times.len() < MOST && (at as f64) <= piece.to {
        if at as f64 >= piece.from {
            times.push(at);
        }
        let next = step.next(at);
        if next <= at {
            break;
        }
        at = next;
    }
    times
}

fn to_second(time: f64) -> i64 {
    time.clamp(-1.0e14, 1.0e14).floor() as i64
}

fn year_of(time: f64) -> i64 {
    i64::from(Moment(to_second(time)).ymd().year)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Axis, View};
    use super::*;
    use proptest::prelude::*;

    fn labels(from: Moment, to: Moment, width: f32) -> Vec<String> {
        let axis = Axis::default();
        let scale = Scale {
            axis: &axis,
            view: View::new(from.0 as f64, to.0 as f64),
            left: 0.0,
            width,
        };
        ticks(&scale).major.into_iter().map(|t| t.label).collect()
    }

    #[test]
    fn labels_are_what_a_calendar_has() {
        let day = Moment::from_ymd;
        assert_eq!(
            labels(day(2025, 1, 1), day(2025, 6, 29), 640.0),
            ["January", "February", "March", "April", "May", "June"]
        );
        assert_eq!(
            labels(day(1979, 6, 1), day(2025, 6, 1), 640.0),
            [
                "1980", "1985", "1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"
            ]
        );
        assert_eq!(
            labels(day(-249, 6, 1), day(250, 1, 1), 640.0),
            ["200 BC", "100 BC", "AD 1", "100", "200"]
        );
        assert_eq!(
            labels(day(2025, 4, 27), Moment(day(2025, 4, 28).0 - 1), 640.0)[..3],
            ["00:00", "03:00", "06:00"]
        );
        assert_eq!(
            labels(day(-39_999, 1, 1), day(2000, 1, 1), 640.0),
            ["40,000 BC", "30,000 BC", "20,000 BC", "10,000 BC", "AD 1"]
        );
    }

    #[test]
    fn the_context_names_the_larger_unit() {
        let axis = Axis::default();
        let scale = Scale {
            axis: &axis,
            view: View::new(
                Moment::from_ymd(2024, 11, 1).0 as f64,
                Moment::from_ymd(2025, 3, 1).0 as f64,
            ),
            left: 0.0,
            width: 640.0,
        };
        let context = ticks(&scale).context;
        assert_eq!(context.len(), 2);
        assert_eq!(
            (context[0].label.as_str(), context[0].begins),
            ("2024", false)
        );
        assert_eq!(
            (context[1].label.as_str(), context[1].begins),
            ("2025", true)
        );
    }

    proptest! {
        #[test]
        fn sorted_true_and_bounded(start in -1.2e13..1.2e13f64, power in 2.5..13.0f64, width in 100.0..4000.0f32) {
            let axis = Axis::default();
            let view = View::new(start, start + 10f64.powf(power));
            let scale = Scale { axis: &axis, view, left: 0.0, width };
            let t = ticks(&scale);
            prop_assert!(t.major.len() <= width as usize / 28 + 2, "{} majors", t.major.len());
            prop_assert!(t.minor.len() <= width as usize / 6 + 4);
            for list in [&t.major, &t.minor] {
                for pair in list.windows(2) {
                    prop_assert!(pair[0].time < pair[1].time && pair[0].x <= pair[1].x);
                }
                for tick in list {
                    prop_assert!(tick.x >= -1.0 && tick.x <= width + 1.0);
                }
            }
            // A tick is the start of a minute at least, and of a year where years are shown.
            for tick in &t.major {
                prop_assert_eq!(tick.time.rem_euclid(60), 0);
                if tick.label.len() == 4 && tick.label.parse::<i32>().is_ok() {
                    let ymd = Moment(tick.time).ymd();
                    prop_assert_eq!((ymd.month, ymd.day, tick.time.rem_euclid(DAY)), (1, 1, 0));
                    prop_assert_eq!(ymd.year.to_string(), tick.label.clone());
                }
            }
            for pair in t.context.windows(2) {
                prop_assert!(pair[0].right <= pair[1].left + 0.5);
            }
        }

        #[test]
        fn floor_is_a_fixed_point_and_next_goes_on(time in -1_000_000_000_000i64..1_000_000_000_000, i in 0usize..LADDER.len()) {
            let step = LADDER[i];
            let at = step.floor(time);
            prop_assert!(at <= time);
            prop_assert_eq!(step.floor(at), at);
            let next = step.next(at);
            prop_assert!(next > time, "{step:?} {at} {next} {time}");
            prop_assert_eq!(step.floor(next), next);
        }
    }
}
