//! Moments and spans of time in the words of the axis: as fine as the zoom can show, no finer.

use crate::temporal::{DAY, Moment};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The name of a month, 1 to 12.
#[must_use]
pub fn month(month: u8) -> &'static str {
    MONTHS
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or("")
}

/// Its first three letters.
#[must_use]
pub fn short_month(number: u8) -> &'static str {
    month(number).get(..3).unwrap_or("")
}

/// The short name of the weekday of a moment.
#[must_use]
pub fn weekday(time: i64) -> &'static str {
    WEEKDAYS
        .get(usize::from(Moment(time).weekday()).wrapping_sub(1))
        .copied()
        .unwrap_or("")
}

/// The time of day, to the minute.
#[must_use]
pub fn clock(time: i64) -> String {
    let s = Moment(time).second_of_day();
    format!("{:02}:{:02}", s / 3600, s / 60 % 60)
}

/// An astronomical year as people write it: "2025", "AD 24", "480 BC", "12,000 BC".
#[must_use]
pub fn year(year: i64) -> String {
    if year <= 0 {
        format!("{} BC", grouped(1 - year))
    } else if year < 100 {
        format!("AD {year}")
    } else {
        grouped(year)
    }
}

/// "21st century", "2nd millennium BC".
#[must_use]
pub fn ordinal_period(year: i64, length: i64, name: &str) -> String {
    let (number, bc) = if year <= 0 {
        ((-year).div_euclid(length) + 1, " BC")
    } else {
        ((year - 1).div_euclid(length) + 1, "")
    };
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{}{suffix} {name}{bc}", grouped(number))
}

