use crate::backend::Live;
use crate::error::Error;
use sea_orm::{ConnectionTrait, TransactionTrait};

pub(in crate::backend) async fn introspect<C>(_db: &C) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    unimplemented!()
}
