//! A [`Statement`] comes in, the call of the schema manager that runs it goes out.

use super::code::{Code, function, text, word};
use super::column::column;
use crate::backend::Backend;
use crate::model::{
    Action, Check, Expr, ForeignKey, Index, IndexKind, IndexTarget, ObjectName, Order, PrimaryKey,
};
use crate::plan::{CreateTable, Statement};

/// `manager.create_table(…)`, of a statement that the builder can say.
pub(super) fn statement(backend: Backend, statement: &Statement) -> Code {
    let (method, argument) = match statement {
        Statement::CreateTable(table) => ("create_table", create_table(backend, table)),
        Statement::DropTable(name) => {
            ("drop_table", function("Table::drop", []).call("table", [object(name)]))
        }
        Statement::RenameTable { from, to } => {
            let to = backend.renamed(to);
            ("rename_table", function("Table::rename", []).call("table", [object(from), object(&to)]))
        }
        Statement::AddColumn { table, column: added } => {
            ("alter_table", alter(table).call("add_column", [column(backend, added)]))
        }
        Statement::ModifyColumn { table, column: changed } => {
            let changes = backend.modifications(changed);
            let alter = changes
                .iter()
                .fold(alter(table), |alter, changed| alter.call("modify_column", [column(backend, changed)]));
            ("alter_table", alter)
        }
        Statement::RenameColumn { table, from, to } => {
            ("alter_table", alter(table).call("rename_column", [text(from), text(to)]))
        }
        Statement::DropColumn { table, column } => {
            ("alter_table", alter(table).call("drop_column", [text(column)]))
        }
        Statement::CreateIndex { table, index: definition } => {
            ("create_index", index(backend, definition, Some(table)))
        }
        Statement::DropIndex { table, name } => {
            let drop = function("Index::drop", []).call("name", [text(&backend.bare(name))]);
            ("drop_index", drop.call("table", [object(table)]))
        }
        Statement::BuildIndex { table, index: definition } => {
            let create = index(backend, definition, Some(table));
            ("create_index", create.call("concurrently", []).call("if_not_exists", []))
        }
        Statement::RemoveIndex { table, name } => {
            let drop = function("Index::drop", []).call("name", [text(&backend.bare(name))]);
            let drop = drop.call("table", [object(table)]);
            ("drop_index", drop.call("concurrently", []).call("if_exists", []))
        }
        Statement::AddForeignKey { table, key } => ("create_foreign_key", foreign_key(backend, table, key)),
        Statement::DropForeignKey { table, name } => {
            let drop = function("ForeignKey::drop", []).call("name", [text(&backend.bare(name))]);
            ("drop_foreign_key", drop.call("table", [object(table)]))
        }
        Statement::CreateType { name, values } => {
            let labels = values.iter().map(|label| text(label)).collect();
            let create = function("Type::create", []).call("as_enum", [object(name)]);
            ("create_type", create.call("values", [Code::Array(labels)]))
        }
        Statement::DropType { name } => {
            ("drop_type", function("Type::drop", []).call("name", [object(name)]))
        }
        Statement::AddTypeValue { name, value, before } => {
            let alter =
                function("Type::alter", []).call("name", [object(name)]).call("add_value", [text(value)]);
            ("alter_type", before.iter().fold(alter, |alter, label| alter.call("before", [text(label)])))
        }
        Statement::Raw(sql) => return unprepared(sql),
    };
    // All builders but this one hand out references.
    let owned = matches!(statement, Statement::AddTypeValue { .. });
    let argument = if owned { argument } else { argument.call("to_owned", []) };
    word("manager").call(method, [argument])
}

/// `manager.get_connection().execute_unprepared("…")`
pub(super) fn unprepared(sql: &str) -> Code {
    word("manager").call("get_connection", []).call("execute_unprepared", [text(sql)])
}

/// A name of a table or a type, with its schema where it has one.
fn object(name: &ObjectName) -> Code {
    match &name.schema {
        Some(schema) => Code::Tuple(vec![text(schema), text(&name.name)]),
        None => text(&name.name),
    }
}

fn alter(table: &ObjectName) -> Code {
    function("Table::alter", []).call("table", [object(table)])
}

