//! The colours of the event families on paper and on the web: the same as the window's.

use crate::event::Family;

/// The colour on light and on dark ground, as CSS writes it.
pub(super) fn of(family: Family) -> (&'static str, &'static str) {
    match family {
        Family::Talks => ("#0072b2", "#56b4e9"),
        Family::Cooperation => ("#00805f", "#2fb58c"),
        Family::Statements => ("#6b7682", "#9aa5b1"),
        Family::Disputes => ("#a87400", "#e6b23c"),
        Family::Pressure => ("#b85c00", "#e08a3c"),
        Family::Force => ("#c23b22", "#e0614a"),
        Family::Change => ("#7a4fb5", "#b58ae0"),
        Family::Harm => ("#a03f6f", "#c76b98"),
        Family::Other => ("#1b1f24", "#e6e8eb"),
    }
}

#[cfg(all(test, feature = "window"))]
mod tests {
    use super::*;
    use crate::app::theme::Palette;

    #[test]
    fn the_colours_are_the_windows() {
        let hex = |c: egui::Color32| format!("#{:02x}{:02x}{:02x}", c.r(), c.g(), c.b());
        for family in Family::ALL {
            assert_eq!(of(family).0, hex(Palette::LIGHT.family(family)));
            assert_eq!(of(family).1, hex(Palette::DARK.family(family)));
        }
    }
}
