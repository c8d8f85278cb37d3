//! Migrations that say they ran, and a database that disagrees: the audit tells what is whose fault, the repair applies
//! with the history as it is, and the seed runs twice.

mod entity;
#[rustfmt::skip]
mod migrations;
mod seed;

use crate::support::TestDb;
use entity::{brand, brand_member, platform_connection, tenant, tenant_role, tenant_user, user};
use migrations::{Found, Repaired};
use schema_runtime::audit::{Audit, Standing};
use schema_runtime::diff::Severity;
use schema_runtime::migrations::Moment;
use schema_runtime::{
    Entities, Error, GenerateOptions, Generated, Guard, Migrations, Scope, audit, generate,
};
use sea_orm_migration::MigratorTrait;
use std::path::Path;

const LOST: &str = "m20250601_000001_ai_setup_assistant";

fn entities() -> Entities {
    Entities::none()
        .with::<tenant::Entity>()
        .with::<user::Entity>()
        .with::<tenant_role::Entity>()
        .with::<tenant_user::Entity>()
        .with::<brand::Entity>()
        .with::<brand_member::Entity>()
        .with::<platform_connection::Entity>()
}

/// The database as it was found.
async fn found() -> TestDb {
    let db = TestDb::postgres().await;
    Migrations::of::<Found>().up_some(&db.db, 1).await.expect("the first one runs");
    db.run(include_str!("found.postgres.sql")).await;
    db
}

async fn audited(db: &TestDb, migrations: Migrations) -> Audit {
    audit(&db.db, &entities(), &migrations, &Scope::default()).await.expect("it can be told")
}

/// What stands so, as `aspect path`.
fn standing(audit: &Audit, standing: Standing) -> Vec<String> {
    let of = audit.findings.iter().filter(|finding| finding.standing == standing);
    of.map(|finding| format!("{} {}", finding.aspect, finding.path())).collect()
}

#[tokio::test]
async fn the_audit_tells_the_four_apart() {
    let audit = audited(&found().await, Migrations::of::<Found>()).await;
    assert_eq!(audit.history.unknown, [LOST]);
    assert_eq!(audit.history.pending, ["m20251103_000001_add_tenant_roles"]);
    assert_eq!(
        standing(&audit, Standing::ChangedByHand),
        ["table tenant_roles", "foreign key tenant_users.role_id"]
    );
    assert_eq!(standing(&audit, Standing::NotMigrated), ["table platform_connections"]);
    assert_eq!(audit.findings.len(), 3);
    insta::assert_snapshot!("audit", audit);
    insta::assert_snapshot!("audit_markdown", audit.markdown());
}

#[tokio::test]
async fn the_guard_names_first_what_others_depend_on() {
    let db = found().await;
    let guard = Guard::new().entities(entities()).migrations(Migrations::of::<Found>());
    let error = guard.run(&db.db).await.expect_err("it does not fit");
    let Error::Drift(refusal) = &error else { panic!("{error}") };
    let text = refusal.report.to_string();
    let at = |name| text.find(name).expect("it is named");
    assert!(at("tenant_roles") < at("platform_connections"), "{text}");
    insta::assert_snapshot!("refused", text);
}

/// The committed migrations are what is generated, or are written anew where `UPDATE_MIGRATIONS` is set.
fn assert_written(generated: &Generated) {
    let Generated::Text(drafts) = generated else { panic!("there is something to do: {generated:?}") };
    let files = ["repair.rs", "repair_online.rs"];
    assert_eq!(drafts.migrations.len(), files.len());
    for (file, migration) in files.iter().zip(&drafts.migrations) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tenant_brands/migrations").join(file);
        if std::env::var_os("UPDATE_MIGRATIONS").is_some() {
            std::fs::write(&path, &migration.text).expect("the file can be written");
        }
        let committed = std::fs::read_to_string(&path).expect("the file can be read");
        assert!(committed == migration.text, "{file} is not what is generated now: UPDATE_MIGRATIONS=1");
    }
}

