use schema_runtime::DeriveSchema;

#[derive(DeriveSchema)]
pub struct Model;

fn main() {}