/// Digits in groups from five on: "9999", "12,000".
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    if number < 0 {
        out.push('−');
    }
    for (i, c) in digits.chars().enumerate() {
        if digits.len() >= 5 && i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A moment as finely as `seconds_per_point` can show it: "Sun 27 April 2025", "April 2025",
/// "480 BC", with the time of day where minutes can be told apart.
#[must_use]
pub fn moment(time: i64, seconds_per_point: f64) -> String {
    let ymd = Moment(time).ymd();
    let y = year(i64::from(ymd.year));
    let days = seconds_per_point / DAY as f64;
    if days > 40.0 {
        y
    } else if days > 2.0 {
        format!("{} {y}", month(ymd.month))
    } else {
        let date = format!("{} {} {} {y}", weekday(time), ymd.day, month(ymd.month));
        if seconds_per_point < 1_200.0 {
            format!("{date}, {}", clock(time))
        } else {
            date
        }
    }
}

/// A range as short as it can be said: "1979 – 2025", "Jan 2024 – Jun 2025", "1 – 30 Jun 2025",
/// "1 Jun 2025, 09:00 – 11:30".
#[must_use]
pub fn range(from: i64, to: i64) -> String {
    let (a, b) = (Moment(from).ymd(), Moment(to).ymd());
    let (ya, yb) = (year(i64::from(a.year)), year(i64::from(b.year)));
    let (ma, mb) = (short_month(a.month), short_month(b.month));
    if to.saturating_sub(from) > 5 * 366 * DAY {
        format!("{ya} – {yb}")
    } else if a.year != b.year {
        format!("{ma} {ya} – {mb} {yb}")
    } else if a.month != b.month {
        format!("{} {ma} – {} {mb} {yb}", a.day, b.day)
    } else if a.day != b.day {
        format!("{} – {} {mb} {yb}", a.day, b.day)
    } else if to.saturating_sub(from) < DAY - 60 {
        // Inclusive ends: what lasts till 11:29:59 lasts till half past.
        let (a, b) = (clock(from), clock(to.saturating_add(1)));
        format!("{} {mb} {yb}, {a} – {b}", Moment(to).ymd().day)
    } else {
        format!("{} {mb} {yb}", b.day)
    }
}

/// How long `from..=to` lasts, in one or two units: "12 days", "3 months 4 days", "45 years".
#[must_use]
pub fn duration(from: i64, to: i64) -> String {
    let seconds = to.saturating_sub(from).saturating_add(1).max(0);
    if seconds < 2 * 3_600 {
        return several(seconds / 60, "minute");
    }
    if seconds < 2 * DAY {
        return joined(seconds / 3_600, "hour", seconds % 3_600 / 60, "minute");
    }
    // Calendar difference, so that 1 January to 31 March is three months.
    let (a, b) = (Moment(from).ymd(), Moment(to.saturating_add(1)).ymd());
    let mut months =
        (i64::from(b.year) - i64::from(a.year)) * 12 + i64::from(b.month) - i64::from(a.month);
    let mut days = i64::from(b.day) - i64::from(a.day);
    if days < 0 {
        months -= 1;
        let passed = Moment::from_ymd(a.year, i32::from(a.month) + months as i32, i32::from(a.day));
        days = Moment(to.saturating_add(1)).days() - passed.days();
    }
    if months == 0 {
        several(seconds / DAY, "day")
    } else if months < 24 {
        joined(months, "month", days, "day")
    } else if months < 600 {
        joined(months / 12, "year", months % 12, "month")
    } else {
        several(months / 12, "year")
    }
}

fn several(n: i64, unit: &str) -> String {
    format!("{} {unit}{}", grouped(n), if n == 1 { "" } else { "s" })
}

fn joined(n: i64, unit: &str, rest: i64, smaller: &str) -> String {
    if rest == 0 {
        several(n, unit)
    } else {
        format!("{} {}", several(n, unit), several(rest, smaller))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_periods_as_people_write_them() {
        for (y, text) in [
            (2025, "2025"),
            (1, "AD 1"),
            (24, "AD 24"),
            (0, "1 BC"),
            (-479, "480 BC"),
            (-11_999, "12,000 BC"),
        ] {
            assert_eq!(year(y), text);
        }
        for (y, text) in [
            (2025, "21st century"),
            (2000, "20th century"),
            (1901, "20th century"),
            (0, "1st century BC"),
            (-99, "1st century BC"),
            (-100, "2nd century BC"),
            (1150, "12th century"),
        ] {
            assert_eq!(ordinal_period(y, 100, "century"), text);
        }
    }

    #[test]
    fn a_moment_is_never_finer_than_the_zoom() {
        let t = Moment::from_ymd(2025, 4, 27).0 + 14 * 3600;
        assert_eq!(moment(t, 60.0), "Sun 27 April 2025, 14:00");
        assert_eq!(moment(t, 86_400.0), "Sun 27 April 2025");
        assert_eq!(moment(t, 86_400.0 * 5.0), "April 2025");
        assert_eq!(moment(t, 86_400.0 * 500.0), "2025");
    }

    #[test]
    fn ranges_say_no_more_than_they_must() {
        let d = |y, m, d| Moment::from_ymd(y, m, d).0;
        assert_eq!(range(d(1979, 3, 1), d(2025, 1, 1)), "1979 – 2025");
        assert_eq!(range(d(2024, 1, 1), d(2025, 6, 1)), "Jan 2024 – Jun 2025");
        assert_eq!(range(d(2025, 1, 1), d(2025, 6, 30)), "1 Jan – 30 Jun 2025");
        assert_eq!(range(d(2025, 6, 1), d(2025, 6, 30)), "1 – 30 Jun 2025");
        assert_eq!(range(d(2025, 6, 1), d(2025, 6, 2) - 1), "1 Jun 2025");
        assert_eq!(
            range(d(2025, 6, 1) + 9 * 3_600, d(2025, 6, 1) + 41_399),
            "1 Jun 2025, 09:00 – 11:30"
        );
    }

    #[test]
    fn durations_count_calendar_units() {
        let d = |y, m, d| Moment::from_ymd(y, m, d).0;
        assert_eq!(duration(d(2025, 1, 1), d(2025, 4, 1) - 1), "3 months");
        assert_eq!(duration(d(2025, 4, 22), d(2025, 4, 27) - 1), "5 days");
        assert_eq!(
            duration(d(2025, 1, 31), d(2025, 3, 5) - 1),
            "1 month 2 days"
        );
        assert_eq!(
            duration(d(1914, 7, 28), d(1918, 11, 11)),
            "4 years 3 months"
        );
        assert_eq!(duration(d(-499, 1, 1), d(501, 1, 1) - 1), "1000 years");
        assert_eq!(duration(0, 59), "1 minute");
        assert_eq!(duration(0, 3_600 * 5 - 1), "5 hours");
    }
}
