use schema_runtime::DeriveSchema;

#[derive(DeriveSchema)]
pub struct Model<T> {
    id: T,
}

fn main() {}
