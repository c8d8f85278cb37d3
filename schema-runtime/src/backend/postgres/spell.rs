use crate::backend::spell::Words;
use crate::descriptor::IdentityDescriptor;
use crate::model::{EnumType, Expr, Identity, SqlType, Table};
use sea_orm::{ColumnType, sea_query};
use std::collections::BTreeSet;

/// What must be known of the server.
#[derive(Debug, Clone)]
pub struct Server {}

impl Words for Server {
    const NAME: &'static str = "PostgreSQL";

    fn column_type(&self, _ty: &ColumnType) -> Result<SqlType, String> {
        unimplemented!()
    }

    fn accepts(&self, _rust_type: &ColumnType) -> BTreeSet<String> {
        unimplemented!()
    }

    fn enum_type(&self, _ty: &ColumnType) -> Option<EnumType> {
        unimplemented!()
    }

    fn expression(&self, _expr: &sea_query::Expr) -> Expr {
        unimplemented!()
    }

    fn default(&self, text: &str, _rust_type: &ColumnType) -> Expr {
        Expr::new(text)
    }

    fn literal(&self, _value: sea_orm::Value) -> String {
        unimplemented!()
    }

    fn quote(&self, _name: &str) -> String {
        unimplemented!()
    }

    fn auto_increment(&self, _ty: &SqlType) -> Option<Identity> {
        unimplemented!()
    }

    fn identity(&self, _identity: IdentityDescriptor) -> Identity {
        unimplemented!()
    }

    fn schema(&self, _schema: Option<&str>) -> Option<String> {
        unimplemented!()
    }

    fn settle(&self, _table: &mut Table) {
        unimplemented!()
    }
}
