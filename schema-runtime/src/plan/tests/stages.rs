//! Which migration a change stands in, where a database can work beside those who use a table.

use super::*;

/// The steps of each migration that has any, `up` and `down`.
fn written(from: &Schema, to: &Schema) -> Vec<(&'static str, [Vec<String>; 2])> {
    let steps = |stops: &[Schema]| {
        let legs = stops.windows(2).flat_map(|leg| plan(&leg[0], &leg[1], &ONLINE));
        lines(&legs.collect::<Vec<_>>())
    };
    let stages = stages(from, to, &ONLINE).into_iter();
    stages
        .map(|stage| (stage.suffix, [steps(&stage.up), steps(&stage.down)]))
        .filter(|(_, [up, down])| !up.is_empty() || !down.is_empty())
        .collect()
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn with(change: impl FnOnce(&mut Table)) -> Schema {
    let mut books = table("books", &["shelf", "place"]);
    change(&mut books);
    schema([books, table("shelves", &[])])
}

#[test]
fn what_is_over_in_a_moment_is_one_migration() {
    let from = with(|_| {});
    let to = with(|books| books.columns.push(column("note", "text")));
    assert_eq!(written(&from, &to), [("", [words(["add books.note"]), words(["drop books.note"])])]);
    let created = schema([pointing("a", &["b"]), table("b", &[])]);
    let [(suffix, _)] = &written(&Schema::default(), &created)[..] else { panic!("one suffices") };
    assert_eq!(*suffix, "");
}

#[test]
fn what_looks_at_every_row_is_done_online_both_ways() {
    let from = with(|books| {
        books.checks.push(check("old", "shelf > 0"));
        books.columns[2].nullable = false;
    });
    let to = with(|books| {
        books.indexes.push(index(&["shelf"]));
        books.foreign_keys.push(key("shelf", "shelves"));
        books.checks.push(check("new", "shelf > 1"));
        books.columns[1].nullable = false;
    });
    let up = [
        "alter books.shelf",
        "alter books.place",
        "create index books.idx-shelf",
        "add check books.shelf > 1",
        "add key books.fk-shelf-shelves",
        "drop check books.shelf > 0",
    ];
    let down = [
        "add check books.shelf > 0",
        "drop key books.fk-shelf-shelves",
        "drop check books.shelf > 1",
        "drop index books.idx-shelf",
        "alter books.shelf",
        "alter books.place",
    ];
    assert_eq!(written(&from, &to), [("online", [words(up), words(down)])]);
}

#[test]
fn p11_an_index_is_replaced_when_the_new_one_is_there() {
    let from = with(|books| books.indexes.push(index(&["shelf"])));
    let to = with(|books| {
        books.indexes.push(Index { parts: vec![IndexPart::column("place")], ..index(&["shelf"]) });
    });
    let up = [
        "rename index books.idx-shelf to idx-shelf-2",
        "create index books.idx-shelf",
        "drop index books.idx-shelf-2",
    ];
    let down = [
        "create index books.idx-shelf-2",
        "drop index books.idx-shelf",
        "rename index books.idx-shelf-2 to idx-shelf",
    ];
    assert_eq!(written(&from, &to), [("online", [words(up), words(down)])]);
}

#[test]
fn p16_a_key_stands_aside_in_the_main_migration_and_is_validated_online() {
    let typed = |ty: &str| {
        let mut books = table("books", &[]);
        let mut shelves = table("shelves", &[]);
        books.columns.push(column("shelf", ty));
        shelves.columns[0].ty = Promise::Exact(SqlType::new(ty));
        books.foreign_keys.push(key("shelf", "shelves"));
        schema([books, shelves])
    };
    let (from, to) = (typed("text"), typed("uuid"));
    let steps = [
        "drop key books.fk-shelf-shelves",
        "alter books.shelf",
        "alter shelves.id",
        "add key books.fk-shelf-shelves",
    ];
    assert_eq!(
        written(&from, &to),
        [
            ("", [words(steps), words(steps)]),
            ("online", [words(["validate key books.fk-shelf-shelves"]), words([])])
        ]
    );
    let main = &stages(&from, &to, &ONLINE)[0];
    let valid = |schema: &Schema| schema.tables[&ObjectName::new("books")].foreign_keys[0].valid;
    assert!(!valid(&main.up[1]) && valid(&main.down[0]));
}

#[test]
fn a_key_that_is_not_valid_is_validated_and_made_again_on_the_way_back() {
    let from = with(|books| {
        books.foreign_keys.push(ForeignKey { valid: false, ..key("shelf", "shelves") });
    });
    let to = with(|books| books.foreign_keys.push(key("shelf", "shelves")));
    let down = ["drop key books.fk-shelf-shelves", "add key books.fk-shelf-shelves"];
    let expected = [words(["validate key books.fk-shelf-shelves"]), words(down)];
    assert_eq!(written(&from, &to), [("online", expected)]);
}

#[test]
fn a_column_goes_when_the_one_that_is_filled_from_it_is_filled() {
    let from = with(|_| {});
    let to = with(|books| {
        books.columns.remove(1);
        let filled = Column { backfill: Some(Expr::new("shelf + 1")), ..column("board", "integer") };
        books.columns.push(filled);
    });
    assert_eq!(
        written(&from, &to),
        [
            ("online", [words(["add books.board"]), words(["drop books.board"])]),
            ("drop", [words(["drop books.shelf"]), words(["add books.shelf"])]),
        ]
    );
}

#[test]
fn a_key_waits_for_the_index_that_it_needs() {
    let mut shelves = table("shelves", &["code"]);
    let from = schema([shelves.clone()]);
    shelves.indexes.push(Index { kind: IndexKind::Unique, ..index(&["code"]) });
    let mut books = table("books", &["shelf"]);
    books
        .foreign_keys
        .push(ForeignKey { referenced_columns: vec!["code".to_owned()], ..key("shelf", "shelves") });
    let to = schema([shelves, books]);
    assert_eq!(
        written(&from, &to),
        [
            ("", [words(["create books []"]), words(["drop books"])]),
            (
                "online",
                [
                    words(["create index shelves.idx-code", "add key books.fk-shelf-shelves"]),
                    words(["drop key books.fk-shelf-shelves", "drop index shelves.idx-code"])
                ]
            )
        ]
    );
}

#[test]
fn what_cannot_be_there_any_longer_goes_in_the_main_migration() {
    let from = with(|books| {
        books.indexes.push(index(&["shelf"]));
        books.checks.push(check("c", "shelf > 0"));
    });
    let to = with(|books| {
        books.columns.remove(1);
    });
    let [(suffix, [up, _])] = &written(&from, &to)[..] else { panic!("one suffices") };
    assert_eq!(
        (*suffix, up),
        ("", &words(["drop check books.shelf > 0", "drop index books.idx-shelf", "drop books.shelf"]))
    );
}

#[test]
fn the_indexes_of_a_partitioned_table_are_made_at_once() {
    let mut from = with(|_| {});
    let name = ObjectName::new("books");
    from.kept.push(crate::model::Kept {
        kind: crate::model::Kept::PARTITIONS,
        name: name.clone(),
        table: Some(name),
    });
    let to = Schema { kept: from.kept.clone(), ..with(|books| books.indexes.push(index(&["shelf"]))) };
    let [(suffix, _)] = &written(&from, &to)[..] else { panic!("one suffices") };
    assert_eq!(*suffix, "");
}
