use schema_runtime::DeriveSchema;

#[derive(DeriveSchema)]
pub union Model {
    id: i32,
    number: u32,
}

fn main() {}
