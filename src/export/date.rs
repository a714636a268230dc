//! Moments and the ends of intervals as ISO 8601 text.
//!
//! Never prints more precision than was read.

use crate::temporal::{Moment, Precision, Qualifier, TimeValue, Ymd};

/// `2025-04-27`; astronomical years, so 264 BC is `-0263`.
#[must_use]
pub fn iso_day(moment: Moment) -> String {
    let Ymd { year, month, day } = moment.ymd();
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

/// `2025-04-27T14:05:00`.
#[must_use]
pub fn iso_second(moment: Moment) -> String {
    let s = moment.second_of_day();
    let (h, m, s) = (s / 3600, s / 60 % 60, s % 60);
    format!("{}T{h:02}:{m:02}:{s:02}", iso_day(moment))
}

/// `2025-04-27` for a day or anything coarser, with the time of day for anything finer.
#[must_use]
pub fn iso(moment: Moment, precision: Precision) -> String {
    if precision < Precision::Day {
        iso_second(moment)
    } else {
        iso_day(moment)
    }
}

/// First moment an event dated `time` can have happened; `None` where that is open.
#[must_use]
pub fn earliest(time: &TimeValue) -> Option<String> {
    (time.qualifier != Qualifier::Before).then(|| iso(time.earliest, time.precision))
}

/// Last moment an event dated `time` can have happened; `None` where that is open.
#[must_use]
pub fn latest(time: &TimeValue) -> Option<String> {
    let open = matches!(time.qualifier, Qualifier::After | Qualifier::OpenEnd);
    (!open).then(|| iso(time.latest, time.precision))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporal::DAY;

    fn value(from: (i32, i32, i32), to: (i32, i32, i32), precision: Precision) -> TimeValue {
        TimeValue {
            earliest: Moment::from_ymd(from.0, from.1, from.2),
            latest: Moment(Moment::from_ymd(to.0, to.1, to.2).0 + DAY - 1),
            precision,
            qualifier: Qualifier::Exact,
            edtf: String::new(),
        }
    }

    #[test]
    fn dates_print_as_iso_with_astronomical_years() {
        assert_eq!(iso_day(Moment::from_ymd(2025, 4, 27)), "2025-04-27");
        assert_eq!(iso_day(Moment::from_ymd(-263, 1, 1)), "-0263-01-01");
        assert_eq!(iso_day(Moment::from_ymd(0, 12, 31)), "0000-12-31");
        let m = Moment(Moment::from_ymd(2025, 4, 27).0 + 14 * 3600 + 5 * 60);
        assert_eq!(iso(m, Precision::Minute), "2025-04-27T14:05:00");
        assert_eq!(iso(m, Precision::Day), "2025-04-27");
    }

    #[test]
    fn open_ends_are_open() {
        let mut v = value((1990, 1, 1), (1990, 12, 31), Precision::Year);
        assert_eq!(earliest(&v).as_deref(), Some("1990-01-01"));
        assert_eq!(latest(&v).as_deref(), Some("1990-12-31"));
        v.qualifier = Qualifier::Before;
        assert_eq!((earliest(&v), latest(&v).is_some()), (None, true));
        v.qualifier = Qualifier::OpenEnd;
        assert_eq!((earliest(&v).is_some(), latest(&v)), (true, None));
    }
}
