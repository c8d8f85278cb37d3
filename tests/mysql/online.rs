//! The server is asked to do a change beside those who use the table wherever it can, and does it.

use super::live;
use schema_runtime::generate::migrations_between;
use schema_runtime::migrations::Moment;
use schema_runtime::plan::{HazardKind, Instruction, Statement};
use sea_orm::ConnectionTrait;

const INSTANT: &str = "ALGORITHM=INSTANT";
const BESIDE: &str = "ALGORITHM=NOCOPY, LOCK=NONE";
const LOCKED: &str = "ALGORITHM=INPLACE, LOCK=SHARED";
const REBUILD: &str = "ALGORITHM=INPLACE, LOCK=NONE";
const COPY: &str = "";

/// What the table is before and after, behind its first column and behind all of it, and how the server is asked for it.
const CHANGES: &[(&str, &str, &[&str])] = &[
    ("", ", b int", &[INSTANT]),
    ("", ", b varchar(9) NOT NULL DEFAULT 'it''s'", &[INSTANT]),
    ("", ", b datetime(3) NOT NULL DEFAULT current_timestamp(3)", &[INSTANT]),
    ("", ", b decimal(4,2) DEFAULT -1.5, c bit(3) DEFAULT b'101'", &[INSTANT, INSTANT]),
    ("", ", b varchar(36) DEFAULT (uuid())", &[COPY]),
    ("", ", b int AS (a + 1) VIRTUAL", &[INSTANT]),
    ("", ", b int AS (a + 1) STORED", &[COPY]),
    (", b int", "", &[INSTANT]),
    (", b int AS (a + 1) VIRTUAL", ", b int AS (a + 2) VIRTUAL", &[INSTANT]),
    (", b int DEFAULT 3", ", b int DEFAULT 4", &[INSTANT]),
    (", b int COMMENT 'x'", ", b int", &[INSTANT]),
    (", b int", ", b int NOT NULL", &[REBUILD]),
    (", b int NOT NULL", ", b int", &[REBUILD]),
    (", b int, c int NOT NULL", ", b int NOT NULL, c int", &[REBUILD]),
    (", b int, s int AS (a + 1) STORED", ", b int NOT NULL, s int AS (a + 1) STORED", &[COPY]),
    (", b int, f text, FULLTEXT KEY f (f)", ", b int NOT NULL, f text, FULLTEXT KEY f (f)", &[COPY]),
    (", f text, FULLTEXT KEY f (f)", ", f text, b int, FULLTEXT KEY f (f)", &[COPY]),
    (", g int AS (a + 1) VIRTUAL, KEY g (g)", ", g int AS (a + 1) VIRTUAL, b int, KEY g (g)", &[COPY]),
    (", b int", ", b bigint", &[COPY]),
    (", b int, c int", ", b bigint, c bigint, d int, KEY d (c), CONSTRAINT k CHECK (c > 0)", &[COPY]),
    (", b varchar(20)", ", b varchar(60)", &[INSTANT]),
    (", b varchar(20)", ", b varchar(200)", &[INSTANT]),
    (", b varchar(50)", ", b varchar(200)", &[COPY]),
    (", b varchar(100)", ", b varchar(200)", &[INSTANT]),
    (", b varchar(20)", ", b varchar(10)", &[COPY]),
    (", b enum('a')", ", b enum('a', 'b')", &[INSTANT]),
    (", b enum('a')", ", b enum('b', 'a')", &[COPY]),
    (", b set('a')", ", b set('a', 'b')", &[INSTANT]),
    (", b tinyint(1)", ", b tinyint", &[INSTANT]),
    (", b int", ", b int, KEY b (b)", &[BESIDE]),
    (", b int", ", b int, UNIQUE KEY b (b)", &[BESIDE]),
    (", b text", ", b text, UNIQUE KEY b (b)", &[COPY]),
    (", b text", ", b text, FULLTEXT KEY b (b)", &[COPY]),
    (
        ", b text, c text, FULLTEXT KEY b (b)",
        ", b text, c text, FULLTEXT KEY b (b), FULLTEXT KEY c (c)",
        &[LOCKED],
    ),
    (", b int, KEY b (b)", ", b int", &[BESIDE]),
    (", b int, KEY b (b)", ", b int, KEY c (b)", &[INSTANT]),
    (", PRIMARY KEY (a)", "", &[COPY]),
    ("", ", PRIMARY KEY (a)", &[REBUILD]),
    (", b int NOT NULL, PRIMARY KEY (a)", ", b int NOT NULL, PRIMARY KEY (b)", &[REBUILD]),
    ("", ", CONSTRAINT k CHECK (a > 0)", &[COPY]),
    (", CONSTRAINT k CHECK (a > 0)", "", &[INSTANT]),
    (", b int, CONSTRAINT k FOREIGN KEY (b) REFERENCES p (id)", ", b int, KEY k (b)", &[INSTANT]),
    (", b int, KEY b (b)", ", b int, KEY b (b), CONSTRAINT k FOREIGN KEY (b) REFERENCES p (id)", &[COPY]),
    ("|COMMENT 'x'", "|COMMENT 'y'", &[INSTANT]),
    ("|ENGINE=Aria", ", b int|ENGINE=Aria", &[COPY]),
    ("|ROW_FORMAT=COMPRESSED", ", b int|ROW_FORMAT=COMPRESSED", &[REBUILD]),
];

