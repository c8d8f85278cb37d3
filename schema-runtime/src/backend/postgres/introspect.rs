use crate::backend::Live;
use crate::error::Error;
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::collections::BTreeSet;

pub(in crate::backend) async fn introspect<C>(_db: &C, _schemas: &BTreeSet<String>) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    unimplemented!()
}
