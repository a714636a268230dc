//! Which tokens stand inside quotation marks.

use crate::text::Doc;
use crate::text::form::{Shape, is};

/// For every token of `doc` whether it stands inside double quotation marks. A quotation never
/// outlives its paragraph.
pub(super) fn quoted(doc: &Doc<'_>) -> Vec<bool> {
    let mut inside = vec![false; doc.tokens.len()];
    for paragraph in &doc.paragraphs {
        let sentences =
            &doc.sentences[paragraph.sentences.start as usize..paragraph.sentences.end as usize];
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
            continue;
        };
        let mut open: Option<usize> = None;
        for t in first.tokens.start as usize..last.tokens.end as usize {
            if doc.forms[t].shape != Shape::Mark {
                continue;
            }
            let opens = is!(doc, t, "“" | "«" | "„" | "``");
            let closes = is!(doc, t, "”" | "»" | "''");
            let either = is!(doc, t, "\"");
            if opens || (either && open.is_none()) {
                open = Some(t + 1);
            } else if (closes || either)
                && let Some(from) = open.take()
            {
                // A word or two in quotation marks is a term, not a quotation.
                if t - from > 3 {
                    inside[from..t].fill(true);
                }
            }
        }
        if let Some(from) = open {
            inside[from..last.tokens.end as usize].fill(true);
        }
    }
    inside
}
