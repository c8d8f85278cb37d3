//! The command line as a process: what it prints where, and how it ends.

mod strangers;

use crate::support::{Said, TestDb, pipe, tool};
use sea_orm::DbBackend;

/// What each kind of database might do in its own way.
macro_rules! on_each_backend {
    ($($test:ident),* $(,)?) => {
        mod postgres { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::Postgres).await; })* }
        mod mysql { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::MySql).await; })* }
        mod sqlite { $(#[tokio::test] async fn $test() { super::$test(sea_orm::DbBackend::Sqlite).await; })* }
    };
}

/// It ends with this code.
#[track_caller]
fn ends(url: &str, arguments: &[&str], code: i32) -> Said {
    let said = tool(Some(url), arguments);
    assert_eq!(said.code, code, "{arguments:?}\n{}\n{}", said.out, said.err);
    said
}

/// Fails with a sentence on stderr, and nothing on stdout.
#[track_caller]
fn fails(url: Option<&str>, arguments: &[&str]) -> String {
    let said = tool(url, arguments);
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}: {}", said.err);
    said.err
}

#[test]
fn help_shows_an_example_of_each_command() {
    let mut all = tool(None, &["--help"]).out;
    let words = all.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<_> = words.take_while(|line| !line.is_empty()).filter_map(first_word).collect();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands.iter().filter(|command| *command != "help") {
        let help = tool(None, &[command, "--help"]);
        assert_eq!(help.code, 0, "{}", help.err);
        assert!(help.out.contains("Example"), "{command} has an example\n{}", help.out);
        all += &format!("\n$ {command} --help\n{}", help.out);
    }
    insta::assert_snapshot!("help", all);
}

fn first_word(line: &str) -> Option<String> {
    line.split_whitespace().next().map(str::to_owned)
}

/// The way of a new service: nothing is there, the migrations run, everything agrees, somebody changes something.
async fn codes_tell_clean_from_differs(backend: DbBackend) {
    let db = TestDb::shared(backend).await;
    let url = db.url.as_str();
    for command in [&["check"][..], &["history"], &["status"], &["audit"]] {
        ends(url, command, 1);
    }
    ends(url, &["check", "--migrations"], 0);
    ends(url, &["diff", "--from", "migrations", "--to", "entities"], 0);
    assert_eq!(ends(url, &["diff", "--from", url, "--to", url], 0).out, "nothing differs\n");
    ends(url, &["diff", "--from", url, "--to", "entities"], 1);

    let twice = fails(Some(url), &["generate", "the_same"]);
    assert!(
        twice.contains("a second time: `m20260101_120000_create_asset_platform`; run `up` first"),
        "{twice}"
    );

    let up = ends(url, &["up"], 0);
    assert!(up.out.contains("the one known migration is applied"), "{}", up.out);
    assert!(up.err.contains("m20260101_120000_create_asset_platform"), "{}", up.err);
    for command in [&["check"][..], &["history"], &["status"], &["audit"], &["up"]] {
        ends(url, command, 0);
    }
    let agrees = ends(url, &["audit"], 0).out;
    assert_eq!(agrees, "entities, migrations and database agree on 40 tables\n");
    let nothing = ends(url, &["generate", "nothing", "--dry-run"], 0).out;
    assert!(nothing.starts_with("There is nothing to write"), "{nothing}");
    assert_eq!(ends(url, &["generate", "nothing", "--sql"], 0).out, "");

    let tidy = |path| ["generate", "tidy", "--dry-run", "--drop", path];
    let misspelt = fails(Some(url), &tidy("assets.obsolet"));
    assert!(
        misspelt.contains("`--drop assets.obsolet`: there is nothing that only the database has"),
        "{misspelt}"
    );
    db.run("ALTER TABLE assets ADD COLUMN obsolete integer").await;
    let misspelt = fails(Some(url), &tidy("assets.obsolet"));
    assert!(
        misspelt.contains("`--drop assets.obsolet`: what only the database has is assets.obsolete"),
        "{misspelt}"
    );
    let dropped = ends(url, &tidy("assets.obsolete"), 0).out;
    assert!(dropped.contains("drop the column `obsolete` of `assets`"), "{dropped}");
    db.run("ALTER TABLE assets DROP COLUMN obsolete").await;

    db.run("DROP TABLE asset_tags").await;
    for command in [&["check"][..], &["audit"], &["diff", "--from", url, "--to", "entities"]] {
        let said = ends(url, command, 1);
        assert!(said.out.contains("asset_tags"), "{}", said.out);
    }
    ends(url, &["history"], 0);
    ends(url, &["generate", "asset_tags", "--dry-run"], 0);
    let script = ends(url, &["generate", "asset_tags", "--sql"], 0).out;
    let piped = pipe(&db, &script);
    assert_eq!(piped.code, 0, "{}\n{script}", piped.err);
    ends(url, &["audit"], 0);
    ends(url, &["down"], 0);
    ends(url, &["history"], 1);
}

/// Entities alone need no database, not even its URL.
#[test]
fn a_lint_needs_no_database() {
    let text = tool(None, &["lint"]);
    assert_eq!(text.code, 1, "{}", text.err);
    assert!(text.out.contains("assets.discovery_flow_id (id_without_key)"), "{}", text.out);
    let of = |arguments: &[&str]| tool(None, &[&["lint"], arguments].concat()).out;
    let json: serde_json::Value = serde_json::from_str(&of(&["--format", "json"])).expect("it is JSON");
    assert_eq!(json["tables"], 40);
    assert!(of(&["--format", "markdown"]).contains("| `assets.discovery_flow_id` | `id_without_key` |"));
    assert!(!of(&["--for", "mysql"]).contains("key_without_index"));
}

