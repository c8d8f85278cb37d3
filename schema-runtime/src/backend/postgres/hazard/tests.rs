use super::*;
use crate::model::{
    Action, Deferrability, Expr, Identity, IndexPart, Options, PrimaryKey, Promise, Schema, Sequence, Table,
};
use crate::plan::Pace;
use HazardKind::{BlocksWrites, CannotReturn, DropsData, FailsOnExistingRows, NarrowsType, RewritesTable};

fn found(step: &Step, manner: Manner) -> Vec<Hazard> {
    let server = Server::new(150_000, Vec::new(), &BTreeSet::new());
    let tone = |values: &[&str]| {
        let name = ObjectName::new(format!("tone{}", values.len()));
        let values = values.iter().map(|&label| label.to_owned()).collect();
        (name.clone(), EnumType::new(name, values))
    };
    let schema = Schema { enums: [tone(&["a"]), tone(&["b", "a"])].into(), ..Schema::default() };
    let (steps, pace) = (std::slice::from_ref(step), &Pace::default());
    let journey = Journey { from: &schema, to: &schema, steps, manner, pace };
    hazards(&server, step, &journey)
}

fn kinds(step: &Step, manner: Manner) -> Vec<HazardKind> {
    found(step, manner).into_iter().map(|hazard| hazard.kind).collect()
}

/// The kinds, at once and beside others.
fn both(step: &Step) -> [Vec<HazardKind>; 2] {
    [kinds(step, Manner::AtOnce), kinds(step, Manner::Online)]
}

fn books() -> ObjectName {
    ObjectName::new("books")
}

fn column(ty: &str) -> Column {
    Column::new("c", crate::backend::postgres::sql_type::read(ty))
}

fn add(change: impl FnOnce(&mut Column)) -> Step {
    let mut column = column("integer");
    change(&mut column);
    Step::AddColumn { table: books(), column }
}

fn default(text: &str) -> Promise<Option<Expr>> {
    Promise::Exact(Some(Expr::new(text)))
}

fn generated(storage: Storage) -> Option<Generated> {
    Some(Generated { expr: Expr::new("a + 1"), storage })
}

#[test]
fn a_new_column() {
    assert_eq!(both(&add(|_| ())), [[], []], "a column that may be null");
    assert_eq!(both(&add(|c| c.nullable = false)), [[FailsOnExistingRows], [FailsOnExistingRows]]);
    let filled = |text: &'static str| {
        add(move |c| {
            c.nullable = false;
            c.default = default(text);
        })
    };
    for same in [
        "0",
        "'now(x)'",
        "now()",
        "CURRENT_TIMESTAMP",
        "'{}'::jsonb",
        "1.5::numeric(10,2)",
        "'a'::character varying(20)",
        "(now() + '1 day'::interval)",
        "lower ('A')",
    ] {
        assert_eq!(both(&filled(same)), [[], []], "{same}");
    }
    for another in [
        "gen_random_uuid()",
        "random()",
        "clock_timestamp()",
        "nextval('s'::regclass)",
        "public.\"My id\"()",
        "1 + own_id ()",
        "pg_catalog.random()",
    ] {
        assert_eq!(both(&filled(another)), [[RewritesTable], [RewritesTable]], "T12: {another}");
    }
    assert_eq!(both(&add(|c| c.generated = generated(Storage::Stored))), [[RewritesTable], [RewritesTable]]);
    assert_eq!(both(&add(|c| c.generated = generated(Storage::Virtual))), [[], []]);
    let numbered = add(|c| {
        c.nullable = false;
        c.identity = Promise::Exact(Some(Identity::Always));
    });
    assert_eq!(both(&numbered), [[RewritesTable], [RewritesTable]]);
    let backfilled = add(|c| {
        c.nullable = false;
        c.backfill = Some(Expr::new("1"));
        c.default = default("random()");
    });
    assert_eq!(both(&backfilled), [vec![BlocksWrites], vec![]], "the default is for new rows");
}

#[test]
fn what_goes() {
    let drop = |column: Column| both(&Step::DropColumn { table: books(), column });
    assert_eq!(drop(column("text")), [[DropsData, CannotReturn], [DropsData, CannotReturn]]);
    assert_eq!(drop(Column { generated: generated(Storage::Stored), ..column("text") }), [[], []]);
    let table = both(&Step::DropTable(Table::new(books())));
    assert_eq!(table, [[DropsData, CannotReturn], [DropsData, CannotReturn]]);
}

