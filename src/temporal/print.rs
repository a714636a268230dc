//! TIMEX3 values of what is no point on the line.

use super::expr::Count;
use super::lexicon::{Bound, Edge, Unit, Vague};

/// A duration: `P2W`, `PT30M`, `PXY`, `P1.5Y`. Lengths without a number have `X`.
pub(super) fn duration(count: Count, unit: Unit) -> String {
    let (letter, time, per) = match unit {
        Unit::Second => ("S", true, 1),
        Unit::Minute => ("M", true, 1),
        Unit::Hour => ("H", true, 1),
        Unit::Day => ("D", false, 1),
        Unit::Weekend => ("WE", false, 1),
        Unit::Week => ("W", false, 1),
        Unit::Month => ("M", false, 1),
        Unit::Quarter => ("Q", false, 1),
        Unit::Year => ("Y", false, 1),
        Unit::Decade => ("Y", false, 10),
        Unit::Century => ("Y", false, 100),
        Unit::Millennium => ("Y", false, 1000),
    };
    let t = if time { "T" } else { "" };
    let Some(sixtieths) = count.0 else {
        return format!("P{t}X{letter}");
    };
    let total = i128::from(sixtieths) * per;
    let (whole, rest) = (total / 60, total % 60);
    if rest == 0 {
        return format!("P{t}{whole}{letter}");
    }
    match unit {
        // Half an hour has a name in the next unit; a third of a year is a decimal.
        Unit::Hour if whole == 0 => format!("PT{rest}M"),
        Unit::Hour => format!("PT{whole}H{rest}M"),
        Unit::Year if rest * 12 % 60 == 0 && whole == 0 => format!("P{}M", rest * 12 / 60),
        _ => {
            let hundredths = rest * 100 / 60;
            let text = format!("{hundredths:02}");
            format!("P{t}{whole}.{}{letter}", text.trim_end_matches('0'))
        }
    }
}

/// A vague reference.
pub(super) fn vague(v: Vague) -> &'static str {
    match v {
        Vague::Past => "PAST_REF",
        Vague::Present => "PRESENT_REF",
        Vague::Future => "FUTURE_REF",
    }
}

/// The modifier of an edge or bound.
pub(super) fn modifier(edge: Option<Edge>, bound: Option<Bound>) -> Option<&'static str> {
    Some(match (edge, bound) {
        (Some(Edge::Start), _) => "START",
        (Some(Edge::Mid), _) => "MID",
        (Some(Edge::End), _) => "END",
        (None, Some(Bound::About)) => "APPROX",
        (None, Some(Bound::Less)) => "LESS_THAN",
        (None, Some(Bound::More)) => "MORE_THAN",
        (None, Some(Bound::AtLeast)) => "EQUAL_OR_MORE",
        (None, Some(Bound::AtMost)) => "EQUAL_OR_LESS",
        (None, None) => return None,
    })
}