#[tokio::test]
async fn the_repair_applies_with_the_history_as_it_is() {
    let db = found().await;
    let options = GenerateOptions::text_only()
        .name("repair")
        .scope_of(Scope::default().ignore("seaql_migrations"))
        .at(Moment::from_unix_seconds(1_767_225_600))
        .allow(schema_runtime::model::HazardKind::FailsOnExistingRows);
    let generated = generate(&db.db, &entities(), options).await.expect("it is generated");
    assert_written(&generated);
    let Generated::Text(drafts) = generated else { panic!("it is text") };
    let texts: String = drafts.migrations.iter().map(|migration| migration.text.as_str()).collect();
    let at = |what: &str| texts.find(what).unwrap_or_else(|| panic!("{what} is in\n{texts}"));
    assert!(at(".table(\"tenant_roles\")") < at("fk-tenant_users-role_id"), "the table comes before its key");

    // SeaORM's own way stops at the migration whose file is lost, and so do we until its name is acknowledged.
    let error = Repaired::up(&db.db, None).await.expect_err("a file is lost").to_string();
    assert!(error.contains(LOST), "{error}");
    let migrations = Migrations::of::<Repaired>();
    let error = migrations.up(&db.db).await.expect_err("it is not acknowledged");
    assert!(matches!(&error, Error::UnknownMigrations(names) if *names == [LOST]), "{error}");
    let migrations = migrations.acknowledge(LOST);
    let history = migrations.up(&db.db).await.expect("it applies");
    assert!(history.agrees(), "{history}");
    assert_eq!(history.acknowledged, [LOST]);

    // Elsewhere it never ran: there it is no migration at all, whichever way.
    let fresh = TestDb::postgres().await;
    let one = migrations.up_some(&fresh.db, 1).await.expect("it runs");
    assert_eq!((one.applied.len(), one.acknowledged.len()), (1, 0));

    let guard = Guard::new().entities(entities()).migrations(migrations.clone());
    let report = guard.run(&db.db).await.expect("it fits");
    assert!(report.differences.iter().all(|found| found.severity == Severity::Harmless), "{report}");

    // A database that is made from the migrations has the table twice over, which is told with the name of the second.
    let again = audit(&db.db, &entities(), &migrations, &Scope::default()).await;
    let Err(Error::Migration { name, why, .. }) = again else { panic!("{again:?}") };
    assert_eq!(name, "repair");
    assert!(why.contains("\"tenant_roles\" already exists"), "{why}");
}

/// The other way: what is written already is applied first, and what is generated then is the rest.
#[tokio::test]
async fn the_rest_is_generated_once_what_is_written_is_applied() {
    let db = found().await;
    let migrations = Migrations::of::<Found>().acknowledge(LOST);
    migrations.up(&db.db).await.expect("the pending one applies");
    let audit = audited(&db, migrations).await;
    assert_eq!(standing(&audit, Standing::ChangedByHand), ["foreign key tenant_users.role_id"]);
    assert_eq!(standing(&audit, Standing::NotMigrated), ["table platform_connections"]);
    assert_eq!(audit.findings.len(), 2, "{audit}");
}

#[tokio::test]
async fn the_seed_changes_nothing_when_it_runs_again() {
    let db = found().await;
    Migrations::of::<Repaired>().acknowledge(LOST).up(&db.db).await.expect("it applies");
    let own = "INSERT INTO users (id, email, first_name) VALUES ('of-their-own', 'ada@example.org', 'Ada')";
    db.run(own).await;
    seed::seed(&db.db).await.expect("it is sown");
    let first = seed::contents(&db).await;
    seed::seed(&db.db).await.expect("it is sown again");
    assert_eq!(first, seed::contents(&db).await);
    assert_eq!(first.iter().map(Vec::len).collect::<Vec<_>>(), [5, 4, 5, 8, 8, 11]);
    let ada = "SELECT id AS t FROM users WHERE email = 'ada@example.org'";
    assert_eq!(db.texts(ada).await, ["of-their-own"], "who was there keeps the id");
    for table in ["tenant_users", "brand_members"] {
        let links = format!("SELECT user_id AS t FROM {table} WHERE user_id = 'of-their-own'");
        assert!(!db.texts(&links).await.is_empty(), "{table} uses it");
    }
}