/// All formats are told by one flag; JSON is JSON, whatever is found.
async fn every_format_says_the_same(backend: DbBackend) {
    let db = TestDb::shared(backend).await;
    let url = db.url.as_str();
    ends(url, &["up"], 0);
    db.run("DROP TABLE asset_tags").await;
    for command in [&["check"][..], &["audit"], &["diff", "--from", url, "--to", "entities"]] {
        let of = |format| ends(url, &[command, &["--format", format]].concat(), 1).out;
        let json: serde_json::Value = serde_json::from_str(&of("json")).expect("it is JSON");
        assert!(json.is_object(), "{json}");
        for text in [json.to_string(), of("text"), of("markdown")] {
            assert!(text.contains("asset_tags"), "{text}");
            assert!(!text.contains('\u{1b}'), "no colour in a pipe: {text}");
        }
    }
    for command in [&["history"][..], &["status"], &["inspect"], &["up"]] {
        let out = ends(url, &[command, &["--format", "json"]].concat(), 0).out;
        let json: Result<serde_json::Value, _> = serde_json::from_str(&out);
        assert!(json.is_ok(), "{command:?}: {out}");
    }
}

/// What `inspect` prints makes the schema anew, on an empty database.
async fn inspected_sql_makes_it_anew(backend: DbBackend) {
    let (db, anew) = (TestDb::shared(backend).await, TestDb::shared(backend).await);
    ends(&db.url, &["up"], 0);
    let script = ends(&db.url, &["inspect"], 0).out;
    let piped = pipe(&anew, &script);
    assert_eq!(piped.code, 0, "{}\n{script}", piped.err);
    let said = ends(&db.url, &["diff", "--from", &anew.url, "--to", &db.url], 0);
    assert_eq!((said.out.as_str(), said.err.as_str()), ("nothing differs\n", ""));
    ends(&anew.url, &["check"], 1);
    assert_eq!(anew.recorded().await.len(), 0, "the books are made, and empty");
}

/// No hazard passes that nobody allowed, and nothing is printed then that could be piped on.
async fn what_harms_rows_needs_consent(backend: DbBackend) {
    let db = TestDb::shared(backend).await;
    let url = db.url.as_str();
    ends(url, &["up"], 0);
    db.run("ALTER TABLE tags ADD COLUMN of_hand integer").await;
    let before = TestDb::shared(backend).await;
    ends(&before.url, &["up"], 0);
    let diff = ["diff", "--from", url, "--to", &before.url, "--sql"];
    let refused = fails(None, &diff);
    let towards = ends(url, &["diff", "--from", url, "--to", "entities", "--sql"], 0);
    assert_eq!(towards.out, "");
    assert!(towards.err.contains("left alone: tags.of_hand, which only the database has"), "{}", towards.err);
    assert!(refused.contains("drops-data") && refused.contains("of_hand"), "{refused}");
    for allow in ["all", "drops-data"] {
        let said = tool(None, &[&diff[..], &["--allow", allow]].concat());
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.out.contains("of_hand"), "{}", said.out);
    }
    let unknown = fails(None, &[&diff[..], &["--allow", "drop-data"]].concat());
    assert!(unknown.contains("drops-data"), "it names what there is: {unknown}");
}

on_each_backend!(
    codes_tell_clean_from_differs,
    every_format_says_the_same,
    inspected_sql_makes_it_anew,
    what_harms_rows_needs_consent,
);

#[test]
fn without_a_database_it_says_how_to_name_one() {
    let error = fails(None, &["check"]);
    assert!(error.contains("--database-url") && error.contains("DATABASE_URL"), "{error}");
    assert!(fails(Some("oracle://shop"), &["check"]).contains("oracle://shop"));
}

/// The part of a server's URL before the database, with the user in it.
fn server(variable: &str) -> String {
    let url = std::env::var(variable).unwrap_or_else(|_| {
        panic!("this test needs a server: set {variable}, or run ./scripts/test, which starts one")
    });
    url.rsplit_once('/').expect("a URL with a database").0.to_owned()
}

#[test]
fn a_database_that_is_not_there_is_named() {
    for variable in ["POSTGRES_URL", "MYSQL_URL"] {
        let error = fails(Some(&format!("{}/no_such_database", server(variable))), &["check"]);
        assert!(error.contains("connect to ") && error.contains("no_such_database"), "{error}");
    }
    let error = fails(Some("sqlite:///no/such/folder.db"), &["check"]);
    assert!(error.contains("/no/such/folder.db"), "{error}");
}

#[test]
fn a_wrong_password_is_told_and_not_shown() {
    let url = server("MYSQL_URL").replacen("root", "root:hunter2", 1);
    let error = fails(Some(&format!("{url}/test")), &["audit"]);
    assert!(error.contains("root:***@") && error.contains("denied"), "{error}");
    assert!(!error.contains("hunter2"), "{error}");
    let url = server("POSTGRES_URL").replacen("postgres@", "nobody_here:hunter2@", 1);
    let error = fails(Some(&format!("{url}/postgres")), &["audit"]);
    assert!(error.contains("nobody_here:***@") && !error.contains("hunter2"), "{error}");
}

#[test]
fn a_server_that_is_not_there_is_an_error() {
    for url in ["postgres://me@127.0.0.1:1/shop", "mysql://me@127.0.0.1:1/shop"] {
        assert!(fails(Some(url), &["up"]).contains(&format!("connect to {url}")));
    }
}