fn create_table(backend: Backend, table: &CreateTable) -> Code {
    let CreateTable { name, columns, primary_key, uniques, foreign_keys, checks, comment, extra } = table;
    let mut code = function("Table::create", []).call("table", [object(name)]);
    for each in columns {
        code = code.call("col", [column(backend, each)]);
    }
    if let Some(PrimaryKey { name, columns }) = primary_key {
        let mut key = function("Index::create", []);
        if let Some(name) = name {
            key = key.call("name", [text(&backend.bare(name))]);
        }
        key = columns.iter().fold(key, |key, column| key.call("col", [text(column)]));
        code = code.call("primary_key", [key]);
    }
    for unique in uniques {
        code = code.call("index", [index(backend, unique, None)]);
    }
    for key in foreign_keys {
        code = code.call("foreign_key", [foreign_key(backend, name, key)]);
    }
    for each in checks {
        code = code.call("check", [check(each)]);
    }
    if let Some(comment) = comment {
        code = code.call("comment", [text(comment)]);
    }
    if let Some(extra) = extra {
        code = code.call("extra", [text(extra)]);
    }
    code
}

pub(super) fn custom(expr: &Expr) -> Code {
    function("Expr::cust", [text(expr.as_str())])
}

pub(super) fn check(check: &Check) -> Code {
    let Check { name, expr, valid: _, options: _, origin: _ } = check;
    match name {
        Some(name) => Code::Tuple(vec![text(name), custom(expr)]),
        None => custom(expr),
    }
}

/// An index with its table, or a unique constraint inside one.
fn index(backend: Backend, index: &Index, table: Option<&ObjectName>) -> Code {
    let Index { name, kind, method, parts, include, predicate, nulls_not_distinct, valid: _, origin: _ } =
        index;
    let mut code = function("Index::create", []);
    if let Some(name) = name {
        code = code.call("name", [text(&backend.bare(name))]);
    }
    if let Some(table) = table {
        code = code.call("table", [object(table)]);
    }
    for part in parts {
        let target = match &part.target {
            IndexTarget::Column(name) => text(name),
            IndexTarget::Expr(expr) => custom(expr),
        };
        let prefix = part.prefix.map(|prefix| word(prefix.to_string()));
        let order = match part.order {
            Order::Ascending => None,
            Order::Descending => Some(word("IndexOrder::Desc")),
        };
        let mut items: Vec<_> = [Some(target), prefix, order].into_iter().flatten().collect();
        let mut column = if items.len() == 1 { items.remove(0) } else { Code::Tuple(items) };
        if let Some(opclass) = &part.opclass {
            column = column.call("into_index_column", []).call("with_operator_class", [text(opclass)]);
        }
        code = code.call("col", [column]);
    }
    code = match kind {
        IndexKind::Plain => code,
        IndexKind::Unique | IndexKind::Constraint(_) => code.call("unique", []),
    };
    code = match method.as_str() {
        "btree" => code,
        "hash" => code.call("index_type", [word("IndexType::Hash")]),
        "fulltext" => code.call("full_text", []),
        other => code.call("index_type", [function("IndexType::Custom", [text(other).call("into", [])])]),
    };
    code = include.iter().fold(code, |code, column| code.call("include", [text(column)]));
    if *nulls_not_distinct {
        code = code.call("nulls_not_distinct", []);
    }
    if let Some(predicate) = predicate {
        code = code.call("and_where", [custom(predicate)]);
    }
    code
}

fn foreign_key(backend: Backend, table: &ObjectName, key: &ForeignKey) -> Code {
    let ForeignKey {
        name,
        columns,
        references,
        referenced_columns,
        on_delete,
        on_update,
        deferrable: _,
        valid: _,
        options: _,
        origin: _,
    } = key;
    let mut code = function("ForeignKey::create", []);
    if let Some(name) = name {
        code = code.call("name", [text(&backend.bare(name))]);
    }
    code = end(code, ["from", "from_tbl", "from_col"], object(table), columns);
    code = end(code, ["to", "to_tbl", "to_col"], object(references), referenced_columns);
    if let Some(action) = action(*on_delete.value()) {
        code = code.call("on_delete", [word(action)]);
    }
    if let Some(action) = action(*on_update.value()) {
        code = code.call("on_update", [word(action)]);
    }
    code
}

/// One end of a key: the builder takes up to three columns at once.
fn end(
    code: Code,
    [both, table_alone, column_alone]: [&'static str; 3],
    table: Code,
    columns: &[String],
) -> Code {
    match columns {
        [column] => code.call(both, [table, text(column)]),
        [_, _] | [_, _, _] => {
            code.call(both, [table, Code::Tuple(columns.iter().map(|column| text(column)).collect())])
        }
        _ => columns
            .iter()
            .fold(code.call(table_alone, [table]), |code, column| code.call(column_alone, [text(column)])),
    }
}

fn action(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("ForeignKeyAction::Restrict"),
        Action::Cascade => Some("ForeignKeyAction::Cascade"),
        Action::SetNull => Some("ForeignKeyAction::SetNull"),
        Action::SetDefault => Some("ForeignKeyAction::SetDefault"),
    }
}
