//! The names of the days of the week, in one place for whoever steps over them.

/// Whether a word in lower case is the full name of a day of the week.
#[must_use]
pub fn is_weekday(low: &str) -> bool {
    matches!(
        low,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}
