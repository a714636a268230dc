//! News or narrative: what an expression without a year hangs on.

use super::expr::{Cal, Core, Fine, Item};
use super::lexicon::Unit;

/// Whether a text tells of the past by its own years rather than from its publication date.
///
/// Counted on annotated news and war histories: five years or more that lie over two years away
/// from the publication date, some of them with their month, and over twice as many of them as of
/// weekdays and words like "yesterday". Without a publication date there is nothing else to hang
/// on.
pub(super) fn is_narrative(items: &[Item], published_year: Option<i32>) -> bool {
    let Some(published) = published_year else {
        return true;
    };
    let (mut far, mut months, mut near) = (0usize, 0usize, 0usize);
    for item in items {
        let core = match &item.core {
            Core::At(Some(day), _) => day.as_ref(),
            core => core,
        };
        match core {
            Core::Cal(Cal {
                year: Some(y),
                two: false,
                fine,
                ..
            }) if (y - published).abs() > 2 => {
                far += 1;
                months += usize::from(*fine != Fine::None);
            }
            Core::Weekday(..) | Core::Rel(Unit::Day, ..) => near += 1,
            _ => {}
        }
    }
    let ancient = items
        .iter()
        .any(|i| matches!(&i.core, Core::Cal(Cal { year: Some(y), .. }) if *y <= 1000));
    far >= 5 && far > 2 * near && (months >= 3 || ancient || far >= 15)
}
