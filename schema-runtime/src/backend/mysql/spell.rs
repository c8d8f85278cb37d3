//! What entities say, in MySQL's words.

use super::Server;
use super::default::random_uuid;
use super::server::Case;
use crate::backend::spell::Words;
use crate::descriptor::IdentityDescriptor;
use crate::model::{EnumType, Expr, Identity, SqlType, Table};
use sea_orm::ColumnType;
use sea_orm::sea_query::{self, MysqlQueryBuilder, QueryBuilder};
use std::collections::BTreeSet;

impl Words for Server {
    const NAME: &'static str = "MySQL";

    fn column_type(&self, ty: &ColumnType) -> Result<SqlType, String> {
        self.spell_type(ty)
    }

    fn accepts(&self, rust_type: &ColumnType) -> BTreeSet<String> {
        self.accepted(rust_type).into_iter().collect()
    }

    fn enum_type(&self, _ty: &ColumnType) -> Option<EnumType> {
        None
    }

    fn expression(&self, expr: &sea_query::Expr) -> Expr {
        let mut sql = String::new();
        MysqlQueryBuilder.prepare_expr(expr, &mut sql);
        Expr::new(sql)
    }

    fn default(&self, text: &str, rust_type: &ColumnType) -> Expr {
        random_uuid(text, rust_type).unwrap_or_else(|| Expr::new(text))
    }

    fn literal(&self, value: sea_orm::Value) -> String {
        match value {
            sea_orm::Value::String(Some(text)) => self.text(&text),
            value => MysqlQueryBuilder.value_to_string(&value),
        }
    }

    fn quote(&self, name: &str) -> String {
        self.name(name)
    }

    fn auto_increment(&self, ty: &SqlType) -> Option<Identity> {
        let number = ["tinyint", "smallint", "mediumint", "int", "bigint"]
            .iter()
            .any(|name| ty.name.split(' ').next() == Some(name));
        (number && ty.arguments.is_empty()).then_some(Identity::AutoIncrement)
    }

    fn identity(&self, _identity: IdentityDescriptor) -> Identity {
        Identity::AutoIncrement
    }

    fn schema(&self, schema: Option<&str>) -> Option<String> {
        let is_default = |schema: &&str| match self.case {
            Case::Sensitive => **schema == self.database,
            Case::Insensitive => schema.eq_ignore_ascii_case(&self.database),
        };
        schema.filter(|schema| !is_default(schema)).map(str::to_owned)
    }

    fn settle(&self, table: &mut Table) {
        super::settle::settle(self, table);
    }
}
