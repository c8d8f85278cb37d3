use super::Server;
use crate::diff::{Meanings, Question};
use crate::error::Error;
use crate::model::Schema;
use sea_orm::{ConnectionTrait, TransactionTrait};

pub(in crate::backend) async fn explain<C>(
    _server: &Server,
    _db: &C,
    _live: &Schema,
    _questions: &[Question],
) -> Result<Meanings, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    unimplemented!()
}
