//! What a role may not see.

use super::live;
use crate::support::TestDb;
use schema_runtime::backend;
use schema_runtime::model::ObjectName;
use sea_orm::{Database, DatabaseConnection};
use std::collections::BTreeSet;

/// A user with these rights, gone with the value.
struct Role<'a> {
    admin: &'a TestDb,
    name: String,
    db: DatabaseConnection,
}

impl<'a> Role<'a> {
    async fn new(admin: &'a TestDb, grants: &[&str]) -> Self {
        let (server, database) = admin.url.rsplit_once('/').unwrap();
        let name = format!("r{}", database.trim_start_matches("schema_test"));
        for host in ["localhost", "%"] {
            admin.run(&format!("CREATE USER '{name}'@'{host}' IDENTIFIED BY 'secret'")).await;
            for grant in grants {
                admin.run(&format!("GRANT {grant} TO '{name}'@'{host}'")).await;
            }
        }
        let (_, address) = server.rsplit_once('@').unwrap();
        let url = format!("mysql://{name}:secret@{address}/{database}");
        let db = Database::connect(url).await.unwrap();
        Self { admin, name, db }
    }

    async fn drop(self) {
        self.db.close().await.unwrap();
        for host in ["localhost", "%"] {
            self.admin.run(&format!("DROP USER '{}'@'{host}'", self.name)).await;
        }
    }
}

fn names(names: &[&str]) -> Vec<ObjectName> {
    names.iter().map(|&name| ObjectName::new(name)).collect()
}

#[tokio::test]
async fn t43_not_visible_is_not_missing() {
    let (db, _) = live(
        "CREATE TABLE seen (id int PRIMARY KEY);
         CREATE TABLE unseen (id int PRIMARY KEY)",
    )
    .await;
    let role = Role::new(&db, &["SELECT ON seen"]).await;
    let live = backend::introspect(&role.db, &BTreeSet::new()).await.unwrap();
    assert_eq!(live.schema.tables.keys().cloned().collect::<Vec<_>>(), names(&["seen"]));
    let invisible = backend::invisible(&role.db, &live, &names(&["unseen"])).await.unwrap();
    assert_eq!(invisible, names(&["unseen"]));
    let all = backend::introspect(&db.db, &BTreeSet::new()).await.unwrap();
    assert_eq!(backend::invisible(&db.db, &all, &names(&["nowhere"])).await.unwrap(), []);
    role.drop().await;
}

#[tokio::test]
async fn a_role_that_may_only_select_sees_all_there_is() {
    let (db, all) = live(
        "CREATE TABLE a (id int PRIMARY KEY, j json, n int CHECK (n > 0), CONSTRAINT c CHECK (n < 9));
         CREATE TABLE b (id int PRIMARY KEY, a int, \
         CONSTRAINT f FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE ON UPDATE SET NULL)",
    )
    .await;
    let database = db.url.rsplit('/').next().unwrap().to_owned();
    for grants in [
        vec![format!("SELECT ON {database}.*")],
        vec!["SELECT ON a".to_owned(), "SELECT ON b".to_owned()],
        vec![format!("SELECT, INSERT, UPDATE, DELETE ON {database}.*")],
        vec!["SELECT, INSERT ON a".to_owned(), "SELECT, UPDATE ON b".to_owned()],
    ] {
        let grants: Vec<_> = grants.iter().map(String::as_str).collect();
        let role = Role::new(&db, &grants).await;
        let seen = backend::introspect(&role.db, &BTreeSet::new()).await.unwrap();
        assert_eq!(seen.schema, all.schema, "{grants:?}");
        role.drop().await;
    }
}