#[test]
fn another_type() {
    let alter = |from: &str, to: &str| {
        kinds(&Step::AlterColumn { table: books(), from: column(from), to: column(to) }, Manner::Online)
    };
    let (narrows, fails, rewrites, lost) = (NarrowsType, FailsOnExistingRows, RewritesTable, CannotReturn);
    for (from, to, expected) in [
        ("varchar(20)", "varchar(30)", vec![]),
        ("varchar(20)", "text", vec![]),
        ("text", "varchar", vec![]),
        ("varchar(20)", "citext", vec![]),
        ("numeric(8,2)", "numeric(10,2)", vec![]),
        ("numeric(8,2)", "numeric", vec![]),
        ("timestamp(3)", "timestamp", vec![]),
        ("cidr", "inet", vec![]),
        ("integer", "bigint", vec![rewrites]),
        ("integer", "text", vec![rewrites]),
        ("integer", "varchar(11)", vec![rewrites]),
        ("char(3)", "char(5)", vec![rewrites]),
        ("char(3)", "text", vec![rewrites]),
        ("numeric(8,2)", "numeric(10,3)", vec![rewrites]),
        ("jsonb", "json", vec![rewrites]),
        ("text[]", "varchar[]", vec![rewrites]),
        ("varchar(3)[]", "varchar[]", vec![]),
        ("varchar(3)[]", "varchar(5)[]", vec![rewrites]),
        ("varchar(30)", "varchar(20)", vec![narrows, fails, rewrites]),
        ("text", "varchar(20)", vec![narrows, fails, rewrites]),
        ("text", "uuid", vec![narrows, fails, rewrites]),
        ("text", "mood", vec![narrows, fails, rewrites]),
        ("text", "tone1", vec![narrows, fails, rewrites]),
        ("tone1", "tone2", vec![rewrites]),
        ("tone2", "tone1", vec![narrows, fails, rewrites]),
        ("bigint", "integer", vec![narrows, fails, rewrites]),
        ("numeric(8,2)", "numeric(8,3)", vec![narrows, fails, rewrites]),
        ("numeric(8,3)", "numeric(8,2)", vec![narrows, rewrites, lost]),
        ("numeric(8,2)", "integer", vec![narrows, rewrites, lost]),
        ("double precision", "real", vec![narrows, fails, rewrites, lost]),
        ("timestamp", "timestamp(3)", vec![narrows, rewrites, lost]),
        ("timestamp", "date", vec![narrows, rewrites, lost]),
        ("bigint", "double precision", vec![narrows, rewrites, lost]),
        ("integer", "double precision", vec![rewrites]),
        ("json", "jsonb", vec![narrows, fails, rewrites]),
    ] {
        let (mut found, mut expected) = (alter(from, to), expected);
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{from} to {to}");
    }
    let using = |text: &str| {
        let to = Column { using: Some(Expr::new(text)), ..column("text") };
        kinds(&Step::AlterColumn { table: books(), from: column("varchar(20)"), to }, Manner::AtOnce)
    };
    assert_eq!(using("c::text"), []);
    assert_eq!(using("lower(c)"), [CannotReturn, RewritesTable]);
}

#[test]
fn other_changes_of_a_column() {
    let alter = |from: Column, to: Column| both(&Step::AlterColumn { table: books(), from, to });
    let not_null = || Column { nullable: false, ..column("text") };
    let fails = FailsOnExistingRows;
    assert_eq!(alter(column("text"), not_null()), [vec![fails, BlocksWrites], vec![fails]]);
    let filled = Column { backfill: Some(Expr::new("''")), ..not_null() };
    assert_eq!(alter(column("text"), filled), [vec![BlocksWrites], vec![]]);
    assert_eq!(alter(not_null(), column("text")), [[], []]);
    assert_eq!(alter(column("text"), Column { default: default("''"), ..column("text") }), [[], []]);
    let computed = || Column { generated: generated(Storage::Stored), ..column("text") };
    assert_eq!(alter(computed(), column("text")), [[], []]);
    let lost = [DropsData, CannotReturn, RewritesTable];
    assert_eq!(alter(column("text"), computed()), [lost, lost]);
    let again = Column {
        generated: Some(Generated { expr: Expr::new("a + 2"), storage: Storage::Stored }),
        ..column("text")
    };
    assert_eq!(alter(computed(), again), [[RewritesTable], [RewritesTable]]);
    let numbered = Column { identity: Promise::Exact(Some(Identity::ByDefault)), ..not_null() };
    assert_eq!(alter(not_null(), numbered), [[], []]);
}