fn create(rest: &str) -> String {
    let (inside, options) = rest.split_once('|').unwrap_or((rest, ""));
    format!(
        "CREATE TABLE p (id int NOT NULL PRIMARY KEY);\nCREATE TABLE t (a int NOT NULL{inside}) {options} DEFAULT CHARSET=utf8mb4;\n"
    )
}

#[tokio::test]
async fn the_server_is_asked_for_what_it_can_do() {
    for (from, to, expected) in CHANGES {
        let (_other, wanted) = live(create(to).trim_end_matches(";\n")).await;
        let (db, before) =
            live(&(create(from) + "INSERT INTO p VALUES (1);\nINSERT IGNORE INTO t (a) VALUES (1)")).await;
        let _ = db.db.execute_unprepared("UPDATE t SET b = 1").await;
        let moment = Moment::from_unix_seconds(1_767_225_600);
        let migrations = migrations_between(&before.server, &before.schema, &wanted.schema, moment);
        let migrations = migrations.unwrap_or_else(|error| panic!("{from} to {to}: {error}"));
        let migration = &migrations[0];
        let mut asked = Vec::new();
        for instruction in migration.up.instructions() {
            let statements = match instruction {
                Instruction::Run(statement) => std::slice::from_ref(statement),
                Instruction::When(_, statements) => statements.as_slice(),
                Instruction::WithTriggers { table: _, around } => around.as_slice(),
                Instruction::Require(_) | Instruction::RequireWhen(..) | Instruction::Repeat(_) => &[],
            };
            asked.extend(statements.iter().map(|statement| match statement {
                Statement::Raw(sql) => sql.find(", ALGORITHM").map_or("", |at| &sql[at + 2..]).to_owned(),
                _ => String::new(),
            }));
        }
        assert_eq!(asked, *expected, "{from} to {to}: {:#?}", migration.up);
        let rewrites = migration.up.hazards.iter().any(|hazard| hazard.kind == HazardKind::RewritesTable);
        let blocks = migration.up.hazards.iter().any(|hazard| hazard.kind == HazardKind::BlocksWrites);
        assert_eq!(rewrites, asked.iter().any(|asked| asked == REBUILD || asked == COPY), "{from} to {to}");
        assert_eq!(blocks, asked.iter().any(|asked| asked == LOCKED || asked == COPY), "{from} to {to}");
        migration.up(&db.db).await.unwrap_or_else(|error| panic!("{from} to {to}: {error}"));
        migration.down(&db.db).await.unwrap_or_else(|error| panic!("back from {to} to {from}: {error}"));
    }
}
