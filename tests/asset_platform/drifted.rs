//! PostgreSQL, after the hand-written migrations: the check refuses, and says exactly what people found.

use super::entity;
use super::platform::{check, create};
use crate::support::TestDb;
use schema_runtime::diff::{Difference, Severity};
use schema_runtime::{Error, Guard};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What `expected.toml` lists. `expected` and `found` hold where they are given; a `hint` is the table that looks like
/// a missing one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    kind: String,
    pub(super) table: String,
    pub(super) object: String,
    severity: String,
    expected: Option<String>,
    found: Option<String>,
    hint: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    difference: Vec<Expected>,
}

pub(super) fn listed() -> BTreeSet<Expected> {
    let Listed { difference } =
        toml::from_str(include_str!("expected.toml")).expect("expected.toml can be read");
    let count = difference.len();
    let listed: BTreeSet<_> = difference.into_iter().collect();
    assert_eq!((count, listed.len()), (90, 90), "each is listed once");
    listed
}

/// What was found, told as the list tells it: of both sides only what is listed.
pub(super) fn told(differences: &[Difference]) -> BTreeSet<Expected> {
    let listed = listed();
    let told: BTreeSet<_> = differences.iter().map(|difference| tell(difference, &listed)).collect();
    assert_eq!(differences.len(), told.len(), "each is reported once");
    told
}

fn tell(difference: &Difference, listed: &BTreeSet<Expected>) -> Expected {
    let word = |value: serde_json::Value| value.as_str().expect("a word").to_owned();
    let kind = word(serde_json::to_value(difference.kind).expect("a kind can be written"));
    let severity = word(serde_json::to_value(difference.severity).expect("a severity can be written"));
    let table = difference.table.to_string();
    let same =
        |other: &&Expected| (&other.kind, &other.table, &other.object) == (&kind, &table, &difference.object);
    let sides = listed.iter().find(same).is_some_and(|listed| listed.expected.is_some());
    Expected {
        expected: difference.declared.clone().filter(|_| sides),
        found: difference.live.clone().filter(|_| sides),
        hint: difference.hint.clone().filter(|_| kind == "missing_table"),
        object: difference.object.clone(),
        kind,
        table,
        severity,
    }
}

pub(super) fn assert_as_listed(differences: &[Difference]) {
    let (listed, told) = (listed(), told(differences));
    let missed: Vec<_> = listed.difference(&told).collect();
    let besides: Vec<_> = told.difference(&listed).collect();
    assert!(missed.is_empty() && besides.is_empty(), "missed: {missed:#?}\nbesides: {besides:#?}");
}

/// The platform's database as the hand-written migrations left it.
pub(super) async fn drifted() -> TestDb {
    let db = TestDb::postgres().await;
    create(&db).await;
    db.run(include_str!("drift.postgres.sql")).await;
    db
}

#[tokio::test]
async fn reports_what_is_listed_and_nothing_besides() {
    let db = drifted().await;
    assert_as_listed(&check(&db).await.differences);
}

#[tokio::test]
async fn every_reason_names_the_entity() {
    let db = drifted().await;
    for difference in check(&db).await.differences {
        if !difference.why.is_empty()
            && difference.severity == Severity::Breaking
            && difference.live.is_none()
        {
            let place = difference.entity.expect("what is declared has a place");
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(place.file);
            let text = std::fs::read_to_string(file).expect("the entity can be read");
            let line = text.lines().nth(place.line as usize - 1).expect("the line is there");
            let named = if difference.object.is_empty() { "Model" } else { &difference.object };
            assert!(line.contains(named), "{place}: {line} does not speak of {named}");
        }
    }
}

#[tokio::test]
async fn the_guard_refuses_with_every_reason() {
    let db = drifted().await;
    let error = Guard::new().entities(entity::all()).run(&db.db).await.expect_err("it does not fit");
    let Error::Drift(refusal) = error else { panic!("{error}") };
    assert_as_listed(&refusal.report.differences);
    let harmless = refusal.report.differences.iter().filter(|found| found.severity == Severity::Harmless);
    assert_eq!(refusal.refused, 90 - harmless.count());
}
