//! What differs by the server's version, or by what the user asks for.

use super::*;
use crate::model::{Schema, SqlType};
use std::collections::BTreeSet;
use std::time::Duration;

/// The SQL of all that may be run to make a column not null.
fn set_not_null(version: u32, pace: &Pace) -> Vec<String> {
    let server = Server::new(version, vec!["public".to_owned()], &BTreeSet::new());
    let from = Column::new("shelf", SqlType::new("integer"));
    let to = Column { nullable: false, ..from.clone() };
    let step = Step::AlterColumn { table: ObjectName::new("books"), from, to };
    let (none, steps) = (Schema::default(), [step]);
    let journey = Journey { from: &none, to: &none, steps: &steps, manner: Manner::Online, pace };
    let instructions = instructions(&server, &steps, &journey).expect("it can be said");
    let statements = instructions.into_iter().flat_map(|instruction| match instruction {
        Instruction::When(_, statements) => statements,
        Instruction::Run(statement) => vec![statement],
        Instruction::Require(_)
        | Instruction::RequireWhen(..)
        | Instruction::WithTriggers { .. }
        | Instruction::Repeat(_) => {
            panic!("nothing to fill")
        }
    });
    statements.map(|statement| Backend::Postgres.sql(&statement)).collect()
}

#[test]
fn p9_a_column_is_set_behind_a_check_that_is_validated() {
    assert_eq!(
        set_not_null(170_000, &Pace::default()),
        [
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" DROP CONSTRAINT IF EXISTS "books_shelf_is_filled", ADD CONSTRAINT "books_shelf_is_filled" CHECK ("shelf" IS NOT NULL) NOT VALID"#,
            r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_shelf_is_filled""#,
            r#"SET LOCAL lock_timeout = '5s'; ALTER TABLE "books" ALTER COLUMN "shelf" SET NOT NULL; ALTER TABLE "books" DROP CONSTRAINT "books_shelf_is_filled""#,
        ]
    );
}

#[test]
fn p9_since_version_18_a_column_has_a_constraint_of_its_own() {
    let pace = Pace { lock_timeout: Duration::from_millis(200), ..Pace::default() };
    assert_eq!(
        set_not_null(180_000, &pace),
        [
            r#"SET LOCAL lock_timeout = '200ms'; ALTER TABLE "books" ADD CONSTRAINT "books_shelf_not_null" NOT NULL "shelf" NOT VALID"#,
            r#"ALTER TABLE "books" VALIDATE CONSTRAINT "books_shelf_not_null""#,
        ]
    );
}

#[test]
fn without_a_lock_timeout_nothing_is_said_of_it() {
    let pace = Pace { lock_timeout: Duration::ZERO, ..Pace::default() };
    assert!(set_not_null(180_000, &pace)[0].starts_with("ALTER TABLE"));
    assert_eq!(set_lock_timeout(&pace), None);
}
