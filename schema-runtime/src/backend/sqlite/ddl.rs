use super::Server;
use crate::error::Error;
use crate::plan::{Capabilities, Statement, Step};

pub(in crate::backend) fn capabilities(_server: &Server) -> Capabilities {
    unimplemented!()
}

pub(in crate::backend) fn ddl(_server: &Server, _step: &Step) -> Result<Vec<Statement>, Error> {
    unimplemented!()
}
