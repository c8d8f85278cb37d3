use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::diff::{Change, Difference, Kind, Meanings, Severity, apply, diff, select};
use schema_runtime::model::{EnumType, ObjectName, Schema};

fn mood(labels: &[&str]) -> Schema {
    let name = ObjectName::new("mood");
    let values = labels.iter().map(|&label| label.to_owned()).collect();
    Schema { enums: [(name.clone(), EnumType::new(name, values))].into(), ..Schema::default() }
}

fn differences(live: &[&str], declared: &[&str]) -> Vec<Difference> {
    diff(&mood(live), &mood(declared), &Meanings::default())
}

#[track_caller]
fn differ(live: &[&str], declared: &[&str], expected: &[(Kind, Severity)]) {
    let differences = differences(live, declared);
    assert!(differences.iter().all(|difference| difference.table == ObjectName::new("mood")));
    let found: Vec<_> = differences.iter().map(|difference| (difference.kind, difference.severity)).collect();
    assert_eq!(found, expected);
}

#[test]
fn labels_and_their_order_count() {
    differ(&["a", "b"], &["a", "b"], &[]);
    differ(&["a"], &["a", "b"], &[(EnumValues, Breaking)]);
    differ(&["b", "a"], &["a", "b"], &[(EnumValues, Divergent)]);
    differ(&["a", "x", "b"], &["a", "b"], &[(EnumValues, Harmless)]);
    differ(&["b", "x", "a"], &["a", "b"], &[(EnumValues, Divergent), (EnumValues, Harmless)]);
    differ(&["A"], &["a"], &[(EnumValues, Breaking), (EnumValues, Harmless)]);
}

#[test]
fn a_label_that_only_the_database_has_stays_until_its_removal_is_allowed() {
    let (live, declared) = (["a", "x", "c"], ["a", "b", "c"]);
    let differences = differences(&live, &declared);
    let kept = apply(&mood(&live), select(&differences, |_| false).changes);
    assert_eq!(kept, mood(&["a", "x", "b", "c"]));
    let removed = apply(&mood(&live), select(&differences, |_| true).changes.into_iter().rev());
    assert_eq!(removed, mood(&declared));
}

#[test]
fn a_type_is_missing_or_too_many_as_a_whole() {
    let (with, without) = (mood(&["a"]), Schema::default());
    let missing = diff(&without, &with, &Meanings::default());
    assert_eq!((missing[0].kind, missing[0].severity), (MissingEnum, Breaking));
    assert_eq!(missing[0].declared.as_deref(), Some("(a)"));
    let extra = diff(&with, &without, &Meanings::default());
    assert_eq!((extra[0].kind, extra[0].severity), (ExtraEnum, Harmless));
    assert!(extra[0].change.as_ref().is_some_and(Change::removes));
}
