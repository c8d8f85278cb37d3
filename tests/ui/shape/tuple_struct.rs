use schema_runtime::DeriveSchema;

#[derive(DeriveSchema)]
pub struct Model(i32, String);

fn main() {}
