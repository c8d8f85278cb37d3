use super::{column, schema, table};
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::diff::{
    Context, Difference, Kind, Meaning, Meanings, Question, Severity, diff, questions,
};
use schema_runtime::model::{
    Check, Column, Expr, Index, IndexPart, IndexTarget, ObjectName, Options, Promise, SqlType, Table,
};

fn check(name: Option<&str>, expr: &str) -> Check {
    Check {
        name: name.map(str::to_owned),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn checks(checks: impl IntoIterator<Item = Check>) -> Table {
    table(|table| table.checks.extend(checks))
}

fn row(expr: &str) -> Question {
    Question { context: Context::Row(ObjectName::new("t")), expr: Expr::new(expr) }
}

/// All differences, with these answers to the questions about rows.
fn answered(live: &Table, declared: &Table, answers: &[(&str, Meaning)]) -> Vec<Difference> {
    let mut meanings = Meanings::default();
    for (expr, meaning) in answers {
        meanings.insert(row(expr), meaning.clone());
    }
    diff(&schema([live.clone()]), &schema([declared.clone()]), &meanings)
}

fn short(differences: &[Difference]) -> Vec<(Kind, Severity, &str)> {
    differences
        .iter()
        .map(|difference| (difference.kind, difference.severity, difference.object.as_str()))
        .collect()
}

fn is(text: &str) -> Meaning {
    Meaning::Is(text.to_owned())
}

#[test]
fn equal_texts_are_not_asked_about_and_others_are() {
    let same = checks([check(Some("c"), "a > 0")]);
    assert_eq!(questions(&schema([same.clone()]), &schema([same.clone()])), []);
    let other = checks([check(Some("c"), "(a > 0)")]);
    assert_eq!(questions(&schema([other]), &schema([same])), [row("(a > 0)"), row("a > 0")]);
}

#[test]
fn a_check_is_what_it_means() {
    let (live, declared) = (checks([check(Some("c"), "(a > 0)")]), checks([check(Some("c"), "a > 0")]));
    assert_eq!(answered(&live, &declared, &[("(a > 0)", is("x")), ("a > 0", is("x"))]), []);
    let differences = answered(&live, &declared, &[("(a > 0)", is("x")), ("a > 0", is("y"))]);
    assert_eq!(short(&differences), [(CheckExpression, Divergent, "c")]);
    assert!(differences[0].change.is_some());
}

#[test]
fn a_check_of_another_name_is_found_by_its_meaning() {
    let live = checks([check(Some("t_a_check"), "(a > 0)"), check(Some("t_b_check"), "(b > 0)")]);
    let answers = [("(a > 0)", is("a")), ("(b > 0)", is("b")), ("b > 0", is("b")), ("a > 1", is("c"))];
    let unnamed = checks([check(None, "b > 0")]);
    assert_eq!(short(&answered(&live, &unnamed, &answers)), [(ExtraCheck, Harmless, "t_a_check")]);
    let named = checks([check(Some("b_positive"), "b > 0")]);
    assert_eq!(
        short(&answered(&live, &named, &answers)),
        [(Name, Harmless, "b_positive"), (ExtraCheck, Harmless, "t_a_check")]
    );
    let another = checks([check(None, "a > 1")]);
    assert_eq!(
        short(&answered(&live, &another, &answers)),
        [
            (MissingCheck, Divergent, "a > 1"),
            (ExtraCheck, Harmless, "t_a_check"),
            (ExtraCheck, Harmless, "t_b_check")
        ]
    );
}

#[test]
fn a_declared_check_that_the_server_rejects_is_a_difference_of_its_own() {
    let rejected = Meaning::Rejected("function frob(integer) does not exist".to_owned());
    let answers = [("(a > 0)", is("x")), ("frob(a)", rejected)];
    let live = checks([check(Some("c"), "(a > 0)")]);
    for name in [Some("c"), None] {
        let differences = answered(&live, &checks([check(name, "frob(a)")]), &answers);
        let difference = &differences[0];
        assert_eq!((difference.kind, difference.severity), (CheckExpression, Divergent));
        assert_eq!(
            difference.why,
            "the server rejects what is declared: function frob(integer) does not exist"
        );
        assert_eq!(difference.change, None);
    }
    // Of a column that is not there yet, nothing else can be expected.
    let mut declared = checks([check(Some("d"), "frob(a)")]);
    declared.columns.push(column("a", "integer", |_| {}));
    let differences = answered(&live, &declared, &answers);
    assert_eq!(
        short(&differences),
        [(MissingColumn, Breaking, "a"), (MissingCheck, Divergent, "d"), (ExtraCheck, Harmless, "c")]
    );
}

#[test]
fn what_cannot_be_told_is_unknown_and_nothing_is_done_about_it() {
    let unknown = Meaning::Unknown("permission denied for table t".to_owned());
    let live = checks([check(Some("c"), "(a > 0)")]);
    for name in [Some("c"), None] {
        let declared = checks([check(name, "a > 0")]);
        let differences =
            answered(&live, &declared, &[("(a > 0)", unknown.clone()), ("a > 0", unknown.clone())]);
        assert_eq!(short(&differences), [(CheckExpression, Unknown, name.unwrap_or("a > 0"))]);
        assert_eq!(differences[0].why, "the two could not be compared: permission denied for table t");
        assert_eq!(differences[0].change, None);
    }
}

#[test]
fn a_check_that_was_not_made_on_old_rows_is_divergent() {
    let live = checks([Check { valid: false, ..check(Some("c"), "a > 0") }]);
    let declared = checks([check(Some("c"), "a > 0")]);
    assert_eq!(short(&answered(&live, &declared, &[])), [(CheckExpression, Divergent, "c")]);
}

#[test]
fn a_default_is_asked_about_as_its_live_type() {
    let with = |default: &str, ty: &str| {
        table(|table| {
            table.columns.push(column("a", ty, |column: &mut Column| {
                column.default = Promise::Exact(Some(Expr::new(default)));
                column.accepts.insert("text".to_owned());
            }));
        })
    };
    let (live, declared) = (schema([with("'x'::text", "text")]), schema([with("'x'", "varchar")]));
    let question =
        |expr: &str| Question { context: Context::Default(SqlType::new("text")), expr: Expr::new(expr) };
    assert_eq!(questions(&live, &declared), [question("'x'"), question("'x'::text")]);
    let mut meanings = Meanings::default();
    meanings.insert(question("'x'"), is("x"));
    meanings.insert(question("'x'::text"), is("x"));
    assert_eq!(short(&diff(&live, &declared, &meanings)), [(ColumnType, Divergent, "a")]);
    // What a column of another type rejects comes right with the type.
    meanings.insert(question("'x'"), Meaning::Rejected("no".to_owned()));
    let differences = diff(&live, &declared, &meanings);
    assert_eq!(short(&differences), [(ColumnType, Divergent, "a"), (ColumnDefault, Divergent, "a")]);
    assert!(differences[1].change.is_some());
}

#[test]
fn the_expressions_of_an_index_are_asked_about_all_at_once() {
    let index = |part: &str, predicate: &str| {
        let part = IndexPart { target: IndexTarget::Expr(Expr::new(part)), ..IndexPart::column("") };
        let index = super::indexes::plain(&["x"]);
        let index = Index { parts: vec![part], predicate: Some(Expr::new(predicate)), ..index };
        table(|table| table.indexes.push(index))
    };
    let (live, declared) = (index("lower((a)::text)", "(b IS NULL)"), index("lower(a)", "b IS NULL"));
    let asked = questions(&schema([live.clone()]), &schema([declared.clone()]));
    assert_eq!(asked, [row("(b IS NULL)"), row("b IS NULL"), row("lower((a)::text)"), row("lower(a)")]);
    let mut answers = vec![
        ("lower((a)::text)", is("a")),
        ("lower(a)", is("a")),
        ("(b IS NULL)", is("b")),
        ("b IS NULL", is("b")),
    ];
    assert_eq!(answered(&live, &declared, &answers), []);
    answers[3].1 = is("c");
    assert_eq!(short(&answered(&live, &declared, &answers)), [(IndexDefinition, Divergent, "lower(a)")]);
    answers[3].1 = Meaning::Unknown("no right".to_owned());
    assert_eq!(short(&answered(&live, &declared, &answers)), [(IndexDefinition, Unknown, "lower(a)")]);
}

#[test]
fn a_renamed_table_is_asked_about_by_its_live_name() {
    let live = checks([check(Some("c"), "(a > 0)")]);
    let mut declared = checks([check(Some("c"), "a > 0")]);
    declared.name = ObjectName::new("new");
    declared.renamed_from = Some("t".to_owned());
    assert_eq!(questions(&schema([live]), &schema([declared])), [row("(a > 0)"), row("a > 0")]);
}

#[test]
fn an_expression_over_a_renamed_column_is_asked_about_by_its_live_name() {
    let mut live = checks([check(Some("c"), "(price > 0)")]);
    live.columns.push(column("price", "integer", |_| {}));
    let mut declared = checks([check(Some("c"), "cost > 0")]);
    declared.columns.push(column("cost", "integer", |column| column.renamed_from = Some("price".to_owned())));
    let comes = (MissingColumn, Breaking, "cost");
    let same = [("(price > 0)", is("x")), ("price > 0", is("x"))];
    assert_eq!(short(&answered(&live, &declared, &same)), [comes]);
    let other = [("(price > 0)", is("x")), ("price > 0", is("y"))];
    assert_eq!(short(&answered(&live, &declared, &other)), [comes, (CheckExpression, Divergent, "c")]);
    // What is written so that the former name is not found in it can be compared only afterwards.
    let rejected = Meaning::Rejected("column \"cost\" does not exist".to_owned());
    let unknown = [("(price > 0)", is("x")), ("price > 0", rejected)];
    assert_eq!(short(&answered(&live, &declared, &unknown)), [comes, (CheckExpression, Unknown, "c")]);
}

/// The server rejects it, and only for a renamed column nobody can tell why.
#[test]
fn a_check_over_a_column_that_is_new_is_another_one() {
    let mut live = checks([check(Some("c"), "price > 0")]);
    live.columns.push(column("price", "integer", |_| {}));
    let mut declared = checks([check(Some("d"), "tax > 0")]);
    declared.columns.push(column("cost", "integer", |column| column.renamed_from = Some("price".to_owned())));
    declared.columns.push(column("tax", "integer", |_| {}));
    let rejected = Meaning::Rejected("no such column: tax".to_owned());
    let differences = answered(&live, &declared, &[("price > 0", is("x")), ("tax > 0", rejected)]);
    let kinds: Vec<_> = short(&differences).into_iter().filter(|(_, _, object)| object.len() == 1).collect();
    assert_eq!(kinds, [(MissingCheck, Divergent, "d"), (ExtraCheck, Harmless, "c")]);
}
