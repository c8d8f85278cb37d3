use schema_runtime::DeriveSchema;

#[derive(DeriveSchema)]
pub enum State {
    On,
    Off,
}

fn main() {}