#[test]
fn indexes_keys_and_checks() {
    let index = |kind: IndexKind| Step::CreateIndex {
        table: books(),
        index: Index {
            name: Some("i".to_owned()),
            kind,
            method: "btree".to_owned(),
            parts: vec![IndexPart::column("c")],
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            valid: true,
            origin: None,
        },
    };
    let fails = FailsOnExistingRows;
    assert_eq!(both(&index(IndexKind::Plain)), [vec![BlocksWrites], vec![]]);
    assert_eq!(both(&index(IndexKind::Unique)), [vec![fails, BlocksWrites], vec![fails]]);
    let primary = PrimaryKey { name: None, columns: vec!["c".to_owned()] };
    let primary = Step::AddPrimaryKey { table: books(), key: primary };
    assert_eq!(both(&primary), [vec![fails, BlocksWrites], vec![fails]]);
    let key = |valid: bool| Step::AddForeignKey {
        table: books(),
        key: ForeignKey {
            name: None,
            columns: vec!["c".to_owned()],
            references: ObjectName::new("authors"),
            referenced_columns: vec!["id".to_owned()],
            on_delete: Promise::Exact(Action::NoAction),
            on_update: Promise::Exact(Action::NoAction),
            deferrable: Deferrability::NotDeferrable,
            valid,
            options: Promise::Exact(Options::new()),
            origin: None,
        },
    };
    assert_eq!(both(&key(true)), [vec![fails, BlocksWrites, BlocksWrites], vec![fails]]);
    assert_eq!(both(&key(false)), [[], []], "nobody looks at the rows");
    let check = |valid: bool| Step::AddCheck {
        table: books(),
        check: Check {
            name: None,
            expr: Expr::new("c > 0"),
            valid,
            options: Promise::Exact(Options::new()),
            origin: None,
        },
    };
    assert_eq!(both(&check(true)), [vec![fails, BlocksWrites], vec![fails]]);
    assert_eq!(both(&check(false)), [[], []]);
}

#[test]
fn labels_that_come_go_and_move() {
    let mood = |values: &[&str]| {
        EnumType::new(ObjectName::new("mood"), values.iter().map(|&label| label.to_owned()).collect())
    };
    let alter = |from: &[&str], to: &[&str], columns: Vec<(ObjectName, Column)>| {
        both(&Step::AlterEnum { from: mood(from), to: mood(to), columns })
    };
    let twice =
        || vec![(books(), column("mood")), (books(), Column { name: "d".to_owned(), ..column("mood") })];
    assert_eq!(alter(&["a"], &["b", "a"], Vec::new()), [[], []]);
    assert_eq!(alter(&["a", "b"], &["b", "a"], twice()), [[RewritesTable], [RewritesTable]]);
    let gone = vec![NarrowsType, FailsOnExistingRows, RewritesTable];
    assert_eq!(alter(&["a", "b"], &["b"], twice()), [gone.clone(), gone]);
}

#[test]
fn each_says_why_and_what_helps() {
    let to = column("uuid");
    let step = Step::AlterColumn { table: books(), from: column("text"), to };
    let [narrows, fails, rewrites] = &found(&step, Manner::AtOnce)[..] else { panic!("three") };
    assert_eq!(narrows.object, "books.c");
    assert_eq!(
        fails.to_string(),
        "fails-on-existing-rows: It fails when a value is no uuid. The migration counts such rows \
         first, and stops with a query that lists them."
    );
    assert_eq!(
        rewrites.to_string(),
        "rewrites-table: All of `books` is written anew, and nobody can read or write it meanwhile. Run it when \
         nobody waits for the table."
    );
}

#[test]
fn a_sequence_that_is_set_back() {
    let sequence = |options: &[(&str, &str)]| Sequence {
        name: ObjectName::new("invoice_numbers"),
        owner: None,
        options: options.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect(),
    };
    let change = |from, to| Step::AlterSequence { from: sequence(from), to: sequence(to) };
    let why =
        |step: &Step| found(step, Manner::AtOnce).into_iter().map(|hazard| hazard.why).collect::<Vec<_>>();
    let narrower = change(&[], &[("as", "smallint")]);
    assert_eq!(both(&narrower), [[NarrowsType], [NarrowsType]]);
    assert_eq!(
        why(&narrower),
        [
            "`invoice_numbers` goes back to 32767 where it stands above, and `down` does not know how far it had come."
        ]
    );
    assert_eq!(both(&change(&[("as", "smallint")], &[])), [[], []], "a wider one");
    assert_eq!(both(&change(&[], &[("cache", "10")])), [[], []]);
    assert_eq!(
        why(&change(&[], &[("minvalue", "1000"), ("start", "1000")])),
        [
            "`invoice_numbers` goes on at 1000 where it stands below, and `down` does not know how far it had come."
        ]
    );
    assert_eq!(
        why(&change(&[], &[("increment", "-1")])),
        [
            "`invoice_numbers` counts otherwise, and starts again at -1, and `down` does not know how far it had come."
        ]
    );
    let numbered = |options: &[(&str, &str)]| {
        let mut column = column("bigint");
        column.identity = Promise::Exact(Some(Identity::ByDefault));
        column.numbering = Promise::Exact(sequence(options).options);
        column
    };
    let step =
        Step::AlterColumn { table: books(), from: numbered(&[]), to: numbered(&[("maxvalue", "1000")]) };
    assert_eq!(
        why(&step),
        [
            "`books_c_seq` goes back to 1000 where it stands above, and `down` does not know how far it had come."
        ]
    );
}
