//! Corrections with the changes of an edit that is being planned: nothing is copied but what the
//! edit touches.

use super::corrections::{Corrections, Field, Slot, Target, Value};
use std::collections::BTreeMap;

/// Changes over corrections in force.
pub struct Draft<'a> {
    below: &'a Corrections,
    /// What the slots hold now that were set; `None` if they are clear.
    changed: BTreeMap<Slot, Option<Value>>,
}

impl<'a> Draft<'a> {
    pub fn over(below: &'a Corrections) -> Self {
        Self {
            below,
            changed: BTreeMap::new(),
        }
    }

    /// What a slot holds.
    pub fn get(&self, target: &Target, field: &Field) -> Option<&Value> {
        let slot = Slot {
            target: target.clone(),
            field: field.clone(),
        };
        match self.changed.get(&slot) {
            Some(value) => value.as_ref(),
            None => self.below.get(target, field),
        }
    }

    /// Sets a slot; `None` clears it. Returns what it held.
    pub fn set(&mut self, slot: Slot, value: Option<Value>) -> Option<Value> {
        let before = self.get(&slot.target, &slot.field).cloned();
        self.changed.insert(slot, value);
        before
    }

    /// All of one thing, in a fixed order.
    pub fn of(&self, target: &Target) -> Vec<(&Field, &Value)> {
        let mut all: BTreeMap<&Field, &Value> = self.below.of(target).collect();
        let changed = self.changed.iter().filter(|(s, _)| s.target == *target);
        for (slot, value) in changed {
            match value {
                Some(value) => drop(all.insert(&slot.field, value)),
                None => drop(all.remove(&slot.field)),
            }
        }
        all.into_iter().collect()
    }

    /// All of entities, in a fixed order.
    pub fn of_entities(&self) -> Vec<(&Slot, &Value)> {
        let mut all: BTreeMap<&Slot, &Value> = self.below.of_entities().collect();
        let entity = |s: &Slot| matches!(s.target, Target::Entity(_));
        for (slot, value) in self.changed.iter().filter(|(s, _)| entity(s)) {
            match value {
                Some(value) => drop(all.insert(slot, value)),
                None => drop(all.remove(slot)),
            }
        }
        all.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::EntityKey;

    #[test]
    fn what_was_changed_lies_over_what_was_there() {
        let entity = |name: &str| Target::Entity(EntityKey::new(name));
        let slot = |name: &str, field: Field| Slot {
            target: entity(name),
            field,
        };
        let text = |text: &str| Some(Value::Text(text.into()));
        let mut below = Corrections::default();
        below.set(slot("a", Field::Title), text("one"));
        below.set(slot("a", Field::Note), text("two"));
        below.set(slot("b", Field::Note), text("three"));
        let mut draft = Draft::over(&below);
        assert_eq!(draft.set(slot("a", Field::Title), None), text("one"));
        assert_eq!(draft.set(slot("a", Field::Hidden), Some(Value::Yes)), None);
        assert_eq!(draft.set(slot("c", Field::Note), text("four")), None);
        assert_eq!(draft.get(&entity("a"), &Field::Title), None);
        assert_eq!(
            draft.get(&entity("b"), &Field::Note),
            text("three").as_ref()
        );
        let fields = |name: &str| {
            let of = draft.of(&entity(name));
            of.into_iter().map(|(f, _)| f.clone()).collect::<Vec<_>>()
        };
        assert_eq!(fields("a"), [Field::Hidden, Field::Note]);
        assert_eq!(draft.of_entities().len(), 4);
        // The plain table with the same changes says the same.
        let mut plain = below.clone();
        plain.set(slot("a", Field::Title), None);
        plain.set(slot("a", Field::Hidden), Some(Value::Yes));
        plain.set(slot("c", Field::Note), text("four"));
        assert!(plain.iter().eq(draft.of_entities()));
    }
}
